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
    if argument.isNone, parameter.defaultValue == Attribute.none || parameter.kind == .optionalAxis
    {
      return .none
    }
    switch parameter.kind {
    case .tensor, .tensors, .operands:
      preconditionFailure("operands are no attributes")
    case .flag:
      guard case .bool(let flag) = argument else {
        return .flag(try integer(argument, what) != 0)
      }
      return .flag(flag)
    case .axis, .integer:
      return .integer(try integer(argument, what))
    case .optionalAxis:
      return .integer(try integer(argument, what))
    case .number:
      return .number(try number(argument, what))
    case .string(let choices):
      return .string(try string(argument, oneOf: choices, what))
    case .padding:
      if case .string = argument {
        return .string(try string(argument, oneOf: WindowAttributes.paddings, what))
      }
      return .rows(try items(of: argument).map { try integers($0, what) })
    case .rows:
      return .rows(try items(of: argument).map { try integers($0, what) })
    case .axes, .integers:
      return isSequence(argument)
        ? .integers(try integers(argument, what)) : .integer(try integer(argument, what))
    case .permutation:
      return .integers(try integers(argument, what))
    case .shape:
      return .integers(
        isSequence(argument) ? try integers(argument, what) : [try integer(argument, what)])
    case .dtype:
      return .dtype(try elementType(argument, isNumPy: reference.namespace == .numpy))
    case .slices:
      return .slices(try sliceItems(argument))
    }
  }

  /// A real number: of Python's, or an element of a tensor, which leaves the tape as an attribute.
  private func number(_ argument: Object, _ what: String) throws -> Double {
    switch argument {
    case .float(let number): return number
    case .tensor(let value) where value.tensor.rank == 0 && value.tensor.dtype.isFloatingPoint:
      return try value.tensor.cast(to: .float64).values(as: Double.self).first ?? .nan
    default: return Double(try integer(argument, what))
    }
  }

  private func string(
    _ argument: Object, oneOf choices: [String], _ what: String
  ) throws -> String {
    guard case .string(let text) = argument else {
      throw EvaluationError.type(
        "\(what) is a string, not \(typeName(of: argument).name)",
        hint: choices.isEmpty ? nil : "it is one of \(choices.joined(separator: ", "))")
    }
    if choices.isEmpty { return text }
    guard let choice = choices.first(where: { $0.lowercased() == text.lowercased() }) else {
      throw EvaluationError.value(
        "\(what) is '\(text)'", hint: "it is one of \(choices.joined(separator: ", "))")
    }
    return choice
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
