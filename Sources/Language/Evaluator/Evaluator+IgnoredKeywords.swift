import Autodiff

/// What a keyword may be that has no effect on a result.
enum IgnoredKeyword {
  /// Whatever is written: an order of operations, for one.
  case anything
  /// A truth value that hints at what numbers are, such as sparse or real.
  case flag
  /// What happens to indices outside: they are refused here, so that ignoring them is not taken.
  case badIndices
}

extension Primitive {
  /// TensorFlow's and NumPy's keywords without an effect on the result.
  var ignoredKeywords: [String: IgnoredKeyword] {
    switch name {
    case "einsum": ["optimize": .anything]
    case "transpose": ["conjugate": .flag]
    case "gather": ["validate_indices": .anything]
    case "gather_nd", "scatter_nd", "tensor_scatter_nd_update": ["bad_indices_policy": .badIndices]
    case "matmul": ["a_is_sparse": .flag, "b_is_sparse": .flag]
    case "pinv": ["validate_args": .flag, "hermitian": .flag]
    default: [:]
    }
  }
}

extension Evaluator {
  /// - Throws: `TypeError` for what is no truth value, `ValueError` for an unknown policy.
  func check(_ object: Object, for keyword: String, _ ignored: IgnoredKeyword) throws {
    switch ignored {
    case .anything: return
    case .flag:
      guard case .bool = object else {
        throw EvaluationError.type(
          "\(keyword) is True or False, not of type \(typeName(of: object).name)")
      }
    case .badIndices:
      let policy = try text(object, keyword)
      guard ["", "DEFAULT", "ERROR"].contains(policy) else {
        throw EvaluationError.value(
          "there is no \(keyword) '\(policy)' here",
          hint: "it is 'ERROR': indices outside are refused")
      }
    }
  }
}
