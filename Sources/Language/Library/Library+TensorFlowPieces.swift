import Autodiff
import Tensors

extension Library {
  /// TensorFlow's checks, counts and permutations, and parts of tensors as lists.
  static let tensorFlowPieces: [BuiltinFunction] = [
    BuiltinFunction(
      "ensure_shape", tensorflow: ["ensure_shape"],
      summary: "A tensor as it is, where its shape is another's; None stands for any extent.",
      example: "tf.ensure_shape(ones(2, 3), [None, 3])",
      parameters: [.normal("x"), .normal("shape"), .operationName]
    ) { arguments, evaluator in
      let x = try evaluator.value(of: arguments.required(0))
      guard let wanted = evaluator.listItems(arguments.required(1)) else {
        throw EvaluationError.type("the shape is a list or tuple of extents, None for any")
      }
      let extents = try wanted.map { $0.isNone ? nil : try evaluator.index($0) }
      let isThere =
        extents.count == x.tensor.rank
        && zip(extents, x.tensor.shape).allSatisfy { $0 == nil || $0 == $1 }
      guard isThere else {
        let text = extents.map { $0.map(String.init) ?? "?" }.joined(separator: ", ")
        throw EvaluationError(
          .shapeError,
          "a tensor of shape \(Shape.text(x.tensor.shape)) is not compatible with the expected "
            + "shape (\(text))")
      }
      return .tensor(x)
    },
    BuiltinFunction(
      "check_numerics", tensorflow: ["debugging.check_numerics"],
      summary: "A tensor as it is, unless an element is NaN or infinite.",
      example: "tf.debugging.check_numerics([1., 2.], 'checked')",
      parameters: [.normal("tensor", "x"), .normal("message"), .operationName]
    ) { arguments, evaluator in
      let x = try evaluator.value(of: arguments.required(0))
      let message = try evaluator.text(arguments.required(1), "message")
      guard x.tensor.dtype.isFloatingPoint else {
        throw TensorError.unsupportedDType(
          operation: "check_numerics", dtype: x.tensor.dtype, expected: "float32 or float64")
      }
      let numbers = try x.tensor.doubles()
      evaluator.valueReads &+= 1
      let kinds = [
        numbers.contains(where: \.isInfinite) ? "Inf" : nil,
        numbers.contains(where: \.isNaN) ? "NaN" : nil,
      ].compactMap { $0 }
      guard kinds.isEmpty else {
        throw EvaluationError.value(
          "\(message) : Tensor had \(kinds.joined(separator: " and ")) values")
      }
      return .tensor(x)
    },
    BuiltinFunction(
      "identity_n", tensorflow: ["identity_n"], summary: "The tensors of a list, as a list.",
      example: "tf.identity_n([ones(2), ones(3)])", parameters: [.normal("input"), .operationName]
    ) { arguments, evaluator in
      evaluator.makeList(
        try evaluator.items(of: arguments.required(0)).map { .tensor(try evaluator.value(of: $0)) })
    },
    BuiltinFunction(
      "scalar_mul", tensorflow: ["scalar_mul", "math.scalar_mul"],
      summary: "A tensor times a number.", example: "tf.math.scalar_mul(2., [1., 3.])",
      parameters: [.normal("scalar"), .normal("x"), .operationName]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      let x = try evaluator.value(of: arguments.required(1))
      let scalar = try evaluator.value(of: arguments.required(0), numbersAs: x.tensor.dtype)
      guard scalar.tensor.rank == 0 else {
        throw EvaluationError.value(
          "Only scalar multiply works, got shape \(Shape.text(scalar.tensor.shape))")
      }
      return try at.call("multiply", .tensor(scalar), .tensor(x))
    },
    BuiltinFunction(
      "accumulate_n", tensorflow: ["math.accumulate_n"],
      summary: "The sum of tensors of one shape.",
      example: "tf.math.accumulate_n([ones(2), ones(2)])",
      parameters: [
        .normal("inputs"), .normal("shape", default: .value(.none)),
        .normal("tensor_dtype", default: .value(.none)), .operationName,
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      let terms = try at.tensors(
        of: evaluator.makeList(evaluator.items(of: arguments.required(0))), in: "accumulate_n")
      guard let first = terms.first else {
        throw EvaluationError.value("inputs must be a list of at least one Tensor")
      }
      for term in terms where term.tensor.shape != first.tensor.shape {
        throw TensorError.shapesDiffer(first.tensor.shape, term.tensor.shape)
      }
      return .tensor(
        try terms.dropFirst().reduce(first) { try at.apply("add", [$0, $1]) })
    },
    BuiltinFunction(
      "saturate_cast", tensorflow: ["saturate_cast"],
      summary: "A tensor in another element type, the nearest number where one is outside.",
      example: "tf.saturate_cast([1e10, -3.7], tf.int32)",
      parameters: [.normal("value"), .normal("dtype", role: .dtype), .operationName]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      var x = try evaluator.value(of: arguments.required(0))
      let dtype = try evaluator.elementType(arguments.required(1))
      let bounds: (Int, Int)? =
        switch (x.tensor.dtype, dtype) {
        case (.float32, .int32): (Int(Int32.min), 2_147_483_520)
        case (.float64, .int32), (.int64, .int32): (Int(Int32.min), Int(Int32.max))
        case (.float32, .int64): (.min, 9_223_371_487_098_961_920)
        case (.float64, .int64): (.min, 9_223_372_036_854_774_784)
        default: nil
        }
      if let bounds {
        let limits = try [bounds.0, bounds.1].map {
          Value(try Tensor(Int64($0)).cast(to: x.tensor.dtype))
        }
        x = try at.apply("minimum", [at.apply("maximum", [x, limits[0]]), limits[1]])
      }
      return .tensor(try at.apply("cast", [x], [.dtype(dtype)]))
    },
    BuiltinFunction(
      "truncatediv", tensorflow: ["truncatediv"],
      summary: "The quotients without their fractions: rounded towards 0.",
      example: "tf.truncatediv([7, -7], 2)",
      parameters: [.normal("x"), .normal("y"), .operationName]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      let both = try at.tensors(
        of: evaluator.makeList([arguments.required(0), arguments.required(1)]), in: "truncatediv")
      guard both[0].tensor.dtype.isInteger else {
        let quotient = try at.apply("divide", both)
        let sizes = try at.apply("floor", [at.apply("abs", [quotient])])
        return .tensor(try at.apply("multiply", [at.apply("sign", [quotient]), sizes]))
      }
      // Rounded down, a quotient with a remainder below 0 is one too small.
      let quotient = try at.apply("floor_divide", both)
      let rest = try at.apply("subtract", [both[0], at.apply("multiply", [quotient, both[1]])])
      let zero = Value(try Tensor(0, dtype: quotient.tensor.dtype))
      let isSmall = try at.apply(
        "logical_and", [at.apply("less", [quotient, zero]), at.apply("not_equal", [rest, zero])])
      return .tensor(
        try at.apply(
          "add", [quotient, at.apply("cast", [isSmall], [.dtype(quotient.tensor.dtype)])]))
    },
  ]
}
