import Autodiff
import Tensors

extension Library {
  /// Factorisations with several results.
  static let matrixFactors: [Composition] = [
    Composition(
      "qr", tensorflow: ["linalg.qr"], numpy: ["linalg.qr"],
      summary: "The factors q and r: orthonormal columns, and an upper triangular matrix.",
      formula: "x = q @ r",
      convention: "smooth where the first columns are independent; None where q is completed",
      example: "qr([[1., 2.], [3., 4.]])[1]",
      parameters: [
        matrixOperand, .normal("full_matrices", default: .value(.bool(false))),
        .normal("mode", default: .value(.string("reduced"))),
      ],
      samples: [
        CallSample("qr(x)[0]", ["x": tallMatrix]), CallSample("qr(x)[1]", ["x": tallMatrix]),
        CallSample("qr(x)[1]", ["x": wideMatrix]), CallSample("qr(x)[0]", ["x": wideMatrix]),
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
        "vectors of equal values: 0 by tensorflow and tapebook, NaN by torch and jax; None for "
        + "full_matrices that are not square",
      example: "svd([[1., 2.], [3., 4.]])[0]",
      parameters: [
        matrixOperand, .normal("full_matrices", default: .value(.none)),
        .normal("compute_uv", default: .value(.bool(true))),
      ],
      samples: [
        CallSample("svd(x)[0]", ["x": tallMatrix]), CallSample("svd(x)[1]", ["x": tallMatrix]),
        CallSample("svd(x)[2]", ["x": wideMatrix]),
        CallSample("svd(x, compute_uv=False)", ["x": wideMatrix]),
      ], errors: ["svd([1.])", "svd(constant([[1]]))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let size = try at.matrixShape(x, "svd")
      guard try at.flag(arguments.given(2), default: true) else { return try at.call("svdvals", x) }
      let isFull =
        try at.flag(arguments.given(1), default: at.namespace == .numpy)
        && size.rows != size.columns
      let thin = min(size.rows, size.columns)
      let (left, right) = isFull ? (size.rows, size.columns) : (thin, thin)
      let parts = try at.call(isFull ? "svd_full_parts" : "svd_parts", x)
      let u = try at.columns(parts, 0..<left, rows: size.rows)
      let v = try at.columns(parts, left..<left + right, rows: size.columns)
      // Values alone stay differentiable where the completed vectors are not.
      let s =
        isFull
        ? try at.call("svdvals", x) : try at.column(parts, left + right, rows: thin)
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
      let isCompleted = isFull && m > n
      let parts = try call(isCompleted ? "qr_full_parts" : "qr_parts", x)
      let q = try matricesTransposed(columns(parts, 0..<m), "qr")
      return (q, try columns(parts, m..<m + n))
    }
    let parts = try call("qr_parts", columns(x, 0..<m))
    let q = try matricesTransposed(columns(parts, 0..<m), "qr")
    let rest = try call("matmul", arguments: [q, columns(x, m..<n), .bool(true)])
    let both = evaluator.makeList([try columns(parts, m..<2 * m), rest])
    return (q, try call("concat", both, .int(-1)))
  }
}
