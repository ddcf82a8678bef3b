import Autodiff
import Tensors

extension Evaluator {
  /// An argument as the attribute that a parameter of a primitive takes.
  ///
  /// - Throws: `TypeError` that names the function and the parameter.
  func attribute(
    _ argument: Object, for parameter: Parameter, _ reference: PrimitiveReference
  ) throws -> Attribute {
    let what = "\(parameter.name) of \(reference.primitive.name)()"
    switch parameter.kind {
    case .tensor, .tensors:
      preconditionFailure("operands are no attributes")
    case .flag:
      guard case .bool(let flag) = argument else {
        return .flag(try integer(argument, what) != 0)
      }
      return .flag(flag)
    case .axis, .integer:
      return .integer(try integer(argument, what))
    case .optionalAxis:
      return argument.isNone ? .none : .integer(try integer(argument, what))
    case .axes:
      if argument.isNone { return .none }
      return isSequence(argument)
        ? .integers(try integers(argument, what)) : .integer(try integer(argument, what))
    case .permutation:
      return argument.isNone ? .none : .integers(try integers(argument, what))
    case .shape:
      return .integers(
        isSequence(argument) ? try integers(argument, what) : [try integer(argument, what)])
    case .dtype:
      return .dtype(try elementType(argument, isNumPy: reference.namespace == .numpy))
    case .slices:
      return .slices(try sliceItems(argument))
    }
  }

  private func isSequence(_ object: Object) -> Bool {
    switch object {
    case .range: true
    case .tensor(let value): value.tensor.rank > 0
    default: listItems(object) != nil
    }
  }

  private func integers(_ object: Object, _ what: String) throws -> [Int] {
    let items = try items(of: object)
    guard items.count <= 64 else {
      throw EvaluationError.value("\(what) has \(items.count) items; a tensor has at most 64 axes")
    }
    return try items.map { try integer($0, "each item of \(what)") }
  }
}
