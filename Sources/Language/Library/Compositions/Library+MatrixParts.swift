import Autodiff
import Tensors

extension Library {
  /// Diagonals and bands of matrices.
  static let matrixParts: [Composition] = [
    Composition(
      "diag", tensorflow: [], numpy: ["diag"],
      summary: "Of a vector the matrix with it on a diagonal, of a matrix that diagonal.",
      formula: "y[i, i + k] = x[i], or x[i, i + k]", convention: "linear",
      example: "diag([1., 2.])",
      parameters: [.normal("x", "v"), .normal("k", default: .value(.int(0)))],
      samples: [
        CallSample("diag(x, 1)", ["x": .uniform([2], 0.5...2)]),
        CallSample("diag(x)", ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: ["diag(3.)", "diag(ones(2, 2, 2))", "diag(ones(2), 2 ** 62)"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "diag")
      let offset = try at.evaluator.index(arguments.required(1))
      guard x.tensor.rank == 1 || x.tensor.rank == 2 else {
        throw TensorError.wrongRank(operation: "diag", rank: x.tensor.rank, expected: "1 or 2")
      }
      return .tensor(
        try at.apply(x.tensor.rank == 1 ? "diag_embed" : "diag_part", [x], [.integer(offset)]))
    },
    Composition(
      "diagonal", tensorflow: [], numpy: ["diagonal"],
      summary: "A diagonal of two axes, by default the first, as the last axis.",
      formula: "y[i] = x[i, i + offset]", convention: "linear", example: "diagonal(ones(2, 2))",
      parameters: diagonalParameters("a"),
      samples: [
        CallSample("diagonal(x, 1, 0, 2)", ["x": .uniform([2, 1, 3], 0.5...2)])
      ],
      errors: ["diagonal(ones(2))", "diagonal(ones(2, 2), 0, 1, 1)"]
    ) { arguments, at in .tensor(try at.diagonal(arguments, in: "diagonal")) },
    Composition(
      "trace", tensorflow: ["linalg.trace"],
      summary: "The sum of the main diagonal of the last two axes.", formula: "sum of x[.., i, i]",
      convention: "linear", example: "trace([[1., 2.], [3., 4.]])", parameters: [.normal("x")],
      samples: [CallSample("trace(x)", ["x": .uniform([2, 2, 3], 0.5...2)])],
      errors: ["trace(ones(2))"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "trace")
      let diagonal = try at.apply("diag_part", [x])
      return .tensor(try at.apply("sum", [diagonal], [.integer(-1), .flag(false)]))
    },
    Composition(
      "band_part", tensorflow: ["linalg.band_part"],
      summary: "The elements at most so many places below and above the diagonal, and zeros "
        + "elsewhere; -1 keeps a whole triangle.",
      formula: "x[.., i, j] where i - j <= lower and j - i <= upper, else 0",
      convention: "linear; the zeros stay zeros", example: "band_part(ones(3, 3), 1, 0)",
      parameters: [.normal("input", "x"), .normal("num_lower"), .normal("num_upper")],
      samples: [
        CallSample("band_part(x, 0, -1)", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample("band_part(x, 1, 0)", ["x": .uniform([3, 2], 0.5...2)]),
      ],
      errors: ["band_part(ones(2), 0, 0)", "band_part(ones(2, 2), 0.5, 0)"]
    ) { arguments, at in
      var x = try at.tensor(arguments.required(0), in: "band_part")
      let lower = try at.evaluator.index(arguments.required(1))
      let upper = try at.evaluator.index(arguments.required(2))
      guard x.tensor.rank >= 2 else {
        throw TensorError.wrongRank(
          operation: "band_part", rank: x.tensor.rank, expected: "2 or more")
      }
      if upper >= 0 { x = try at.apply("tril", [x], [.integer(upper)]) }
      if lower >= 0 { x = try at.apply("triu", [x], [.integer(-lower)]) }
      return .tensor(x)
    },
  ]

  private static func diagonalParameters(_ alias: String) -> [BuiltinParameter] {
    [
      .normal("x", alias), .normal("offset", default: .value(.int(0))),
      .normal("axis1", default: .value(.int(0))), .normal("axis2", default: .value(.int(1))),
    ]
  }

  /// NumPy's `trace`, which has an offset, and the first two axes by default.
  static let numpyTrace = BuiltinFunction(
    "trace", numpy: ["trace"], summary: "The sum of a diagonal of two axes, by default the first.",
    example: "np.trace(ones(2, 2))", parameters: diagonalParameters("a")
  ) { arguments, evaluator in
    let at = Composer(evaluator: evaluator, namespace: .numpy)
    let diagonal = try at.diagonal(arguments, in: "trace")
    return .tensor(try at.apply("sum", [diagonal], [.integer(-1), .flag(false)]))
  }
}

extension Composer {
  /// A diagonal of two axes, which come last.
  fileprivate func diagonal(_ arguments: BoundArguments, in function: String) throws -> Value {
    let x = try tensor(arguments.required(0), in: function)
    let axes = [
      try axis(arguments.required(2), rank: x.tensor.rank),
      try axis(arguments.required(3), rank: x.tensor.rank),
    ]
    guard axes[0] != axes[1] else {
      throw EvaluationError.value("axis1 and axis2 cannot be the same")
    }
    return try apply(
      "diag_part", [moved(x, from: axes, to: [-2, -1])],
      [.integer(evaluator.index(arguments.required(1)))])
  }

  /// A tensor on a diagonal of matrices of a shape, with zeros, or False, elsewhere.
  func onDiagonal(_ x: Value, of shape: [Int], _ offset: Int) throws -> Value {
    let square = try apply("diag_embed", [x], [.integer(offset)])
    let side = square.tensor.shape[square.tensor.rank - 1]
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let part = try apply(
      "slice", [square],
      [
        .slices([
          .ellipsis, .range(start: 0, stop: min(rows, side), step: 1),
          .range(start: 0, stop: min(columns, side), step: 1),
        ])
      ])
    let widths =
      Array(repeating: [0, 0], count: shape.count - 2)
      + [[0, max(rows - side, 0)], [0, max(columns - side, 0)]]
    return try apply("constant_pad", [part], [.rows(widths), .number(0)])
  }
}
