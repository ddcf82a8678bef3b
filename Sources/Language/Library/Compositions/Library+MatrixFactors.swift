import Autodiff
import Tensors

extension Library {
  /// Factorisations with several results.
  static let matrixFactors: [Composition] = [
    Composition(
      "qr", tensorflow: ["linalg.qr"], numpy: ["linalg.qr"],
      summary: "The factors q and r: orthonormal columns, and an upper triangular matrix.",
      formula: "x = q @ r",
      convention: "smooth where the first columns are independent, else NaN; an error by two or "
        + "more columns that complete q",
      example: "qr([[1., 2.], [3., 4.]])[1]",
      parameters: [
        matrixOperand, .normal("full_matrices", default: .value(.bool(false))),
        .normal("mode", default: .value(.string("reduced"))),
      ],
      samples: [
        CallSample("qr(x)[0]", ["x": tallMatrix]), CallSample("qr(x)[1]", ["x": tallMatrix]),
        CallSample("qr(x)[1]", ["x": wideMatrix]), CallSample("qr(x)[0]", ["x": wideMatrix]),
        CallSample("qr(x, full_matrices=True)", ["x": tallMatrix]),
      ], errors: ["qr([1.])", "qr(constant([[1]]))", "qr([[1.]], mode='no')"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      // NumPy has the mode in the second place.
      let mode: Object =
        if case .string? = arguments.given(1) { arguments.required(1) } else {
          arguments.required(2)
        }
      var isFull = false
      if case .string? = arguments.given(1) {
      } else {
        isFull = try at.flag(arguments.given(1), default: false)
      }
      switch mode {
      case .string("reduced"): break
      case .string("complete"): isFull = true
      case .string("r"): return try at.orthogonalFactors(x, isFull: false).r
      default:
        throw EvaluationError.value(
          "this is no mode of qr()", hint: "it is 'reduced', 'complete' or 'r'")
      }
      let factors = try at.orthogonalFactors(x, isFull: isFull)
      return at.evaluator.makeTuple(
        [factors.q, factors.r], fields: at.namespace == .numpy ? ["Q", "R"] : ["q", "r"])
    },
    Composition(
      "svd", tensorflow: ["linalg.svd"], numpy: ["linalg.svd"],
      summary:
        "The singular values s and vectors u and v; np.linalg.svd gives u, s and v transposed.",
      formula: "x = u @ diag(s) @ transpose(v)",
      convention:
        "vectors of equal values: 0 by tensorflow and tapebook, NaN by torch and jax; an error by "
        + "two or more vectors that full_matrices adds",
      example: "svd([[1., 2.], [3., 4.]])[0]",
      parameters: [
        matrixOperand, .normal("full_matrices", default: .value(.none)),
        .normal("compute_uv", default: .value(.bool(true))),
        .normal("hermitian", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("svd(x)[0]", ["x": tallMatrix]), CallSample("svd(x)[1]", ["x": tallMatrix]),
        CallSample("svd(x)[2]", ["x": wideMatrix]),
        CallSample("svd(x, compute_uv=False)", ["x": wideMatrix]),
        CallSample("svd(x, full_matrices=True)", ["x": tallMatrix]),
        CallSample("svd(x, full_matrices=True)[2]", ["x": wideMatrix]),
      ], errors: ["svd([1.])", "svd(constant([[1]]))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let size = try at.matrixShape(x, "svd")
      guard try at.flag(arguments.given(2), default: true) else { return try at.call("svdvals", x) }
      let isFull =
        try at.flag(arguments.given(1), default: at.namespace == .numpy)
        && size.rows != size.columns
      let thin = min(size.rows, size.columns)
      let parts = try at.call("svd_parts", x)
      var u = try at.columns(parts, 0..<thin, rows: size.rows)
      var v = try at.columns(parts, thin..<2 * thin, rows: size.columns)
      let s = try at.column(parts, 2 * thin, rows: thin)
      if isFull {
        let full = try at.call("svd_full_parts", x)
        if size.rows > thin {
          u = try at.completed(u, by: at.columns(full, thin..<size.rows, rows: size.rows), "svd")
        } else {
          let more = size.rows + thin..<size.rows + size.columns
          v = try at.completed(v, by: at.columns(full, more, rows: size.columns), "svd")
        }
      }
      return at.namespace == .numpy
        ? at.evaluator.makeTuple(
          [u, s, try at.matricesTransposed(v, "svd")], fields: ["U", "S", "Vh"])
        : at.evaluator.makeTuple([s, u, v])
    },
    Composition(
      "eigh", tensorflow: ["linalg.eigh"], numpy: ["linalg.eigh"],
      summary:
        "The eigenvalues of each symmetric matrix, in ascending order, and its eigenvectors.",
      formula: "x = v @ diag(w) @ transpose(v)",
      convention: "vectors of equal values: 0 by tensorflow and tapebook, NaN by torch and jax",
      example: "eigh([[2., 1.], [1., 3.]])[0]", parameters: [matrixOperand],
      samples: [
        CallSample("eigh(x)[0]", ["x": .numbers([2, 2], [2, 1, 1, 3])]),
        CallSample("eigh(x)[1]", ["x": .numbers([2, 2], [2, 1, 1, 3])]),
      ], errors: ["eigh([1.])", "eigh([[1., 2.]])", "eigh(constant([[1]]))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let parts = try at.call("eigh_parts", x)
      let count = try at.matrixShape(x, "eigh", square: true).rows
      return at.evaluator.makeTuple(
        [try at.column(parts, count, rows: count), try at.columns(parts, 0..<count)],
        fields: ["eigenvalues", "eigenvectors"])
    },
  ]

  private static let tallMatrix = Sample.Operand.numbers([3, 2], [2, 0.5, -0.7, 1.4, 0.3, -1.1])
  private static let wideMatrix = Sample.Operand.numbers([2, 3], [2, 0.5, -0.7, 0.4, -1.1, 0.9])
}

extension Composer {
  /// A factor with orthonormal columns, and those that complete it.
  ///
  /// One that completes it is decided but for its sign, and follows the others: what is left of it
  /// when their parts are taken away, of length 1. Of several any in their plane would do; their
  /// primitive refuses to be differentiated.
  fileprivate func completed(_ q: Object, by more: Object, _ name: String) throws -> Object {
    guard shape(more).last == 1 else {
      return try call("concat", evaluator.makeList([q, more]), .int(-1))
    }
    let column = try call("stop_gradient", more)
    let parts = try call("matmul", arguments: [q, column, .bool(true)])
    let rest = try call("subtract", column, call("matmul", q, parts))
    let square = try reduced("sum", call("square", rest), axis: .int(-2), keepdims: .bool(true))
    let whole = try call("divide", rest, call("sqrt", square))
    return try call("concat", evaluator.makeList([q, whole]), .int(-1))
  }

  /// The factors of `qr`.
  ///
  /// Of more columns than rows, those of the first square part decide q; what r has more is
  /// transpose(q) times the other columns, so that the derivative of the square part is enough.
  fileprivate func orthogonalFactors(
    _ x: Object, isFull: Bool
  ) throws -> (q: Object, r: Object) {
    let size = try matrixShape(x, "qr")
    let (m, n) = (size.rows, size.columns)
    guard m < n else {
      let parts = try call("qr_parts", x)
      let q = try matricesTransposed(columns(parts, 0..<m), "qr")
      let r = try columns(parts, m..<m + n)
      guard isFull, m > n else { return (q, r) }
      let whole = try matricesTransposed(columns(call("qr_full_parts", x), 0..<m), "qr")
      let dtype = try evaluator.value(of: x).tensor.dtype
      let below = evaluator.unrecorded(try Tensor.zeros(size.batch + [m - n, n], dtype))
      return (
        try completed(q, by: columns(whole, n..<m), "qr"),
        try call("concat", evaluator.makeList([r, below]), .int(-2))
      )
    }
    let parts = try call("qr_parts", columns(x, 0..<m))
    let q = try matricesTransposed(columns(parts, 0..<m), "qr")
    let rest = try call("matmul", arguments: [q, columns(x, m..<n), .bool(true)])
    let both = evaluator.makeList([try columns(parts, m..<2 * m), rest])
    return (q, try call("concat", both, .int(-1)))
  }
}
