import Autodiff
import Tensors

extension Evaluator {
  /// Calls a primitive by the names of its parameters.
  ///
  /// - Throws: `TypeError` for arguments that do not fit, and the primitive's own errors.
  public func call(_ reference: PrimitiveReference, _ arguments: CallArguments) throws -> Object {
    let primitive = reference.primitive
    if let result = try positionsOfTruth(reference, arguments) { return result }
    if let result = try numpyReduction(reference, arguments) { return result }
    if let result = try numpyExpanded(reference, arguments) { return result }
    let places = try bind(arguments, of: primitive)
    var operands: [Object] = []
    var roles: [OperandRole] = []
    var attributes: [Attribute] = []
    for (parameter, argument) in zip(primitive.parameters, places) {
      switch parameter.kind {
      case .tensor:
        guard let argument = argument ?? defaultOperand(parameter) else { continue }
        operands.append(argument)
        roles.append(OperandRole(parameter))
      case .tensors, .operands:
        guard let argument else { continue }
        let items = try operandList(argument, of: reference)
        operands += items
        roles += items.map { _ in .shared }
      default:
        guard let argument else {
          attributes.append(parameter.defaultValue ?? .none)
          continue
        }
        attributes.append(try attribute(argument, for: parameter, reference))
      }
    }
    if reference.namespace == .numpy || reference.namespace == .bare && areArrays(operands) {
      return try callNumPy(primitive, operands, roles, attributes)
    }
    let dtype = try sharedDType(operands, roles)
    var values: [Value] = []
    for (operand, role) in zip(operands, roles) {
      values.append(try value(of: operand, beside: dtype, role))
    }
    do {
      if primitive.isMean, reference.namespace == .bare, let dtype = values.first?.tensor.dtype,
        dtype.isInteger
      {
        // Only TensorFlow's own name stands for its mean of integers, which is an integer.
        throw AutodiffError.primitive(
          primitive.name, operands: values.map { TensorType($0.tensor) },
          .unsupportedDType(
            operation: primitive.name, dtype: dtype, expected: "float32 or float64"))
      }
      return .tensor(try apply(primitive, values, attributes).asArray(false))
    } catch AutodiffError.primitive(_, _, .unsupportedDType(_, let dtype, _))
      where dtype.isInteger && operands.allSatisfy({ plainInteger($0) != nil })
    {
      // `sqrt(2)`: an integer that was written where a real number is needed is one.
      let floats = try operands.map { try value(of: $0, castTo: session.options.floatDType) }
      return .tensor(try apply(primitive, floats, attributes))
    }
  }

  /// The number that an operand is where it is left out.
  private func defaultOperand(_ parameter: Parameter) -> Object? {
    guard case .number(let number) = parameter.defaultValue else { return nil }
    return .float(number)
  }

  /// Whether an operand's element type agrees with the others'.
  enum OperandRole {
    case shared
    /// A condition or indices: of a type of their own.
    case separate

    init(_ parameter: Parameter) {
      self = parameter.sharesDType ? .shared : .separate
    }
  }

  func bind(_ arguments: CallArguments, of primitive: Primitive) throws -> [Object?] {
    let parameters = primitive.parameters
    var places = [Object?](repeating: nil, count: parameters.count)
    var positional = arguments.positional[...]
    for (index, parameter) in parameters.enumerated() where !parameter.isKeywordOnly {
      if parameter.kind == .operands {
        places[index] = positional.isEmpty ? nil : makeTuple(Array(positional))
        positional = []
      } else {
        places[index] = positional.popFirst()
      }
    }
    if !positional.isEmpty {
      let most = parameters.count { !$0.isKeywordOnly }
      throw EvaluationError.type(
        "\(primitive.name)() takes \(most) argument\(most == 1 ? "" : "s") "
          + "but \(arguments.positional.count) were given", hint: primitive.usage)
    }
    for keyword in arguments.keywords {
      // TensorFlow lets every operation be named; the name has no effect.
      if keyword.name == "name" { continue }
      if let ignored = primitive.ignoredKeywords[keyword.name] {
        try check(keyword.value, for: keyword.name, ignored)
        continue
      }
      let index = parameters.firstIndex {
        $0.name == keyword.name || $0.aliases.contains(keyword.name)
      }
      guard let index else {
        let near = Suggestion.closest(to: keyword.name, among: parameters.map(\.name)).first
        throw EvaluationError.type(
          "\(primitive.name)() got an unexpected keyword argument '\(keyword.name)'",
          hint: near.map { "did you mean '\($0)'?" } ?? primitive.usage)
      }
      guard places[index] == nil else {
        throw EvaluationError.type(
          "\(primitive.name)() got multiple values for argument '\(keyword.name)'")
      }
      places[index] = keyword.value
    }
    for (parameter, place) in zip(parameters, places)
    where place == nil && parameter.defaultValue == nil {
      throw EvaluationError.type(
        "\(primitive.name)() missing required argument: '\(parameter.name)'",
        hint: primitive.usage)
    }
    return places
  }

