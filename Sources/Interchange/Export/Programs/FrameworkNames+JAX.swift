extension FrameworkNames {
  static let jaxElementwise: [String: String] = ArrayModule.jax.same("cbrt").merging(
    ArrayModule.jax.pairs([
      ("mod", "mod"), ("power", "power"), ("equal", "equal"), ("not_equal", "not_equal"),
      ("less", "less"), ("less_equal", "less_equal"), ("greater", "greater"),
      ("greater_equal", "greater_equal"),
    ])
  ) { first, _ in first }.merging([
    "asin": "jnp.arcsin({x})", "acos": "jnp.arccos({x})", "atan": "jnp.arctan({x})",
    "asinh": "jnp.arcsinh({x})", "acosh": "jnp.arccosh({x})", "atanh": "jnp.arctanh({x})",
    "atan2": "jnp.arctan2({y}, {x})", "rsqrt": "jax.lax.rsqrt({x})",
    "sigmoid": "jax.nn.sigmoid({x})", "relu": "jax.nn.relu({x})",
    "xlogy": "jsp.special.xlogy({x}, {y})", "xlog1py": "jsp.special.xlog1py({x}, {y})",
    "clip_by_value": "jnp.clip({x}, {low}, {high})",
    "clip": "jnp.clip({x}⟨, min={low}⟩⟨, max={high}⟩)",
    "identity": "jnp.array({x})", "stop_gradient": "jax.lax.stop_gradient({x})",
    "cast": "{x!}.astype({dtype})", "pow": "jnp.power({base}, {exp})",
    "recompute_grad": "jax.checkpoint({f})", "custom_gradient": "jax.custom_gradient({f})",
  ]) { first, _ in first }

  static let jaxSpecial: [String: String] = same(
    "jsp.special.", "erf erfc erfinv digamma ndtr ndtri"
  )
  .merging([
    "erfcinv": "jsp.special.erfinv(1 - {x!})", "lgamma": "jsp.special.gammaln({x})",
    "polygamma": "jsp.special.polygamma({n}, {x})",
    "softplus": "jax.nn.softplus({x})", "log_sigmoid": "jax.nn.log_sigmoid({x})",
    "relu6": "jax.nn.relu6({x})", "leaky_relu": "jax.nn.leaky_relu({x}, {alpha=0.2})",
    "elu": "jax.nn.elu({x}⟨, {alpha}⟩)", "selu": "jax.nn.selu({x})",
    "celu": "jax.nn.celu({x}⟨, {alpha}⟩)", "mish": "jax.nn.mish({x})",
    "softsign": "jax.nn.soft_sign({x})", "hardtanh": "jax.nn.hard_tanh({x})",
    "hard_sigmoid": "jax.nn.hard_sigmoid({x})", "hard_silu": "jax.nn.hard_silu({x})",
    "x_sigmoid": "jax.nn.silu({x})", "x_ndtr": "jax.nn.gelu({x}, approximate=False)",
    "silu": "{x!} * jax.nn.sigmoid({beta} * {x!}) | jax.nn.silu({x})",
    "gelu": "jax.nn.gelu({x}, approximate={approximate=False})",
    "softmax": "jax.nn.softmax({x}⟨, axis={axis}⟩)",
    "log_softmax": "jax.nn.log_softmax({x}⟨, axis={axis}⟩)",
  ]) { first, _ in first }

  static let jaxReductions: [String: String] = [
    "max": "jnp.max({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "min": "jnp.min({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "var": "jnp.var({x}⟨, axis={axis}⟩⟨, ddof={ddof}⟩⟨, keepdims={keepdims}⟩)",
    "std": "jnp.std({x}⟨, axis={axis}⟩⟨, ddof={ddof}⟩⟨, keepdims={keepdims}⟩)",
    "logsumexp": "jax.nn.logsumexp({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "argmax": "jnp.argmax({x}, axis={axis=0})", "argmin": "jnp.argmin({x}, axis={axis=0})",
    "cumsum": "jnp.cumsum({x}, axis={axis=0})", "cumprod": "jnp.cumprod({x}, axis={axis=0})",
    "cummax": "jax.lax.cummax({x}, axis={axis=0}⟨, reverse={reverse}⟩)",
    "cummin": "jax.lax.cummin({x}, axis={axis=0}⟨, reverse={reverse}⟩)",
    "cumulative_logsumexp": "jax.lax.cumlogsumexp({x}, axis={axis=0})",
    "count_nonzero": "jnp.count_nonzero({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "median": "jnp.median({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "percentile": "jnp.percentile({x}, {q}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "norm":
      "jnp.linalg.norm({x}, ord={ord}, axis={axis}⟨, keepdims={keepdims}⟩) | jnp.linalg.vector_norm({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩) | jnp.linalg.norm(jnp.ravel({x}), ord={ord})",
    "vector_norm": "jnp.linalg.vector_norm({x}⟨, ord={ord}⟩⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "reduce_euclidean_norm":
      "jnp.linalg.vector_norm({input_tensor}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "global_norm": "jnp.sqrt(sum(jnp.vdot(t, t) for t in {t_list}))",
    "diff": "jnp.diff({x}⟨, n={n}⟩⟨, axis={axis}⟩)",
    "average": "jnp.average({x}⟨, axis={axis}⟩⟨, weights={weights}⟩)",
  ]

  static let jaxShapes: [String: String] = [
    "reshape": "jnp.reshape({x}, {shape})", "transpose": "jnp.transpose({x}⟨, {perm}⟩)",
    "matrix_transpose": "{x!}.mT", "broadcast_to": "jnp.broadcast_to({x}, {shape})",
    "expand_dims": "jnp.expand_dims({x}, {axis})", "squeeze": "jnp.squeeze({x}⟨, axis={axis}⟩)",
    "swapaxes": "jnp.swapaxes({x}, {axis1}, {axis2})",
    "moveaxis": "jnp.moveaxis({x}, {source}, {destination})",
    "ravel": "jnp.ravel({x})", "flatten": "jnp.ravel({x})", "flip": "jnp.flip({x}⟨, axis={axis}⟩)",
    "rot90": "jnp.rot90({x}⟨, {k}⟩⟨, {axes}⟩)", "tile": "jnp.tile({x}, {multiples})",
    "repeat": "jnp.repeat({x}, {repeats}⟨, axis={axis}⟩)",
    "roll": "jnp.roll({x}, {shift}⟨, axis={axis}⟩)",
    "hstack": "jnp.hstack({values})", "vstack": "jnp.vstack({values})",
    "dstack": "jnp.dstack({values})", "column_stack": "jnp.column_stack({values})",
    "concat": "jnp.concatenate({values}⟨, axis={axis}⟩)",
    "stack": "jnp.stack({values}⟨, axis={axis}⟩)",
    "unstack": "jnp.unstack({value}⟨, axis={axis}⟩)",
    "split": "jnp.split({value}, {num_or_size_splits}⟨, axis={axis}⟩)",
    "array_split": "jnp.array_split({x}, {indices_or_sections}⟨, axis={axis}⟩)",
    "meshgrid": "jnp.meshgrid({*axes}, indexing={indexing=\"xy\"})",
    "zeros_like": "jnp.zeros_like({x}⟨, dtype={dtype}⟩)",
    "ones_like": "jnp.ones_like({x}⟨, dtype={dtype}⟩)", "full_like": "jnp.full_like({x}, {value})",
    "shape": "{x!}.shape", "size": "{x!}.size", "ndim": "{x!}.ndim",
    "tf.shape": "jnp.array({input!}.shape)", "tf.size": "jnp.array({input!}.size)",
    "tf.rank": "{input!}.ndim",
    "allclose": "jnp.allclose({a}, {b})",
    "pad": "jnp.pad({x}, {paddings}⟨, constant_values={constant_values}⟩)",
  ]

  static let jaxIndexing: [String: String] = [
    "gather": "jnp.take({params}, jnp.asarray({indices}), axis={axis=0})",
    "take": "jnp.take({x}, jnp.asarray({indices})⟨, axis={axis}⟩)",
    "gather_nd": "{params!}[tuple(jnp.moveaxis(jnp.asarray({indices}), -1, 0))]",
    "take_along_axis": "jnp.take_along_axis({x}, {indices}, axis={axis=-1})",
    "boolean_mask": "{tensor!}[{mask}]",
    "one_hot": "jax.nn.one_hot({indices}, {depth}⟨, dtype={dtype}⟩)",
    "sort": "jnp.sort({x}⟨, axis={axis}⟩)", "argsort": "jnp.argsort({x}⟨, axis={axis}⟩)",
    "top_k": "jax.lax.top_k({input}, {k=1})", "diag": "jnp.diag({x}⟨, {k}⟩)",
    "diagonal": "jnp.diagonal({x}⟨, {offset}⟩)",
    "trace": "jnp.trace({x})", "tril": "jnp.tril({x}⟨, {k}⟩)", "triu": "jnp.triu({x}⟨, {k}⟩)",
    "searchsorted": "jnp.searchsorted({sorted_sequence}, {values}⟨, side={side}⟩)",
    "bincount": "jnp.bincount({x}⟨, {weights}⟩)",
    "top_k_values": "jax.lax.top_k({x}, {k=1})[0]",
    "dynamic_slice": "jax.lax.dynamic_slice({input_}, {begin}, {size})",
    "unsorted_segment_max": "jax.ops.segment_max({data}, {segment_ids}, {num_segments})",
    "unsorted_segment_min": "jax.ops.segment_min({data}, {segment_ids}, {num_segments})",
    "segment_sum": "jax.ops.segment_sum({data}, {segment_ids})",
    "unsorted_segment_sum": "jax.ops.segment_sum({data}, {segment_ids}, {num_segments})",
    "embedding_lookup": "jnp.take({params}, jnp.asarray({ids}), axis=0)",
    "matrix_diag": "jnp.vectorize(jnp.diag, signature=\"(n)->(n,n)\")({diagonal})",
    "diag_embed": "jnp.vectorize(jnp.diag, signature=\"(n)->(n,n)\")({x})",
    "tensor_scatter_nd_update":
      "{tensor!}.at[tuple(jnp.moveaxis(jnp.asarray({indices}), -1, 0))].set({updates})",
    "tensor_scatter_nd_add":
      "{tensor!}.at[tuple(jnp.moveaxis(jnp.asarray({indices}), -1, 0))].add({updates})",
    "tensor_scatter_nd_sub":
      "{tensor!}.at[tuple(jnp.moveaxis(jnp.asarray({indices}), -1, 0))].add(-{updates!})",
    "scatter_nd":
      "jnp.zeros({shape}, {updates!}.dtype).at[tuple(jnp.moveaxis(jnp.asarray({indices}), -1, 0))].add({updates})",
  ]

  static let jaxMatrices: [String: String] = [
    "matmul": "jnp.matmul({x}, {y})", "dot": "jnp.dot({x}, {y})", "vdot": "jnp.vdot({x}, {y})",
    "inner": "jnp.inner({x}, {y})", "outer": "jnp.outer({x}, {y})", "cross": "jnp.cross({x}, {y})",
    "vecdot": "jnp.linalg.vecdot({x1}, {x2}⟨, axis={axis}⟩)", "matvec": "jnp.matvec({a}, {b})",
    "kron": "jnp.kron({x}, {y})", "tensordot": "jnp.tensordot({x}, {y}, {axes=2})",
    "einsum": "jnp.einsum({equation}, {*operands})", "det": "jnp.linalg.det({x})",
    "inv": "jnp.linalg.inv({x})", "slogdet": "jnp.linalg.slogdet({x})",
    "logdet": "jnp.linalg.slogdet({x})[1]", "solve": "jnp.linalg.solve({matrix}, {rhs})",
    "cholesky": "jnp.linalg.cholesky({x})",
    "triangular_solve": "jsp.linalg.solve_triangular({matrix}, {rhs}, lower={lower=True})",
    "cholesky_solve": "jsp.linalg.cho_solve(({chol}, True), {rhs})",
    "lstsq": "jnp.linalg.lstsq({matrix}, {rhs})[0]", "qr": "jnp.linalg.qr({x})",
    "eigh": "jnp.linalg.eigh({x})", "eigvalsh": "jnp.linalg.eigvalsh({x})",
    "svdvals": "jnp.linalg.svd({x}, compute_uv=False)", "pinv": "jnp.linalg.pinv({x})",
    "expm": "jsp.linalg.expm({x})", "matrix_power": "jnp.linalg.matrix_power({x}, {n})",
    "matrix_rank": "jnp.linalg.matrix_rank({x})", "cond": "jnp.linalg.cond({x}⟨, {p}⟩)",
    "multi_dot": "jnp.linalg.multi_dot({arrays})",
  ]

  static let jaxNetworks: [String: String] = [
    "sigmoid_cross_entropy_with_logits":
      "jax.nn.softplus({logits}) - {logits!} * {labels!}",
    "softmax_cross_entropy_with_logits":
      "-jnp.sum({labels!} * jax.nn.log_softmax({logits}), axis=-1)",
    "sparse_softmax_cross_entropy_with_logits":
      "-jnp.take_along_axis(jax.nn.log_softmax({logits}), jnp.asarray({labels})[..., None], -1)[..., 0]",
    "mse": "jnp.mean(({y_true!} - {y_pred!}) ** 2, axis=-1)",
    "mae": "jnp.mean(jnp.abs({y_true!} - {y_pred!}), axis=-1)",
    "hinge": "jnp.mean(jax.nn.relu(1 - {y_true!} * {y_pred!}), axis=-1)",
    "crelu":
      "jnp.concatenate([jax.nn.relu({features}), jax.nn.relu(-{features!})], axis={axis=-1})",
    "bias_add": "{value!} + {bias!}", "l2_loss": "jnp.sum({t!} ** 2) / 2",
    "clip_by_norm": "{t!} * ({clip_norm} / jnp.maximum(jnp.linalg.norm({t}), {clip_norm}))",
    "l2_normalize":
      "{x!} * jax.lax.rsqrt(jnp.maximum(jnp.sum({x!} ** 2, axis={axis}, keepdims=True), {epsilon=1e-12}))",
    "moments":
      "(jnp.mean({x}, axis={axes}⟨, keepdims={keepdims}⟩), jnp.var({x}, axis={axes}⟨, keepdims={keepdims}⟩))",
    "sparse_categorical_crossentropy":
      "-jnp.take_along_axis(jax.nn.log_softmax(jnp.log(jnp.clip({y_pred}, 1e-7, 1 - 1e-7))), jnp.asarray({y_true})[..., None], -1)[..., 0]",
    "huber": "huber({y_true}, {y_pred}⟨, {delta}⟩)",
    "cosine_similarity": "cosine_similarity({y_true}, {y_pred}⟨, {axis}⟩)",
    "weighted_cross_entropy_with_logits":
      "(1 - {labels!}) * {logits!} + (1 + ({pos_weight!} - 1) * {labels!}) * jax.nn.softplus(-{logits!})",
    "conv1d":
      "jax.lax.conv_general_dilated({x}, {filters}, ({stride=1},), {padding=\"VALID\"}, dimension_numbers=(\"NWC\", \"WIO\", \"NWC\"))",
    "conv2d":
      "jax.lax.conv_general_dilated({x}, {filters}, 2 * ({strides=1},), {padding=\"VALID\"}, dimension_numbers=(\"NHWC\", \"HWIO\", \"NHWC\"))",
  ]
}
