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
    case .string(let string): "'\(string)'"
    case .rows(let rows): "[" + rows.map { "\($0)" }.joined(separator: ", ") + "]"
    case .dtype(let dtype): "'\(dtype.name)'"
    case .slices(let items): items.map(Attribute.text(of:)).joined(separator: ", ")
    }
  }

  /// The attribute as an argument of a call; the parts of a subscript become a tuple.
  var argumentText: String {
    guard case .slices(let items) = self else { return text }
    let parts = items.map(Attribute.argumentText(of:)).joined(separator: ", ")
    return items.count == 1 ? "(\(parts),)" : "(\(parts))"
  }

  private static func argumentText(of item: Tensor.SliceItem) -> String {
    guard case .range(let start, let stop, let step) = item else { return text(of: item) }
    func bound(_ number: Int?) -> String { number.map(String.init) ?? "None" }
    return "slice(\(bound(start)), \(bound(stop)), \(step))"
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
