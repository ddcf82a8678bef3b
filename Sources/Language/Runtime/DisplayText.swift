import Autodiff
public import Tensors

extension DisplayValue {
  /// The text that shows the value: Python's `repr`, and NumPy's `str` of a tensor.
  public var text: String { text(PrintOptions()) }

  /// The text that shows the value, its numbers written by options.
  public func text(_ options: PrintOptions) -> String {
    switch self {
    case .tensor(let tensor): tensor.text(options)
    case .none: "None"
    case .tape(let listing): listing
    default: inlineText(options)
    }
  }

  /// The text of the value inside a list.
  private func inlineText(_ options: PrintOptions) -> String {
    switch self {
    case .tensor(let tensor): tensor.lineText(options)
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): String(value)
    case .float(let value): PythonFloat.text(value)
    case .string(let value): PythonString.literal(value)
    case .list(let items): "[" + Self.joined(items, options) + "]"
    case .tuple(let items): "(" + Self.joined(items, options) + (items.count == 1 ? ",)" : ")")
    case .dict(let pairs):
      "{"
        + pairs.map { $0.key.inlineText(options) + ": " + $0.value.inlineText(options) }
        .joined(separator: ", ") + "}"
    case .variable(let name, _, let tensor):
      Self.variableText(name: name, tensor: tensor, options)
    case .tape: "<GradientTape>"
    case .function(let name): "<function \(name)>"
    case .other(let text): text
    }
  }

  private static func joined(_ items: [DisplayValue], _ options: PrintOptions) -> String {
    items.map { $0.inlineText(options) }.joined(separator: ", ")
  }

  /// TensorFlow's text of a variable.
  static func variableText(
    name: String, tensor: Tensor, _ options: PrintOptions = PrintOptions()
  ) -> String {
    "<tf.Variable '\(name):0' shape=\(Shape.text(tensor.shape)) dtype=\(tensor.dtype.name), "
      + "numpy=\(tensor.isScalar ? tensor.text() : tensor.representation(options))>"
  }
}
