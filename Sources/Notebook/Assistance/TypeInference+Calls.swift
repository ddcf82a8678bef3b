import Autodiff
import Language
import Tensors

/// Calls of primitives.
extension TypeInference {
  func call(
    _ function: Expression, _ arguments: [Argument]
  ) throws(TensorError) -> KnownValue {
    guard var given = try given(arguments) else { return .unknown }
    if let path = path(of: function), case .object(let object) = names.meaning(of: path) {
      if let primitive = primitive(object, given) { return try apply(primitive, given) }
      guard let builtin = builtin(object), let result = builtin.result,
        let known = KnownArguments(given.positional, given.keywords, of: builtin, options)
      else { return .unknown }
      // NumPy's functions give arrays.
      let value = try result(known)
      guard case .tensor(let type) = value, builtin.isNumPy else { return value }
      return .array(type)
    }
    // The methods of tensors that are primitives bear their names.
    guard case .attribute(let base, let name, _) = function.kind,
      case .method? = names.library.attribute(name, of: .tensor),
      let primitive = Primitive.find(name), primitive.parameters.first?.kind == .tensor,
      case .tensor(let type) = try value(of: base)
    else { return .unknown }
    // `x.reshape(2, 3)` is `x.reshape((2, 3))`.
    if given.positional.count > 1, primitive.parameters.count > 1 {
      switch primitive.parameters[1].kind {
      case .shape, .permutation: given.positional = [.tuple(given.positional)]
      default: break
      }
    }
    given.positional.insert(.tensor(type), at: 0)
    return try apply(primitive, given)
  }

  /// The primitive that a function is for what it is given; NumPy's have dtypes of their own.
  private func primitive(_ object: Object, _ given: Given) -> Primitive? {
    switch object {
    case .primitive(let reference) where reference.namespace != .numpy: return reference.primitive
    // A builtin such as `sum` leaves tensors to the primitive of its name.
    case .builtin(let builtin) where builtin.bareNames.contains(builtin.name):
      guard case .tensor? = given.positional.first else { return nil }
      return Primitive.find(builtin.name)
    default: return nil
    }
  }

  /// The builtin that is called: a function, or what makes objects of a type.
  private func builtin(_ object: Object) -> BuiltinFunction? {
    switch object {
    case .builtin(let builtin): builtin
    case .type(let type): names.library.constructors[type]
    default: nil
    }
  }

  /// What is known of a call's arguments.
  private struct Given {
    var positional: [KnownValue] = []
    var keywords: [String: KnownValue] = [:]
  }

  private func given(_ arguments: [Argument]) throws(TensorError) -> Given? {
    var given = Given()
    for argument in arguments {
      switch argument {
      case .positional(let expression): given.positional.append(try value(of: expression))
      case .keyword(let name, _, let expression):
        given.keywords[name] = try value(of: expression)
      case .unpacked, .unpackedKeywords: return nil
      }
    }
    return given
  }

  /// The arguments in the places of a primitive's parameters; nil where they do not fit.
  private func places(_ given: Given, of primitive: Primitive) -> [KnownValue?]? {
    var positional = given.positional[...]
    var places: [KnownValue?] = []
    for parameter in primitive.parameters {
      if parameter.kind == .operands {
        places.append(positional.isEmpty ? nil : .tuple(Array(positional)))
        positional = []
      } else {
        places.append(parameter.isKeywordOnly ? nil : positional.popFirst())
      }
    }
    guard positional.isEmpty else { return nil }
    // TensorFlow lets every operation be named.
    for (name, value) in given.keywords where name != "name" {
      let place = primitive.parameters.firstIndex { $0.name == name || $0.aliases.contains(name) }
      guard let place, places[place] == nil else { return nil }
      places[place] = value
    }
    return places
  }

  private func apply(_ primitive: Primitive, _ given: Given) throws(TensorError) -> KnownValue {
    guard let places = places(given, of: primitive) else { return .unknown }
    let shared = sharedDType(primitive, places)
    var operands: [TensorType] = []
    var attributes: [Attribute] = []
    for (parameter, argument) in zip(primitive.parameters, places) {
      let dtype = parameter.sharesDType ? shared : nil
      switch parameter.kind {
      case .tensor:
        let number = parameter.defaultValue.flatMap { value -> KnownValue? in
          guard case .number(let number) = value else { return nil }
          return .object(.float(number))
        }
        guard let type = (argument ?? number).flatMap({ operand($0, dtype) }) else {
          return .unknown
        }
        operands.append(type)
      case .tensors, .operands:
        guard let items = argument?.items else { return .unknown }
        for item in items {
          guard let type = operand(item, dtype) else { return .unknown }
          operands.append(type)
        }
      default:
        guard let argument else {
          guard let value = parameter.defaultValue else { return .unknown }
          attributes.append(value)
          continue
        }
        guard let attribute = attribute(argument, parameter) else { return .unknown }
        attributes.append(attribute)
      }
    }
    guard primitive.operandCount.contains(operands.count) else { return .unknown }
    return .tensor(try primitive.resultType(of: operands, attributes))
  }

  /// The element type that numbers beside tensors take.
  private func sharedDType(_ primitive: Primitive, _ places: [KnownValue?]) -> DType? {
    for (parameter, argument) in zip(primitive.parameters, places)
    where parameter.kind.isOperand && parameter.sharesDType {
      let operands =
        parameter.kind.isSeveral ? argument?.items ?? [] : [argument ?? .unknown]
      for operand in operands {
        if case .tensor(let type) = operand { return type.dtype }
      }
    }
    return nil
  }

  /// The type of an operand; a number has one only beside a tensor.
  private func operand(_ value: KnownValue, _ dtype: DType?) -> TensorType? {
    if case .tensor(let type) = value { return type }
    if case .object = value, dtype == nil { return nil }
    return value.tensorType(options, dtype: dtype)
  }

  /// An argument as the attribute that a parameter takes; nil where it is not known.
  private func attribute(_ argument: KnownValue, _ parameter: Parameter) -> Attribute? {
    if case .object(.none) = argument, parameter.defaultValue == Attribute.none {
      return Attribute.none
    }
    switch (parameter.kind, argument) {
    case (.flag, .object(.bool(let flag))): return .flag(flag)
    case (.axis, .object(.int(let number))), (.integer, .object(.int(let number))),
      (.optionalAxis, .object(.int(let number))), (.axes, .object(.int(let number))),
      (.integers, .object(.int(let number))):
      return .integer(number)
    case (.number, .object(.int(let number))): return .number(Double(number))
    case (.number, .object(.float(let number))): return .number(number)
    case (.string(let choices), .object(.string(let text))):
      return choices.isEmpty
        ? .string(text)
        : choices.first { $0.lowercased() == text.lowercased() }.map { .string($0) }
    case (.padding, .object(.string(let text))):
      return WindowAttributes.paddings.first { $0.lowercased() == text.lowercased() }
        .map { .string($0) }
    case (.shape, .object(.int(let number))): return .integers([number])
    case (.dtype, .object(let object)): return options.dtype(named: object).map { .dtype($0) }
    case (.axes, _), (.shape, _), (.permutation, _), (.integers, _):
      guard let items = argument.items else { return nil }
      var numbers: [Int] = []
      for item in items {
        guard case .object(.int(let number)) = item else { return nil }
        numbers.append(number)
      }
      return .integers(numbers)
    default: return nil
    }
  }
}
