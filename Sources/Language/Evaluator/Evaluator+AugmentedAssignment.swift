import Autodiff
import Tensors

/// Augmented assignments of Variables and arrays.
extension Evaluator {
  /// Refuses `w -= g` of a Variable, which would make a tensor of the name.
  ///
  /// - Throws: `RuntimeError`, as TensorFlow does.
  func refuseVariable(
    _ old: Object, _ operation: BinaryOperator, _ target: Expression, _ value: Expression
  ) throws {
    guard variable(old) != nil else { return }
    let name = text(at: target.range) ?? "w"
    let amount = text(at: value.range).flatMap { $0.contains("\n") ? nil : $0 } ?? "…"
    let symbol = operation.rawValue
    let mend =
      switch operation {
      case .add: "\(name).assign_add(\(amount))"
      case .subtract: "\(name).assign_sub(\(amount))"
      default: "\(name).assign(\(name) \(symbol) (\(amount)))"
      }
    throw EvaluationError(
      .runtimeError, "\(name) \(symbol)= … would make a tensor of the Variable \(name)",
      hint: "write \(mend)")
  }

  /// The new value of an array, which keeps its element type and shape as NumPy's does.
  ///
  /// - Throws: `DTypeError`, `ShapeError`; `TypeError` for an item of what a loop goes through, which
  ///   NumPy changes inside of the list: arrays are values here, and the list would keep the old one.
  func inPlace(
    _ old: Object, _ operation: BinaryOperator, _ new: Object, _ target: Expression
  ) throws -> Object {
    guard case .tensor(let before) = old, case .tensor(let after) = new, after.isArray else {
      return new
    }
    let (own, found) = (before.tensor.dtype, after.tensor.dtype)
    let name = text(at: target.range) ?? "x"
    let words = "\(name) \(operation.rawValue)= …"
    let separate = "write \(name) = \(name) \(operation.rawValue) …"
    if before.tensor.rank > 0, frame.loopItems.contains(before.identity) {
      throw EvaluationError.type(
        "\(words): arrays are values, so this would change \(name) and not what the loop goes through",
        hint: "make a new list: [p - 0.1 * g for p, g in zip(params, grads)]")
    }
    guard before.tensor.shape == after.tensor.shape || before.tensor.rank == 0 else {
      throw EvaluationError(
        .shapeError,
        "\(words) has shape \(Shape.text(after.tensor.shape)), and \(name) has "
          + Shape.text(before.tensor.shape), hint: separate)
    }
    // A number of NumPy's is no place that is written to.
    if own == found || before.tensor.rank == 0 { return new }
    guard !(found.isFloatingPoint && !own.isFloatingPoint), own != .bool else {
      throw EvaluationError(
        .dtypeError, "\(words) is \(found.name), and \(name) is \(own.name)", hint: separate)
    }
    return .tensor(try cast(after, to: own))
  }

  /// Runs a loop's body with an item, of which the arrays are known as items meanwhile.
  func withLoopItem<R>(_ item: Object, _ body: () throws -> R) rethrows -> R {
    let identities = identities(in: item)
    guard !identities.isEmpty else { return try body() }
    frame.loopItems += identities
    defer { frame.loopItems.removeLast(identities.count) }
    return try body()
  }
}
