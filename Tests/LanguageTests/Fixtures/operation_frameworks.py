"""The functions of the notebook's language, each by one function of NumPy, PyTorch, JAX, TensorFlow.

A framework's `names` hold what a call may say, with the notebook's parameters: `sum(x, axis=0)`
runs torch.sum here and tf.reduce_sum there. What a framework has not is missing from its names, or
raises `Missing` for some arguments; such a call counts for the other frameworks only.
"""

import builtins
import math


class Missing(Exception):
    """The framework has no such function, or not for such arguments."""


def listed(axis):
    """Axes as a tuple, or None."""
    if axis is None:
        return None
    return tuple(axis) if isinstance(axis, (list, tuple)) else (axis,)


def tupled(axis):
    """Axes as NumPy takes them: None, an integer or a tuple."""
    return tuple(axis) if isinstance(axis, list) else axis


def only(names, functions):
    """Functions under their own names."""
    return {name: getattr(names, name) for name in functions.split()}


def refuse(condition, reason):
    if condition:
        raise Missing(reason)


def standard(module, x, axis, epsilon):
    """Numbers less their mean over axes, divided by the root of their variance and epsilon."""
    mean = module.mean(x, axis, keepdims=True)
    variance = module.mean(module.square(x - mean), axis, keepdims=True)
    return (x - mean) / module.sqrt(variance + epsilon)