  private func operandList(
    _ argument: Object, of reference: PrimitiveReference
  ) throws -> [Object] {
    let primitive = reference.primitive
    if case .tensor(let value) = argument, value.tensor.rank > 0 {
      // TensorFlow joins one tensor with nothing; NumPy joins its rows.
      return primitive.joinsWhole && reference.namespace != .numpy
        ? [argument] : try items(of: argument)
    }
    guard let items = listItems(argument) else {
      throw EvaluationError.type(
        "\(primitive.name)() takes a list of tensors, not \(typeName(of: argument).name)",
        hint: primitive.usage)
    }
    return items
  }

  /// The element type that Python numbers among the operands take.
  private func sharedDType(_ operands: [Object], _ roles: [OperandRole]) throws -> DType? {
    var widest: DType?
    var ofArray: DType?
    for (operand, role) in zip(operands, roles) where role == .shared {
      if case .tensor(let value) = operand {
        // An array takes the tensors' element type, wherever it stands.
        guard value.isArray else { return value.tensor.dtype }
        ofArray = ofArray ?? value.tensor.dtype
        continue
      }
      if let variable = variable(operand) { return variable.value.tensor.dtype }
      switch operand {
      case .float: widest = session.options.floatDType
      case .int where widest?.isFloatingPoint != true:
        let own = defaultDType(of: operand)
        widest = widest.map { Self.promoted($0, own) } ?? own
      case .bool where widest == nil: widest = .bool
      default: break
      }
    }
    return ofArray ?? (operands.count > 1 ? widest : nil)
  }

  private func value(
    of operand: Object, beside dtype: DType?, _ role: OperandRole
  ) throws -> Value {
    switch operand {
    case .tensor(let value) where role == .shared && value.isArray:
      return try dtype.flatMap { try givingWay(value, to: $0) } ?? value
    case .int where role == .shared, .float where role == .shared, .bool where role == .shared:
      return try value(of: operand, dtype: dtype)
    case .reference(let reference)
    where role == .shared && (reference.kind == .list || reference.kind == .tuple):
      return try value(of: operand, dtype: dtype)
    default:
      return try value(of: operand)
    }
  }
}

extension Primitive {
  /// Whether one tensor in place of a list is an item of its own.
  fileprivate var joinsWhole: Bool { name == "concat" }

  /// Whether NumPy's function of integers gives a real number, where TensorFlow's gives an integer.
  fileprivate var isMean: Bool { name == "mean" }

  /// Refuses the extremum of nothing, which NumPy has none of.
  func requireElements(_ operands: [Tensor], _ attributes: [Attribute]) throws {
    guard name == "max" || name == "min", let x = operands.first else { return }
    let named: [Int]? =
      switch attributes.first {
      case .integer(let axis): [axis]
      case .integers(let axes): axes
      default: nil
      }
    let axes =
      try named.map { try Shape.normalized(axes: $0, rank: x.rank) } ?? Array(x.shape.indices)
    if axes.contains(where: { x.shape[$0] == 0 }) {
      throw TensorError.emptyReduction(operation: name, shape: x.shape)
    }
  }

  /// How it is called: `sum(x, axis=None, keepdims=False)`.
  var usage: String {
    let parts = parameters.map { parameter in
      if parameter.kind == .operands { return "*\(parameter.name)" }
      guard let value = parameter.defaultValue else { return parameter.name }
      return "\(parameter.name)=\(value.literalText)"
    }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}

extension Attribute {
  /// The attribute as it is written in a call.
  var literalText: String {
    switch self {
    case .none: "None"
    case .flag(let value): value ? "True" : "False"
    case .integer(let value): String(value)
    case .integers(let values): "(" + values.map(String.init).joined(separator: ", ") + ")"
    case .number(let value): PythonFloat.text(value)
    case .string(let value): "'\(value)'"
    case .rows(let rows): "[" + rows.map { "\($0)" }.joined(separator: ", ") + "]"
    case .dtype(let dtype): dtype.name
    case .slices: "…"
    }
  }
}
