import Tensors

extension Declaration {
  private static func comparison(
    _ name: String, _ operation: ComparisonOperation, _ symbol: String, _ summary: String
  ) -> Declaration {
    let ordered = operation != .equal && operation != .notEqual
    let numbers: [Sample.Operand] = [.numbers([3], [1, 2, 3]), .numbers([], [2])]
    return Declaration(
      name: name, aliases: everywhere(name, operators: [symbol]), summary: summary,
      formula: "x \(symbol) y", parameters: [.tensor("x", "a"), .tensor("y", "b")],
      result: ResultTypes.comparison(name, ordered: ordered), kernel: .compare(operation),
      derivative: .none, convention: .discrete("booleans have no derivative: the gradient is None"),
      example: "\(name)(constant([1., 2.]), 2.)", samples: [Sample(numbers)],
      errors: [
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [2])]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [3])]),
      ])
  }

  private static func predicate(
    _ name: String, _ operation: PredicateOperation, _ tensorflow: String, _ summary: String
  ) -> Declaration {
    Declaration(
      name: name, aliases: Aliases(tensorflow: ["math.\(tensorflow)"], numpy: [name]),
      summary: summary, formula: "\(name)(x)", parameters: [.tensor("x")],
      result: ResultTypes.predicate(name), kernel: .predicate(operation), derivative: .none,
      convention: .discrete("booleans have no derivative: the gradient is None"),
      example: "\(name)(constant([1., nan, inf]))",
      samples: [Sample([.numbers([3], [1, .nan, .infinity])])],
      errors: [ErrorSample([TensorType(.int32, [2])])])
  }

  private static func logical(
    _ name: String, _ kernel: Kernel, _ symbol: String, _ operandCount: Int, _ summary: String
  ) -> Declaration {
    let names = operandCount == 1 ? ["x"] : ["x", "y"]
    let booleans = names.map { _ in Sample.Operand.booleans([2], [true, false]) }
    return Declaration(
      name: name,
      aliases: Aliases(
        tensorflow: ["math.\(name)", name], numpy: [name], operators: [symbol]),
      summary: summary,
      formula: operandCount == 1 ? "not x" : "x \(name.dropFirst(8)) y",
      parameters: names.map { Parameter.tensor($0) }, result: ResultTypes.logical(name),
      kernel: kernel, derivative: .none,
      convention: .discrete("booleans have no derivative: the gradient is None"),
      example: "\(name)(\(names.map { _ in "constant([True, False])" }.joined(separator: ", ")))",
      samples: [Sample(booleans)],
      errors: [ErrorSample(names.map { _ in TensorType(.float32, [2]) })])
  }

  /// Comparisons, whose results are booleans.
  static let comparisons: [Declaration] = [
    comparison("equal", .equal, "==", "Whether two elements are equal."),
    comparison("not_equal", .notEqual, "!=", "Whether two elements differ."),
    comparison("less", .less, "<", "Whether an element of x is below that of y."),
    comparison("less_equal", .lessEqual, "<=", "Whether an element of x is at most that of y."),
    comparison("greater", .greater, ">", "Whether an element of x is above that of y."),
    comparison(
      "greater_equal", .greaterEqual, ">=",
      "Whether an element of x is at least that of y."),
    predicate("isnan", .isNaN, "is_nan", "Whether each element is not a number."),
    predicate("isinf", .isInfinite, "is_inf", "Whether each element is infinite."),
    predicate("isfinite", .isFinite, "is_finite", "Whether each element is finite."),
  ]

  /// Operations on booleans, and choosing by them.
  static let logic: [Declaration] = [
    logical("logical_and", .binary(.logicalAnd), "&", 2, "Whether both elements are True."),
    logical("logical_or", .binary(.logicalOr), "|", 2, "Whether one of two elements is True."),
    Declaration(
      name: "logical_xor",
      aliases: Aliases(tensorflow: ["math.logical_xor"], numpy: ["logical_xor"]),
      summary: "Whether exactly one of two elements is True.", formula: "x != y",
      parameters: [.tensor("x"), .tensor("y")], result: ResultTypes.logical("logical_xor"),
      kernel: .binary(.logicalXor), derivative: .none,
      convention: .discrete("booleans have no derivative: the gradient is None"),
      example: "logical_xor(constant([True, False]), constant([True, True]))",
      samples: [Sample([.booleans([3], [true, false, true]), .booleans([], [true])])],
      errors: [ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [2])])]),
    logical("logical_not", .unary(.logicalNot), "~", 1, "Whether each element is False."),
    Declaration(
      name: "where",
      aliases: Aliases(tensorflow: ["where"], numpy: ["where"]),
      summary: "The element of x where the condition holds, else that of y.",
      formula: "x if condition else y",
      parameters: [.separateTensor("condition"), .tensor("x"), .tensor("y")],
      result: { x, _ throws(TensorError) in
        guard x[0].dtype == .bool else {
          throw .unsupportedDType(operation: "where", dtype: x[0].dtype, expected: "bool")
        }
        let dtype = try ResultTypes.common(x[1].dtype, x[2].dtype)
        let shape = try Shape.broadcast(x[1].shape, x[2].shape)
        return TensorType(dtype, try Shape.broadcast(x[0].shape, shape))
      },
      kernel: .select,
      derivative: .linear { at, g, operand in
        let zero = g.constant(0)
        return operand == 1 ? at.x[0].select(g, zero) : at.x[0].select(zero, g)
      },
      convention: PointConventions(
        "the branch that is not taken gets 0; if its own derivative is infinite there, 0 times it "
          + "is NaN, but by set kinks tapebook: guard the argument inside the branch too"),
      example: "where(constant([True, False]), constant([1., 2.]), constant([3., 4.]))",
      samples: [
        Sample([
          .booleans([2, 2], [true, false, false, true]), .uniform([2, 2], 0.5...2),
          .uniform([2, 2], -2 ... -0.5),
        ]),
        Sample([.booleans([2], [true, false]), .uniform([], 0.5...2), .uniform([3, 2], 0.5...2)]),
      ],
      errors: [
        ErrorSample([
          TensorType(.float32, []), TensorType(.float32, []), TensorType(.float32, []),
        ]),
        ErrorSample([
          TensorType(.bool, [2]), TensorType(.float32, [2]), TensorType(.float32, [3]),
        ]),
      ]),
  ]
}