def grouped(module, x, groups, epsilon):
    """Numbers standardised over all axes but the first, by groups of the last."""
    parts = module.reshape(x, (x.shape[0], -1, groups, x.shape[-1] // groups))
    return module.reshape(standard(module, parts, (1, 3), epsilon), x.shape)


def smoothed(y_true, label_smoothing, classes):
    return y_true * (1 - label_smoothing) + label_smoothing / classes


def binary_crossentropy(module, log_sigmoid):
    """Keras's formula, in the functions of a module."""

    def loss(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
        y_true = smoothed(y_true, label_smoothing, 2)
        if from_logits:
            logs = log_sigmoid(y_pred), log_sigmoid(-y_pred)
        else:
            p = module.clip(y_pred, 1e-7, 1 - 1e-7)
            logs = module.log(p), module.log(1 - p)
        return module.mean(-y_true * logs[0] - (1 - y_true) * logs[1], axis)

    return loss


def categorical_crossentropy(module, log_softmax):
    def loss(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
        y_true = smoothed(y_true, label_smoothing, y_pred.shape[axis])
        if from_logits:
            logs = log_softmax(y_pred, axis)
        else:
            p = y_pred / module.sum(y_pred, axis, keepdims=True)
            logs = module.log(module.clip(p, 1e-7, 1 - 1e-7))
        return -module.sum(y_true * logs, axis)

    return loss


def sparse_crossentropy(module, log_softmax):
    def loss(y_true, y_pred, from_logits=False):
        logits = y_pred if from_logits else module.log(module.clip(y_pred, 1e-7, 1 - 1e-7))
        logs = log_softmax(logits, -1)
        return -module.take_along_axis(logs, y_true[..., None], -1)[..., 0]

    return loss


SEGMENTS = {"sum": "sum", "mean": "mean", "max": "max", "min": "min"}


def recurrence(module, a, b, axis, reverse):
    """y[k] = a[k]*y[k-1] + b[k], by a loop over what a module unstacks and stacks."""
    places = range(b.shape[axis])
    pick = [slice(None)] * b.ndim
    results = {}
    previous = None
    for k in reversed(places) if reverse else places:
        pick[axis] = k
        place = tuple(pick)
        previous = b[place] if previous is None else a[place] * previous + b[place]
        results[k] = previous
    return module.stack([results[k] for k in places], axis)


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
            "quantile searchsorted bincount matrix_transpose fmod")
        names |= {
            "rsqrt": lambda x: 1 / np.sqrt(x), "asin": np.arcsin, "acos": np.arccos,
            "atan": np.arctan, "asinh": np.arcsinh, "acosh": np.arccosh, "atanh": np.arctanh,
            "atan2": np.arctan2, "neg": np.negative, "pow": np.power,
            "erf": special.erf, "erfc": special.erfc, "erfinv": special.erfinv,
            "lgamma": special.gammaln, "digamma": special.digamma, "xlogy": special.xlogy,
            "sigmoid": special.expit, "log_sigmoid": special.log_expit,
            "softplus": lambda x: np.logaddexp(x, 0),
            "squared_difference": lambda x, y: (x - y) ** 2,
            "relu": lambda x: np.maximum(x, 0), "relu6": lambda x: np.clip(x, 0, 6),
            "leaky_relu": lambda x, alpha=0.2: np.where(x > 0, x, alpha * x),
            "elu": lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.expm1(x)),
            "selu": lambda x: 1.0507009873554804934193349852946
            * np.where(x > 0, x, 1.6732632423543772848170429916717 * np.expm1(x)),
            "gelu": self.gelu, 
            "silu": lambda x, beta=1.0: x * special.expit(beta * x),
            "mish": lambda x: x * np.tanh(np.logaddexp(x, 0)),
            "softsign": lambda x: x / (1 + np.abs(x)),
            "hardtanh": lambda x: np.clip(x, -1, 1),
            "clip_by_value": np.clip, "root_of_squares": np.sqrt,
            "identity": lambda x: x, "stop_gradient": lambda x: x, "cast": self.cast,
            "constant": np.array, "add_n": lambda inputs: builtins.sum(inputs),
            "shape": lambda x: list(np.shape(x)),
        }
        for name in ("sum", "mean", "prod", "max", "min", "var", "std", "any", "all"):
            names[name] = self.reduction(getattr(np, name))
        names |= {
            "logsumexp": self.reduction(special.logsumexp), "norm": self.norm,
            "argmax": lambda x, axis=0: np.argmax(x, axis),
            "argmin": lambda x, axis=0: np.argmin(x, axis),
            "count_nonzero": self.reduction(np.count_nonzero),
            "cumsum": self.scan(np.cumsum, 0), "cumprod": self.scan(np.cumprod, 1),
            "cummax": self.scan(np.maximum.accumulate, None),
            "transpose": lambda x, perm=None: np.transpose(x, perm),
            "permute": np.transpose, "scatter_slice": self.scatter_slice,
            "squeeze": lambda x, axis=None: np.squeeze(x, tupled(axis)),
            "tile": lambda x, multiples: np.tile(x, multiples),
            "repeat": lambda x, repeats, axis=None: np.repeat(x, repeats, axis),
            "pad": self.pad, "flip": lambda x, axis=None: np.flip(x, tupled(axis)),
            "roll": lambda x, shift, axis=None: np.roll(x, tupled(shift), tupled(axis)),
            "concat": lambda values, axis=0: np.concatenate(values, axis),
            "stack": lambda values, axis=0: np.stack(values, axis),
            "unstack": lambda value, axis=0: [np.take(value, i, axis) for i in
                                              range(value.shape[axis])],
            "split": self.split, "gather": self.gather, "take": self.gather,
            "gather_nd": lambda params, indices: params[tuple(np.moveaxis(indices, -1, 0))],
            "boolean_mask": lambda x, mask, axis=0: np.compress(mask, x, axis)
            if mask.ndim == 1 else x[mask],
            "scatter_nd": self.scatter_nd,
            "tensor_scatter_nd_update": self.scatter_update,
            "tensor_scatter_nd_add": self.scatter_onto,
            "scatter_add": self.scatter_add, "one_hot": self.one_hot,
            "sort": lambda x, axis=-1, direction="ASCENDING": -np.sort(-x, axis)
            if direction == "DESCENDING" else np.sort(x, axis),
            "argsort": lambda x, axis=-1, direction="ASCENDING": np.argsort(
                -x if direction == "DESCENDING" else x, axis, kind="stable"),
            "top_k": self.top_k, "top_k_values": lambda x, k=1: self.top_k(x, k)[0],
            "diag": np.diag, "diag_embed": self.diag_embed,
            "diag_part": lambda x: np.diagonal(x, 0, -2, -1),
            "diagonal": lambda x, offset=0: np.diagonal(x, offset, -2, -1),
            "trace": lambda x: np.trace(x, 0, -2, -1),
            "band_part": lambda x, low, high: np.where(self.band(x, low, high), x, 0),
            "set_diag": lambda x, diagonal: np.where(
                self.band(x, 0, 0), self.diag_embed(diagonal)[..., : x.shape[-2], : x.shape[-1]],
                x),
            "scatter_along_axis": self.scatter_along_axis, "strided_slice": self.strided_slice,
            "dynamic_slice": lambda x, begin, size: x[tuple(
                slice(b, b + s) for b, s in zip(begin, size))],
            "constant_pad": lambda x, paddings, value: np.pad(
                x, paddings, constant_values=value),
            "sequence_mask": lambda lengths, maxlen=None: np.arange(
                np.max(lengths) if maxlen is None else maxlen) < np.expand_dims(lengths, -1),
            "reverse_sequence": self.reverse_sequence,
            "cumulative_logsumexp": self.scan(np.logaddexp.accumulate, -np.inf),
            "cummin": self.scan(np.minimum.accumulate, None),
            "linear_recurrence": self.linear_recurrence,
            "vector_norm": self.norm, "normalize": self.normalize,
            "tril": lambda x, k=0: np.tril(x, k), "triu": lambda x, k=0: np.triu(x, k),
            "meshgrid": lambda *x, indexing="xy": np.meshgrid(*x, indexing=indexing),
            "dot": np.dot, "matmul": np.matmul, "einsum": np.einsum,
            "matvec": lambda a, b: (a @ b[..., None])[..., 0],
            "tensordot": lambda a, b, axes: np.tensordot(a, b, axes),
            "det": np.linalg.det, "slogdet": lambda x: tuple(np.linalg.slogdet(x)),
            "det_sign": lambda x: np.linalg.slogdet(x)[0],
            "log_abs_det": lambda x: np.linalg.slogdet(x)[1],
            "logdet": lambda x: np.linalg.slogdet(x)[1],
            "cofactor": lambda x: np.linalg.det(x)[..., None, None]
            * np.swapaxes(np.linalg.inv(x), -1, -2),
            "cholesky_solve": lambda chol, rhs: np.linalg.solve(
                np.tril(chol) @ np.swapaxes(np.tril(chol), -1, -2), rhs),
            "matrix_rank": np.linalg.matrix_rank,
            "svdvals": lambda x: np.linalg.svd(x, compute_uv=False),
            "inv": np.linalg.inv, "solve": np.linalg.solve, "cholesky": np.linalg.cholesky,
            "triangular_solve": self.triangular_solve, "qr": self.qr, "svd": self.svd,
            "eigh": lambda x: tuple(np.linalg.eigh(x)), "eigvalsh": np.linalg.eigvalsh,
            "pinv": np.linalg.pinv, "matrix_power": np.linalg.matrix_power,
            "lstsq": lambda a, b: np.linalg.pinv(a) @ b, "expm": scipy.linalg.expm,
            "softmax": lambda x, axis=-1: special.softmax(x, axis),
            "log_softmax": lambda x, axis=-1: special.log_softmax(x, axis),
            "l2_loss": lambda x: np.sum(x * x) / 2,
            "sigmoid_cross_entropy_with_logits": lambda labels, logits: np.logaddexp(0, logits)
            - labels * logits,
            "softmax_cross_entropy_with_logits": lambda labels, logits, axis=-1: -np.sum(
                labels * special.log_softmax(logits, axis), axis),
            "sparse_softmax_cross_entropy_with_logits": lambda labels, logits:
            -np.take_along_axis(special.log_softmax(logits, -1), labels[..., None], -1)[..., 0],
            "mse": lambda y_true, y_pred: np.mean((y_true - y_pred) ** 2, -1),
            "huber": self.huber, "l2_normalize": self.l2_normalize,
            "clip_by_norm": self.clip_by_norm, "layer_norm": self.layer_norm,
            "batch_norm": self.batch_norm, "group_norm": self.group_norm,
            "batch_normalization": lambda x, mean, variance, offset, scale, epsilon:
            (x - mean) / np.sqrt(variance + epsilon) * scale + offset,
            "moments": lambda x, axes, keepdims=False: (
                np.mean(x, tupled(axes), keepdims=keepdims),
                np.var(x, tupled(axes), keepdims=keepdims)),
            "embedding_lookup": lambda params, ids: params[ids], "fill": np.full,
            "bias_add": np.add,
            "global_norm": lambda x: np.sqrt(builtins.sum(np.sum(part**2) for part in x)),
            "clip_by_global_norm": self.clip_by_global_norm,
            "mae": lambda y_true, y_pred: np.mean(np.abs(y_true - y_pred), -1),
            "log_cosh": lambda y_true, y_pred: np.mean(np.log(np.cosh(y_true - y_pred)), -1),
            "weighted_cross_entropy_with_logits": lambda labels, logits, weight:
            -labels * special.log_expit(logits) * weight
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
            "xlog1py": special.xlog1py, "xdivy": lambda x, y: np.where(x == 0, 0, x / y),
            "erfcinv": special.erfcinv, "ndtr": special.ndtr, "ndtri": special.ndtri,
            "polygamma": special.polygamma, "sinc_derivative": self.sinc_derivative,
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
            x, axis=tupled(axis), keepdims=keepdims, **options)

    def segments(self, name, function):
        """A reduction of rows by segments; what is empty is 0 where ids are sorted, else neutral."""
        np = self.np

        def reduced(data, ids, count, empty):
            rows = np.reshape(data, (ids.size,) + data.shape[ids.ndim:])
            parts = [rows[ids.ravel() == k] for k in range(count)]
            return np.stack([
                getattr(np, function)(part, 0) if len(part) else np.full(rows.shape[1:], empty)
                for part in parts])

        least = np.finfo(np.float64).max
        empty = {"max": -least, "min": least}.get(function, 0.0)
        names = {
            f"segment_{name}": lambda data, ids: reduced(data, ids, ids[-1] + 1, 0.0),
            f"unsorted_segment_{name}": lambda data, ids, count: reduced(data, ids, count, empty)}
        if function in ("max", "min"):
            names[f"segment_{function}ima"] = names[f"unsorted_segment_{name}"]
        return names

    def band(self, x, low, high):
        i, j = self.np.indices(x.shape[-2:])
        return ((low < 0) | (i - j <= low)) & ((high < 0) | (j - i <= high))

    def diag_embed(self, x, k=0):
        return self.np.vectorize(lambda v: self.np.diag(v, k), signature="(n)->(m,m)")(x)

    def scatter_along_axis(self, x, indices, axis, extent):
        np = self.np
        axis %= x.ndim
        result = np.zeros(x.shape[:axis] + (extent,) + x.shape[axis + 1:])
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
        rows = [self.gather(p, i, (axis if axis >= 0 else axis + params.ndim) - 1, batch_dims - 1)
                for p, i in zip(params, indices)]
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
        rest = x.shape[:axis], x.shape[axis + indices.ndim:]
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
            np.arange(depth), [depth] + [1] * (np.ndim(indices) - place))
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
        steps = Torch.steps(self, strides, 2)
        window = Torch.steps(self, ksize, 2)
        margins = Torch.margins(self, x.shape[1:3], window, steps, [1, 1], padding)
        outer = [(0, 0), *margins, (0, 0)]
        values = np.pad(x, outer, constant_values=-np.inf)
        images = np.pad(images, outer, constant_values=-1)
        starts = [
            range(0, n - w + 1, s) for n, w, s in zip(values.shape[1:3], window, steps)]
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
            "eye full zeros ones linspace vdot swapaxes moveaxis rot90 logdet searchsorted")
        names |= {
            "power": torch.pow, "mod": torch.remainder, "equal": torch.eq,
            "not_equal": torch.ne, "less": torch.lt, "less_equal": torch.le,
            "greater": torch.gt, "greater_equal": torch.ge,
            "clip": lambda x, low, high: torch.clamp(x, low, high),
            "clip_by_value": lambda x, low, high: torch.clamp(
                x, self.lifted(low, x), self.lifted(high, x)),
            "root_of_squares": torch.sqrt, "fill": torch.full, "arange": torch.arange,
            "identity": lambda x: x, "stop_gradient": lambda x: x.detach(), "cast": self.cast,
            "add_n": lambda inputs: builtins.sum(inputs),
            "squared_difference": lambda x, y: F.mse_loss(
                *torch.broadcast_tensors(x, y), reduction="none"),
            "log_sigmoid": F.logsigmoid, "softplus": lambda x: F.softplus(x, threshold=1000),
            "relu6": F.relu6, "leaky_relu": lambda x, alpha=0.2: F.leaky_relu(x, alpha),
            "elu": lambda x, alpha=1.0: F.elu(x, alpha), "selu": F.selu, "mish": F.mish,
            "silu": lambda x, beta=1.0: F.silu(beta * x) / beta,
            "celu": lambda x, alpha=1.0: F.celu(x, alpha), "hard_sigmoid": F.hardsigmoid,
            "hard_silu": F.hardswish, "fmod": torch.fmod, "xlog1py": torch.special.xlog1py,
            "erfcinv": lambda x: torch.erfinv(1 - x), "ndtr": torch.special.ndtr,
            "ndtri": torch.special.ndtri, "polygamma": lambda n, x: torch.polygamma(int(n), x),
            "mae": lambda y_true, y_pred: F.l1_loss(y_pred, y_true, reduction="none").mean(-1),
            "kl_divergence": lambda y_true, y_pred: F.kl_div(
                torch.log(y_pred), y_true, reduction="none").sum(-1),
            "moments": lambda x, axes, keepdims=False: torch.var_mean(
                x, listed(axes), correction=0, keepdim=keepdims)[::-1],
            "bias_add": torch.add, "group_norm": self.group_norm,
            "global_norm": lambda x: torch.nn.utils.get_total_norm(x),
            "depthwise_conv2d": self.depthwise_conv2d, "max_pool1d": self.max_pool,
            "avg_pool1d": self.avg_pool, "weighted_cross_entropy_with_logits":
            lambda labels, logits, weight: F.binary_cross_entropy_with_logits(
                logits, labels, reduction="none", pos_weight=torch.tensor(weight)),
            "gelu": lambda x, approximate=False: F.gelu(
                x, approximate="tanh" if approximate else "none"),
            "softsign": F.softsign, "hardtanh": F.hardtanh,
            "softmax": lambda x, axis=-1: torch.softmax(x, axis),
            "log_softmax": lambda x, axis=-1: torch.log_softmax(x, axis),
            "sum": self.reduction(torch.sum), "mean": self.reduction(torch.mean),
            "max": self.reduction(torch.amax), "min": self.reduction(torch.amin),
            "prod": self.prod, "logsumexp": self.reduction(torch.logsumexp),
            "var": self.reduction(lambda x, dim, keepdim, ddof=0: torch.var(
                x, dim, correction=ddof, keepdim=keepdim)),
            "std": self.reduction(lambda x, dim, keepdim, ddof=0: torch.std(
                x, dim, correction=ddof, keepdim=keepdim)),
            "any": self.reduction(torch.any), "all": self.reduction(torch.all),
            "norm": self.norm, "argmax": lambda x, axis=0: torch.argmax(x, axis),
            "argmin": lambda x, axis=0: torch.argmin(x, axis),
            "count_nonzero": self.count_nonzero,
            "cumsum": self.scan(torch.cumsum, 0), "cumprod": self.scan(torch.cumprod, 1),
            "cummax": self.scan(lambda x, axis: torch.cummax(x, axis).values, None),
            "transpose": lambda x, perm=None: x.permute(
                *(perm or reversed(range(x.ndim)))),
            "permute": torch.permute, "scatter_slice": self.scatter_slice,
            "expand_dims": torch.unsqueeze,
            "squeeze": lambda x, axis=None: torch.squeeze(x) if axis is None
            else torch.squeeze(x, listed(axis)),
            "tile": lambda x, multiples: torch.tile(x, tuple(multiples)),
            "repeat": self.repeat, "pad": self.pad,
            "flip": lambda x, axis=None: torch.flip(
                x, listed(axis) if axis is not None else tuple(range(x.ndim))),
            "roll": lambda x, shift, axis=None: torch.roll(x, tupled(shift), tupled(axis)),
            "concat": lambda values, axis=0: torch.cat(values, axis),
            "stack": lambda values, axis=0: torch.stack(values, axis),
            "unstack": lambda value, axis=0: list(torch.unbind(value, axis)),
            "split": self.split, "gather": self.gather, "take": self.gather,
            "gather_nd": lambda params, indices: params[tuple(torch.movedim(indices, -1, 0))],
            "boolean_mask": self.boolean_mask, "scatter_nd": self.scatter_nd,
            "tensor_scatter_nd_update": self.scatter_update,
            "tensor_scatter_nd_add": self.scatter_onto, "scatter_add": self.scatter_add,
            "one_hot": self.one_hot,
            "sort": lambda x, axis=-1, direction="ASCENDING": torch.sort(
                x, axis, direction == "DESCENDING").values,
            "argsort": lambda x, axis=-1, direction="ASCENDING": torch.argsort(
                x, axis, direction == "DESCENDING", stable=True),
            "top_k": lambda x, k=1: tuple(torch.topk(x, k)), "diag": torch.diag,
            "top_k_values": lambda x, k=1: torch.topk(x, k).values,
            "diag_embed": lambda x, k=0: torch.diag_embed(x, k),
            "diagonal": lambda x, offset=0: torch.diagonal(x, offset, -2, -1),
            "take_along_axis": lambda x, indices, axis=-1: torch.take_along_dim(x, indices, axis),
            "scatter_along_axis": self.scatter_along_axis,
            "dynamic_slice": self.dynamic_slice, "strided_slice": self.strided_slice,
            "constant_pad": lambda x, paddings, value: self.pad(x, paddings, "CONSTANT", value),
            "array_split": lambda x, parts, axis=0: list(torch.tensor_split(x, parts, axis)),
            "matrix_transpose": lambda x: x.mT,
            "cumulative_logsumexp": self.scan(torch.logcumsumexp, -math.inf),
            "cummin": self.scan(lambda x, axis: torch.cummin(x, axis).values, None),
            "linear_recurrence": lambda a, b, axis=0, reverse=False: recurrence(
                torch, a, b, axis, reverse),
            "vector_norm": self.norm, "normalize": self.normalize,
            "quantile": lambda x, q, axis=None, keepdims=False: torch.quantile(
                x, torch.tensor(q), axis, keepdims),
            "median": lambda x, axis=None, keepdims=False: torch.quantile(x, 0.5, axis, keepdims),
            "bincount": lambda x, weights=None, minlength=0: torch.bincount(x, weights, minlength),
            "det_sign": lambda x: torch.linalg.slogdet(x)[0],
            "log_abs_det": lambda x: torch.linalg.slogdet(x)[1],
            "cofactor": lambda x: torch.linalg.det(x)[..., None, None] * torch.linalg.inv(x).mT,
            "cholesky_solve": lambda chol, rhs: torch.cholesky_solve(rhs, torch.tril(chol)),
            "matrix_rank": torch.linalg.matrix_rank, "svdvals": torch.linalg.svdvals,
            "band_part": lambda x, low, high: torch.triu(
                torch.tril(x, high if high >= 0 else x.shape[-1]),
                -low if low >= 0 else -x.shape[-2]),
            "diag_part": lambda x: torch.diagonal(x, 0, -2, -1),
            "trace": lambda x: torch.trace(x) if x.ndim == 2 else self.missing("batched trace"),
            "tril": lambda x, k=0: torch.tril(x, k), "triu": lambda x, k=0: torch.triu(x, k),
            "meshgrid": lambda *x, indexing="xy": list(torch.meshgrid(*x, indexing=indexing)),
            "dot": torch.matmul,
            "matvec": lambda a, b: torch.linalg.vecdot(a, b[..., None, :]),
            "tensordot": lambda a, b, axes: torch.tensordot(a, b, axes),
            "cross": lambda a, b: torch.linalg.cross(a, b), "det": torch.linalg.det,
            "slogdet": lambda x: tuple(torch.linalg.slogdet(x)), "inv": torch.linalg.inv,
            "solve": torch.linalg.solve, "cholesky": torch.linalg.cholesky,
            "triangular_solve": self.triangular_solve,
            "qr": lambda x, full_matrices=False: tuple(torch.linalg.qr(
                x, "complete" if full_matrices else "reduced")),
            "svd": self.svd, "eigh": lambda x: tuple(torch.linalg.eigh(x)),
            "eigvalsh": torch.linalg.eigvalsh, "pinv": torch.linalg.pinv,
            "lstsq": lambda a, b: torch.linalg.lstsq(a, b).solution,
            "matrix_power": torch.linalg.matrix_power, "expm": torch.linalg.matrix_exp,
            "sigmoid_cross_entropy_with_logits": lambda labels, logits:
            F.binary_cross_entropy_with_logits(logits, labels, reduction="none"),
            "softmax_cross_entropy_with_logits": self.cross_entropy,
            "sparse_softmax_cross_entropy_with_logits": lambda labels, logits:
            F.cross_entropy(logits.reshape(-1, logits.shape[-1]), labels.reshape(-1),
                            reduction="none").reshape(labels.shape),
            "mse": lambda y_true, y_pred: F.mse_loss(y_pred, y_true, reduction="none").mean(-1),
            "huber": lambda y_true, y_pred, delta=1.0: F.huber_loss(
                y_pred, y_true, reduction="none", delta=delta).mean(-1),
            "l2_normalize": self.l2_normalize, "layer_norm": self.layer_norm,
            "batch_norm": self.batch_norm, "conv1d": self.convolution(1), "conv2d": self.convolution(2),
            "max_pool": self.max_pool, "avg_pool": self.avg_pool,
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
            for name, value in operands.items()}
        results = function(watched)
        loss = builtins.sum(
            (self.torch.tensor(c) * r).sum() for r, c in zip(results, cotangents)
            if c is not None and r.requires_grad)
        if isinstance(loss, int):
            return {name: None for name in floats}
        found = self.torch.autograd.grad(
            loss, [watched[name] for name in floats], allow_unused=True)
        return {name: None if g is None else g.numpy() for name, g in zip(floats, found)}

    def missing(self, what):
        raise Missing(what)

    def lifted(self, bound, x):
        return bound if isinstance(bound, self.torch.Tensor) else self.torch.tensor(bound)

    def cast(self, x, dtype):
        return x.to(dtype)

    def reduction(self, function):
        return lambda x, axis=None, keepdims=False, **options: function(
            x, dim=tuple(range(x.ndim)) if axis is None else listed(axis), keepdim=keepdims,
            **options)

    def scatter_along_axis(self, x, indices, axis, extent):
        axis %= x.ndim
        start = self.torch.zeros(x.shape[:axis] + (extent,) + x.shape[axis + 1:])
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
            return self.F.pad(x[None], flat[: 2 * x.ndim], "reflect")[0] if x.ndim < 3 \
                else self.missing("reflection of all axes")
        return self.F.pad(x, flat, "constant", constant_values)

    def split(self, value, num_or_size_splits, axis=0):
        size = num_or_size_splits
        return list(self.torch.split(
            value, value.shape[axis] // size if isinstance(size, int) else size, axis))

    def gather(self, params, indices, axis=0, batch_dims=0):
        refuse(batch_dims, "no batch dimensions")
        axis %= params.ndim
        flat = self.torch.index_select(params, axis, indices.reshape(-1))
        return flat.reshape(params.shape[:axis] + indices.shape + params.shape[axis + 1:])

    def boolean_mask(self, x, mask, axis=0):
        return self.torch.movedim(self.torch.movedim(x, axis, 0)[mask], 0, axis) \
            if mask.ndim == 1 else x[mask]

    def scatter_nd(self, indices, updates, shape):
        return self.scatter_onto(self.torch.zeros(shape), indices, updates)

    def scatter_onto(self, tensor, indices, updates):
        place = tuple(self.torch.movedim(indices, -1, 0))
        return tensor.index_put(place, updates, accumulate=True)

    def scatter_update(self, tensor, indices, updates):
        return tensor.index_put(tuple(self.torch.movedim(indices, -1, 0)), updates)

    def scatter_add(self, x, indices, axis, extent):
        shape = x.shape[:axis] + (-1,) + x.shape[axis + indices.ndim:]
        flat = x.reshape(shape)
        start = self.torch.zeros(flat.shape[:axis] + (extent,) + flat.shape[axis + 1:])
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

    def cross_entropy(self, labels, logits, axis=-1):
        move = self.torch.movedim
        logits, labels = move(logits, axis, -1), move(labels, axis, -1)
        depth = logits.shape[-1]
        loss = self.F.cross_entropy(
            logits.reshape(-1, depth), labels.reshape(-1, depth), reduction="none")
        return loss.reshape(logits.shape[:-1])

    def l2_normalize(self, x, axis=None, epsilon=1e-12):
        refuse(epsilon != 1e-12, "another meaning of epsilon")
        if axis is None:
            return self.F.normalize(x.reshape(-1), dim=0).reshape(x.shape)
        return self.F.normalize(x, dim=tupled(axis))

    def layer_norm(self, x, scale=None, offset=None, axis=-1, epsilon=1e-5):
        axes = sorted(a % x.ndim for a in listed(axis))
        refuse(axes != list(range(axes[0], x.ndim)), "layer_norm is of the last axes")
        return self.F.layer_norm(x, x.shape[axes[0]:], scale, offset, epsilon)

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

    def margins(self, shape, window, strides, dilations, padding):
        """What TensorFlow adds before and after each axis."""
        if padding == "VALID":
            return [(0, 0)] * len(shape)
        result = []
        for size, extent, step, dilation in zip(shape, window, strides, dilations):
            count = -(-size // step)
            total = max((count - 1) * step + (extent - 1) * dilation + 1 - size, 0)
            result.append((total // 2, total - total // 2))
        return result

    def steps(self, value, rank):
        if value is None:
            return [1] * rank
        value = listed(value)
        if len(value) == rank + 2:
            value = value[1:-1]
        return list(value) * rank if len(value) == 1 else list(value)

    def padded(self, x, margins, value=0.0):
        flat = [n for pair in reversed(margins) for n in pair]
        return self.F.pad(x, flat, "constant", value)

    def convolution(self, rank):
        def convolve(input, filters, strides=1, padding="VALID", dilations=None, stride=None):
            strides = self.steps(stride if stride is not None else strides, rank)
            dilations = self.steps(dilations, rank)
            margins = self.margins(
                input.shape[1:-1], filters.shape[:rank], strides, dilations, padding)
            images = self.padded(self.torch.movedim(input, -1, 1), margins)
            weights = self.torch.movedim(filters, (-1, -2), (0, 1))
            function = self.F.conv1d if rank == 1 else self.F.conv2d
            groups = input.shape[-1] // filters.shape[-2]
            result = function(images, weights, None, strides, 0, dilations, groups)
            return self.torch.movedim(result, 1, -1)

        return convolve

    def max_pool(self, input, ksize, strides, padding):
        ksize, strides = self.steps(ksize, input.ndim - 2), self.steps(strides, input.ndim - 2)
        margins = self.margins(input.shape[1:-1], ksize, strides, [1] * len(ksize), padding)
        images = self.padded(self.torch.movedim(input, -1, 1), margins, -math.inf)
        function = self.F.max_pool1d if len(ksize) == 1 else self.F.max_pool2d
        return self.torch.movedim(function(images, ksize, strides), 1, -1)

    def avg_pool(self, input, ksize, strides, padding):
        ksize, strides = self.steps(ksize, input.ndim - 2), self.steps(strides, input.ndim - 2)
        margins = self.margins(input.shape[1:-1], ksize, strides, [1] * len(ksize), padding)
        refuse(any(a != b for a, b in margins), "margins are the same before and after")
        images = self.torch.movedim(input, -1, 1)
        function = self.F.avg_pool1d if len(ksize) == 1 else self.F.avg_pool2d
        margin = tuple(a for a, _ in margins)
        result = function(images, ksize, strides, margin, count_include_pad=False)
        return self.torch.movedim(result, 1, -1)


class JAX:
    """JAX with 64 bits."""

    name = "jax"

    def __init__(self):
        import jax

        jax.config.update("jax_enable_x64", True)
        import jax.numpy as jnp
        import jax.scipy.linalg
        import jax.scipy.special as special
        import numpy as np

        nn, lax = jax.nn, jax.lax
        self.np, self.jax, self.jnp, self.lax = np, jax, jnp, lax
        self.versions = {"jax": jax.__version__}
        names = only(
            jnp,
            "sqrt cbrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan sinh cosh tanh "
            "sinc floor ceil trunc round abs sign square negative isnan isinf isfinite "
            "add subtract multiply divide floor_divide mod power pow maximum minimum hypot "
            "logaddexp equal not_equal less less_equal greater greater_equal logical_and "
            "logical_or logical_not logical_xor where inf nan pi float64 int64 reshape "
            "expand_dims broadcast_to trace outer cross eye full zeros ones linspace arange "
            "zeros_like ones_like inner kron vdot swapaxes moveaxis rot90 append array_split "
            "take_along_axis median quantile searchsorted matrix_transpose diag")
        names |= {
            "rsqrt": lax.rsqrt, "asin": jnp.arcsin, "acos": jnp.arccos, "atan": jnp.arctan,
            "asinh": jnp.arcsinh, "acosh": jnp.arccosh, "atanh": jnp.arctanh,
            "atan2": jnp.arctan2, "neg": jnp.negative, "erf": special.erf, "erfc": special.erfc,
            "erfinv": special.erfinv, "lgamma": special.gammaln, "digamma": special.digamma,
            "xlogy": special.xlogy, "squared_difference": lambda x, y: jnp.square(x - y),
            "clip": lambda x, low, high: jnp.clip(x, low, high), "clip_by_value": jnp.clip,
            "root_of_squares": jnp.sqrt, "fill": jnp.full,
            "identity": lambda x: x, "stop_gradient": lax.stop_gradient,
            "cast": lambda x, dtype: jnp.asarray(x).astype(dtype),
            "add_n": lambda inputs: builtins.sum(inputs),
            "sigmoid": nn.sigmoid, "log_sigmoid": nn.log_sigmoid, "softplus": nn.softplus,
            "relu": nn.relu, "relu6": nn.relu6,
            "leaky_relu": lambda x, alpha=0.2: nn.leaky_relu(x, alpha), 
            "elu": lambda x, alpha=1.0: nn.elu(x, alpha), "selu": nn.selu,
            "silu": lambda x, beta=1.0: nn.silu(beta * x) / beta, "mish": nn.mish, "softsign": nn.soft_sign,
            "gelu": lambda x, approximate=False: nn.gelu(x, approximate),
            "hardtanh": nn.hard_tanh, "softmax": lambda x, axis=-1: nn.softmax(x, axis),
            "log_softmax": lambda x, axis=-1: nn.log_softmax(x, axis),
            "sum": self.reduction(jnp.sum), "mean": self.reduction(jnp.mean),
            "prod": self.reduction(jnp.prod), "max": self.reduction(jnp.max),
            "min": self.reduction(jnp.min), "var": self.reduction(jnp.var),
            "std": self.reduction(jnp.std), "any": self.reduction(jnp.any),
            "all": self.reduction(jnp.all), "count_nonzero": self.reduction(jnp.count_nonzero),
            "logsumexp": self.reduction(nn.logsumexp), "norm": self.norm,
            "argmax": lambda x, axis=0: jnp.argmax(x, axis),
            "argmin": lambda x, axis=0: jnp.argmin(x, axis),
            "cumsum": self.scan(lax.cumsum, 0), "cumprod": self.scan(lax.cumprod, 1),
            "cummax": self.scan(lax.cummax, None),
            "transpose": lambda x, perm=None: jnp.transpose(x, perm),
            "permute": jnp.transpose,
            "scatter_slice": lambda x, shape, items: jnp.zeros(shape).at[items].set(x),
            "squeeze": lambda x, axis=None: jnp.squeeze(x, tupled(axis)),
            "tile": lambda x, multiples: jnp.tile(x, tuple(multiples)),
            "repeat": lambda x, repeats, axis=None: jnp.repeat(
                x, np.array(repeats) if isinstance(repeats, list) else repeats, axis),
            "pad": self.pad, "flip": lambda x, axis=None: jnp.flip(x, tupled(axis)),
            "roll": lambda x, shift, axis=None: jnp.roll(x, tupled(shift), tupled(axis)),
            "concat": lambda values, axis=0: jnp.concatenate(values, axis),
            "stack": lambda values, axis=0: jnp.stack(values, axis),
            "unstack": lambda value, axis=0: list(jnp.unstack(value, axis=axis)),
            "split": self.split,
            "gather": self.gather, "take": self.gather,
            "gather_nd": lambda params, indices: params[tuple(jnp.moveaxis(indices, -1, 0))],
            "boolean_mask": self.boolean_mask,
            "scatter_nd": lambda indices, updates, shape: self.scatter(
                jnp.zeros(shape), indices).add(updates),
            "tensor_scatter_nd_update": lambda tensor, indices, updates: self.scatter(
                tensor, indices).set(updates),
            "tensor_scatter_nd_add": lambda tensor, indices, updates: self.scatter(
                tensor, indices).add(updates),
            "scatter_add": self.scatter_add, "one_hot": self.one_hot,
            "sort": lambda x, axis=-1, direction="ASCENDING": jnp.sort(
                x, axis=axis, descending=direction == "DESCENDING"),
            "argsort": lambda x, axis=-1, direction="ASCENDING": jnp.argsort(
                x, axis=axis, descending=direction == "DESCENDING"),
            "top_k": lambda x, k=1: tuple(lax.top_k(x, k)),
            "top_k_values": lambda x, k=1: lax.top_k(x, k)[0],
            "diag_embed": lambda x, k=0: jnp.vectorize(
                lambda v: jnp.diag(v, k), signature="(n)->(m,m)")(x),
            "diagonal": lambda x, offset=0: jnp.diagonal(x, offset, -2, -1),
            "scatter_along_axis": self.scatter_along_axis,
            "dynamic_slice": lambda x, begin, size: lax.dynamic_slice(x, begin, size),
            "strided_slice": lambda x, begin, end, strides=None: x[tuple(
                slice(*b) for b in zip(begin, end, strides or [1] * len(begin)))],
            "constant_pad": lambda x, paddings, value: jnp.pad(
                x, paddings, constant_values=value),
            "cumulative_logsumexp": self.scan(lax.cumlogsumexp, -math.inf),
            "cummin": self.scan(lax.cummin, None),
            "linear_recurrence": lambda a, b, axis=0, reverse=False: recurrence(
                jnp, a, b, axis, reverse),
            "vector_norm": self.norm, "normalize": self.normalize,
            "bincount": lambda x, weights=None, minlength=0: jnp.bincount(x, weights, minlength),
            "det_sign": lambda x: jnp.linalg.slogdet(x)[0],
            "log_abs_det": lambda x: jnp.linalg.slogdet(x)[1],
            "logdet": lambda x: jnp.linalg.slogdet(x)[1],
            "cofactor": lambda x: jnp.linalg.det(x)[..., None, None]
            * jnp.matrix_transpose(jnp.linalg.inv(x)),
            "cholesky_solve": lambda chol, rhs: jax.scipy.linalg.cho_solve(
                (jnp.tril(chol), True), rhs),
            "matrix_rank": jnp.linalg.matrix_rank,
            "svdvals": lambda x: jnp.linalg.svd(x, compute_uv=False),
            "segment_sum": lambda data, ids: jax.ops.segment_sum(data, ids, int(ids[-1]) + 1),
            "unsorted_segment_sum": jax.ops.segment_sum,
            "segment_maxima": jax.ops.segment_max, "segment_minima": jax.ops.segment_min,
            "unsorted_segment_max": jax.ops.segment_max,
            "unsorted_segment_min": jax.ops.segment_min,
            "segment_max": lambda data, ids: jax.ops.segment_max(data, ids, int(ids[-1]) + 1),
            "segment_min": lambda data, ids: jax.ops.segment_min(data, ids, int(ids[-1]) + 1),
            "diag_part": lambda x: jnp.diagonal(x, 0, -2, -1),
            "trace": lambda x: jnp.trace(x, 0, -2, -1),
            "tril": lambda x, k=0: jnp.tril(x, k), "triu": lambda x, k=0: jnp.triu(x, k),
            "meshgrid": lambda *x, indexing="xy": list(jnp.meshgrid(*x, indexing=indexing)),
            "dot": jnp.dot, "matmul": jnp.matmul, "einsum": jnp.einsum, "matvec": jnp.matvec,
            "tensordot": lambda a, b, axes: jnp.tensordot(a, b, axes),
            "det": jnp.linalg.det, "slogdet": lambda x: tuple(jnp.linalg.slogdet(x)),
            "inv": jnp.linalg.inv, "solve": jnp.linalg.solve, "cholesky": jnp.linalg.cholesky,
            "triangular_solve": lambda a, b, lower=True, adjoint=False:
            lax.linalg.triangular_solve(a, b, left_side=True, lower=lower, transpose_a=adjoint),
            "qr": lambda x, full_matrices=False: tuple(jnp.linalg.qr(
                x, "complete" if full_matrices else "reduced")),
            "svd": self.svd, "eigh": lambda x: tuple(jnp.linalg.eigh(x)),
            "eigvalsh": jnp.linalg.eigvalsh, "pinv": jnp.linalg.pinv,
            "lstsq": lambda a, b: jnp.linalg.lstsq(a, b)[0],
            "matrix_power": jnp.linalg.matrix_power, "expm": jax.scipy.linalg.expm,
            "l2_loss": lambda x: jnp.vdot(x, x) / 2,
            "conv1d": self.convolution(1), "conv2d": self.convolution(2),
            "max_pool": self.max_pool, "avg_pool": self.avg_pool,
            "batch_normalization": lambda x, mean, variance, offset, scale, epsilon:
            nn.standardize(x, mean=mean, variance=variance, epsilon=epsilon) * scale + offset,
            "layer_norm": lambda x, scale=1, offset=0, axis=-1, epsilon=1e-5:
            nn.standardize(x, axis=tupled(axis), epsilon=epsilon) * scale + offset,
            "batch_norm": lambda x, scale=1, offset=0, axis=-1, epsilon=1e-3:
            nn.standardize(x, axis=tuple(range(x.ndim - 1)), epsilon=epsilon) * scale + offset
            if axis in (-1, x.ndim - 1) else self.missing("the scale is of the last axis"),
            "group_norm": lambda x, groups=32, scale=1, offset=0, epsilon=1e-3:
            grouped(jnp, x, groups, epsilon) * scale + offset,
            "moments": lambda x, axes, keepdims=False: (
                jnp.mean(x, tupled(axes), keepdims=keepdims),
                jnp.var(x, tupled(axes), keepdims=keepdims)),
            "bias_add": jnp.add,
            "global_norm": lambda x: jnp.sqrt(builtins.sum(jnp.vdot(part, part) for part in x)),
            "clip_by_global_norm": self.clip_by_global_norm,
            "mae": lambda y_true, y_pred: jnp.mean(jnp.abs(y_true - y_pred), -1),
            "log_cosh": lambda y_true, y_pred: jnp.mean(
                jnp.logaddexp(y_pred - y_true, y_true - y_pred) - math.log(2), -1),
            "weighted_cross_entropy_with_logits": lambda labels, logits, weight:
            -labels * nn.log_sigmoid(logits) * weight - (1 - labels) * nn.log_sigmoid(-logits),
            "kl_divergence": lambda y_true, y_pred: jnp.sum(special.rel_entr(y_true, y_pred), -1),
            "binary_crossentropy": binary_crossentropy(jnp, nn.log_sigmoid),
            "categorical_crossentropy": categorical_crossentropy(jnp, nn.log_softmax),
            "sparse_categorical_crossentropy": sparse_crossentropy(jnp, nn.log_softmax),
            "conv2d_transpose": self.conv2d_transpose,
            "conv2d_filter_grad": self.conv2d_filter_grad,
            "avg_pool_transpose": self.avg_pool_transpose,
            "depthwise_conv2d": self.depthwise_conv2d,
            "separable_conv2d": lambda x, depthwise, pointwise, strides, padding:
            self.convolution(2)(self.depthwise_conv2d(x, depthwise, strides, padding), pointwise),
            "max_pool1d": self.max_pool, "avg_pool1d": self.avg_pool,
            "celu": lambda x, alpha=1.0: nn.celu(x, alpha), "hard_sigmoid": nn.hard_sigmoid,
            "hard_silu": nn.hard_silu, "fmod": jnp.fmod, "xlog1py": special.xlog1py,
            "divide_no_nan": lambda x, y: jnp.where(y == 0, 0, x / jnp.where(y == 0, 1, y)),
            "reciprocal_no_nan": lambda x: jnp.where(x == 0, 0, 1 / jnp.where(x == 0, 1, x)),
            "multiply_no_nan": lambda x, y: jnp.where(y == 0, 0, x * y),
            "xdivy": lambda x, y: jnp.where(x == 0, 0, x / y),
            "erfcinv": lambda x: special.erfinv(1 - x), "ndtr": special.ndtr,
            "ndtri": special.ndtri, "polygamma": special.polygamma,
            "sinc_derivative": self.sinc_derivative,
            "embedding_lookup": lambda params, ids: jnp.take(params, ids, axis=0),
            "softmax_cross_entropy_with_logits": lambda labels, logits, axis=-1: -jnp.sum(
                labels * nn.log_softmax(logits, axis), axis),
            "sparse_softmax_cross_entropy_with_logits": lambda labels, logits: -jnp.take_along_axis(
                nn.log_softmax(logits), labels[..., None], -1)[..., 0],
            "sigmoid_cross_entropy_with_logits": lambda labels, logits:
            -labels * nn.log_sigmoid(logits) - (1 - labels) * nn.log_sigmoid(-logits),
            "mse": lambda y_true, y_pred: jnp.mean(jnp.square(y_true - y_pred), -1),
            "huber": self.huber, "l2_normalize": self.l2_normalize,
            "clip_by_norm": self.clip_by_norm,
        }
        self.names = names

    def array(self, data):
        return self.jnp.array(data)

    def numbers(self, value):
        return self.np.asarray(value)

    def gradients(self, function, operands, floats, cotangents):
        def loss(watched):
            results = function(operands | watched)
            return builtins.sum(
                self.jnp.sum(c * r) for r, c in zip(results, cotangents) if c is not None)

        found = self.jax.grad(loss)({name: operands[name] for name in floats})
        return {name: self.np.asarray(g) for name, g in found.items()}

    def reduction(self, function):
        return lambda x, axis=None, keepdims=False, **options: function(
            x, axis=tupled(axis), keepdims=keepdims, **options)

    def scatter_along_axis(self, x, indices, axis, extent):
        jnp = self.jnp
        axis %= x.ndim
        place = list(jnp.indices(x.shape))
        place[axis] = jnp.broadcast_to(indices, x.shape)
        start = jnp.zeros(x.shape[:axis] + (extent,) + x.shape[axis + 1:])
        return start.at[tuple(place)].add(x)

    def normalize(self, x, ord="euclidean", axis=None):
        length = self.norm(x, ord, axis, True)
        return x / length, length

    def norm(self, x, ord="euclidean", axis=None, keepdims=False):
        jnp = self.jnp
        ord = None if ord == "euclidean" else ord
        if axis is None and ord != "fro":
            result = jnp.linalg.norm(jnp.ravel(x), ord)
            return jnp.reshape(result, [1] * x.ndim) if keepdims else result
        axis = tuple(range(x.ndim)) if axis is None else tupled(axis)
        return jnp.linalg.norm(x, ord, axis, keepdims)

    def scan(self, function, neutral):
        def scanned(x, axis=0, exclusive=False, reverse=False):
            jnp = self.jnp
            axis %= x.ndim
            result = function(x, axis=axis, reverse=reverse)
            if not exclusive:
                return result
            count = x.shape[axis]
            edge = jnp.full_like(jnp.take(result, jnp.array([0]), axis), neutral)
            if reverse:
                return jnp.concatenate([jnp.take(result, jnp.arange(1, count), axis), edge], axis)
            return jnp.concatenate([edge, jnp.take(result, jnp.arange(count - 1), axis)], axis)

        return scanned

    def pad(self, x, paddings, mode="CONSTANT", constant_values=0):
        options = {"constant_values": constant_values} if mode == "CONSTANT" else {}
        return self.jnp.pad(x, paddings, mode.lower(), **options)

    def split(self, value, num_or_size_splits, axis=0):
        if isinstance(num_or_size_splits, int):
            return self.jnp.split(value, num_or_size_splits, axis)
        return self.jnp.split(value, self.np.cumsum(num_or_size_splits)[:-1], axis)

    def gather(self, params, indices, axis=0, batch_dims=0):
        jnp = self.jnp
        if batch_dims == 0:
            return jnp.take(params, indices, axis)
        refuse(batch_dims > 1, "one batch dimension")
        return self.jax.vmap(lambda p, i: jnp.take(p, i, (axis % params.ndim) - 1))(
            params, indices)

    def boolean_mask(self, x, mask, axis=0):
        return self.jnp.compress(mask, x, axis) if mask.ndim == 1 else x[mask]

    def scatter(self, tensor, indices):
        return tensor.at[tuple(self.jnp.moveaxis(indices, -1, 0))]

    def scatter_add(self, x, indices, axis, extent):
        shape = x.shape[:axis] + (extent,) + x.shape[axis + indices.ndim:]
        return self.jnp.zeros(shape).at[(slice(None),) * axis + (indices,)].add(x)

    def one_hot(self, indices, depth, on_value=1.0, off_value=0.0, axis=-1):
        hot = self.jax.nn.one_hot(indices, depth, axis=axis)
        return hot * on_value + (1 - hot) * off_value

    def svd(self, x, full_matrices=False, compute_uv=True):
        jnp = self.jnp
        if not compute_uv:
            return jnp.linalg.svd(x, compute_uv=False)
        u, s, vh = jnp.linalg.svd(x, full_matrices)
        return s, u, jnp.swapaxes(vh, -1, -2)

    def steps(self, value, rank):
        return Torch.steps(self, value, rank)

    def convolution(self, rank):
        layouts = ("NWC", "WIO", "NWC") if rank == 1 else ("NHWC", "HWIO", "NHWC")

        def convolve(input, filters, strides=1, padding="VALID", dilations=None, stride=None):
            return self.lax.conv_general_dilated(
                input, filters, self.steps(stride if stride is not None else strides, rank),
                padding, rhs_dilation=self.steps(dilations, rank), dimension_numbers=layouts,
                feature_group_count=input.shape[-1] // filters.shape[-2])

        return convolve

    def windows(self, input, ksize, strides, padding, initial, function):
        rank = input.ndim - 2
        ksize = (1, *self.steps(ksize, rank), 1)
        strides = (1, *self.steps(strides, rank), 1)
        return self.lax.reduce_window(input, initial, function, ksize, strides, padding)

    def max_pool(self, input, ksize, strides, padding):
        return self.windows(input, ksize, strides, padding, -math.inf, self.lax.max)

    def missing(self, what):
        raise Missing(what)

    def sinc_derivative(self, n, x):
        function = self.jnp.sinc
        for _ in range(int(n)):
            function = self.jax.grad(function)
        return self.jnp.vectorize(function)(x)

    def clip_by_global_norm(self, t_list, clip_norm):
        norm = self.names["global_norm"](t_list)
        factor = clip_norm / self.jnp.maximum(norm, clip_norm)
        return [part * factor for part in t_list], norm

    def transposed(self, function, shape, cotangent):
        """What a linear function's transpose makes of a cotangent."""
        model = self.jax.ShapeDtypeStruct(tuple(shape), cotangent.dtype)
        return self.jax.linear_transpose(function, model)(cotangent)[0]

    def conv2d_transpose(self, x, filters, output_shape, strides=1, padding="SAME"):
        return self.transposed(
            lambda images: self.convolution(2)(images, filters, strides, padding),
            output_shape, x)

    def conv2d_filter_grad(self, x, y, filter_shape, strides=1, padding="VALID"):
        return self.transposed(
            lambda filters: self.convolution(2)(x, filters, strides, padding), filter_shape, y)

    def avg_pool_transpose(self, x, shape, ksize, strides, padding="VALID"):
        return self.transposed(
            lambda images: self.avg_pool(images, ksize, strides, padding), shape, x)

    def depthwise_conv2d(self, input, filter, strides, padding, dilations=None):
        rows, columns, channels, multiplier = filter.shape
        filters = self.jnp.reshape(filter, (rows, columns, 1, channels * multiplier))
        return self.convolution(2)(input, filters, strides, padding, dilations)

    def avg_pool(self, input, ksize, strides, padding):
        sums = self.windows(input, ksize, strides, padding, 0.0, self.lax.add)
        ones = self.jnp.ones_like(input)
        return sums / self.windows(ones, ksize, strides, padding, 0.0, self.lax.add)

    def huber(self, y_true, y_pred, delta=1.0):
        jnp = self.jnp
        error = jnp.abs(y_pred - y_true)
        inside = jnp.minimum(error, delta)
        return jnp.mean(0.5 * inside**2 + delta * (error - inside), -1)

    def l2_normalize(self, x, axis=None, epsilon=1e-12):
        jnp = self.jnp
        squares = jnp.sum(jnp.square(x), tupled(axis), keepdims=True)
        return x * self.lax.rsqrt(jnp.maximum(squares, epsilon))

    def clip_by_norm(self, t, clip_norm, axes=None):
        jnp = self.jnp
        length = jnp.sqrt(jnp.sum(jnp.square(t), tupled(axes), keepdims=True))
        return t * clip_norm / jnp.maximum(length, clip_norm)


class TensorFlow:
    """TensorFlow, whose parameters are the notebook's."""

    name = "tensorflow"

    def __init__(self):
        import numpy as np
        import tensorflow as tf

        tnp = tf.experimental.numpy
        tf.keras.backend.set_floatx("float64")
        m, nn, linalg, keras = tf.math, tf.nn, tf.linalg, tf.keras
        self.np, self.tf = np, tf
        self.versions = {"tensorflow": tf.__version__}
        names = only(
            m,
            "sqrt rsqrt reciprocal exp expm1 log log1p sin cos tan asin acos atan sinh cosh tanh "
            "asinh acosh atanh erf erfc erfinv lgamma digamma floor ceil round abs sign square "
            "negative add subtract multiply divide pow maximum minimum atan2 squared_difference "
            "equal not_equal less less_equal greater greater_equal logical_and logical_or "
            "logical_not logical_xor xlogy log_sigmoid sigmoid softplus argmin argmax cumsum "
            "cumprod top_k l2_normalize add_n")
        names |= only(
            tf,
            "where float64 int64 reshape transpose expand_dims squeeze broadcast_to tile repeat "
            "pad roll concat stack unstack split gather gather_nd boolean_mask scatter_nd "
            "tensor_scatter_nd_update tensor_scatter_nd_add one_hot sort argsort meshgrid matmul "
            "einsum tensordot norm identity stop_gradient cast zeros_like ones_like eye fill "
            "clip_by_value clip_by_norm shape")
        names |= only(linalg, "matvec trace diag_part det inv solve triangular_solve set_diag "
                              "cholesky eigh eigvalsh pinv lstsq expm cross svd qr logdet "
                              "cholesky_solve band_part matrix_transpose matrix_rank normalize")
        names |= only(m, "segment_sum segment_mean segment_max segment_min bincount "
                         "unsorted_segment_sum unsorted_segment_mean unsorted_segment_max "
                         "unsorted_segment_min cumulative_logsumexp")
        names |= only(tf, "strided_slice sequence_mask reverse_sequence searchsorted")
        names |= only(m, "xlog1py xdivy erfcinv "
                         "ndtri divide_no_nan reciprocal_no_nan multiply_no_nan")
        names |= only(nn, "relu relu6 leaky_relu selu gelu silu softsign moments bias_add "
                          "batch_normalization conv2d_transpose depthwise_conv2d max_pool1d "
                          "avg_pool1d separable_conv2d weighted_cross_entropy_with_logits softmax log_softmax "
                          "l2_loss conv1d conv2d sigmoid_cross_entropy_with_logits "
                          "softmax_cross_entropy_with_logits embedding_lookup "
                          "sparse_softmax_cross_entropy_with_logits avg_pool max_pool")
        names |= only(tnp, "exp2 log2 log10 cbrt sinc hypot logaddexp tril triu outer inf "
                           "inner dot kron vdot swapaxes moveaxis rot90 append diag "
                           "take_along_axis")
        names |= {
            "nan": math.nan, "pi": math.pi, "neg": m.negative,
            "isnan": m.is_nan, "isinf": m.is_inf, "isfinite": m.is_finite,
            "floor_divide": m.floordiv, "mod": m.floormod, "power": tf.pow,
            "mish": keras.activations.mish, "root_of_squares": m.sqrt,
            "hardtanh": keras.activations.hard_tanh, "permute": tf.transpose,
            "clip": lambda x, low, high: tf.clip_by_value(x, low, high),
            "sum": tf.reduce_sum, "mean": tf.reduce_mean, "prod": tf.reduce_prod,
            "max": tf.reduce_max, "min": tf.reduce_min, "any": tf.reduce_any,
            "all": tf.reduce_all, "logsumexp": tf.reduce_logsumexp, "var": m.reduce_variance,
            "std": m.reduce_std, "count_nonzero": m.count_nonzero,
            "argmax": lambda x, axis=0: m.argmax(x, axis),
            "argmin": lambda x, axis=0: m.argmin(x, axis),
            "flip": lambda x, axis=None: tnp.flip(x, axis) if not isinstance(axis, list)
            else tf.reverse(x, axis),
            "take": lambda x, indices, axis=0: tf.gather(x, indices, axis=axis),
            "slogdet": lambda x: tuple(linalg.slogdet(x)),
            "det_sign": lambda x: linalg.slogdet(x)[0],
            "log_abs_det": lambda x: linalg.slogdet(x)[1],
            "diag_embed": lambda x, k=0: linalg.diag(x, k=k),
            "diagonal": lambda x, offset=0: linalg.diag_part(x, k=offset),
            "dynamic_slice": tf.slice, "vector_norm": tf.norm,
            "top_k_values": lambda x, k=1: m.top_k(x, k).values,
            "constant_pad": lambda x, paddings, value: tf.pad(x, paddings, constant_values=value),
            "segment_maxima": m.unsorted_segment_max, "segment_minima": m.unsorted_segment_min,
            "svdvals": lambda x: linalg.svd(x, compute_uv=False),
            "mse": keras.losses.mse, "huber": keras.losses.huber,
            "tril": lambda x, k=0: tnp.tril(x, k), "triu": lambda x, k=0: tnp.triu(x, k),
            "layer_norm": self.layer_norm, "batch_norm": self.batch_norm,
            "elu": keras.activations.elu, "celu": keras.activations.celu,
            "hard_sigmoid": keras.activations.hard_sigmoid,
            "hard_silu": keras.activations.hard_silu, "fmod": tf.truncatemod,
            "mae": keras.losses.mae, "log_cosh": keras.losses.logcosh,
            "kl_divergence": keras.losses.kld,
            "binary_crossentropy": keras.losses.binary_crossentropy,
            "categorical_crossentropy": keras.losses.categorical_crossentropy,
            "sparse_categorical_crossentropy": keras.losses.sparse_categorical_crossentropy,
            "polygamma": lambda n, x: m.polygamma(tf.constant(n, tf.float64), x),
            "clip_by_global_norm": tf.clip_by_global_norm, "global_norm": tf.linalg.global_norm,
            "conv2d_filter_grad": self.conv2d_filter_grad,
            "avg_pool_transpose": self.avg_pool_transpose,
            "max_pool_positions": lambda x, ksize, strides, padding: nn.max_pool_with_argmax(
                x, ksize, strides, padding, include_batch_in_index=True)[1],
            "max_pool_with_argmax": lambda *arguments: tuple(nn.max_pool_with_argmax(*arguments)),
            "zeros": lambda *shape: tf.zeros(shape, tf.float64),
            "ones": lambda *shape: tf.ones(shape, tf.float64),
            "eye": lambda rows, columns=None: tf.eye(rows, columns, dtype=tf.float64),
            "full": lambda shape, value: tf.fill(shape, tf.constant(value, self.type(value))),
            "fill": lambda shape, value: tf.fill(shape, tf.constant(value, self.type(value))),
            "arange": lambda *bounds: tf.range(
                *bounds, dtype=self.type(builtins.sum(bounds))),
            "linspace": lambda start, stop, num: tf.linspace(
                tf.constant(start, tf.float64), tf.constant(stop, tf.float64), num),
            "one_hot": lambda indices, depth, on_value=1.0, off_value=0.0, axis=-1: tf.one_hot(
                indices, depth, tf.constant(on_value, tf.float64), tf.constant(off_value, tf.float64),
                axis),
        }
        self.names = names

    def type(self, value):
        return self.tf.int64 if isinstance(value, int) else self.tf.float64

    def array(self, data):
        return self.tf.constant(data)

    def numbers(self, value):
        return self.np.asarray(value)

    def gradients(self, function, operands, floats, cotangents):
        tf = self.tf
        with tf.GradientTape() as tape:
            for name in floats:
                tape.watch(operands[name])
            results = function(operands)
            loss = builtins.sum(
                tf.reduce_sum(tf.constant(c) * r) for r, c in zip(results, cotangents)
                if c is not None)
        found = tape.gradient(loss, {name: operands[name] for name in floats})
        return {name: None if g is None else self.np.asarray(tf.convert_to_tensor(g))
                for name, g in found.items()}

    def normal(self, x, axes, scale, offset, epsilon):
        nn = self.tf.nn
        mean, variance = nn.moments(x, axes, keepdims=True)
        return nn.batch_normalization(x, mean, variance, offset, scale, epsilon)

    def layer_norm(self, x, scale=None, offset=None, axis=-1, epsilon=1e-5):
        return self.normal(x, listed(axis), scale, offset, epsilon)

    def batch_norm(self, x, scale=None, offset=None, axis=-1, epsilon=1e-3):
        refuse(axis not in (-1, x.ndim - 1), "the scale is of the last axis")
        return self.normal(x, list(range(x.ndim - 1)), scale, offset, epsilon)

    def conv2d_filter_grad(self, x, y, filter_shape, strides=1, padding="VALID"):
        step = Torch.steps(self, strides, 2)
        return self.tf.raw_ops.Conv2DBackpropFilter(
            input=x, filter_sizes=filter_shape, out_backprop=y, strides=[1, *step, 1],
            padding=padding)

    def avg_pool_transpose(self, x, shape, ksize, strides, padding="VALID"):
        return self.tf.raw_ops.AvgPoolGrad(
            orig_input_shape=shape, grad=x, ksize=[1, *Torch.steps(self, ksize, 2), 1],
            strides=[1, *Torch.steps(self, strides, 2), 1], padding=padding)
