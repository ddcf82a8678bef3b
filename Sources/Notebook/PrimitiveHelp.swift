import Autodiff
import Tensors

/// The help on a primitive, computed from its declaration.
struct PrimitiveHelp {
  private let primitive: Primitive

  init(_ primitive: Primitive) { self.primitive = primitive }

  /// Usage, summary, formula, derivative, convention, other names and an example.
  var text: String {
    var lines = [usage, primitive.summary, ""]
    lines.append("formula: \(primitive.formula)")
    lines += derivative
    if !primitive.convention.isEmpty { lines.append("convention: \(primitive.convention)") }
    let names = PrimitiveHelp.names(
      bare: primitive.bareAliases, tensorflow: primitive.tensorflow, numpy: primitive.numpy)
    if !names.isEmpty { lines.append("also: " + names.joined(separator: ", ")) }
    if !primitive.operators.isEmpty {
      lines.append("operator: " + primitive.operators.joined(separator: ", "))
    }
    if !primitive.example.isEmpty { lines += ["", "example: \(primitive.example)"] }
    return lines.joined(separator: "\n")
  }

  /// How it is called: `sum(x, axis=None, keepdims=False)`.
  var usage: String {
    var parts: [String] = []
    var isAfterStar = false
    for parameter in primitive.parameters {
      if parameter.isKeywordOnly, !isAfterStar {
        parts.append("*")
        isAfterStar = true
      }
      let value = parameter.defaultValue.map { "=" + PrimitiveHelp.text(of: $0) } ?? ""
      parts.append(parameter.name + value)
    }
    return "\(primitive.name)(\(parts.joined(separator: ", ")))"
  }

  /// The partial derivatives, where the primitive is elementwise.
  private var derivative: [String] {
    guard primitive.isDifferentiable else { return ["derivative: none"] }
    guard let partials = primitive.partials else { return [] }
    let names = primitive.parameters.filter(\.kind.isOperand).map(\.name)
    guard names.count == partials.count else { return [] }
    return zip(names, partials).map { name, partial in
      "derivative by \(name): \(partial.text(operands: names, result: "y"))"
        + (PrimitiveHelp.mentionsResult(partial) ? ", where y is the result" : "")
    }
  }

  private static func mentionsResult(_ formula: Formula) -> Bool {
    switch formula {
    case .result: true
    case .call(_, let operands): operands.contains(where: mentionsResult)
    case .operand, .cotangent, .constant: false
    }
  }

  private static func text(of attribute: Attribute) -> String {
    switch attribute {
    case .none: "None"
    case .flag(let flag): flag ? "True" : "False"
    case .integer(let number): "\(number)"
    case .integers(let numbers): Shape.text(numbers)
    case .number(let number): PythonFloat.text(number)
    case .dtype(let dtype): "'\(dtype.name)'"
    case .slices: "…"
    }
  }

  /// Names with their modules in front.
  static func names(
    bare: [String], tensorflow: [String], numpy: [String], math: [String] = []
  ) -> [String] {
    bare + tensorflow.map { "tf.\($0)" } + numpy.map { "np.\($0)" } + math.map { "math.\($0)" }
  }
}
