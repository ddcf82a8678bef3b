"""The functions of the notebook's language by JAX."""

import builtins
import math

from .shared import (
    binary_crossentropy,
    categorical_crossentropy,
    grouped,
    Missing,
    only,
    recurrence,
    refuse,
    sparse_crossentropy,
    steps_of,
    tupled,
)


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
            "take_along_axis median quantile searchsorted matrix_transpose diag diff average "
            "percentile nan_to_num atleast_1d atleast_2d atleast_3d",
        )
        names |= {
            "cond": jnp.linalg.cond,
            "multi_dot": jnp.linalg.multi_dot,
            "rsqrt": lax.rsqrt,
            "asin": jnp.arcsin,
            "acos": jnp.arccos,
            "atan": jnp.arctan,
            "asinh": jnp.arcsinh,
            "acosh": jnp.arccosh,
            "atanh": jnp.arctanh,
            "atan2": jnp.arctan2,
            "neg": jnp.negative,
            "erf": special.erf,
            "erfc": special.erfc,
            "erfinv": special.erfinv,
            "lgamma": special.gammaln,
            "digamma": special.digamma,
            "xlogy": special.xlogy,
            "squared_difference": lambda x, y: jnp.square(x - y),
            "clip": lambda x, low, high: jnp.clip(x, low, high),
            "clip_by_value": jnp.clip,
            "root_of_squares": jnp.sqrt,
            "fill": jnp.full,
            "identity": lambda x: x,
            "stop_gradient": lax.stop_gradient,
            "cast": lambda x, dtype: jnp.asarray(x).astype(dtype),
            "add_n": lambda inputs: builtins.sum(inputs),
            "sigmoid": nn.sigmoid,
            "log_sigmoid": nn.log_sigmoid,
            "softplus": nn.softplus,
            "relu": nn.relu,
            "relu6": nn.relu6,
            "leaky_relu": lambda x, alpha=0.2: nn.leaky_relu(x, alpha),
            "elu": lambda x, alpha=1.0: nn.elu(x, alpha),
            "selu": nn.selu,
            "silu": lambda x, beta=1.0: nn.silu(beta * x) / beta,
            "mish": nn.mish,
            "softsign": nn.soft_sign,
            "gelu": lambda x, approximate=False: nn.gelu(x, approximate),
            "hardtanh": nn.hard_tanh,
            "softmax": lambda x, axis=-1: nn.softmax(x, axis),
            "log_softmax": lambda x, axis=-1: nn.log_softmax(x, axis),
            "sum": self.reduction(jnp.sum),
            "mean": self.reduction(jnp.mean),
            "prod": self.reduction(jnp.prod),
            "max": self.reduction(jnp.max),
            "min": self.reduction(jnp.min),
            "var": self.reduction(jnp.var),
            "std": self.reduction(jnp.std),
            "any": self.reduction(jnp.any),
            "all": self.reduction(jnp.all),
            "count_nonzero": self.reduction(jnp.count_nonzero),
            "logsumexp": self.reduction(nn.logsumexp),
            "norm": self.norm,
            "argmax": lambda x, axis=0: jnp.argmax(x, axis),
            "argmin": lambda x, axis=0: jnp.argmin(x, axis),
            "cumsum": self.scan(lax.cumsum, 0),
            "cumprod": self.scan(lax.cumprod, 1),
            "cummax": self.scan(lax.cummax, None),
            "transpose": lambda x, perm=None: jnp.transpose(x, perm),
            "permute": jnp.transpose,
            "scatter_slice": lambda x, shape, items: jnp.zeros(shape).at[items].set(x),
            "squeeze": lambda x, axis=None: jnp.squeeze(x, tupled(axis)),
            "tile": lambda x, multiples: jnp.tile(x, tuple(multiples)),
            "repeat": lambda x, repeats, axis=None: jnp.repeat(
                x, np.array(repeats) if isinstance(repeats, list) else repeats, axis
            ),
            "pad": self.pad,
            "flip": lambda x, axis=None: jnp.flip(x, tupled(axis)),
            "roll": lambda x, shift, axis=None: jnp.roll(x, tupled(shift), tupled(axis)),
            "concat": lambda values, axis=0: jnp.concatenate(values, axis),
            "stack": lambda values, axis=0: jnp.stack(values, axis),
            "unstack": lambda value, axis=0: list(jnp.unstack(value, axis=axis)),
            "split": self.split,
            "gather": self.gather,
            "take": self.gather,
            "gather_nd": lambda params, indices: params[tuple(jnp.moveaxis(indices, -1, 0))],
            "boolean_mask": self.boolean_mask,
            "scatter_nd": lambda indices, updates, shape: self.scatter(
                jnp.zeros(shape), indices
            ).add(updates),
            "tensor_scatter_nd_update": lambda tensor, indices, updates: self.scatter(
                tensor, indices
            ).set(updates),
            "tensor_scatter_nd_add": lambda tensor, indices, updates: self.scatter(
                tensor, indices
            ).add(updates),
            "scatter_add": self.scatter_add,
            "one_hot": self.one_hot,
            "sort": lambda x, axis=-1, direction="ASCENDING": jnp.sort(
                x, axis=axis, descending=direction == "DESCENDING"
            ),
            "argsort": lambda x, axis=-1, direction="ASCENDING": jnp.argsort(
                x, axis=axis, descending=direction == "DESCENDING"
            ),
            "top_k": lambda x, k=1: tuple(lax.top_k(x, k)),
            "top_k_values": lambda x, k=1: lax.top_k(x, k)[0],
            "diag_embed": lambda x, k=0: jnp.vectorize(
                lambda v: jnp.diag(v, k), signature="(n)->(m,m)"
            )(x),
            "diagonal": lambda x, offset=0: jnp.diagonal(x, offset, -2, -1),
            "set_diag": self.set_diag,
            "scatter_along_axis": self.scatter_along_axis,
            "dynamic_slice": lambda x, begin, size: lax.dynamic_slice(x, begin, size),
            "strided_slice": lambda x, begin, end, strides=None: x[
                tuple(slice(*b) for b in zip(begin, end, strides or [1] * len(begin)))
            ],
            "constant_pad": lambda x, paddings, value: jnp.pad(x, paddings, constant_values=value),
            "cumulative_logsumexp": self.scan(lax.cumlogsumexp, -math.inf),
            "cummin": self.scan(lax.cummin, None),
            "linear_recurrence": lambda a, b, axis=0, reverse=False: recurrence(
                jnp, a, b, axis, reverse
            ),
            "vector_norm": self.norm,
            "normalize": self.normalize,
            "bincount": lambda x, weights=None, minlength=0: jnp.bincount(x, weights, minlength),
            "det_sign": lambda x: jnp.linalg.slogdet(x)[0],
            "log_abs_det": lambda x: jnp.linalg.slogdet(x)[1],
            "logdet": lambda x: jnp.linalg.slogdet(x)[1],
            "cofactor": lambda x: jnp.linalg.det(x)[..., None, None]
            * jnp.matrix_transpose(jnp.linalg.inv(x)),
            "cholesky_solve": lambda chol, rhs: jax.scipy.linalg.cho_solve(
                (jnp.tril(chol), True), rhs
            ),
            "matrix_rank": jnp.linalg.matrix_rank,
            "svdvals": lambda x: jnp.linalg.svd(x, compute_uv=False),
            "segment_sum": lambda data, ids: jax.ops.segment_sum(data, ids, int(ids[-1]) + 1),
            "unsorted_segment_sum": jax.ops.segment_sum,
            "segment_maxima": jax.ops.segment_max,
            "segment_minima": jax.ops.segment_min,
            "unsorted_segment_max": jax.ops.segment_max,
            "unsorted_segment_min": jax.ops.segment_min,
            "segment_max": lambda data, ids: jax.ops.segment_max(data, ids, int(ids[-1]) + 1),
            "segment_min": lambda data, ids: jax.ops.segment_min(data, ids, int(ids[-1]) + 1),
            "diag_part": lambda x: jnp.diagonal(x, 0, -2, -1),
            "trace": lambda x: jnp.trace(x, 0, -2, -1),
            "tril": lambda x, k=0: jnp.tril(x, k),
            "triu": lambda x, k=0: jnp.triu(x, k),
            "meshgrid": lambda *x, indexing="xy": list(jnp.meshgrid(*x, indexing=indexing)),
            "dot": jnp.dot,
            "matmul": jnp.matmul,
            "einsum": jnp.einsum,
            "matvec": jnp.matvec,
            "tensordot": lambda a, b, axes: jnp.tensordot(a, b, axes),
            "det": jnp.linalg.det,
            "slogdet": lambda x: tuple(jnp.linalg.slogdet(x)),
            "inv": jnp.linalg.inv,
            "solve": jnp.linalg.solve,
            "cholesky": jnp.linalg.cholesky,
            "triangular_solve": lambda a, b, lower=True, adjoint=False: lax.linalg.triangular_solve(
                a, b, left_side=True, lower=lower, transpose_a=adjoint
            ),
            "qr": lambda x, full_matrices=False: tuple(
                jnp.linalg.qr(x, "complete" if full_matrices else "reduced")
            ),
            "svd": self.svd,
            "eigh": lambda x: tuple(jnp.linalg.eigh(x)),
            "eigvalsh": jnp.linalg.eigvalsh,
            "pinv": jnp.linalg.pinv,
            "lstsq": lambda a, b: jnp.linalg.lstsq(a, b)[0],
            "matrix_power": jnp.linalg.matrix_power,
            "expm": jax.scipy.linalg.expm,
            "l2_loss": lambda x: jnp.vdot(x, x) / 2,
            "conv1d": self.convolution(1),
            "conv2d": self.convolution(2),
            "max_pool": self.max_pool,
            "avg_pool": self.avg_pool,
            "batch_normalization": lambda x, mean, variance, offset, scale, epsilon: nn.standardize(
                x, mean=mean, variance=variance, epsilon=epsilon
            )
            * scale
            + offset,
            "layer_norm": lambda x, scale=1, offset=0, axis=-1, epsilon=1e-5: nn.standardize(
                x, axis=tupled(axis), epsilon=epsilon
            )
            * scale
            + offset,
            "batch_norm": lambda x, scale=1, offset=0, axis=-1, epsilon=1e-3: (
                nn.standardize(x, axis=tuple(range(x.ndim - 1)), epsilon=epsilon) * scale + offset
                if axis in (-1, x.ndim - 1)
                else self.missing("the scale is of the last axis")
            ),
            "group_norm": lambda x, groups=32, scale=1, offset=0, epsilon=1e-3: grouped(
                jnp, x, groups, epsilon
            )
            * scale
            + offset,
            "moments": lambda x, axes, keepdims=False: (
                jnp.mean(x, tupled(axes), keepdims=keepdims),
                jnp.var(x, tupled(axes), keepdims=keepdims),
            ),
            "bias_add": jnp.add,
            "global_norm": lambda x: jnp.sqrt(builtins.sum(jnp.vdot(part, part) for part in x)),
            "clip_by_global_norm": self.clip_by_global_norm,
            "mae": lambda y_true, y_pred: jnp.mean(jnp.abs(y_true - y_pred), -1),
            "log_cosh": lambda y_true, y_pred: jnp.mean(
                jnp.logaddexp(y_pred - y_true, y_true - y_pred) - math.log(2), -1
            ),
            "weighted_cross_entropy_with_logits": lambda labels, logits, weight: -labels
            * nn.log_sigmoid(logits)
            * weight
            - (1 - labels) * nn.log_sigmoid(-logits),
            "kl_divergence": lambda y_true, y_pred: jnp.sum(special.rel_entr(y_true, y_pred), -1),
            "binary_crossentropy": binary_crossentropy(jnp, nn.log_sigmoid),
            "categorical_crossentropy": categorical_crossentropy(jnp, nn.log_softmax),
            "sparse_categorical_crossentropy": sparse_crossentropy(jnp, nn.log_softmax),
            "conv2d_transpose": self.conv2d_transpose,
            "conv2d_filter_grad": self.conv2d_filter_grad,
            "avg_pool_transpose": self.avg_pool_transpose,
            "depthwise_conv2d": self.depthwise_conv2d,
            "separable_conv2d": lambda x, depthwise, pointwise, strides, padding: self.convolution(
                2
            )(self.depthwise_conv2d(x, depthwise, strides, padding), pointwise),
            "max_pool1d": self.max_pool,
            "avg_pool1d": self.avg_pool,
            "celu": lambda x, alpha=1.0: nn.celu(x, alpha),
            "hard_sigmoid": nn.hard_sigmoid,
            "hard_silu": nn.hard_silu,
            "x_sigmoid": nn.silu,
            "x_ndtr": lambda x: nn.gelu(x, False),
            "fmod": jnp.fmod,
            "xlog1py": special.xlog1py,
            "divide_no_nan": lambda x, y: jnp.where(y == 0, 0, x / jnp.where(y == 0, 1, y)),
            "reciprocal_no_nan": lambda x: jnp.where(x == 0, 0, 1 / jnp.where(x == 0, 1, x)),
            "multiply_no_nan": lambda x, y: jnp.where(y == 0, 0, x * y),
            "xdivy": lambda x, y: jnp.where(x == 0, 0, x / y),
            "erfcinv": lambda x: special.erfinv(1 - x),
            "ndtr": special.ndtr,
            "ndtri": special.ndtri,
            "polygamma": special.polygamma,
            "sinc_derivative": self.sinc_derivative,
            "embedding_lookup": lambda params, ids: jnp.take(params, ids, axis=0),
            "softmax_cross_entropy_with_logits": lambda labels, logits, axis=-1: -jnp.sum(
                labels * nn.log_softmax(logits, axis), axis
            ),
            "sparse_softmax_cross_entropy_with_logits": lambda labels, logits: -jnp.take_along_axis(
                nn.log_softmax(logits), labels[..., None], -1
            )[..., 0],
            "sigmoid_cross_entropy_with_logits": lambda labels, logits: -labels
            * nn.log_sigmoid(logits)
            - (1 - labels) * nn.log_sigmoid(-logits),
            "vecdot": lambda x, y, axis=-1: jnp.linalg.vecdot(x, y, axis=axis),
            "reduce_euclidean_norm": lambda x, axis=None, keepdims=False: (
                jnp.linalg.vector_norm(x, axis=axis, keepdims=keepdims)
            ),
            "crelu": lambda x, axis=-1: jnp.concatenate([nn.relu(x), nn.relu(-x)], axis),
            "hinge": lambda y_true, y_pred: jnp.mean(nn.relu(1 - y_true * y_pred), -1),
            "poisson_loss": lambda y_true, y_pred: jnp.mean(
                y_pred - y_true * jnp.log(y_pred + 1e-7), -1
            ),
            "mse": lambda y_true, y_pred: jnp.mean(jnp.square(y_true - y_pred), -1),
            "huber": self.huber,
            "l2_normalize": self.l2_normalize,
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
                self.jnp.sum(c * r) for r, c in zip(results, cotangents) if c is not None
            )

        found = self.jax.grad(loss)({name: operands[name] for name in floats})
        return {name: self.np.asarray(g) for name, g in found.items()}

    def reduction(self, function):
        return lambda x, axis=None, keepdims=False, **options: function(
            x, axis=tupled(axis), keepdims=keepdims, **options
        )

    def set_diag(self, x, diagonal):
        places = self.jnp.arange(diagonal.shape[-1])
        return x.at[..., places, places].set(diagonal)

    def scatter_along_axis(self, x, indices, axis, extent):
        jnp = self.jnp
        axis %= x.ndim
        place = list(jnp.indices(x.shape))
        place[axis] = jnp.broadcast_to(indices, x.shape)
        start = jnp.zeros(x.shape[:axis] + (extent,) + x.shape[axis + 1 :])
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
        return self.jax.vmap(lambda p, i: jnp.take(p, i, (axis % params.ndim) - 1))(params, indices)

    def boolean_mask(self, x, mask, axis=0):
        return self.jnp.compress(mask, x, axis) if mask.ndim == 1 else x[mask]

    def scatter(self, tensor, indices):
        return tensor.at[tuple(self.jnp.moveaxis(indices, -1, 0))]

    def scatter_add(self, x, indices, axis, extent):
        shape = x.shape[:axis] + (extent,) + x.shape[axis + indices.ndim :]
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

    def convolution(self, rank):
        layouts = ("NWC", "WIO", "NWC") if rank == 1 else ("NHWC", "HWIO", "NHWC")

        def convolve(input, filters, strides=1, padding="VALID", dilations=None, stride=None):
            return self.lax.conv_general_dilated(
                input,
                filters,
                steps_of(stride if stride is not None else strides, rank),
                padding,
                rhs_dilation=steps_of(dilations, rank),
                dimension_numbers=layouts,
                feature_group_count=input.shape[-1] // filters.shape[-2],
            )

        return convolve

    def windows(self, input, ksize, strides, padding, initial, function):
        rank = input.ndim - 2
        ksize = (1, *steps_of(ksize, rank), 1)
        strides = (1, *steps_of(strides, rank), 1)
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
            lambda images: self.convolution(2)(images, filters, strides, padding), output_shape, x
        )

    def conv2d_filter_grad(self, x, y, filter_shape, strides=1, padding="VALID"):
        return self.transposed(
            lambda filters: self.convolution(2)(x, filters, strides, padding), filter_shape, y
        )

    def avg_pool_transpose(self, x, shape, ksize, strides, padding="VALID"):
        return self.transposed(
            lambda images: self.avg_pool(images, ksize, strides, padding), shape, x
        )

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
