/// What PyTorch and JAX name differently where their functions of arrays are otherwise alike: both
/// follow NumPy.
struct ArrayModule {
  /// What stands before a function's name.
  let prefix: String
  /// The keyword of an axis.
  let axis: String
  /// The keyword that keeps axes which are reduced.
  let keepdims: String
  /// What makes an array of a list.
  let asArray: String
  let rsqrt: String
  /// What asks for a variance of all, and not of a sample.
  let ofAll: String

  static let torch = ArrayModule(
    prefix: "torch.", axis: "dim", keepdims: "keepdim", asArray: "torch.as_tensor",
    rsqrt: "torch.rsqrt", ofAll: ", correction=0")
  static let jax = ArrayModule(
    prefix: "jnp.", axis: "axis", keepdims: "keepdims", asArray: "jnp.asarray",
    rsqrt: "jax.lax.rsqrt", ofAll: "")

  /// The templates that both frameworks have in common.
  var table: [String: String] {
    FrameworkNames.merged([elementwise, reductions, losses, normalizations, others])
  }

  /// The functions of one operand that the module has under our own names.
  func same(_ names: String) -> [String: String] { FrameworkNames.same(prefix, names) }

  /// The functions of two operands that the module has, ours first.
  func pairs(_ names: [(String, String)]) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: names.map { name, theirs in (name, "\(prefix)\(theirs)({x}, {y})") })
  }

  private var elementwise: [String: String] {
    let names =
      "add subtract multiply divide floor_divide maximum minimum hypot fmod logaddexp logical_and "
      + "logical_or logical_xor"
    return FrameworkNames.merged([
      same(
        "sqrt reciprocal exp expm1 exp2 log log1p log2 log10 sin cos tan sinh cosh tanh floor ceil "
          + "trunc round sign abs square negative rad2deg deg2rad isnan isinf isfinite logical_not "
          + "sinc"),
      pairs(names.split(separator: " ").map { (String($0), String($0)) }),
      [
        "where": "\(prefix)where({condition}, {x}, {y})",
        "root_of_squares": "\(prefix)sqrt({x})", "squared_difference": "({x!} - {y!}) ** 2",
        "add_n": "sum({inputs})",
        "xdivy": "\(prefix)where({x!} == 0, 0, {x!} / {y!})",
        "divide_no_nan":
          "\(prefix)where({y!} == 0, 0, {x!} / \(prefix)where({y!} == 0, 1, {y}))",
        "reciprocal_no_nan":
          "\(prefix)where({x!} == 0, 0, 1 / \(prefix)where({x!} == 0, 1, {x}))",
        "multiply_no_nan": "\(prefix)where({y!} == 0, 0, {x!} * {y!})",
        "nan_to_num":
          "\(prefix)nan_to_num({x}⟨, nan={nan}⟩⟨, posinf={posinf}⟩⟨, neginf={neginf}⟩)",
      ],
    ])
  }

  private var reductions: [String: String] {
    let names = [
      ("sum", "sum"), ("mean", "mean"), ("prod", "prod"), ("any", "any"), ("all", "all"),
      ("quantile", "quantile"),
    ]
    return Dictionary(
      uniqueKeysWithValues: names.map { name, theirs in
        let share = name == "quantile" ? ", {q}" : ""
        let call = "\(prefix)\(theirs)({x}\(share)"
        // PyTorch keeps axes only where it is told of some.
        let isTold = axis == "dim" && name != "prod"
        let all = isTold ? "\(axis)={axis=None}" : "\(axis)={axis}"
        return (
          name,
          axis == "dim" && name == "prod"
            ? "\(call), \(axis)={axis}⟨, \(keepdims)={keepdims}⟩) | \(call))"
            : isTold
              ? "\(call)⟨, \(axis)={axis}⟩) | \(call), \(all), \(keepdims)={keepdims})"
              : "\(call)⟨, \(axis)={axis}⟩⟨, \(keepdims)={keepdims}⟩)"
        )
      })
  }

  /// Keras's losses: probabilities are kept at 1e-7 from 0 and 1.
  private var losses: [String: String] {
    func kept(_ name: String, below most: String) -> String {
      "\(prefix)clip({\(name)}, 1e-7, \(most))"
    }
    let share = kept("y_pred", below: "1 - 1e-7")
    let (truth, guess) = (kept("y_true", below: "1.0"), kept("y_pred", below: "1.0"))
    let sum = "{y_pred!}.sum({axis=-1}, \(keepdims)=True)"
    return [
      "binary_crossentropy":
        "-({y_true!} * \(prefix)log(\(share)) + (1 - {y_true!}) * \(prefix)log(1 - \(share)))"
        + ".mean({axis=-1})",
      "categorical_crossentropy":
        "-({y_true!} * \(prefix)log(\(prefix)clip({y_pred!} / \(sum), 1e-7, 1 - 1e-7)))"
        + ".sum({axis=-1})",
      "kl_divergence": "(\(truth) * \(prefix)log(\(truth) / \(guess))).sum(-1)",
      "poisson_loss": "({y_pred!} - {y_true!} * \(prefix)log({y_pred!} + 1e-7)).mean(-1)",
      "log_cosh":
        "(\(prefix)logaddexp({y_pred!} - {y_true!}, {y_true!} - {y_pred!}) - math.log(2)).mean(-1)",
    ]
  }

  private var normalizations: [String: String] {
    func normalized(_ axes: String, _ epsilon: String) -> String {
      let over = "\(axis)=\(axes)"
      return "({x!} - \(prefix)mean({x}, \(over), \(keepdims)=True)) * \(rsqrt)("
        + "\(prefix)var({x}, \(over)\(ofAll), \(keepdims)=True) + {epsilon=\(epsilon)})"
        + "⟨ * {scale!}⟩⟨ + {offset!}⟩"
    }
    return [
      "layer_norm": normalized("{axis=-1}", "1e-05"),
      // The last axis is the one that is left out, unless another is named.
      "batch_norm": normalized("tuple(range({x!}.ndim - 1))", "0.001"),
      "batch_normalization":
        "({x!} - {mean!}) * \(rsqrt)({variance!} + {variance_epsilon!})⟨ * {scale!}⟩⟨ + {offset!}⟩",
      "normalize": "normalize({tensor}⟨, {axis}⟩)",
      "clip_by_global_norm": "clip_by_global_norm({t_list}, {clip_norm})",
    ]
  }

  private var others: [String: String] {
    [
      "atleast_1d": "\(prefix)atleast_1d({*x})", "atleast_2d": "\(prefix)atleast_2d({*x})",
      "atleast_3d": "\(prefix)atleast_3d({*x})",
      "matrix_diag_part": "\(prefix)diagonal({input}, {k=0}, -2, -1)",
      "diag_part": "\(prefix)diagonal({x}, 0, -2, -1)",
      "log_abs_det": "\(prefix)linalg.slogdet({x})[1]",
      "det_sign": "\(prefix)linalg.slogdet({x})[0]",
      "svd": "svd({x})",
      "sequence_mask": "\(prefix)arange({maxlen}) < \(asArray)({lengths})[..., None]",
    ]
  }
}
