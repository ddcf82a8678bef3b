"""The functions of the notebook's language by NumPy and SciPy."""

import builtins
import math

from .shared import (
    binary_crossentropy,
    categorical_crossentropy,
    grouped,
    margins_of,
    only,
    recurrence,
    refuse,
    SEGMENTS,
    sparse_crossentropy,
    standard,
    steps_of,
    tupled,
)


class NumPy:
    """NumPy and SciPy, which have values and no derivatives."""

    name = "scipy"

    def __init__(self):
        import numpy as np
        import scipy
        import scipy.linalg
        import scipy.special as special

        self.np = np
        self.versions = {"numpy": np.__version__, "scipy": scipy.__version__}
        names = only(
            np,
            "sqrt cbrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan sinh cosh tanh "
            "sinc floor ceil trunc round abs sign square negative isnan isinf isfinite clip "
            "add subtract multiply divide floor_divide mod power maximum minimum hypot logaddexp "
            "equal not_equal less less_equal greater greater_equal logical_and logical_or "
            "logical_not logical_xor where inf nan pi float64 int64 reshape zeros_like ones_like "
            "expand_dims broadcast_to cross trace outer eye linspace full arange zeros ones "
            "inner kron vdot swapaxes moveaxis rot90 append array_split take_along_axis median "
            "quantile searchsorted bincount matrix_transpose fmod diff average percentile "
            "nan_to_num atleast_1d atleast_2d atleast_3d",
        )
        names |= {
            "cond": np.linalg.cond,
            "multi_dot": np.linalg.multi_dot,
            "matrix_diag": self.matrix_diag,
            "matrix_diag_part": self.matrix_diag_part,
            "tensor_diag": lambda x: np.diag(np.ravel(x)).reshape(2 * x.shape),
            "tensor_diag_part": self.tensor_diag_part,
            "bounded_relu": self.bounded_relu,
            "rsqrt": lambda x: 1 / np.sqrt(x),
            "asin": np.arcsin,
            "acos": np.arccos,
            "atan": np.arctan,
            "asinh": np.arcsinh,
            "acosh": np.arccosh,
            "atanh": np.arctanh,
            "atan2": np.arctan2,
            "neg": np.negative,
            "pow": np.power,
            "erf": special.erf,
            "erfc": special.erfc,
            "erfinv": special.erfinv,
            "lgamma": special.gammaln,
            "digamma": special.digamma,
            "xlogy": special.xlogy,
            "sigmoid": special.expit,
            "log_sigmoid": special.log_expit,
            "softplus": lambda x: np.logaddexp(x, 0),
            "squared_difference": lambda x, y: (x - y) ** 2,
            "relu": lambda x: np.maximum(x, 0),
            "relu6": lambda x: np.clip(x, 0, 6),
            "leaky_relu": lambda x, alpha=0.2: np.where(x > 0, x, alpha * x),
            "elu": lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.expm1(x)),
            "selu": lambda x: 1.0507009873554804934193349852946
            * np.where(x > 0, x, 1.6732632423543772848170429916717 * np.expm1(x)),
            "gelu": self.gelu,
            "silu": lambda x, beta=1.0: x * special.expit(beta * x),
            "mish": lambda x: x * np.tanh(np.logaddexp(x, 0)),
            "softsign": lambda x: x / (1 + np.abs(x)),
            "hardtanh": lambda x: np.clip(x, -1, 1),
            "clip_by_value": np.clip,
            "root_of_squares": np.sqrt,
            "identity": lambda x: x,
            "stop_gradient": lambda x: x,
            "cast": self.cast,
            "constant": np.array,
            "add_n": lambda inputs: builtins.sum(inputs),
            "shape": lambda x: list(np.shape(x)),
        }
        for name in ("sum", "mean", "prod", "max", "min", "var", "std", "any", "all"):
            names[name] = self.reduction(getattr(np, name))
        names |= {
            "logsumexp": self.reduction(special.logsumexp),
            "norm": self.norm,
            "argmax": lambda x, axis=0: np.argmax(x, axis),
            "argmin": lambda x, axis=0: np.argmin(x, axis),
            "count_nonzero": self.reduction(np.count_nonzero),
            "cumsum": self.scan(np.cumsum, 0),
            "cumprod": self.scan(np.cumprod, 1),
            "cummax": self.scan(np.maximum.accumulate, None),
            "transpose": lambda x, perm=None: np.transpose(x, perm),
            "permute": np.transpose,
            "scatter_slice": self.scatter_slice,
            "squeeze": lambda x, axis=None: np.squeeze(x, tupled(axis)),
            "tile": lambda x, multiples: np.tile(x, multiples),
            "repeat": lambda x, repeats, axis=None: np.repeat(x, repeats, axis),
            "pad": self.pad,
            "flip": lambda x, axis=None: np.flip(x, tupled(axis)),
            "roll": lambda x, shift, axis=None: np.roll(x, tupled(shift), tupled(axis)),
            "concat": lambda values, axis=0: np.concatenate(values, axis),
            "stack": lambda values, axis=0: np.stack(values, axis),
            "unstack": lambda value, axis=0: [
                np.take(value, i, axis) for i in range(value.shape[axis])
            ],
            "split": self.split,
            "gather": self.gather,
            "take": self.gather,
            "gather_nd": lambda params, indices: params[tuple(np.moveaxis(indices, -1, 0))],
            "boolean_mask": lambda x, mask, axis=0: (
                np.compress(mask, x, axis) if mask.ndim == 1 else x[mask]
            ),
            "scatter_nd": self.scatter_nd,
            "tensor_scatter_nd_update": self.scatter_update,
            "tensor_scatter_nd_add": self.scatter_onto,
            "scatter_add": self.scatter_add,
            "one_hot": self.one_hot,
            "sort": lambda x, axis=-1, direction="ASCENDING": (
                -np.sort(-x, axis) if direction == "DESCENDING" else np.sort(x, axis)
            ),
            "argsort": lambda x, axis=-1, direction="ASCENDING": np.argsort(
                -x if direction == "DESCENDING" else x, axis, kind="stable"
            ),
            "top_k": self.top_k,
            "top_k_values": lambda x, k=1: self.top_k(x, k)[0],
            "diag": np.diag,
            "diag_embed": self.diag_embed,
            "diag_part": lambda x: np.diagonal(x, 0, -2, -1),
            "diagonal": lambda x, offset=0: np.diagonal(x, offset, -2, -1),
            "trace": lambda x: np.trace(x, 0, -2, -1),
            "band_part": lambda x, low, high: np.where(self.band(x, low, high), x, 0),
            "set_diag": self.set_diag,
            "scatter_along_axis": self.scatter_along_axis,
            "strided_slice": self.strided_slice,
            "dynamic_slice": lambda x, begin, size: x[
                tuple(slice(b, b + s) for b, s in zip(begin, size))
            ],
            "constant_pad": lambda x, paddings, value: np.pad(x, paddings, constant_values=value),
            "sequence_mask": lambda lengths, maxlen=None: np.arange(
                np.max(lengths) if maxlen is None else maxlen
            )
            < np.expand_dims(lengths, -1),
            "reverse_sequence": self.reverse_sequence,
            "cumulative_logsumexp": self.scan(np.logaddexp.accumulate, -np.inf),
            "cummin": self.scan(np.minimum.accumulate, None),
            "linear_recurrence": self.linear_recurrence,
            "vector_norm": self.norm,
            "normalize": self.normalize,
            "tril": lambda x, k=0: np.tril(x, k),
            "triu": lambda x, k=0: np.triu(x, k),
            "meshgrid": lambda *x, indexing="xy": np.meshgrid(*x, indexing=indexing),
            "dot": np.dot,
            "matmul": np.matmul,
            "einsum": np.einsum,
            "matvec": lambda a, b: (a @ b[..., None])[..., 0],
            "tensordot": lambda a, b, axes: np.tensordot(a, b, axes),
            "det": np.linalg.det,
            "slogdet": lambda x: tuple(np.linalg.slogdet(x)),
            "det_sign": lambda x: np.linalg.slogdet(x)[0],
            "log_abs_det": lambda x: np.linalg.slogdet(x)[1],
            "logdet": lambda x: np.linalg.slogdet(x)[1],
            "cofactor": lambda x: np.linalg.det(x)[..., None, None]
            * np.swapaxes(np.linalg.inv(x), -1, -2),
            "cholesky_solve": lambda chol, rhs: np.linalg.solve(
                np.tril(chol) @ np.swapaxes(np.tril(chol), -1, -2), rhs
            ),
            "matrix_rank": np.linalg.matrix_rank,
            "svdvals": lambda x: np.linalg.svd(x, compute_uv=False),
            "inv": np.linalg.inv,
            "solve": np.linalg.solve,
            "cholesky": np.linalg.cholesky,
            "triangular_solve": self.triangular_solve,
            "qr": self.qr,
            "svd": self.svd,
            "eigh": lambda x: tuple(np.linalg.eigh(x)),
            "eigvalsh": np.linalg.eigvalsh,
            "pinv": np.linalg.pinv,
            "matrix_power": np.linalg.matrix_power,
            "lstsq": lambda a, b: np.linalg.pinv(a) @ b,
            "expm": scipy.linalg.expm,
            "softmax": lambda x, axis=-1: special.softmax(x, axis),
            "log_softmax": lambda x, axis=-1: special.log_softmax(x, axis),
            "l2_loss": lambda x: np.sum(x * x) / 2,
            "sigmoid_cross_entropy_with_logits": lambda labels, logits: np.logaddexp(0, logits)
            - labels * logits,
            "softmax_cross_entropy_with_logits": lambda labels, logits, axis=-1: -np.sum(
                labels * special.log_softmax(logits, axis), axis
            ),
            "sparse_softmax_cross_entropy_with_logits": lambda labels, logits: -np.take_along_axis(
                special.log_softmax(logits, -1), labels[..., None], -1
            )[..., 0],
            "vecdot": np.linalg.vecdot,
            "reduce_euclidean_norm": lambda x, axis=None, keepdims=False: (
                np.linalg.vector_norm(x, axis=axis, keepdims=keepdims)
            ),
            "hinge": lambda y_true, y_pred: np.mean(np.maximum(1 - y_true * y_pred, 0), -1),
            "mse": lambda y_true, y_pred: np.mean((y_true - y_pred) ** 2, -1),
            "huber": self.huber,
            "l2_normalize": self.l2_normalize,
            "clip_by_norm": self.clip_by_norm,
            "layer_norm": self.layer_norm,
            "batch_norm": self.batch_norm,
            "group_norm": self.group_norm,
            "batch_normalization": lambda x, mean, variance, offset, scale, epsilon: (x - mean)
            / np.sqrt(variance + epsilon)
            * scale
            + offset,
            "moments": lambda x, axes, keepdims=False: (
                np.mean(x, tupled(axes), keepdims=keepdims),
                np.var(x, tupled(axes), keepdims=keepdims),
            ),
            "embedding_lookup": lambda params, ids: params[ids],
            "fill": np.full,
            "bias_add": np.add,
            "global_norm": lambda x: np.sqrt(builtins.sum(np.sum(part**2) for part in x)),
            "clip_by_global_norm": self.clip_by_global_norm,
            "mae": lambda y_true, y_pred: np.mean(np.abs(y_true - y_pred), -1),
            "log_cosh": lambda y_true, y_pred: np.mean(np.log(np.cosh(y_true - y_pred)), -1),
            "weighted_cross_entropy_with_logits": lambda labels, logits, weight: -labels
            * special.log_expit(logits)
            * weight
            - (1 - labels) * special.log_expit(-logits),
            "kl_divergence": lambda y_true, y_pred: np.sum(special.rel_entr(y_true, y_pred), -1),
            "binary_crossentropy": binary_crossentropy(np, special.log_expit),
            "categorical_crossentropy": categorical_crossentropy(np, special.log_softmax),
            "sparse_categorical_crossentropy": sparse_crossentropy(np, special.log_softmax),
            "max_pool_positions": self.max_pool_positions,
            "max_pool_with_argmax": self.max_pool_with_argmax,
            "celu": lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.expm1(x / alpha)),
            "hard_sigmoid": lambda x: np.clip(x + 3, 0, 6) / 6,
            "hard_silu": lambda x: x * np.clip(x + 3, 0, 6) / 6,
            "divide_no_nan": lambda x, y: np.where(y == 0, 0, x / np.where(y == 0, 1, y)),
            "reciprocal_no_nan": lambda x: np.where(x == 0, 0, 1 / np.where(x == 0, 1, x)),
            "multiply_no_nan": lambda x, y: np.where(y == 0, 0, x * y),
            "xlog1py": special.xlog1py,
            "xdivy": lambda x, y: np.where(x == 0, 0, x / y),
            "x_sigmoid": lambda x: x * special.expit(x),
            "x_ndtr": lambda x: x * special.ndtr(x),
            "erfcinv": special.erfcinv,
            "ndtr": special.ndtr,
            "ndtri": special.ndtri,
            "polygamma": special.polygamma,
            "sinc_derivative": self.sinc_derivative,
        }
        for name, extremum in SEGMENTS.items():
            names |= self.segments(name, extremum)
        self.names = names

    def array(self, data):
        return self.np.array(data)

    def numbers(self, value):
        return self.np.asarray(value)

    def cast(self, x, dtype):
        return self.np.asarray(x).astype(dtype)

    def reduction(self, function):
        return lambda x, axis=None, keepdims=False, **options: function(
            x, axis=tupled(axis), keepdims=keepdims, **options
        )

    def segments(self, name, function):
        """A reduction of rows by segments; the empty are 0 where ids are sorted, else neutral."""
        np = self.np

        def reduced(data, ids, count, empty):
            rows = np.reshape(data, (ids.size,) + data.shape[ids.ndim :])
            parts = [rows[ids.ravel() == k] for k in range(count)]
            return np.stack(
                [
                    getattr(np, function)(part, 0) if len(part) else np.full(rows.shape[1:], empty)
                    for part in parts
                ]
            )

        least = np.finfo(np.float64).max
        empty = {"max": -least, "min": least}.get(function, 0.0)
        names = {
            f"segment_{name}": lambda data, ids: reduced(data, ids, ids[-1] + 1, 0.0),
            f"unsorted_segment_{name}": lambda data, ids, count: reduced(data, ids, count, empty),
        }
        if function in ("max", "min"):
            names[f"segment_{function}ima"] = names[f"unsorted_segment_{name}"]
        return names

    def band(self, x, low, high):
        i, j = self.np.indices(x.shape[-2:])
        return ((low < 0) | (i - j <= low)) & ((high < 0) | (j - i <= high))

    def diag_embed(self, x, k=0):
        return self.np.vectorize(lambda v: self.np.diag(v, k), signature="(n)->(m,m)")(x)

    def set_diag(self, x, diagonal):
        result = self.np.array(x)
        places = self.np.arange(diagonal.shape[-1])
        result[..., places, places] = diagonal
        return result

    def diagonals(self, k, shape, align):
        """Row, place in the row and place in a matrix of each element on the diagonals."""
        low, high = k if isinstance(k, tuple) else (k, k)
        rows, columns = shape
        length = {d: min(rows + min(d, 0), columns - max(d, 0)) for d in range(low, high + 1)}
        longest = max(length.values())
        above, below = align.split("_")
        for row, d in enumerate(range(high, low - 1, -1)):
            side = below if d < 0 else above
            start = 0 if side == "LEFT" or d == 0 else longest - length[d]
            for i in range(length[d]):
                yield row, start + i, i - min(d, 0), i + max(d, 0), longest

    def matrix_diag_part(self, x, k=0, padding_value=0, align="RIGHT_LEFT"):
        low, high = k if isinstance(k, tuple) else (k, k)
        places = list(self.diagonals(k, x.shape[-2:], align))
        shape = x.shape[:-2] + (high - low + 1, places[0][4])
        result = self.np.full(shape, padding_value, x.dtype)
        for row, place, i, j, _ in places:
            result[..., row, place] = x[..., i, j]
        return result if high > low else result[..., 0, :]

    def matrix_diag(
        self, x, k=0, num_rows=-1, num_cols=-1, padding_value=0, align="RIGHT_LEFT"
    ):
        low, high = k if isinstance(k, tuple) else (k, k)
        if low == high:
            x = x[..., None, :]
        least = x.shape[-1] - min(high, 0), x.shape[-1] + max(low, 0)
        if num_rows == num_cols == -1:
            extents = (max(least),) * 2
        else:
            extents = [n if n != -1 else m for n, m in zip((num_rows, num_cols), least)]
        result = self.np.full(x.shape[:-2] + tuple(extents), padding_value, x.dtype)
        for row, place, i, j, _ in self.diagonals(k, extents, align):
            result[..., i, j] = x[..., row, place]
        return result

    def tensor_diag_part(self, x):
        shape = x.shape[: x.ndim // 2]
        count = int(self.np.prod(shape))
        return self.np.diagonal(x.reshape(count, count)).reshape(shape)

    def bounded_relu(self, x, negative_slope=0, max_value=None, threshold=0):
        y = self.np.where(x > threshold, x, negative_slope * (x - threshold))
        return y if max_value is None else self.np.minimum(y, max_value)

    def scatter_along_axis(self, x, indices, axis, extent):
        np = self.np
        axis %= x.ndim
        result = np.zeros(x.shape[:axis] + (extent,) + x.shape[axis + 1 :])
        place = list(np.indices(x.shape))
        place[axis] = np.broadcast_to(indices, x.shape)
        np.add.at(result, tuple(place), x)
        return result

    def strided_slice(self, x, begin, end, strides=None):
        strides = strides or [1] * len(begin)
        return x[tuple(slice(*bounds) for bounds in zip(begin, end, strides))]

    def reverse_sequence(self, x, lengths, seq_axis, batch_axis=0):
        np = self.np
        result = np.array(x)
        moved, source = (np.moveaxis(a, (batch_axis, seq_axis), (0, 1)) for a in (result, x))
        for row, length in enumerate(lengths):
            moved[row, :length] = source[row, :length][::-1]
        return result

    def linear_recurrence(self, a, b, axis=0, reverse=False):
        return recurrence(self.np, a, b, axis, reverse)

    def normalize(self, x, ord="euclidean", axis=None):
        length = self.norm(x, ord, axis, True)
        return x / length, length

    def scan(self, function, neutral):
        np = self.np

        def scanned(x, axis=0, exclusive=False, reverse=False):
            if reverse:
                x = np.flip(x, axis)
            result = function(x, axis=axis)
            if exclusive:
                first = np.full_like(np.take(result, [0], axis), neutral)
                rest = np.take(result, range(result.shape[axis] - 1), axis)
                result = np.concatenate([first, rest], axis)
            return np.flip(result, axis) if reverse else result

        return scanned

    def norm(self, x, ord="euclidean", axis=None, keepdims=False):
        np = self.np
        ord = None if ord == "euclidean" else ord
        if axis is None and ord != "fro":
            result = np.linalg.norm(np.ravel(x), ord)
            return np.reshape(result, [1] * x.ndim) if keepdims else result
        axis = tuple(range(x.ndim)) if axis is None else tupled(axis)
        return np.linalg.norm(x, ord, axis, keepdims)

    def gelu(self, x, approximate=False):
        from scipy.special import ndtr

        np = self.np
        if not approximate:
            return x * ndtr(x)
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

    def pad(self, x, paddings, mode="CONSTANT", constant_values=0):
        options = {"constant_values": constant_values} if mode == "CONSTANT" else {}
        return self.np.pad(x, paddings, mode.lower(), **options)

    def split(self, value, num_or_size_splits, axis=0):
        np = self.np
        if isinstance(num_or_size_splits, int):
            return np.split(value, num_or_size_splits, axis)
        return np.split(value, np.cumsum(num_or_size_splits)[:-1], axis)

    def gather(self, params, indices, axis=0, batch_dims=0):
        np = self.np
        if batch_dims == 0:
            return np.take(params, indices, axis)
        rows = [
            self.gather(p, i, (axis if axis >= 0 else axis + params.ndim) - 1, batch_dims - 1)
            for p, i in zip(params, indices)
        ]
        return np.stack(rows)

    def scatter_nd(self, indices, updates, shape):
        return self.scatter_onto(self.np.zeros(shape), indices, updates)

    def scatter_update(self, tensor, indices, updates):
        result = self.np.array(tensor)
        result[tuple(self.np.moveaxis(indices, -1, 0))] = updates
        return result

    def scatter_onto(self, tensor, indices, updates):
        result = self.np.array(tensor)
        self.np.add.at(result, tuple(self.np.moveaxis(indices, -1, 0)), updates)
        return result

    def scatter_add(self, x, indices, axis, extent):
        np = self.np
        rest = x.shape[:axis], x.shape[axis + indices.ndim :]
        result = np.zeros(rest[0] + (extent,) + rest[1])
        np.add.at(result, (slice(None),) * axis + (indices,), x)
        return result

    def scatter_slice(self, x, shape, items):
        result = self.np.zeros(shape)
        result[items] = x
        return result

    def one_hot(self, indices, depth, on_value=1.0, off_value=0.0, axis=-1):
        np = self.np
        place = axis if axis >= 0 else np.ndim(indices) + 1 + axis
        hot = np.expand_dims(indices, place) == np.reshape(
            np.arange(depth), [depth] + [1] * (np.ndim(indices) - place)
        )
        return np.where(hot, on_value, off_value)

    def top_k(self, x, k=1):
        np = self.np
        order = np.argsort(-x, -1, kind="stable")[..., :k]
        return np.take_along_axis(x, order, -1), order

    def triangular_solve(self, a, b, lower=True, adjoint=False):
        np = self.np
        a = np.tril(a) if lower else np.triu(a)
        return np.linalg.solve(np.swapaxes(a, -1, -2) if adjoint else a, b)

    def qr(self, x, full_matrices=False):
        return tuple(self.np.linalg.qr(x, "complete" if full_matrices else "reduced"))

    def svd(self, x, full_matrices=False, compute_uv=True):
        np = self.np
        if not compute_uv:
            return np.linalg.svd(x, compute_uv=False)
        u, s, vh = np.linalg.svd(x, full_matrices)
        return s, u, np.swapaxes(vh, -1, -2)

    def huber(self, y_true, y_pred, delta=1.0):
        np = self.np
        error = np.abs(y_true - y_pred)
        inside = 0.5 * error**2
        return np.mean(np.where(error <= delta, inside, delta * (error - 0.5 * delta)), -1)

    def l2_normalize(self, x, axis=None, epsilon=1e-12):
        np = self.np
        squares = np.sum(x * x, tupled(axis), keepdims=True)
        return x / np.sqrt(np.maximum(squares, epsilon))

    def clip_by_norm(self, t, clip_norm, axes=None):
        np = self.np
        length = np.sqrt(np.sum(t * t, tupled(axes), keepdims=True))
        return np.where(length > clip_norm, t * clip_norm / length, t)

    def layer_norm(self, x, scale=1.0, offset=0.0, axis=-1, epsilon=1e-5):
        return standard(self.np, x, tupled(axis), epsilon) * scale + offset

    def batch_norm(self, x, scale=1.0, offset=0.0, axis=-1, epsilon=1e-3):
        refuse(axis not in (-1, x.ndim - 1), "the scale is of the last axis")
        return standard(self.np, x, tuple(range(x.ndim - 1)), epsilon) * scale + offset

    def group_norm(self, x, groups=32, scale=1.0, offset=0.0, epsilon=1e-3):
        return grouped(self.np, x, groups, epsilon) * scale + offset

    def clip_by_global_norm(self, t_list, clip_norm):
        norm = self.names["global_norm"](t_list)
        factor = clip_norm / max(norm, clip_norm)
        return [part * factor for part in t_list], norm

    def max_pool_with_argmax(self, x, ksize, strides, padding):
        places = self.max_pool_positions(x, ksize, strides, padding)
        return x.ravel()[places], places % x[0].size

    def max_pool_positions(self, x, ksize, strides, padding):
        np = self.np
        images = np.reshape(np.arange(x.size), x.shape)
        steps = steps_of(strides, 2)
        window = steps_of(ksize, 2)
        margins = margins_of(x.shape[1:3], window, steps, [1, 1], padding)
        outer = [(0, 0), *margins, (0, 0)]
        values = np.pad(x, outer, constant_values=-np.inf)
        images = np.pad(images, outer, constant_values=-1)
        starts = [range(0, n - w + 1, s) for n, w, s in zip(values.shape[1:3], window, steps)]
        rows = []
        for i in starts[0]:
            row = []
            for j in starts[1]:
                place = (slice(None), slice(i, i + window[0]), slice(j, j + window[1]))
                shape = (x.shape[0], window[0] * window[1], x.shape[3])
                best = np.argmax(values[place].reshape(shape), 1)[:, None]
                row.append(np.take_along_axis(images[place].reshape(shape), best, 1)[:, 0])
            rows.append(np.stack(row, 1))
        return np.stack(rows, 1)

    def sinc_derivative(self, n, x):
        np = self.np
        a = np.pi * x
        if n == 0:
            return np.sin(a) / a
        if n == 1:
            return (a * np.cos(a) - np.sin(a)) / (a * x)
        refuse(n != 2, "no such derivative")
        return ((2 - a * a) * np.sin(a) - 2 * a * np.cos(a)) / (a * x * x)
