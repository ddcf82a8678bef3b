import Autodiff
import Tensors

extension Library {
  /// Determinants, systems of equations and powers.
  static let matrixEquations: [Composition] = [
    Composition(
      "slogdet", tensorflow: ["linalg.slogdet"], numpy: ["linalg.slogdet"],
      summary: "The sign of each determinant, and the logarithm of its magnitude.",
      formula: "(sign(det(x)), log(|det(x)|))",
      convention: "the sign's derivative is 0; the logarithm's fails at a singular matrix",
      example: "slogdet([[1., 2.], [3., 4.]])", parameters: [matrixOperand],
      samples: [CallSample("slogdet(x)[1]", ["x": regular])], errors: noSquares("slogdet")
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      return at.evaluator.makeTuple(
        [try at.call("det_sign", x), try at.call("log_abs_det", x)],
        fields: ["sign", at.namespace == .numpy ? "logabsdet" : "log_abs_determinant"])
    },
    Composition(
      "logdet", tensorflow: ["linalg.logdet"],
      summary: "The logarithm of each determinant of a positive definite matrix.",
      formula: "2*sum(log(diag(cholesky(x))))", example: "logdet([[4., 2.], [2., 3.]])",
      parameters: [matrixOperand],
      samples: [CallSample("logdet(x)", ["x": positive])],
      errors: noSquares("logdet") + ["logdet([[1., 2.], [2., 1.]])"]
    ) { arguments, at in
      let factor = try at.call("cholesky", at.operand(arguments.required(0)))
      let logarithms = try at.call("log", at.einsum("...ii->...i", factor))
      let sum = try at.reduced("sum", logarithms, axis: .int(-1), keepdims: .bool(false))
      return try at.call("multiply", .float(2), sum)
    },
    Composition(
      "cholesky_solve", tensorflow: ["linalg.cholesky_solve"],
      summary: "The solution y of a @ y = rhs, from the Cholesky factor of a.",
      formula: "(chol @ transpose(chol))**-1 @ rhs",
      example: "cholesky_solve([[2., 0.], [1., 2.]], [[1.], [2.]])",
      parameters: [.normal("chol"), .normal("rhs")],
      samples: [
        CallSample(
          "cholesky_solve(cholesky(x), b)", ["x": positive, "b": .uniform([3, 2], 0.5...2)])
      ], errors: ["cholesky_solve([[1., 2.]], [[1.]])", "cholesky_solve([[1.]], [1.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      func solve(_ side: Object, adjoint: Bool) throws -> Object {
        try at.call(
          "triangular_solve", arguments: [operands[0], side, .bool(true), .bool(adjoint)])
      }
      return try solve(solve(operands[1], adjoint: false), adjoint: true)
    },
    Composition(
      "lstsq", tensorflow: ["linalg.lstsq"], numpy: ["linalg.lstsq"],
      summary:
        "The y that brings matrix @ y nearest to rhs; in np with residuals, rank and values.",
      formula:
        "pinv(matrix) @ rhs, or (transpose(m) @ m + l2_regularizer*I)**-1 @ transpose(m) @ rhs",
      example: "lstsq([[1., 0.], [1., 1.], [1., 2.]], [[1.], [2.], [4.]])",
      parameters: [
        .normal("matrix", "a"), .normal("rhs", "b"),
        .normal("l2_regularizer", "rcond", default: .value(.none)),
        .normal("fast", default: .value(.bool(true))),
      ],
      samples: [
        CallSample("lstsq(a, b)", ["a": tall, "b": .uniform([3, 2], 0.5...2)]),
        CallSample("lstsq(a, b, 0.1)", ["a": tall, "b": .uniform([3, 1], 0.5...2)]),
        CallSample(
          "lstsq(transpose(a), b, l2_regularizer=0.1)",
          ["a": tall, "b": .uniform([2, 1], 0.5...2)]),
      ], errors: ["lstsq([[1.]], [[1.], [2.]])", "lstsq([1.], [1.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let (a, b) = (try at.operand(operands[0]), try at.operand(operands[1]))
      if at.namespace == .numpy { return try at.leastSquares(a, b, cutoff: arguments.given(2)) }
      switch arguments.given(2) {
      case nil, .float(0), .int(0): return try at.call("matmul", at.call("pinv", a), b)
      case let regularizer?: return try at.regularized(a, b, regularizer)
      }
    },
    Composition(
      "matrix_power", tensorflow: [], numpy: ["linalg.matrix_power"],
      summary: "Each square matrix times itself, n times; of negative n the inverse is taken.",
      formula: "x @ x @ … @ x", example: "matrix_power([[1., 1.], [0., 1.]], 3)",
      parameters: [matrixOperand, .normal("n")],
      samples: [
        CallSample("matrix_power(x, 5)", ["x": regular]),
        CallSample("matrix_power(x, -2)", ["x": regular]),
        CallSample("matrix_power(x, 1)", ["x": regular]),
      ], errors: ["matrix_power([[1., 2.]], 2)", "matrix_power([[1.]], 1.5)"]
    ) { arguments, at in
      let x = try at.tensors(arguments.required(0))[0]
      let size = try at.matrixShape(x, "matrix_power", square: true)
      let exponent = try at.evaluator.integer(arguments.required(1), "n of matrix_power()")
      guard exponent != 0 else {
        let dtype = at.evaluator.plainTensor(x)?.dtype ?? .float32
        let one = try Tensor.eye(size.rows, size.rows, dtype).broadcast(to: at.shape(x))
        return .tensor(Value(one))
      }
      var base = exponent < 0 ? try at.call("inv", x) : x
      var rest = exponent.magnitude
      var result: Object?
      while true {
        if rest & 1 == 1 { result = try result.map { try at.call("matmul", $0, base) } ?? base }
        rest >>= 1
        guard rest > 0 else { break }
        base = try at.call("matmul", base, base)
      }
      return result ?? base
    },
    Composition(
      "matrix_rank", tensorflow: ["linalg.matrix_rank"], numpy: ["linalg.matrix_rank"],
      summary: "How many singular values of each matrix are not 0 but for rounding.",
      formula: "count of svdvals(x) > tol",
      convention: "no derivative: the gradient is None",
      example: "matrix_rank([[1., 2.], [2., 4.]])",
      parameters: [
        matrixOperand, .normal("tol", default: .value(.none)),
        .keyword("validate_args", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("x * cast(matrix_rank(x), 'float64')", ["x": regular])
      ],
      errors: ["matrix_rank([1.])"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let size = try at.matrixShape(x, "matrix_rank")
      let values = try at.call("svdvals", x)
      var tolerance = arguments.given(1)
      if tolerance == nil, size.rows > 0, size.columns > 0 {
        let largest = try at.reduced("max", values, axis: .int(-1), keepdims: .bool(true))
        let digits =
          at.evaluator.plainTensor(x)?.dtype == .float64
          ? Double.ulpOfOne : Double(Float.ulpOfOne)
        tolerance = try at.call(
          "multiply", largest, .float(Double(max(size.rows, size.columns)) * digits))
      }
      let isLarge = try at.call("greater", values, tolerance ?? .float(0))
      let type = Object.dtype(at.namespace == .numpy ? .int64 : .int32)
      return try at.reduced(
        "sum", at.call("cast", isLarge, type), axis: .int(-1), keepdims: .bool(false))
    },
  ]

  /// Operands of samples.
  private static let regular = Sample.Operand.numbers(
    [3, 3], [2, 0.5, -0.3, 0.4, 1.5, 0.7, -0.2, 0.6, -1.8])
  private static let positive = Sample.Operand.numbers(
    [3, 3], [4, 0.5, 0.3, 0.5, 2.5, -0.4, 0.3, -0.4, 1.2])
  private static let tall = Sample.Operand.numbers([3, 2], [2, 0.5, -0.7, 1.4, 0.3, -1.1])

  private static func noSquares(_ name: String) -> [String] {
    ["\(name)([[1., 2.]])", "\(name)([1.])", "\(name)(1.)", "\(name)(constant([[1]]))"]
  }
}

extension Composer {
  /// The solution of the regularised equations, the smaller ones.
  fileprivate func regularized(
    _ a: Object, _ b: Object, _ regularizer: Object
  ) throws -> Object {
    let size = try matrixShape(a, "lstsq")
    let isTall = size.rows >= size.columns
    let transposed = try matricesTransposed(a, "lstsq")
    let count = min(size.rows, size.columns)
    let dtype = evaluator.plainTensor(a)?.dtype ?? .float32
    let identity = Object.tensor(Value(try Tensor.eye(count, count, dtype)))
    let products = try isTall ? call("matmul", transposed, a) : call("matmul", a, transposed)
    let matrix = try call("add", products, call("multiply", regularizer, identity))
    return isTall
      ? try call("solve", matrix, call("matmul", transposed, b))
      : try call("matmul", transposed, call("solve", matrix, b))
  }

  /// NumPy's four results.
  fileprivate func leastSquares(
    _ a: Object, _ b: Object, cutoff: Object?
  ) throws -> Object {
    let size = try matrixShape(a, "lstsq")
    let values = try call("svdvals", a)
    let part = cutoff ?? .float(Double(max(size.rows, size.columns)) * Double.ulpOfOne)
    let y = try call("matmul", call("pinv", a, part), b)
    let least = try call(
      "multiply", reduced("max", values, axis: .int(-1), keepdims: .bool(true)), part)
    let rank = try reduced(
      "sum", call("cast", call("greater", values, least), .dtype(.int64)), axis: .int(-1),
      keepdims: .bool(false))
    // Where the columns depend on each other, or no equation is too many, NumPy has no residuals.
    let isOver = try size.rows > size.columns && evaluator.integer(rank, "rank") == size.columns
    let residuals = try call("square", call("subtract", b, call("matmul", a, y)))
    let sums =
      isOver
      ? try reduced("sum", residuals, axis: .int(0), keepdims: .bool(shape(b).count == 1))
      : .tensor(Value(try Tensor.zeros([0], .float64)))
    return evaluator.makeTuple([y, sums, rank, values])
  }
}
