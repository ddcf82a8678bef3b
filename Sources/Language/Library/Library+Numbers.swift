import Autodiff
import Tensors

extension Library {
  /// Arithmetic on Python's numbers; of tensors, NumPy's functions of the same names.
  static let numbers: [BuiltinFunction] = [
    BuiltinFunction(
      "abs", bare: ["abs"], summary: "The magnitude of a number, or of each element of a tensor.",
      example: "abs(-3)", parameters: [.positional("x")]
    ) { arguments, evaluator in
      let x = arguments.required(0)
      switch x {
      case .int(let value):
        guard value != Int.min else { throw EvaluationError.overflow("abs(\(value))") }
        return .int(abs(value))
      case .bool(let value): return .int(value ? 1 : 0)
      case .float(let value): return .float(value.magnitude)
      default:
        guard evaluator.isTensorLike(x) else {
          throw EvaluationError.type(
            "bad operand type for abs(): '\(evaluator.typeName(of: x).name)'")
        }
        return try evaluator.call(PrimitiveReference(.named("abs")), CallArguments([x]))
      }
    },
    BuiltinFunction(
      "round", bare: ["round"],
      summary: "The nearest whole number, halves to even, or the nearest with some decimals.",
      example: "round(2.675, 2)",
      parameters: [.normal("number"), .normal("ndigits", default: .value(.none))]
    ) { arguments, evaluator in
      let x = arguments.required(0)
      if evaluator.isTensorLike(x) {
        if let digits = arguments.given(1), let round = evaluator.numpyFunction("round", for: x) {
          return try evaluator.call(round, CallArguments([x, digits]))
        }
        guard arguments.given(1) == nil else {
          throw EvaluationError.type(
            "round() of a tensor takes no ndigits", hint: "write round(x * 100) / 100")
        }
        return try evaluator.call(PrimitiveReference(.named("round")), CallArguments([x]))
      }
      return try Rounding.round(x, digits: arguments.given(1).map(evaluator.index), evaluator)
    },
    BuiltinFunction(
      "pow", bare: ["pow"], summary: "A power, or its remainder by a third number.",
      example: "pow(2, 10)",
      parameters: [.normal("base"), .normal("exp"), .normal("mod", default: .value(.none))]
    ) { arguments, evaluator in
      guard let modulus = arguments.given(2) else {
        return try evaluator.binary(.power, arguments.required(0), arguments.required(1))
      }
      guard case .int(let base) = arguments.required(0),
        case .int(let exponent) = arguments.required(1), case .int(let modulus) = modulus
      else {
        throw EvaluationError.type(
          "pow() 3rd argument not allowed unless all arguments are integers")
      }
      return .int(try IntegerMath.power(base, exponent, modulo: modulus))
    },
    BuiltinFunction(
      "divmod", bare: ["divmod"], summary: "The quotient rounded down, and the remainder.",
      example: "divmod(7, 2)", parameters: [.positional("x"), .positional("y")]
    ) { arguments, evaluator in
      let (x, y) = (arguments.required(0), arguments.required(1))
      return evaluator.makeTuple([
        try evaluator.binary(.floorDivide, x, y), try evaluator.binary(.modulo, x, y),
      ])
    },
    digits("bin", 2, "0b", "The binary digits of an integer."),
    digits("oct", 8, "0o", "The octal digits of an integer."),
    digits("hex", 16, "0x", "The hexadecimal digits of an integer."),
  ]

  private static func digits(
    _ name: String, _ radix: Int, _ prefix: String, _ summary: String
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name], summary: summary, example: "\(name)(10)", parameters: [.positional("x")]
    ) { arguments, evaluator in
      let value = try evaluator.index(arguments.required(0))
      return .string(
        (value < 0 ? "-" : "") + prefix + String(value.magnitude, radix: radix))
    }
  }

  /// What calling `int`, `float` and `bool` does.
  static let numberTypes: [TypeName: BuiltinFunction] = [
    .int: BuiltinFunction(
      "int", bare: ["int"], summary: "An integer from a number, a text or a one-element tensor.",
      example: "int('ff', 16)",
      parameters: [.positional("x", default: .value(.int(0))), .normal("base", default: .omitted)]
    ) { arguments, evaluator in
      let x = arguments.required(0)
      guard let base = arguments[1] else { return .int(try evaluator.integer(from: x)) }
      guard case .string(let text) = x else {
        throw EvaluationError.type("int() can't convert non-string with explicit base")
      }
      return .int(try NumberLiteral.integer(text, base: try evaluator.index(base)))
    },
    .float: BuiltinFunction(
      "float", bare: ["float"],
      summary: "A float from a number, a text or a one-element tensor; it is on no tape.",
      example: "float('1e-3')", parameters: [.positional("x", default: .value(.float(0)))]
    ) { arguments, evaluator in
      let x = arguments.required(0)
      switch try evaluator.number(x, for: "float()") {
      case .float(let value): return .float(value)
      case .int(let value): return .float(Double(value))
      case .bool(let value): return .float(value ? 1 : 0)
      default:
        if case .string(let text) = x { return .float(try NumberLiteral.float(text)) }
        throw EvaluationError.type(
          "float() argument must be a string or a real number, not "
            + "'\(evaluator.typeName(of: x).name)'")
      }
    },
    .bool: BuiltinFunction(
      "bool", bare: ["bool"], summary: "The truth value of an object.", example: "bool([])",
      parameters: [.positional("x", default: .value(.bool(false)))]
    ) { arguments, evaluator in
      .bool(try evaluator.isTrue(arguments.required(0)))
    },
  ]

  static let intAttributes = methods([
    BuiltinFunction(
      "bit_length", summary: "How many bits the magnitude has.", example: "(10).bit_length()",
      parameters: []
    ) { arguments, evaluator in
      let value = try evaluator.index(arguments.receiver)
      return .int(Int.bitWidth - value.magnitude.leadingZeroBitCount)
    }
  ])

  static let floatAttributes = methods([
    BuiltinFunction(
      "is_integer", summary: "Whether the float is a whole number.", example: "(2.).is_integer()",
      parameters: []
    ) { arguments, evaluator in
      let value = try evaluator.real(arguments.receiver, for: "is_integer")
      return .bool(value.isFinite && value == value.rounded())
    }
  ])
}

extension Evaluator {
  /// What `int(x)` gives.
  fileprivate func integer(from object: Object) throws -> Int {
    switch try number(object, for: "int()") {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    case .float(let value): return try Rounding.integer(value.rounded(.towardZero), "int")
    default:
      if case .string(let text) = object { return try NumberLiteral.integer(text, base: 10) }
      throw EvaluationError.type(
        "int() argument must be a string, a bytes-like object or a real number, not "
          + "'\(typeName(of: object).name)'")
    }
  }
}
