import Language
import Tensors

/// The seeds of derivatives, which the frameworks want in their targets' element types.
extension ProgramWriter {
  /// A seed as a tensor of its target's element type.
  func seed(_ seed: Expression, of target: Expression) throws(ExportProblem) -> String {
    guard let wanted = dtype(ofTarget: target), let suffix = seedSuffix(seed, wanted) else {
      return try asTensor(seed)
    }
    let function =
      switch (framework, kind(of: seed).isNumber || kind(of: seed).isNumbers) {
      case (.tensorflow, _): "tf.constant"
      case (.pytorch, true): "torch.tensor"
      case (.pytorch, false): "torch.as_tensor"
      case (.jax, true): "jnp.array"
      case (.jax, false): "jnp.asarray"
      }
    return "\(function)(\(try text(seed))\(suffix))"
  }

  /// What tells the element type of a seed that is no tensor; nil where nothing has to be converted.
  private func seedSuffix(_ seed: Expression, _ wanted: DType) -> String? {
    let suffix = ", dtype=\(name(of: wanted))"
    let kind = kind(of: seed)
    if kind.isNumber || kind.isNumbers {
      let isOwn = !areIntegers(seed) && wanted == floatDType && !needsFloatDType
      return isOwn ? "" : suffix
    }
    guard let value = observed(seed), value.kinds == .array,
      value.arrayDTypes != ObservedValue.DTypes(wanted)
    else { return nil }
    return suffix
  }

  private func dtype(ofTarget target: Expression) -> DType? {
    if let dtype = observed(target)?.tensorDTypes.only { return dtype }
    guard case .name(let name) = target.kind else { return nil }
    return tensor(ofName: name)?.dtype
  }

  /// A gradient of TensorFlow's whose seed is none as it was typed: a list would be one seed for each
  /// target, and an array keeps its own element type; nil for all else.
  func seededGradient(
    _ tape: String, _ method: String, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code? {
    guard let request = DerivativeRequest(tape, method: method, arguments), request.kind == .vjp,
      let vector = request.vector, DerivativeRequest.items(request.target) == nil,
      let wanted = dtype(ofTarget: request.target), seedSuffix(vector, wanted) != nil
    else { return nil }
    var parts: [String] = []
    for argument in arguments {
      switch argument {
      case .positional(let value) where value.range == vector.range:
        parts.append(try seed(vector, of: request.target))
      case .keyword("output_gradients", _, _):
        parts.append("output_gradients=\(try seed(vector, of: request.target))")
      default: parts.append(try self.arguments([argument]))
      }
    }
    return Code("\(tape).\(method)(\(parts.joined(separator: ", ")))")
  }
}
