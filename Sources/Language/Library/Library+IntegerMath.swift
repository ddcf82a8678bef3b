extension Library {
  /// The functions of the module `math` for whole numbers.
  static let integerMathematics: [BuiltinFunction] = [
    BuiltinFunction(
      "factorial", math: ["factorial"], summary: "The product of the whole numbers up to one.",
      example: "math.factorial(5)", parameters: [.positional("n")]
    ) { arguments, evaluator in
      .int(try IntegerMath.factorial(evaluator.index(arguments.required(0))))
    },
    BuiltinFunction(
      "comb", math: ["comb"], summary: "How many ways there are to choose without order.",
      example: "math.comb(5, 2)", parameters: [.positional("n"), .positional("k")]
    ) { arguments, evaluator in
      .int(
        try IntegerMath.combinations(
          evaluator.index(arguments.required(0)), evaluator.index(arguments.required(1))))
    },
    BuiltinFunction(
      "perm", math: ["perm"], summary: "How many ways there are to choose in order.",
      example: "math.perm(5, 2)",
      parameters: [.positional("n"), .positional("k", default: .value(.none))]
    ) { arguments, evaluator in
      let n = try evaluator.index(arguments.required(0))
      guard let k = arguments.given(1) else { return .int(try IntegerMath.factorial(n)) }
      return .int(try IntegerMath.permutations(n, evaluator.index(k)))
    },
    BuiltinFunction(
      "isqrt", math: ["isqrt"], summary: "The square root of a whole number, rounded down.",
      example: "math.isqrt(10)", parameters: [.positional("n")]
    ) { arguments, evaluator in
      let n = try evaluator.index(arguments.required(0))
      guard n >= 0 else {
        throw EvaluationError.value("isqrt() argument must be nonnegative")
      }
      var root = Int(Double(n).squareRoot())
      // The float may be one off at either side, and its square may be too large to be told.
      while root.multipliedReportingOverflow(by: root).overflow || root * root > n { root -= 1 }
      while case let (square, overflow) = (root + 1).multipliedReportingOverflow(by: root + 1),
        !overflow, square <= n
      {
        root += 1
      }
      return .int(root)
    },
    BuiltinFunction(
      "gcd", math: ["gcd"], summary: "The greatest common divisor of whole numbers.",
      example: "math.gcd(12, 18)", parameters: [.rest("integers")]
    ) { arguments, evaluator in
      var result = 0
      for object in arguments.rest {
        let divisor = IntegerMath.greatestCommonDivisor(result, try evaluator.index(object))
        guard let next = Int(exactly: divisor) else { throw EvaluationError.overflow("gcd") }
        result = next
      }
      return .int(result)
    },
    BuiltinFunction(
      "lcm", math: ["lcm"], summary: "The least common multiple of whole numbers.",
      example: "math.lcm(4, 6)", parameters: [.rest("integers")]
    ) { arguments, evaluator in
      var result: UInt = 1
      for object in arguments.rest {
        let value = try evaluator.index(object)
        guard value != 0 else { return .int(0) }
        let divisor = IntegerMath.greatestCommonDivisor(Int(result), value)
        let (next, overflow) = (result / divisor).multipliedReportingOverflow(by: value.magnitude)
        guard !overflow, next <= UInt(Int.max) else { throw EvaluationError.overflow("lcm") }
        result = next
      }
      return .int(Int(result))
    },
    BuiltinFunction(
      "prod", math: ["prod"], summary: "The product of the items of an iterable.",
      example: "math.prod([2, 3])",
      parameters: [.positional("iterable"), .keyword("start", default: .value(.int(1)))]
    ) { arguments, evaluator in
      let iterator = try evaluator.iterator(over: arguments.required(0))
      var product = arguments.required(1)
      while let item = try evaluator.next(iterator) {
        try evaluator.poll()
        product = try evaluator.binary(.multiply, product, item)
      }
      return product
    },
  ]
}
