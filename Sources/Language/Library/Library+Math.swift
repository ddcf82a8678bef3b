import Glibc

extension Library {
  /// The module `math`: functions of Python floats, which are on no tape.
  static let mathematics: [BuiltinFunction] = smooth + logarithms + binaries + roundings

  private static func real(
    _ name: String, overflows: Bool = false, _ summary: String, _ example: String = "1.0",
    _ body: @escaping @Sendable (Double) -> Double
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, math: [name], summary: summary, example: "math.\(name)(\(example))",
      parameters: [.positional("x")]
    ) { arguments, evaluator in
      let x = try evaluator.real(arguments.required(0), for: "math.\(name)()")
      return .float(try checked(body(x), isFinite: x.isFinite, isNaN: x.isNaN, overflows))
    }
  }

  /// CPython's rule: a NaN that no operand was is a domain error, an infinity an overflow where
  /// the function can.
  private static func checked(
    _ result: Double, isFinite: Bool, isNaN: Bool, _ overflows: Bool
  ) throws(EvaluationError) -> Double {
    if result.isNaN, !isNaN { throw .value("math domain error") }
    if result.isInfinite, isFinite {
      throw overflows
        ? EvaluationError(.overflowError, "math range error") : .value("math domain error")
    }
    return result
  }

  private static let smooth: [BuiltinFunction] = [
    real("sqrt", "The square root of a number.") { $0.squareRoot() },
    real("cbrt", "The cube root of a number.") { cbrt($0) },
    real("exp", overflows: true, "e to the power of a number.") { exp($0) },
    real("exp2", overflows: true, "2 to the power of a number.") { exp2($0) },
    real("expm1", overflows: true, "exp(x) - 1, also near 0.") { expm1($0) },
    real("log1p", "log(1 + x), also near 0.") { log1p($0) },
    real("sin", "The sine of an angle in radians.") { sin($0) },
    real("cos", "The cosine of an angle in radians.") { cos($0) },
    real("tan", "The tangent of an angle in radians.") { tan($0) },
    real("asin", "The angle of a sine.") { asin($0) },
    real("acos", "The angle of a cosine.") { acos($0) },
    real("atan", "The angle of a tangent.") { atan($0) },
    real("sinh", overflows: true, "The hyperbolic sine of a number.") { sinh($0) },
    real("cosh", overflows: true, "The hyperbolic cosine of a number.") { cosh($0) },
    real("tanh", "The hyperbolic tangent of a number.") { tanh($0) },
    real("asinh", "The inverse of sinh.") { asinh($0) },
    real("acosh", "The inverse of cosh.") { acosh($0) },
    real("atanh", "The inverse of tanh.", "0.5") { atanh($0) },
    real("erf", "The error function of a number.") { erf($0) },
    real("erfc", "1 - erf(x), also for large numbers.") { erfc($0) },
    real("fabs", "The magnitude of a number, as a float.") { $0.magnitude },
    real("degrees", "An angle in degrees.", "3.0") { $0 * (180 / Double.pi) },
    real("radians", "An angle in radians.", "180") { $0 * (Double.pi / 180) },
    BuiltinFunction(
      "gamma", math: ["gamma"], summary: "The gamma function of a number.",
      example: "math.gamma(5)", parameters: [.positional("x")]
    ) { arguments, evaluator in
      let x = try evaluator.real(arguments.required(0), for: "math.gamma()")
      if x == 0 { throw EvaluationError.value("math domain error") }
      return .float(try checked(tgamma(x), isFinite: x.isFinite, isNaN: x.isNaN, true))
    },
    BuiltinFunction(
      "lgamma", math: ["lgamma"], summary: "The logarithm of the gamma function's magnitude.",
      example: "math.lgamma(5)", parameters: [.positional("x")]
    ) { arguments, evaluator in
      let x = try evaluator.real(arguments.required(0), for: "math.lgamma()")
      let isPole = x.isFinite && x <= 0 && x == x.rounded()
      return .float(
        try checked(Glibc.lgamma(x), isFinite: x.isFinite, isNaN: x.isNaN, !isPole))
    },
  ]

  private static let logarithms: [BuiltinFunction] = [
    BuiltinFunction(
      "log", math: ["log"], summary: "The logarithm of a number, by default the natural one.",
      example: "math.log(8, 2)",
      parameters: [.positional("x"), .positional("base", default: .omitted)]
    ) { arguments, evaluator in
      func logarithm(_ object: Object) throws -> Double {
        try positive(evaluator.real(object, for: "math.log()")) { log($0) }
      }
      let numerator = try logarithm(arguments.required(0))
      guard let base = arguments[1] else { return .float(numerator) }
      return try evaluator.binary(.divide, .float(numerator), .float(logarithm(base)))
    },
    BuiltinFunction(
      "log2", math: ["log2"], summary: "The logarithm of a number to base 2.",
      example: "math.log2(8)", parameters: [.positional("x")]
    ) { arguments, evaluator in
      .float(
        try positive(evaluator.real(arguments.required(0), for: "math.log2()")) { log2($0) })
    },
    BuiltinFunction(
      "log10", math: ["log10"], summary: "The logarithm of a number to base 10.",
      example: "math.log10(1000)", parameters: [.positional("x")]
    ) { arguments, evaluator in
      .float(
        try positive(evaluator.real(arguments.required(0), for: "math.log10()")) { log10($0) })
    },
  ]

  private static func positive(
    _ x: Double, _ body: (Double) -> Double
  ) throws(EvaluationError) -> Double {
    guard !(x <= 0) else { throw .value("math domain error") }
    return body(x)
  }

  private static func pair(
    _ name: String, overflows: Bool = false, _ summary: String,
    _ body: @escaping @Sendable (Double, Double) -> Double
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, math: [name], summary: summary, example: "math.\(name)(2, 3)",
      parameters: [.positional("x"), .positional("y")]
    ) { arguments, evaluator in
      let x = try evaluator.real(arguments.required(0), for: "math.\(name)()")
      let y = try evaluator.real(arguments.required(1), for: "math.\(name)()")
      return .float(
        try checked(
          body(x, y), isFinite: x.isFinite && y.isFinite, isNaN: x.isNaN || y.isNaN, overflows))
    }
  }

  private static let binaries: [BuiltinFunction] = [
    BuiltinFunction(
      "pow", math: ["pow"], summary: "A power of floats.", example: "math.pow(2, 3)",
      parameters: [.positional("x"), .positional("y")]
    ) { arguments, evaluator in
      let x = try evaluator.real(arguments.required(0), for: "math.pow()")
      let y = try evaluator.real(arguments.required(1), for: "math.pow()")
      // 0 to a negative power is outside of the domain; other infinities are overflows.
      return .float(
        try checked(
          pow(x, y), isFinite: x.isFinite && y.isFinite, isNaN: x.isNaN || y.isNaN, x != 0))
    },
    pair("atan2", "The angle of the point (y, x), given as y and x.") { atan2($0, $1) },
    pair("fmod", "The remainder of a division, with the sign of x.") { fmod($0, $1) },
    pair("copysign", "The magnitude of x with the sign of y.") { copysign($0, $1) },
    BuiltinFunction(
      "hypot", math: ["hypot"], summary: "The length of a vector.", example: "math.hypot(3, 4)",
      parameters: [.rest("coordinates")]
    ) { arguments, evaluator in
      let parts = try arguments.rest.map {
        try evaluator.real($0, for: "math.hypot()").magnitude
      }
      let isFinite = parts.allSatisfy(\.isFinite)
      if parts.contains(.infinity) { return .float(.infinity) }
      let length = parts.count == 2 ? hypot(parts[0], parts[1]) : parts.reduce(0) { hypot($0, $1) }
      return .float(isFinite ? length : .nan)
    },
    BuiltinFunction(
      "isclose", math: ["isclose"], summary: "Whether two numbers are nearly equal.",
      example: "math.isclose(0.1 + 0.2, 0.3)",
      parameters: [
        .positional("a"), .positional("b"), .keyword("rel_tol", default: .value(.float(1e-9))),
        .keyword("abs_tol", default: .value(.float(0))),
      ]
    ) { arguments, evaluator in
      let numbers = try (0..<4).map {
        try evaluator.real(arguments.required($0), for: "math.isclose()")
      }
      let (a, b, relative, absolute) = (numbers[0], numbers[1], numbers[2], numbers[3])
      guard !(relative < 0), !(absolute < 0) else {
        throw EvaluationError.value("tolerances must be non-negative")
      }
      if a == b { return .bool(true) }
      guard a.isFinite, b.isFinite else { return .bool(false) }
      let difference = (a - b).magnitude
      return .bool(
        difference <= relative * max(a.magnitude, b.magnitude) || difference <= absolute)
    },
  ]

  private static func predicate(
    _ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Bool
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, math: [name], summary: summary, example: "math.\(name)(1.0)",
      parameters: [.positional("x")]
    ) { arguments, evaluator in
      .bool(body(try evaluator.real(arguments.required(0), for: "math.\(name)()")))
    }
  }

  private static func whole(
    _ name: String, _ rule: FloatingPointRoundingRule, _ summary: String
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, math: [name], summary: summary, example: "math.\(name)(2.5)",
      parameters: [.positional("x")]
    ) { arguments, evaluator in
      let x = arguments.required(0)
      switch try evaluator.number(x, for: "math.\(name)()") {
      case .int(let value): return .int(value)
      case .bool(let value): return .int(value ? 1 : 0)
      case .float(let value): return .int(try Rounding.integer(value.rounded(rule), name))
      default:
        throw EvaluationError.type("must be real number, not \(evaluator.typeName(of: x).name)")
      }
    }
  }

  private static let roundings: [BuiltinFunction] = [
    whole("floor", .down, "The largest integer not above a number."),
    whole("ceil", .up, "The smallest integer not below a number."),
    whole("trunc", .towardZero, "A number without its fraction."),
    predicate("isnan", "Whether a number is NaN.") { $0.isNaN },
    predicate("isinf", "Whether a number is infinite.") { $0.isInfinite },
    predicate("isfinite", "Whether a number is neither infinite nor NaN.") { $0.isFinite },
  ]
}
