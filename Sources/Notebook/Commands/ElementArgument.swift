import Autodiff
import Language
import Tensors

/// A tensor, with one of its elements where a subscript names it: `x[1, 2]`.
struct ElementArgument {
  /// What was typed, and the part before the subscript.
  let text: String
  let base: String
  let object: Object
  /// The element's place in row-major order; nil where the whole tensor is meant.
  let index: Int?
  private let shape: [Int]

  init(_ argument: CommandArgument, _ evaluator: Evaluator) throws {
    text = argument.text
    guard case .expression(var expression) = argument.kind else {
      throw EvaluationError.type("'\(argument.text)' is not an expression")
    }
    var subscripts: [[SubscriptItem]] = []
    // Of `weights[0][1, 2]` the first subscript may take an item of a list.
    while case .subscripted(let inner, let items, _) = expression.kind {
      subscripts.insert(items, at: 0)
      expression = inner
    }
    var object = try evaluator.evaluate(expression)
    var length = expression.range.end - argument.range.start
    while let items = subscripts.first,
      evaluator.listItems(object) != nil
        || evaluator.dictionary(object) != nil
    {
      guard items.count == 1, case .index(let key) = items[0] else { break }
      object = try evaluator.item(of: object, at: try evaluator.evaluate(key))
      subscripts.removeFirst()
      length = max(length, key.range.end + 1 - argument.range.start)
    }
    self.object = object
    let base = String(decoding: argument.text.utf8.prefix(max(length, 1)), as: UTF8.self)
    self.base = base
    switch object {
    case .tensor(let value): shape = value.tensor.shape
    default:
      guard let variable = evaluator.variable(object) else {
        throw EvaluationError.type(
          "\(base) is of type \(evaluator.typeName(of: object).name); "
            + "trace follows elements of tensors and Variables")
      }
      shape = variable.value.tensor.shape
    }
    let example = ElementArgument.example(base, shape)
    let indices = try subscripts.flatMap { $0 }.map { item -> Int in
      guard case .index(let expression) = item,
        case .int(let index) = try evaluator.evaluate(expression)
      else {
        throw EvaluationError.index(
          "\(argument.text) is no single element",
          hint: "name each index with a whole number: \(example)")
      }
      return index
    }
    guard !subscripts.isEmpty else {
      index = shape.isEmpty ? 0 : nil
      return
    }
    guard indices.count == shape.count else {
      throw EvaluationError.index(
        "\(base) has shape \(Shape.text(shape)), and \(argument.text) names \(indices.count) of "
          + "\(shape.count) indices",
        hint: shape.isEmpty
          ? "a single number has no index: \(base)"
          : "one element is \(example)")
    }
    var place = 0
    for (axis, given) in indices.enumerated() {
      let number = given < 0 ? given + shape[axis] : given
      guard (0..<shape[axis]).contains(number) else {
        throw EvaluationError.index(
          "index \(given) is out of bounds for axis \(axis) of \(base), which has extent "
            + "\(shape[axis])")
      }
      place = place * shape[axis] + number
    }
    index = place
  }

  /// That one element must be named.
  func wholeError(beside target: String) -> EvaluationError {
    EvaluationError.index(
      "\(text) has shape \(Shape.text(shape)); trace follows one element of it",
      hint: shape.contains(0)
        ? "it has no elements"
        : "write trace \(ElementArgument.example(text, shape)) \(target)")
  }

  private static func example(_ name: String, _ shape: [Int]) -> String {
    "\(name)[\(shape.map { _ in "0" }.joined(separator: ", "))]"
  }
}
