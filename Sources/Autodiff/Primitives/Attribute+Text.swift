import Tensors

extension Attribute {
  /// The attribute as it is typed; of a subscript, the text between its brackets.
  public var text: String {
    switch self {
    case .none: "None"
    case .flag(let flag): flag ? "True" : "False"
    case .integer(let number): "\(number)"
    case .integers(let numbers): Shape.text(numbers)
    case .number(let number): PythonFloat.text(number)
    case .dtype(let dtype): "'\(dtype.name)'"
    case .slices(let items): items.map(Attribute.text(of:)).joined(separator: ", ")
    }
  }

  private static func text(of item: Tensor.SliceItem) -> String {
    switch item {
    case .index(let index): "\(index)"
    case .range(let start, let stop, let step):
      (start.map(String.init) ?? "") + ":" + (stop.map(String.init) ?? "")
        + (step == 1 ? "" : ":\(step)")
    case .newAxis: "None"
    case .ellipsis: "..."
    }
  }
}

extension Parameter {
  /// An attribute as it stands in a call; a subscript keeps its brackets.
  func text(of attribute: Attribute) -> String {
    kind == .slices ? "[\(attribute.text)]" : attribute.text
  }
}
