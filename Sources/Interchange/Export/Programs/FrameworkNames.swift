/// How the frameworks spell our operations: one entry for each operation and framework.
///
/// TensorFlow's names stand in the operations' own declarations; only calls that differ are here.
enum FrameworkNames {
  /// The templates of a framework, by the operations' names.
  static func table(_ framework: Framework) -> [String: String] {
    switch framework {
    case .tensorflow: tensorflow
    case .pytorch: pytorch
    case .jax: jax
    }
  }

  private static let pytorch = merged([
    ArrayModule.torch.table, torchElementwise, torchSpecial, torchReductions, torchShapes,
    torchIndexing, torchMatrices,
    torchNetworks,
  ])
  private static let jax = merged([
    ArrayModule.jax.table, jaxElementwise, jaxSpecial, jaxReductions, jaxShapes, jaxIndexing,
    jaxMatrices, jaxNetworks,
  ])

  /// Tables as one; no operation stands in two of them.
  static func merged(_ tables: [[String: String]]) -> [String: String] {
    tables.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  /// The functions of one operand that a module has under our own names.
  static func same(_ module: String, _ names: String) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: names.split(separator: " ").map { name in
        (String(name), "\(module)\(name)({x})")
      })
  }
}

extension FrameworkNames {
  static let tensorflow: [String: String] = [
    "clip":
      "tf.clip_by_value({x}, {low}, {high}) | tf.maximum({x}, {low}) | tf.minimum({x}, {high})",
    "cbrt": "tf.sign({x}) * tf.abs({x}) ** (1 / 3)",
    "pow": "tf.pow({base}, {exp})",
    "exp2": "tf.pow(2.0, {x})",
    "log2": "tf.math.log({x}) / tf.math.log(2.0)",
    "log10": "tf.math.log({x}) / tf.math.log(10.0)",
    "trunc": "tf.sign({x}) * tf.floor(tf.abs({x}))",
    "logaddexp": "tf.reduce_logsumexp(tf.stack([{x}, {y}]), axis=0)",
    "hypot": "tf.sqrt({x!} ** 2 + {y!} ** 2)",
    "root_of_squares": "tf.sqrt({x})",
    "x_sigmoid": "tf.nn.silu({x})",
    "x_ndtr": "tf.nn.gelu({x})",
    "mish": "{x!} * tf.tanh(tf.nn.softplus({x}))",
    "hardtanh": "tf.clip_by_value({x}, -1.0, 1.0)",
    "hard_silu": "{x!} * tf.nn.relu6({x!} + 3.0) / 6.0",
    "hard_sigmoid": "tf.nn.relu6({x!} + 3.0) / 6.0",
    "celu":
      "tf.maximum({x}, 0.0) + tf.minimum(0.0, {alpha=1.0} * (tf.exp({x!} / {alpha=1.0}) - 1.0))",
    "rad2deg": "{x!} * (180.0 / math.pi)", "deg2rad": "{x!} * (math.pi / 180.0)",
    "sum": "tf.reduce_sum({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "mean": "tf.reduce_mean({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "var": "tf.math.reduce_variance({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "std": "tf.math.reduce_std({x}⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "norm": "tf.norm({x}⟨, ord={ord}⟩⟨, axis={axis}⟩⟨, keepdims={keepdims}⟩)",
    "solve": "solve({matrix}, {rhs})",
    "argmax": "tf.argmax({x}, axis={axis=0})", "argmin": "tf.argmin({x}, axis={axis=0})",
    "allclose": "np.allclose({a}, {b})",
    "size": "tf.size({x})", "ndim": "tf.rank({x})", "shape": "tuple({x!}.shape)",
    "take": "tf.gather({x}, {indices}, axis={axis}) | tf.gather(tf.reshape({x}, [-1]), {indices})",
    "vecdot": "tf.reduce_sum({x1!} * {x2!}, axis={axis=-1})",
    "svdvals": "tf.linalg.svd({x}, compute_uv=False)",
    "ndtr": "0.5 * tf.math.erfc(-{x!} * math.sqrt(0.5))",
    "diag_part": "tf.linalg.diag_part({x})", "diag_embed": "tf.linalg.diag({x})",
    "top_k_values": "tf.math.top_k({x}, {k=1}).values",
    "reshape": "tf.reshape({x}, {shape})",
    "ravel": "tf.reshape({x}, [-1])", "flatten": "tf.reshape({x}, [-1])",
    "swapaxes": "tf.experimental.numpy.swapaxes({x}, {axis1}, {axis2})",
    "moveaxis": "tf.experimental.numpy.moveaxis({x}, {source}, {destination})",
    "flip": "tf.reverse({x}, axis=[{axis}])",
    "hstack": "tf.experimental.numpy.hstack({values})",
    "vstack": "tf.experimental.numpy.vstack({values})",
    "outer": "tf.tensordot({x}, {y}, 0)",
    "dot": "tf.tensordot({x}, {y}, 1)", "inner": "tf.tensordot({x}, {y}, 1)",
    "vdot": "tf.tensordot({x}, {y}, 1)",
    "kron": "tf.experimental.numpy.kron({x}, {y})",
    "mse": "tf.keras.losses.mse({y_true}, {y_pred})",
    "mae": "tf.keras.losses.mae({y_true}, {y_pred})",
    "median": "tf.experimental.numpy.median({x}⟨, axis={axis}⟩)",
    "diag": "tf.linalg.diag({x})",
    "tril": "tf.experimental.numpy.tril({x}⟨, {k}⟩)",
    "triu": "tf.experimental.numpy.triu({x}⟨, {k}⟩)",
    "full_like": "tf.fill(tf.shape({x}), {value})",
    "atleast_1d": "tf.experimental.numpy.atleast_1d({*x})",
    "atleast_2d": "tf.experimental.numpy.atleast_2d({*x})",
    "atleast_3d": "tf.experimental.numpy.atleast_3d({*x})",
    "average": "tf.experimental.numpy.average({x}⟨, axis={axis}⟩⟨, weights={weights}⟩)",
    "diagonal":
      "tf.experimental.numpy.diagonal({x}⟨, offset={offset}⟩⟨, axis1={axis1}⟩⟨, axis2={axis2}⟩)",
    "diff": "tf.experimental.numpy.diff({x}⟨, n={n}⟩⟨, axis={axis}⟩)",
    "dstack": "tf.experimental.numpy.dstack({values})",
    "take_along_axis":
      "tf.experimental.numpy.take_along_axis({x}, {indices}, axis={axis=-1})",
    "sinc": "tf.experimental.numpy.sinc({x})",
    "cummax": "tf.scan(tf.maximum, {x}⟨, reverse={reverse}⟩)",
    "cummin": "tf.scan(tf.minimum, {x}⟨, reverse={reverse}⟩)",
    "log_abs_det": "tf.linalg.slogdet({x})[1]", "det_sign": "tf.linalg.slogdet({x})[0]",
    "layer_norm":
      "({x!} - tf.reduce_mean({x}, {axis=-1}, keepdims=True)) * tf.math.rsqrt(tf.math.reduce_variance({x}, {axis=-1}, keepdims=True) + {epsilon=1e-05})⟨ * {scale!}⟩⟨ + {offset!}⟩",
    "batch_norm":
      "({x!} - tf.reduce_mean({x}, list(range({x!}.ndim - 1)))) * tf.math.rsqrt(tf.math.reduce_variance({x}, list(range({x!}.ndim - 1))) + {epsilon=0.001})⟨ * {scale!}⟩⟨ + {offset!}⟩",
  ]
}
