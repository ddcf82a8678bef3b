import Tensors

extension Evaluator {
  /// The text of an object in a format, as Python's `format` gives it.
  ///
  /// A tensor of one element is formatted as the number that it holds.
  ///
  /// - Throws: `ValueError`, `TypeError`, `OverflowError` with CPython's texts.
  func formatted(_ object: Object, spec: String) throws -> String {
    if spec.isEmpty { return try string(of: object) }
    switch object {
    case .string(let value):
      return try FormatSpec(spec, for: "str").text(value)
    case .bool(let value):
      return try FormatSpec(spec, for: "bool").text(value ? 1 : 0)
    case .int(let value):
      return try FormatSpec(spec, for: "int").text(value)
    case .float(let value):
      return try FormatSpec(spec, for: "float").text(value)
    default:
      if let tensor = plainTensor(object), let item = try item(of: tensor) {
        return try formatted(item, spec: spec)
      }
      throw unformattable(object)
    }
  }

  private func unformattable(_ object: Object) -> EvaluationError {
    let name = typeName(of: object).name
    guard let tensor = plainTensor(object) else {
      return .type("unsupported format string passed to \(name).__format__")
    }
    return .type(
      "unsupported format string passed to \(name).__format__",
      hint: "a format such as .2f takes one number; this tensor has shape "
        + Shape.text(tensor.shape))
  }
}
