"""The functions of the notebook's language by PyTorch."""

import builtins
import math

from .shared import listed, margins_of, Missing, only, recurrence, refuse, steps_of, tupled


class Torch:
    """PyTorch; images have their channels last here, and second there."""

    name = "torch"

    def __init__(self):
        import numpy as np
        import torch
        import torch.nn.functional as F

        torch.set_default_dtype(torch.float64)
        self.np, self.torch, self.F = np, torch, F
        self.versions = {"torch": torch.__version__.split("+")[0]}
        names = only(
            torch,
            "sqrt rsqrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan "
            "sinh cosh tanh asinh acosh atanh erf erfc erfinv lgamma digamma sinc floor ceil trunc "
            "round abs sign square negative neg isnan isinf isfinite add subtract multiply divide "
            "floor_divide pow maximum minimum atan2 hypot xlogy logaddexp where logical_and "
            "logical_or logical_not logical_xor inf nan pi float64 int64 sigmoid relu outer "
            "matmul einsum inner kron broadcast_to zeros_like ones_like tril triu argsort reshape "
            "eye full zeros ones linspace vdot swapaxes moveaxis rot90 logdet searchsorted",
        )
        names |= {
            "power": torch.pow,
            "mod": torch.remainder,
            "equal": torch.eq,
            "not_equal": torch.ne,
            "less": torch.lt,
            "less_equal": torch.le,
            "greater": torch.gt,
            "greater_equal": torch.ge,
            "clip": lambda x, low, high: torch.clamp(x, low, high),
            "clip_by_value": lambda x, low, high: torch.clamp(
                x, self.lifted(low, x), self.lifted(high, x)
            ),
            "root_of_squares": torch.sqrt,
            "fill": torch.full,
            "arange": torch.arange,
            "identity": lambda x: x,
            "stop_gradient": lambda x: x.detach(),
            "cast": self.cast,
            "add_n": lambda inputs: builtins.sum(inputs),
            "squared_difference": lambda x, y: F.mse_loss(
                *torch.broadcast_tensors(x, y), reduction="none"
            ),
            "log_sigmoid": F.logsigmoid,
            "softplus": lambda x: F.softplus(x, threshold=1000),
            "relu6": F.relu6,
            "leaky_relu": lambda x, alpha=0.2: F.leaky_relu(x, alpha),
            "elu": lambda x, alpha=1.0: F.elu(x, alpha),
            "selu": F.selu,
            "mish": F.mish,
            "silu": lambda x, beta=1.0: F.silu(beta * x) / beta,
            "celu": lambda x, alpha=1.0: F.celu(x, alpha),
            "hard_sigmoid": F.hardsigmoid,
            "hard_silu": F.hardswish,
            "fmod": torch.fmod,
            "xlog1py": torch.special.xlog1py,
            "erfcinv": lambda x: torch.erfinv(1 - x),
            "ndtr": torch.special.ndtr,
            "ndtri": torch.special.ndtri,
            "polygamma": lambda n, x: torch.polygamma(int(n), x),
            "mae": lambda y_true, y_pred: F.l1_loss(y_pred, y_true, reduction="none").mean(-1),
            "kl_divergence": lambda y_true, y_pred: F.kl_div(
                torch.log(y_pred), y_true, reduction="none"
            ).sum(-1),
            "moments": lambda x, axes, keepdims=False: torch.var_mean(
                x, listed(axes), correction=0, keepdim=keepdims
            )[::-1],
            "bias_add": torch.add,
            "group_norm": self.group_norm,
            "global_norm": lambda x: torch.nn.utils.get_total_norm(x),
            "depthwise_conv2d": self.depthwise_conv2d,
            "max_pool1d": self.max_pool,
            "avg_pool1d": self.avg_pool,
            "weighted_cross_entropy_with_logits": self.weighted_entropy,
            "gelu": lambda x, approximate=False: F.gelu(
                x, approximate="tanh" if approximate else "none"
            ),
            "x_sigmoid": F.silu,
            "x_ndtr": F.gelu,
            "softsign": F.softsign,
            "hardtanh": F.hardtanh,
            "softmax": lambda x, axis=-1: torch.softmax(x, axis),
            "log_softmax": lambda x, axis=-1: torch.log_softmax(x, axis),
            "sum": self.reduction(torch.sum),
            "mean": self.reduction(torch.mean),
            "max": self.reduction(torch.amax),
            "min": self.reduction(torch.amin),
            "prod": self.prod,
            "logsumexp": self.reduction(torch.logsumexp),
            "var": self.reduction(
                lambda x, dim, keepdim, ddof=0: torch.var(x, dim, correction=ddof, keepdim=keepdim)
            ),
            "std": self.reduction(
                lambda x, dim, keepdim, ddof=0: torch.std(x, dim, correction=ddof, keepdim=keepdim)
            ),
            "any": self.reduction(torch.any),
            "all": self.reduction(torch.all),
            "norm": self.norm,
            "argmax": lambda x, axis=0: torch.argmax(x, axis),
            "argmin": lambda x, axis=0: torch.argmin(x, axis),
            "count_nonzero": self.count_nonzero,
            "cumsum": self.scan(torch.cumsum, 0),
            "cumprod": self.scan(torch.cumprod, 1),
            "cummax": self.scan(lambda x, axis: torch.cummax(x, axis).values, None),
            "transpose": lambda x, perm=None: x.permute(*(perm or reversed(range(x.ndim)))),
            "permute": torch.permute,
            "scatter_slice": self.scatter_slice,
            "expand_dims": torch.unsqueeze,
            "squeeze": lambda x, axis=None: (
                torch.squeeze(x) if axis is None else torch.squeeze(x, listed(axis))
            ),
            "tile": lambda x, multiples: torch.tile(x, tuple(multiples)),
            "repeat": self.repeat,
            "pad": self.pad,
            "flip": lambda x, axis=None: torch.flip(
                x, listed(axis) if axis is not None else tuple(range(x.ndim))
            ),
            "roll": lambda x, shift, axis=None: torch.roll(x, tupled(shift), tupled(axis)),
            "concat": lambda values, axis=0: torch.cat(values, axis),
            "stack": lambda values, axis=0: torch.stack(values, axis),
            "unstack": lambda value, axis=0: list(torch.unbind(value, axis)),
            "split": self.split,
            "gather": self.gather,
            "take": self.gather,
            "gather_nd": lambda params, indices: params[tuple(torch.movedim(indices, -1, 0))],
            "boolean_mask": self.boolean_mask,
            "scatter_nd": self.scatter_nd,
            "tensor_scatter_nd_update": self.scatter_update,
            "tensor_scatter_nd_add": self.scatter_onto,
            "scatter_add": self.scatter_add,
            "one_hot": self.one_hot,
            "sort": lambda x, axis=-1, direction="ASCENDING": torch.sort(
                x, axis, direction == "DESCENDING"
            ).values,
            "argsort": lambda x, axis=-1, direction="ASCENDING": torch.argsort(
                x, axis, direction == "DESCENDING", stable=True
            ),
            "top_k": lambda x, k=1: tuple(torch.topk(x, k)),
            "diag": torch.diag,
            "top_k_values": lambda x, k=1: torch.topk(x, k).values,
            "diag_embed": lambda x, k=0: torch.diag_embed(x, k),
            "diagonal": lambda x, offset=0: torch.diagonal(x, offset, -2, -1),
            "take_along_axis": lambda x, indices, axis=-1: torch.take_along_dim(x, indices, axis),
            "scatter_along_axis": self.scatter_along_axis,
            "dynamic_slice": self.dynamic_slice,
            "strided_slice": self.strided_slice,
            "constant_pad": lambda x, paddings, value: self.pad(x, paddings, "CONSTANT", value),
            "array_split": lambda x, parts, axis=0: list(torch.tensor_split(x, parts, axis)),
            "matrix_transpose": lambda x: x.mT,
            "cumulative_logsumexp": self.scan(torch.logcumsumexp, -math.inf),
            "cummin": self.scan(lambda x, axis: torch.cummin(x, axis).values, None),
            "linear_recurrence": lambda a, b, axis=0, reverse=False: recurrence(
                torch, a, b, axis, reverse
            ),
            "vector_norm": self.norm,
            "normalize": self.normalize,
            "quantile": lambda x, q, axis=None, keepdims=False: torch.quantile(
                x, torch.tensor(q), axis, keepdims
            ),
            "median": lambda x, axis=None, keepdims=False: torch.quantile(x, 0.5, axis, keepdims),
            "bincount": lambda x, weights=None, minlength=0: torch.bincount(x, weights, minlength),
            "det_sign": lambda x: torch.linalg.slogdet(x)[0],
            "log_abs_det": lambda x: torch.linalg.slogdet(x)[1],
            "cofactor": lambda x: torch.linalg.det(x)[..., None, None] * torch.linalg.inv(x).mT,
            "cholesky_solve": lambda chol, rhs: torch.cholesky_solve(rhs, torch.tril(chol)),
            "matrix_rank": torch.linalg.matrix_rank,
            "svdvals": torch.linalg.svdvals,
            "band_part": lambda x, low, high: torch.triu(
                torch.tril(x, high if high >= 0 else x.shape[-1]),
                -low if low >= 0 else -x.shape[-2],
            ),
            "diag_part": lambda x: torch.diagonal(x, 0, -2, -1),
            "trace": lambda x: torch.trace(x) if x.ndim == 2 else self.missing("batched trace"),
            "tril": lambda x, k=0: torch.tril(x, k),
            "triu": lambda x, k=0: torch.triu(x, k),
            "meshgrid": lambda *x, indexing="xy": list(torch.meshgrid(*x, indexing=indexing)),
            "dot": torch.matmul,
            "matvec": lambda a, b: torch.linalg.vecdot(a, b[..., None, :]),
            "tensordot": lambda a, b, axes: torch.tensordot(a, b, axes),
            "cross": lambda a, b: torch.linalg.cross(a, b),
            "det": torch.linalg.det,
            "slogdet": lambda x: tuple(torch.linalg.slogdet(x)),
            "inv": torch.linalg.inv,
            "solve": torch.linalg.solve,
            "cholesky": torch.linalg.cholesky,
            "triangular_solve": self.triangular_solve,
            "qr": lambda x, full_matrices=False: tuple(
                torch.linalg.qr(x, "complete" if full_matrices else "reduced")
            ),
            "svd": self.svd,
            "eigh": lambda x: tuple(torch.linalg.eigh(x)),
            "eigvalsh": torch.linalg.eigvalsh,
            "pinv": torch.linalg.pinv,
            "lstsq": lambda a, b: torch.linalg.lstsq(a, b).solution,
            "matrix_power": torch.linalg.matrix_power,
            "expm": torch.linalg.matrix_exp,
            "sigmoid_cross_entropy_with_logits": self.sigmoid_entropy,
            "softmax_cross_entropy_with_logits": self.cross_entropy,
            "sparse_softmax_cross_entropy_with_logits": lambda labels, logits: F.cross_entropy(
                logits.reshape(-1, logits.shape[-1]), labels.reshape(-1), reduction="none"
            ).reshape(labels.shape),
            "vecdot": lambda x, y, axis=-1: torch.linalg.vecdot(x, y, dim=axis),
            "reduce_euclidean_norm": lambda x, axis=None, keepdims=False: (
                torch.linalg.vector_norm(x, dim=axis, keepdim=keepdims)
            ),
            "crelu": lambda x, axis=-1: torch.cat([F.relu(x), F.relu(-x)], axis),
            "hinge": lambda y_true, y_pred: F.relu(1 - y_true * y_pred).mean(-1),
            "poisson_loss": lambda y_true, y_pred: F.poisson_nll_loss(
                y_pred, y_true, log_input=False, eps=1e-7, reduction="none"
            ).mean(-1),
            "cosine_similarity": lambda y_true, y_pred, axis=-1: (
                -F.cosine_similarity(y_true, y_pred, dim=axis)
            ),
            "mse": lambda y_true, y_pred: F.mse_loss(y_pred, y_true, reduction="none").mean(-1),
            "huber": lambda y_true, y_pred, delta=1.0: F.huber_loss(
                y_pred, y_true, reduction="none", delta=delta
            ).mean(-1),
            "l2_normalize": self.l2_normalize,
            "layer_norm": self.layer_norm,
            "batch_norm": self.batch_norm,
            "conv1d": self.convolution(1),
            "conv2d": self.convolution(2),
            "max_pool": self.max_pool,
            "avg_pool": self.avg_pool,
            "embedding_lookup": lambda params, ids: F.embedding(ids, params),
        }
        self.names = names

    def array(self, data):
        return self.torch.tensor(data)

    def numbers(self, value):
        return value.detach().numpy() if hasattr(value, "detach") else self.np.asarray(value)

    def gradients(self, function, operands, floats, cotangents):
        watched = {
            name: value.clone().requires_grad_() if name in floats else value
            for name, value in operands.items()
        }
        results = function(watched)
        loss = builtins.sum(
            (self.torch.tensor(c) * r).sum()
            for r, c in zip(results, cotangents)
            if c is not None and r.requires_grad
        )
        if isinstance(loss, int):
            return {name: None for name in floats}
        found = self.torch.autograd.grad(
            loss, [watched[name] for name in floats], allow_unused=True
        )
        return {name: None if g is None else g.numpy() for name, g in zip(floats, found)}

    def missing(self, what):
        raise Missing(what)

    def lifted(self, bound, x):
        return bound if isinstance(bound, self.torch.Tensor) else self.torch.tensor(bound)

    def cast(self, x, dtype):
        return x.to(dtype)

    def reduction(self, function):
        return lambda x, axis=None, keepdims=False, **options: function(
            x,
            dim=tuple(range(x.ndim)) if axis is None else listed(axis),
            keepdim=keepdims,
            **options,
        )

    def scatter_along_axis(self, x, indices, axis, extent):
        axis %= x.ndim
        start = self.torch.zeros(x.shape[:axis] + (extent,) + x.shape[axis + 1 :])
        return start.scatter_add(axis, indices.expand(x.shape), x)

    def dynamic_slice(self, x, begin, size):
        for axis, (start, count) in enumerate(zip(begin, size)):
            x = self.torch.narrow(x, axis, start, count)
        return x

    def strided_slice(self, x, begin, end, strides=None):
        strides = strides or [1] * len(begin)
        return x[tuple(slice(*bounds) for bounds in zip(begin, end, strides))]

    def normalize(self, x, ord="euclidean", axis=None):
        length = self.norm(x, ord, axis, True)
        return x / length, length

    def count_nonzero(self, x, axis=None, keepdims=False):
        refuse(keepdims, "count_nonzero keeps no axes")
        return self.torch.count_nonzero(x, listed(axis))

    def prod(self, x, axis=None, keepdims=False):
        axes = range(x.ndim) if axis is None else [a % x.ndim for a in listed(axis)]
        for axis in sorted(axes, reverse=True):
            x = self.torch.prod(x, axis, keepdim=keepdims)
        return x

    def norm(self, x, ord="euclidean", axis=None, keepdims=False):
        linalg = self.torch.linalg
        axes = None if axis is None else listed(axis)
        if axes is not None and len(axes) == 2:
            return linalg.matrix_norm(x, "fro" if ord == "euclidean" else ord, axes, keepdims)
        order = 2 if ord in ("euclidean", "fro") else ord
        return linalg.vector_norm(x, order, axes, keepdims)

    def scan(self, function, neutral):
        torch = self.torch

        def scanned(x, axis=0, exclusive=False, reverse=False):
            if reverse:
                x = torch.flip(x, (axis,))
            result = function(x, axis)
            if exclusive:
                rest = torch.narrow(result, axis, 0, result.shape[axis] - 1)
                first = torch.full_like(torch.narrow(result, axis, 0, 1), neutral)
                result = torch.cat([first, rest], axis)
            return torch.flip(result, (axis,)) if reverse else result

        return scanned

    def repeat(self, x, repeats, axis=None):
        repeats = self.torch.tensor(repeats) if isinstance(repeats, list) else repeats
        return self.torch.repeat_interleave(x, repeats, axis)

    def pad(self, x, paddings, mode="CONSTANT", constant_values=0):
        refuse(mode == "SYMMETRIC", "no symmetric padding")
        flat = [n for pair in reversed(paddings) for n in pair]
        if mode == "REFLECT":
            return (
                self.F.pad(x[None], flat[: 2 * x.ndim], "reflect")[0]
                if x.ndim < 3
                else self.missing("reflection of all axes")
            )
        return self.F.pad(x, flat, "constant", constant_values)

    def split(self, value, num_or_size_splits, axis=0):
        size = num_or_size_splits
        return list(
            self.torch.split(
                value, value.shape[axis] // size if isinstance(size, int) else size, axis
            )
        )

    def gather(self, params, indices, axis=0, batch_dims=0):
        refuse(batch_dims, "no batch dimensions")
        axis %= params.ndim
        flat = self.torch.index_select(params, axis, indices.reshape(-1))
        return flat.reshape(params.shape[:axis] + indices.shape + params.shape[axis + 1 :])

    def boolean_mask(self, x, mask, axis=0):
        return (
            self.torch.movedim(self.torch.movedim(x, axis, 0)[mask], 0, axis)
            if mask.ndim == 1
            else x[mask]
        )

    def scatter_nd(self, indices, updates, shape):
        return self.scatter_onto(self.torch.zeros(shape), indices, updates)

    def scatter_onto(self, tensor, indices, updates):
        place = tuple(self.torch.movedim(indices, -1, 0))
        return tensor.index_put(place, updates, accumulate=True)

    def scatter_update(self, tensor, indices, updates):
        return tensor.index_put(tuple(self.torch.movedim(indices, -1, 0)), updates)

    def scatter_add(self, x, indices, axis, extent):
        shape = x.shape[:axis] + (-1,) + x.shape[axis + indices.ndim :]
        flat = x.reshape(shape)
        start = self.torch.zeros(flat.shape[:axis] + (extent,) + flat.shape[axis + 1 :])
        return start.index_add(axis, indices.reshape(-1), flat)

    def scatter_slice(self, x, shape, items):
        result = self.torch.zeros(shape)
        result[items] = x
        return result

    def one_hot(self, indices, depth, on_value=1.0, off_value=0.0, axis=-1):
        outside = (indices < 0) | (indices >= depth)
        hot = self.F.one_hot(indices.clamp(0, depth - 1), depth) * ~outside[..., None]
        hot = self.torch.movedim(hot, -1, axis)
        return self.torch.where(hot == 1, on_value, off_value)

    def triangular_solve(self, a, b, lower=True, adjoint=False):
        a = self.torch.tril(a) if lower else self.torch.triu(a)
        upper = lower if adjoint else not lower
        return self.torch.linalg.solve_triangular(a.mT if adjoint else a, b, upper=upper)

    def svd(self, x, full_matrices=False, compute_uv=True):
        if not compute_uv:
            return self.torch.linalg.svdvals(x)
        u, s, vh = self.torch.linalg.svd(x, full_matrices)
        return s, u, vh.mT

    def sigmoid_entropy(self, labels, logits):
        return self.F.binary_cross_entropy_with_logits(logits, labels, reduction="none")

    def weighted_entropy(self, labels, logits, weight):
        return self.F.binary_cross_entropy_with_logits(
            logits, labels, reduction="none", pos_weight=self.torch.tensor(weight)
        )

    def cross_entropy(self, labels, logits, axis=-1):
        move = self.torch.movedim
        logits, labels = move(logits, axis, -1), move(labels, axis, -1)
        depth = logits.shape[-1]
        loss = self.F.cross_entropy(
            logits.reshape(-1, depth), labels.reshape(-1, depth), reduction="none"
        )
        return loss.reshape(logits.shape[:-1])

    def l2_normalize(self, x, axis=None, epsilon=1e-12):
        refuse(epsilon != 1e-12, "another meaning of epsilon")
        if axis is None:
            return self.F.normalize(x.reshape(-1), dim=0).reshape(x.shape)
        return self.F.normalize(x, dim=tupled(axis))

    def layer_norm(self, x, scale=None, offset=None, axis=-1, epsilon=1e-5):
        axes = sorted(a % x.ndim for a in listed(axis))
        refuse(axes != list(range(axes[0], x.ndim)), "layer_norm is of the last axes")
        return self.F.layer_norm(x, x.shape[axes[0] :], scale, offset, epsilon)

    def batch_norm(self, x, scale=None, offset=None, axis=-1, epsilon=1e-3):
        refuse(axis not in (-1, x.ndim - 1), "channels are last")
        moved = self.torch.movedim(x, -1, 1)
        result = self.F.batch_norm(moved, None, None, scale, offset, True, 0, epsilon)
        return self.torch.movedim(result, 1, -1)

    def group_norm(self, x, groups=32, scale=None, offset=None, epsilon=1e-3):
        moved = self.torch.movedim(x, -1, 1)
        result = self.F.group_norm(moved, groups, scale, offset, epsilon)
        return self.torch.movedim(result, 1, -1)

    def depthwise_conv2d(self, input, filter, strides, padding, dilations=None):
        rows, columns, channels, multiplier = filter.shape
        filters = filter.reshape(rows, columns, 1, channels * multiplier)
        return self.names["conv2d"](input, filters, strides, padding, dilations)

    def padded(self, x, margins, value=0.0):
        flat = [n for pair in reversed(margins) for n in pair]
        return self.F.pad(x, flat, "constant", value)

    def convolution(self, rank):
        def convolve(input, filters, strides=1, padding="VALID", dilations=None, stride=None):
            strides = steps_of(stride if stride is not None else strides, rank)
            dilations = steps_of(dilations, rank)
            margins = margins_of(
                input.shape[1:-1], filters.shape[:rank], strides, dilations, padding
            )
            images = self.padded(self.torch.movedim(input, -1, 1), margins)
            weights = self.torch.movedim(filters, (-1, -2), (0, 1))
            function = self.F.conv1d if rank == 1 else self.F.conv2d
            groups = input.shape[-1] // filters.shape[-2]
            result = function(images, weights, None, strides, 0, dilations, groups)
            return self.torch.movedim(result, 1, -1)

        return convolve

    def max_pool(self, input, ksize, strides, padding):
        ksize, strides = steps_of(ksize, input.ndim - 2), steps_of(strides, input.ndim - 2)
        margins = margins_of(input.shape[1:-1], ksize, strides, [1] * len(ksize), padding)
        images = self.padded(self.torch.movedim(input, -1, 1), margins, -math.inf)
        function = self.F.max_pool1d if len(ksize) == 1 else self.F.max_pool2d
        return self.torch.movedim(function(images, ksize, strides), 1, -1)

    def avg_pool(self, input, ksize, strides, padding):
        ksize, strides = steps_of(ksize, input.ndim - 2), steps_of(strides, input.ndim - 2)
        margins = margins_of(input.shape[1:-1], ksize, strides, [1] * len(ksize), padding)
        refuse(any(a != b for a, b in margins), "margins are the same before and after")
        images = self.torch.movedim(input, -1, 1)
        function = self.F.avg_pool1d if len(ksize) == 1 else self.F.avg_pool2d
        margin = tuple(a for a, _ in margins)
        result = function(images, ksize, strides, margin, count_include_pad=False)
        return self.torch.movedim(result, 1, -1)
