import Autodiff
import Tensors

extension DisplayValue {
  /// The text that shows the value: Python's `repr`, and NumPy's `str` of a tensor.
  public var text: String {
    switch self {
    case .tensor(let tensor): tensor.text()
    case .none: "None"
    case .tape(let listing): listing
    default: inlineText
    }
  }

  /// The text of the value inside a list.
  private var inlineText: String {
    switch self {
    case .tensor(let tensor): tensor.lineText
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): String(value)
    case .float(let value): PythonFloat.text(value)
    case .string(let value): PythonString.literal(value)
    case .list(let items): "[" + Self.joined(items) + "]"
    case .tuple(let items): "(" + Self.joined(items) + (items.count == 1 ? ",)" : ")")
    case .dict(let pairs):
      "{" + pairs.map { $0.key.inlineText + ": " + $0.value.inlineText }.joined(separator: ", ")
        + "}"
    case .variable(let name, _, let tensor): Self.variableText(name: name, tensor: tensor)
    case .tape: "<GradientTape>"
    case .function(let name): "<function \(name)>"
    case .other(let text): text
    }
  }

  private static func joined(_ items: [DisplayValue]) -> String {
    items.map(\.inlineText).joined(separator: ", ")
  }

  /// TensorFlow's text of a variable.
  static func variableText(name: String, tensor: Tensor) -> String {
    "<tf.Variable '\(name):0' shape=\(Shape.text(tensor.shape)) dtype=\(tensor.dtype.name), "
      + "numpy=\(tensor.isScalar ? tensor.text() : tensor.representation())>"
  }
}
