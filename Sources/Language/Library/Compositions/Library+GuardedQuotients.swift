import Autodiff

extension Library {
  /// Quotients and products that are 0 where they would not be numbers.
  static let guardedQuotients: [Composition] = [
    Composition(
      "divide_no_nan", bare: ["div_no_nan"], tensorflow: ["math.divide_no_nan"],
      summary: "The quotient of two tensors, and 0 where the divisor is 0.",
      formula: "0 if y == 0 else x/y", convention: "0 by x and by y where y is 0",
      example: "divide_no_nan([1., 2.], [0., 4.])", parameters: [.normal("x"), .normal("y")],
      samples: [
        CallSample(
          "divide_no_nan(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3], 2.5...4)])
      ], errors: ["divide_no_nan([1., 2.], [1., 2., 3.])", "divide_no_nan([1.])"]
    ) { arguments, at in
      try quotient(at.operand(arguments.required(0)), at.operand(arguments.required(1)), at)
    },
    Composition(
      "reciprocal_no_nan", tensorflow: ["math.reciprocal_no_nan"],
      summary: "One over each element, and 0 where it is 0.", formula: "0 if x == 0 else 1/x",
      convention: "0 where x is 0", example: "reciprocal_no_nan([2., 0.])",
      parameters: [.normal("x")],
      samples: [CallSample("reciprocal_no_nan(x)", ["x": .uniform([2, 3], 0.5...2)])],
      errors: ["reciprocal_no_nan()", "reciprocal_no_nan(constant([1]))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let isZero = try at.call("equal", x, .float(0))
      let safe = try at.call("where", isZero, .float(1), x)
      return try at.call("where", isZero, .float(0), at.call("reciprocal", safe))
    },
    Composition(
      "multiply_no_nan", bare: ["mul_no_nan"], tensorflow: ["math.multiply_no_nan"],
      summary: "The product of two tensors, and 0 where y is 0, even if x is not finite.",
      formula: "0 if y == 0 else x*y", convention: "bilinear; 0 by y where y is 0 and x not finite",
      example: "multiply_no_nan([inf, 2.], [0., 4.])", parameters: [.normal("x"), .normal("y")],
      samples: [
        CallSample(
          "multiply_no_nan(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3], 2.5...4)])
      ], errors: ["multiply_no_nan([1., 2.], [1., 2., 3.])", "multiply_no_nan([1.])"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let y = try at.operand(arguments.required(1))
      let isKept = try at.call(
        "logical_or", at.call("isfinite", x), at.call("not_equal", y, .float(0)))
      return try at.call("multiply", at.call("where", isKept, x, .float(0)), y)
    },
  ]

  /// The divisor is kept away from 0, so that derivatives are finite there.
  private static func quotient(_ x: Object, _ y: Object, _ at: Composer) throws -> Object {
    let isZero = try at.call("equal", y, .float(0))
    let safe = try at.call("where", isZero, .float(1), y)
    return try at.call("where", isZero, .float(0), at.call("divide", x, safe))
  }
}
