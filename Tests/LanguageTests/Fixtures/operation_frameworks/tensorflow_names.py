"""The functions of the notebook's language by TensorFlow."""

import builtins
import math

from .shared import listed, only, refuse, steps_of


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
            "cumprod top_k l2_normalize add_n",
        )
        names |= only(
            tf,
            "where float64 int64 reshape transpose expand_dims squeeze broadcast_to tile repeat "
            "pad roll concat stack unstack split gather gather_nd boolean_mask scatter_nd "
            "tensor_scatter_nd_update tensor_scatter_nd_add one_hot sort argsort meshgrid matmul "
            "einsum tensordot norm identity stop_gradient cast zeros_like ones_like eye fill "
            "clip_by_value clip_by_norm shape",
        )
        names |= only(
            linalg,
            "matvec trace diag_part det inv solve triangular_solve set_diag "
            "cholesky eigh eigvalsh pinv lstsq expm cross svd qr logdet "
            "cholesky_solve band_part matrix_transpose matrix_rank normalize",
        )
        names |= only(
            m,
            "segment_sum segment_mean segment_max segment_min bincount "
            "unsorted_segment_sum unsorted_segment_mean unsorted_segment_max "
            "unsorted_segment_min cumulative_logsumexp",
        )
        names |= only(tf, "strided_slice sequence_mask reverse_sequence searchsorted")
        names |= only(
            m, "xlog1py xdivy erfcinv " "ndtri divide_no_nan reciprocal_no_nan multiply_no_nan"
        )
        names |= only(
            nn,
            "relu relu6 leaky_relu selu gelu silu softsign moments bias_add "
            "batch_normalization conv2d_transpose depthwise_conv2d max_pool1d "
            "avg_pool1d separable_conv2d weighted_cross_entropy_with_logits softmax log_softmax "
            "l2_loss conv1d conv2d sigmoid_cross_entropy_with_logits "
            "softmax_cross_entropy_with_logits embedding_lookup "
            "sparse_softmax_cross_entropy_with_logits avg_pool max_pool",
        )
        names |= only(
            tnp,
            "exp2 log2 log10 cbrt sinc hypot logaddexp tril triu outer inf "
            "inner dot kron vdot swapaxes moveaxis rot90 append diag "
            "take_along_axis",
        )
        names |= {
            "matrix_diag": linalg.diag,
            "matrix_diag_part": linalg.diag_part,
            "tensor_diag": linalg.tensor_diag,
            "tensor_diag_part": linalg.tensor_diag_part,
            "bounded_relu": keras.activations.relu,
            "nan": math.nan,
            "pi": math.pi,
            "neg": m.negative,
            "isnan": m.is_nan,
            "isinf": m.is_inf,
            "isfinite": m.is_finite,
            "floor_divide": m.floordiv,
            "mod": m.floormod,
            "power": tf.pow,
            "mish": keras.activations.mish,
            "root_of_squares": m.sqrt,
            "hardtanh": keras.activations.hard_tanh,
            "permute": tf.transpose,
            "clip": lambda x, low, high: tf.clip_by_value(x, low, high),
            "sum": tf.reduce_sum,
            "mean": tf.reduce_mean,
            "prod": tf.reduce_prod,
            "max": tf.reduce_max,
            "min": tf.reduce_min,
            "any": tf.reduce_any,
            "all": tf.reduce_all,
            "logsumexp": tf.reduce_logsumexp,
            "var": m.reduce_variance,
            "std": m.reduce_std,
            "count_nonzero": m.count_nonzero,
            "argmax": lambda x, axis=0: m.argmax(x, axis),
            "argmin": lambda x, axis=0: m.argmin(x, axis),
            "flip": lambda x, axis=None: (
                tnp.flip(x, axis) if not isinstance(axis, list) else tf.reverse(x, axis)
            ),
            "take": lambda x, indices, axis=0: tf.gather(x, indices, axis=axis),
            "slogdet": lambda x: tuple(linalg.slogdet(x)),
            "det_sign": lambda x: linalg.slogdet(x)[0],
            "log_abs_det": lambda x: linalg.slogdet(x)[1],
            "diag_embed": lambda x, k=0: linalg.diag(x, k=k),
            "diagonal": lambda x, offset=0: linalg.diag_part(x, k=offset),
            "dynamic_slice": tf.slice,
            "vector_norm": tf.norm,
            "top_k_values": lambda x, k=1: m.top_k(x, k).values,
            "constant_pad": lambda x, paddings, value: tf.pad(x, paddings, constant_values=value),
            "segment_maxima": m.unsorted_segment_max,
            "segment_minima": m.unsorted_segment_min,
            "svdvals": lambda x: linalg.svd(x, compute_uv=False),
            "mse": keras.losses.mse,
            "vecdot": lambda x, y, axis=-1: tf.reduce_sum(x * y, axis),
            "reduce_euclidean_norm": tf.math.reduce_euclidean_norm,
            "crelu": tf.nn.crelu,
            "hinge": keras.losses.hinge,
            "poisson_loss": keras.losses.poisson,
            "cosine_similarity": keras.losses.cosine_similarity,
            "huber": keras.losses.huber,
            "tril": lambda x, k=0: tnp.tril(x, k),
            "triu": lambda x, k=0: tnp.triu(x, k),
            "layer_norm": self.layer_norm,
            "batch_norm": self.batch_norm,
            "elu": keras.activations.elu,
            "celu": keras.activations.celu,
            "hard_sigmoid": keras.activations.hard_sigmoid,
            "hard_silu": keras.activations.hard_silu,
            "fmod": tf.truncatemod,
            "x_sigmoid": nn.silu,
            "mae": keras.losses.mae,
            "log_cosh": keras.losses.logcosh,
            "kl_divergence": keras.losses.kld,
            "binary_crossentropy": keras.losses.binary_crossentropy,
            "categorical_crossentropy": keras.losses.categorical_crossentropy,
            "sparse_categorical_crossentropy": keras.losses.sparse_categorical_crossentropy,
            "polygamma": lambda n, x: m.polygamma(tf.constant(n, tf.float64), x),
            "clip_by_global_norm": tf.clip_by_global_norm,
            "global_norm": tf.linalg.global_norm,
            "conv2d_filter_grad": self.conv2d_filter_grad,
            "avg_pool_transpose": self.avg_pool_transpose,
            "max_pool_positions": lambda x, ksize, strides, padding: nn.max_pool_with_argmax(
                x, ksize, strides, padding, include_batch_in_index=True
            )[1],
            "max_pool_with_argmax": lambda *arguments: tuple(nn.max_pool_with_argmax(*arguments)),
            "zeros": lambda *shape: tf.zeros(shape, tf.float64),
            "ones": lambda *shape: tf.ones(shape, tf.float64),
            "eye": lambda rows, columns=None: tf.eye(rows, columns, dtype=tf.float64),
            "full": lambda shape, value: tf.fill(shape, tf.constant(value, self.type(value))),
            "fill": lambda shape, value: tf.fill(shape, tf.constant(value, self.type(value))),
            "arange": lambda *bounds: tf.range(*bounds, dtype=self.type(builtins.sum(bounds))),
            "linspace": lambda start, stop, num: tf.linspace(
                tf.constant(start, tf.float64), tf.constant(stop, tf.float64), num
            ),
            "one_hot": lambda indices, depth, on_value=1.0, off_value=0.0, axis=-1: tf.one_hot(
                indices,
                depth,
                tf.constant(on_value, tf.float64),
                tf.constant(off_value, tf.float64),
                axis,
            ),
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
                tf.reduce_sum(tf.constant(c) * r)
                for r, c in zip(results, cotangents)
                if c is not None
            )
        found = tape.gradient(loss, {name: operands[name] for name in floats})
        return {
            name: None if g is None else self.np.asarray(tf.convert_to_tensor(g))
            for name, g in found.items()
        }

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
        step = steps_of(strides, 2)
        return self.tf.raw_ops.Conv2DBackpropFilter(
            input=x,
            filter_sizes=filter_shape,
            out_backprop=y,
            strides=[1, *step, 1],
            padding=padding,
        )

    def avg_pool_transpose(self, x, shape, ksize, strides, padding="VALID"):
        return self.tf.raw_ops.AvgPoolGrad(
            orig_input_shape=shape,
            grad=x,
            ksize=[1, *steps_of(ksize, 2), 1],
            strides=[1, *steps_of(strides, 2), 1],
            padding=padding,
        )
