import Autodiff
import Tensors

extension Library {
  private static let bandParameters: [BuiltinParameter] = [
    .normal("k", default: .value(.int(0))), .normal("padding_value", default: .value(.int(0))),
    .normal("align", default: .value(.string("RIGHT_LEFT"))),
  ]

  /// Several diagonals of matrices at once.
  static let bands: [Composition] = [
    Composition(
      "matrix_diag_part", tensorflow: ["linalg.diag_part"],
      summary: "A diagonal of the last two axes, or several as rows, the uppermost first.",
      formula: "y[.., i] = x[.., i, i + k]", convention: "linear; what fills a row is constant",
      example: "matrix_diag_part([[1., 2.], [3., 4.]], k=(-1, 1))",
      parameters: [.normal("input", "x")] + bandParameters,
      samples: [
        CallSample("matrix_diag_part(x, k=(-1, 1))", ["x": .uniform([3, 4], 0.5...2)]),
        CallSample(
          "matrix_diag_part(x, k=(0, 1), padding_value=3., align='LEFT_LEFT')",
          ["x": .uniform([2, 3, 2], 0.5...2)]),
      ],
      errors: [
        "matrix_diag_part(ones(2))", "matrix_diag_part(ones(2, 2), k=(1, -1))",
        "matrix_diag_part(ones(2, 2), k=(0, 2))",
        "matrix_diag_part(ones(2, 2), k=(0, 1), align='LEFT')",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "diag_part")
      let band = try at.band(arguments.required(1), arguments.required(3))
      let (rows, columns) = try at.extents(x, holding: band, in: "diag_part")
      guard band.count > 1 else {
        return .tensor(try at.apply("diag_part", [x], [.integer(band.lowest)]))
      }
      let longest = band.longest(rows: rows, columns: columns)
      let filling = try at.filling(arguments.required(2), x)
      let parts = try band.offsets.map { offset in
        let part = try at.apply("diag_part", [x], [.integer(offset)])
        let length = Band.length(offset, rows: rows, columns: columns)
        let start = band.start(offset, length: length, of: longest)
        let widths =
          Array(repeating: [0, 0], count: x.tensor.rank - 2) + [[start, longest - length - start]]
        return try at.apply("constant_pad", [part], [.rows(widths), .number(filling.doubles()[0])])
      }
      return .tensor(try at.apply("stack", parts, [.integer(x.tensor.rank - 2)]))
    },
    Composition(
      "matrix_diag", tensorflow: ["linalg.diag"],
      summary: "Matrices with the last axis on a diagonal, or the rows of the last two on several.",
      formula: "y[.., i, i + k] = x[.., i], else padding_value", convention: "linear",
      example: "matrix_diag([[1., 2.], [3., 4.]], k=(-1, 0))",
      parameters: [
        .normal("diagonal", "x"), .normal("k", default: .value(.int(0))),
        .normal("num_rows", default: .value(.int(-1))),
        .normal("num_cols", default: .value(.int(-1))),
        .normal("padding_value", default: .value(.int(0))),
        .normal("align", default: .value(.string("RIGHT_LEFT"))),
      ],
      samples: [
        CallSample("matrix_diag(x, k=1)", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample(
          "matrix_diag(x, k=(-1, 1), padding_value=2.)", ["x": .uniform([3, 3], 0.5...2)]),
        CallSample(
          "matrix_diag(x, k=(0, 1), num_rows=3, align='LEFT_RIGHT')",
          ["x": .uniform([2, 2, 2], 0.5...2)]),
      ],
      errors: [
        "matrix_diag(3.)", "matrix_diag(ones(2, 2), k=(-1, 1))",
        "matrix_diag(ones(2), num_rows=1)", "matrix_diag(ones(2), num_rows=3, num_cols=3)",
        "matrix_diag(ones(2), k=2 ** 62)",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "diag")
      let band = try at.band(arguments.required(1), arguments.required(5))
      let asked = try (2...3).map { try at.evaluator.index(arguments.required($0)) }
      let shape = try at.shape(of: x, on: band, rows: asked[0], columns: asked[1])
      let filling = try at.filling(arguments.required(4), x)
      let start = Value(try Tensor.full(shape, like: filling))
      return .tensor(try at.replaced(start, x, on: band))
    },
    Composition(
      "set_diag", tensorflow: ["linalg.set_diag"],
      summary: "Matrices with a diagonal of the last two axes replaced, or several by rows.",
      formula: "x with [.., i, i + k] = diagonal[.., i]", convention: "linear",
      example: "set_diag(ones(2, 2), [5., 6.])",
      parameters: [
        .normal("input", "x"), .normal("diagonal"), .normal("k", default: .value(.int(0))),
        .normal("align", default: .value(.string("RIGHT_LEFT"))),
      ],
      samples: [
        CallSample(
          "set_diag(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([2], 0.5...2)]),
        CallSample(
          "set_diag(x, y, k=-1)",
          ["x": .uniform([2, 2, 2], 0.5...2), "y": .uniform([2, 1], 0.5...2)]),
        CallSample(
          "set_diag(x, y, k=(0, 1))",
          ["x": .uniform([3, 4], 0.5...2), "y": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "set_diag(ones(2), ones(2))", "set_diag(ones(2, 2), ones(3))",
        "set_diag(ones(2, 2), constant([1, 2]))", "set_diag(ones(2, 2), ones(3, 2), k=(0, 2))",
      ]
    ) { arguments, at in
      let both = try at.tensors(
        of: at.evaluator.makeList([arguments.required(0), arguments.required(1)]), in: "set_diag")
      let (x, diagonal) = (both[0], both[1])
      let band = try at.band(arguments.required(2), arguments.required(3))
      let length: [Int]
      let (rows, columns) = try at.extents(x, holding: band, in: "set_diag")
      if band.count == 1 {
        length = try Shape.diagonal(x.tensor.shape, offset: band.lowest)
      } else {
        let rest = [band.count, band.longest(rows: rows, columns: columns)]
        length = x.tensor.shape.dropLast(2) + rest
      }
      guard diagonal.tensor.shape == length else {
        throw TensorError.shapesDiffer(diagonal.tensor.shape, length)
      }
      return length.last == 0 ? .tensor(x) : .tensor(try at.replaced(x, diagonal, on: band))
    },
  ]
}

extension Composer {
  /// The diagonals that an argument names: one, or a pair of the lowest and the highest.
  fileprivate func band(_ k: Object, _ align: Object) throws -> Band {
    let bounds = try integers(k, "k")
    guard bounds.count == 1 || bounds.count == 2 else {
      throw EvaluationError.value(
        "k is one diagonal, or the lowest and the highest of several, not \(bounds.count) numbers")
    }
    return try Band(
      from: bounds[0], to: bounds[bounds.count - 1], align: evaluator.text(align, "align"))
  }

  /// What fills the places beside the diagonals of a tensor, in its element type.
  ///
  /// - Throws: `ValueError` for several numbers, and for one that the type does not hold.
  fileprivate func filling(_ object: Object, _ x: Value) throws -> Tensor {
    let filling = try evaluator.model(object, isNumPy: true)
    guard filling.rank == 0 else {
      throw EvaluationError.value(
        "padding_value is one number, not a tensor of shape \(Shape.text(filling.shape))")
    }
    let result = try filling.cast(to: x.tensor.dtype)
    if x.tensor.dtype.isInteger, try result.doubles() != filling.doubles() {
      throw EvaluationError.value(
        "padding_value is no number of the type \(x.tensor.dtype.name)")
    }
    return result
  }

  /// The extents of matrices that have all diagonals of a band.
  fileprivate func extents(
    _ x: Value, holding band: Band, in function: String
  ) throws -> (rows: Int, columns: Int) {
    let shape = x.tensor.shape
    guard shape.count >= 2 else {
      throw TensorError.wrongRank(operation: function, rank: shape.count, expected: "2 or more")
    }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    // The main diagonal is there even where it has no element.
    guard band.lowest > -max(rows, 1), band.highest < max(columns, 1) else {
      throw EvaluationError.value(
        "matrices of shape \(Shape.text([rows, columns])) have the diagonals from \(1 - rows) to "
          + "\(columns - 1), not \(band.lowest)"
          + (band.count == 1 ? "" : " to \(band.highest)"))
    }
    return (rows, columns)
  }

  /// The shape of matrices with a tensor's last axis, or its last two, on their diagonals.
  ///
  /// One extent that is not told is the least; both are the same.
  fileprivate func shape(
    of x: Value, on band: Band, rows: Int, columns: Int
  ) throws -> [Int] {
    let shape = x.tensor.shape
    let least = band.count > 1 ? 2 : 1
    guard shape.count >= least, let longest = shape.last else {
      throw TensorError.wrongRank(
        operation: "diag", rank: shape.count, expected: "\(least) or more")
    }
    guard band.count == 1 || shape[shape.count - 2] == band.count else {
      throw EvaluationError(
        .shapeError,
        "\(band.count) diagonals take as many rows, not \(shape[shape.count - 2])")
    }
    let leastRows = longest - min(band.highest, 0)
    let leastColumns = longest + max(band.lowest, 0)
    let side = max(leastRows, leastColumns)
    let result = (
      rows == -1 ? (columns == -1 ? side : leastRows) : rows,
      columns == -1 ? (rows == -1 ? side : leastColumns) : columns
    )
    let isTold = rows != -1 || columns != -1
    let isExact = result.0 == leastRows || result.1 == leastColumns
    guard result.0 >= leastRows, result.1 >= leastColumns, isExact || !isTold else {
      throw EvaluationError(
        .shapeError,
        "these diagonals fill matrices of \(leastRows) rows and \(leastColumns) columns, or of more "
          + "of the one or the other, not \(result.0) and \(result.1)")
    }
    let whole = Array(shape.dropLast(least)) + [result.0, result.1]
    _ = try Shape.checkedCount(whole)
    return whole
  }

  /// Matrices with other elements on the diagonals of a band.
  fileprivate func replaced(_ x: Value, _ diagonals: Value, on band: Band) throws -> Value {
    let shape = x.tensor.shape
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let longest = diagonals.tensor.shape.last ?? 0
    var result = x
    for (row, offset) in band.offsets.enumerated() {
      let length = Band.length(offset, rows: rows, columns: columns)
      guard length > 0, Shape.count(shape) != 0 else { continue }
      var part = diagonals
      if band.count > 1 {
        let start = band.start(offset, length: length, of: longest)
        part = try apply(
          "slice", [diagonals],
          [
            .slices([
              .ellipsis, .index(row), .range(start: start, stop: start + length, step: 1),
            ])
          ])
      }
      let mask = Value(try Tensor.full(part.tensor.shape, like: Tensor(true)))
      result = try apply(
        "where",
        [
          onDiagonal(mask, of: shape, offset), onDiagonal(part, of: shape, offset), result,
        ])
    }
    return result
  }
}
