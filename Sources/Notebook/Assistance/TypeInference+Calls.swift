import Autodiff
import Language
import Tensors

/// Calls of primitives.
extension TypeInference {
  func call(_ function: Expression, _ arguments: [Argument]) throws(TensorError) -> Known {
    guard var given = try given(arguments) else { return .unknown }
    if let path = path(of: function), case .object(let object) = names.meaning(of: path) {
      guard let primitive = primitive(object) else { return .unknown }
      return try apply(primitive, given)
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
      case .shape, .permutation: given.positional = [.list(given.positional)]
      default: break
      }
    }
    given.positional.insert(.tensor(type), at: 0)
    return try apply(primitive, given)
  }

  /// The primitive that a function is for tensors; NumPy's have dtypes of their own.
  private func primitive(_ object: Object) -> Primitive? {
    switch object {
    case .primitive(let reference) where reference.namespace != .numpy: return reference.primitive
    // A builtin such as `sum` leaves tensors to the primitive of its name.
    case .builtin(let builtin) where builtin.bareNames.contains(builtin.name):
      return Primitive.find(builtin.name)
    default: return nil
    }
  }

  /// What is known of a call's arguments.
  struct Given {
    var positional: [Known] = []
    var keywords: [String: Known] = [:]
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

  private func apply(_ primitive: Primitive, _ given: Given) throws(TensorError) -> Known {
    var positional = given.positional[...]
    var operands: [TensorType] = []
    var attributes: [Attribute] = []
    for parameter in primitive.parameters {
      var argument = parameter.isKeywordOnly ? nil : positional.popFirst()
      for name in [parameter.name] + parameter.aliases where argument == nil {
        argument = given.keywords[name]
      }
      switch parameter.kind {
      case .tensor:
        guard case .tensor(let type)? = argument else { return .unknown }
        operands.append(type)
      case .tensors:
        guard case .list(let items)? = argument else { return .unknown }
        for item in items {
          guard case .tensor(let type) = item else { return .unknown }
          operands.append(type)
        }
      default:
        guard let argument else {
          guard let value = parameter.defaultValue else { return .unknown }
          attributes.append(value)
          continue
        }
        guard let attribute = attribute(argument, parameter.kind) else { return .unknown }
        attributes.append(attribute)
      }
    }
    guard positional.isEmpty, primitive.operandCount.contains(operands.count) else {
      return .unknown
    }
    return .tensor(try primitive.resultType(of: operands, attributes))
  }

  /// An argument as the attribute that a parameter takes; nil where it is not known.
  private func attribute(_ argument: Known, _ kind: Parameter.Kind) -> Attribute? {
    switch (kind, argument) {
    case (.flag, .flag(let flag)): return .flag(flag)
    case (.axis, .number(.int(let number))), (.integer, .number(.int(let number))),
      (.optionalAxis, .number(.int(let number))), (.axes, .number(.int(let number))):
      return .integer(number)
    case (.shape, .number(.int(let number))): return .integers([number])
    case (.optionalAxis, .none), (.axes, .none), (.permutation, .none): return Attribute.none
    case (.dtype, .dtype(let dtype)): return .dtype(dtype)
    case (.axes, .list(let items)), (.shape, .list(let items)), (.permutation, .list(let items)):
      var numbers: [Int] = []
      for item in items {
        guard case .number(.int(let number)) = item else { return nil }
        numbers.append(number)
      }
      return .integers(numbers)
    default: return nil
    }
  }
}
