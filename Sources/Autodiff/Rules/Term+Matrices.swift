import Tensors

/// What the rules of matrices have in common; the matrices stand in the last two axes.
extension Term {
  /// The axes before the last two.
  var batch: [Int] { Array(shape.dropLast(2)) }

  /// Some columns of each matrix.
  func columns(_ columns: Range<Int>) -> Term {
    sliced([.ellipsis, .range(start: columns.lowerBound, stop: columns.upperBound, step: 1)])
  }

  /// The first rows of each matrix.
  func rows(_ count: Int) -> Term {
    guard shape[rank - 2] != count else { return self }
    return sliced([
      .ellipsis, .range(start: 0, stop: count, step: 1), .range(start: nil, stop: nil, step: 1),
    ])
  }

  /// One column of each matrix, as a vector.
  func column(_ index: Int) -> Term { sliced([.ellipsis, .index(index)]) }

  /// Each vector as a matrix of one row, which scales columns.
  var asRow: Term { reshaped(to: Array(shape.dropLast()) + [1, shape[rank - 1]]) }

  /// Each vector as a matrix of one column, which scales rows.
  var asColumn: Term { reshaped(to: shape + [1]) }

  /// The diagonal of each matrix.
  var diagonal: Term { einsum("...ii->...i") }

  /// Each vector on the diagonal of a matrix.
  var asDiagonal: Term { einsum("...i->...ii") }

  func einsum(_ equation: String, _ others: Term...) -> Term {
    call("einsum", [self] + others, [.string(equation)])
  }

  /// A number for each matrix, beside its elements.
  var besideMatrices: Term { reshaped(to: shape + [1, 1]) }

  /// The sum of each matrix's elements.
  var sumOfMatrix: Term { sum(axes: [rank - 2, rank - 1]) }

  /// The matrices with their elements weighted by whether they stand below, on or above the
  /// diagonal.
  func weighted(below: Double, diagonal: Double, above: Double) -> Term {
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    return self
      * scope.constantMatrix(rows, columns, dtype) { row, column in
        row > column ? below : row < column ? above : diagonal
      }
  }

  /// Half of the sum of each matrix and its transpose.
  var symmetricPart: Term { (self + matrixTransposed()) / 2 }

  /// Each matrix less its transpose.
  var skewPart: Term { self - matrixTransposed() }

  /// Each matrix with rows of zeros below, `count` rows in all.
  func extended(toRows count: Int) -> Term {
    let missing = count - shape[rank - 2]
    guard missing > 0 else { return self }
    let zeros = scope.constant(0, dtype).broadcast(to: batch + [missing, shape[rank - 1]])
    return call("concat", [self, zeros], [.integer(-2)])
  }

  /// The solution of a triangular system with this right side.
  func solved(by triangle: Term, isLower: Bool, isTransposed: Bool) -> Term {
    call("triangular_solve", [triangle, self], [.flag(isLower), .flag(isTransposed)])
  }

  /// One over each number; where that is 0, 0 as well, unless it is to be infinite.
  func inverse(zeroAtZero: Bool) -> Term {
    guard zeroAtZero else { return reciprocal() }
    let isZero = isEqual(to: constant(0))
    return isZero.select(constant(0), isZero.select(constant(1), self).reciprocal())
  }

  /// One over the differences of numbers, `[i, j]` for number j less number i; 0 on the diagonal.
  ///
  /// - Parameter zeroAtTies: whether equal numbers give 0, too, or infinity.
  func inverseDifferences(zeroAtTies: Bool) -> Term {
    let differences = asRow - asColumn
    if zeroAtTies { return differences.inverse(zeroAtZero: true) }
    let count = shape[rank - 1]
    let identity = scope.constantMatrix(count, count, dtype) { $0 == $1 ? 1 : 0 }
    return (differences + identity).reciprocal() - identity
  }
}

extension Scope {
  /// A matrix of numbers that follow from their places.
  func constantMatrix(
    _ rows: Int, _ columns: Int, _ dtype: DType, _ element: (Int, Int) -> Double
  ) -> Term {
    constant([rows, columns], dtype) { element($0[0], $0[1]) }
  }

  /// A tensor of numbers that follow from their places.
  func constant(_ shape: [Int], _ dtype: DType, _ element: ([Int]) -> Double) -> Term {
    do throws(TensorError) {
      let count = try Shape.checkedCount(shape)
      let strides = Shape.rowMajorStrides(shape)
      let tensor = try Tensor(shape: shape, of: Double.self) { output throws(TensorError) in
        for index in 0..<count {
          output[index] = element(zip(strides, shape).map { index / $0 % $1 })
        }
      }
      return term(try tensor.cast(to: dtype))
    } catch {
      fail(.primitive("constant", operands: [TensorType(dtype, shape)], error))
      return constant(0, dtype)
    }
  }
}
