import Language
import Tensors

/// Tensors that are filled with one value.
extension CreatedTensor {
  func full() throws(ExportProblem) -> Code {
    guard let value = named["value"] else { throw ExportProblem("full needs a value", at: range) }
    let type = try filledDType(value)
    if let expanded = try expanded(value, type) { return expanded }
    let text = try writer.text(value)
    if writer.framework == .tensorflow {
      guard let type else { return Code("tf.fill(\(try shape()), \(text))") }
      return Code("tf.fill(\(try shape()), tf.constant(\(text), dtype=\(type)))")
    }
    return call("full", [try shape(), text], type)
  }

  /// A tensor that is repeated in PyTorch, which would take its number alone; nil for other values.
  private func expanded(_ value: Expression, _ type: String?) throws(ExportProblem) -> Code? {
    guard writer.framework == .pytorch, let seen = writer.observed(value),
      !seen.kinds.isDisjoint(with: .tensors)
    else { return nil }
    let tensor =
      seen.kinds.isSubset(of: .tensors)
      ? try writer.text(value, atLeast: .primary) : "torch.as_tensor(\(try writer.text(value)))"
    let cast = named["dtype"] == nil ? "" : type.map { ".to(\($0))" } ?? ""
    return Code("\(tensor).expand(\(try shape()))\(cast)")
  }

  /// The element type of a tensor that is filled with a value, which the session's run tells.
  private func filledDType(_ value: Expression) throws(ExportProblem) -> String? {
    if named["dtype"] != nil { return try dtype(isFloat: true) }
    guard let seen = writer.observedCall(range)?.tensorDTypes, !seen.isEmpty else {
      if areBooleans(value) { return nil }
      if case .name(let name) = value.kind, writer.isLocal(name) { return nil }
      return try dtype(isFloat: !writer.isInteger(value))
    }
    switch seen.only {
    case .bool: return nil
    case .int32: return try dtype(isFloat: false)
    case writer.floatDType: return try dtype(isFloat: true)
    case .some(let other): return writer.name(of: other)
    case nil:
      // PyTorch's integers have 64 bits where nothing is said, and JAX's at times.
      let areFloats = seen.isSubset(of: [.floats, ObservedValue.DTypes(.bool)])
      let isOwn =
        writer.framework == .tensorflow || (writer.framework == .jax && !writer.uses64Bits)
      if areFloats || isOwn, !writer.needsFloatDType { return nil }
      throw ExportProblem(
        "this fills with floats at times and with integers at others",
        hint: "give the element type: dtype=float32", at: range)
    }
  }
}
