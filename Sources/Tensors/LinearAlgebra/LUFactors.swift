import RealModule

/// Triangular factors of square matrices, with rows exchanged for the largest pivots.
struct LUFactors<T: LapackElement> {
  /// L below the diagonal, U on and above it.
  let matrices: MatrixStack<T>
  /// The row that each row was exchanged with, counted from 1.
  let pivots: [Int32]
  /// Of each matrix, whether U has a zero on its diagonal.
  let isSingular: [Bool]

  /// The factors of a tensor's matrices; singular ones have some, too.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(b·n³) for b matrices.
  init(_ x: Tensor) throws(TensorError) {
    let stack = try MatrixStack<T>(x)
    let (n, count) = (stack.rows, stack.count)
    var pivots = [Int32](repeating: 0, count: n == 0 ? 0 : count * n)
    var isSingular = [Bool](repeating: false, count: count)
    matrices = try stack.overwritten { index, matrix throws(TensorError) in
      let info = pivots.withUnsafeMutableBufferPointer { pivots in
        pivots.baseAddress.map { T.factorLU(Int32(n), matrix, $0 + index * n) } ?? 0
      }
      isSingular[index] = try checked(info, workingOn: 0) > 0
    }
    self.pivots = pivots
    self.isSingular = isSingular
  }

  /// The place of the first singular matrix; nil where all have an inverse.
  var singularPlace: [Int]? { isSingular.firstIndex(of: true).map(matrices.place) }

  /// The sign and the logarithm of the magnitude of each determinant, and the determinant itself.
  ///
  /// The product is taken in order, so that it is exact where its factors are small integers.
  func determinants() throws(TensorError) -> [(sign: T, logarithm: T, value: T)] {
    let n = matrices.rows
    return try matrices.withBase { base throws(TensorError) in
      var result: [(sign: T, logarithm: T, value: T)] = []
      for index in 0..<matrices.count {
        if index & 0xFF == 0, InterruptionCheck.isRequested { throw .interrupted }
        var (sign, logarithm, value): (T, T, T) = (1, 0, 1)
        for place in 0..<n {
          let factor = base[index * n * n + place * (n + 1)]
          value *= factor
          logarithm += T.log(factor.magnitude)
          if factor < 0 { sign = -sign }
          if factor == 0 { sign = 0 }
          if factor.isNaN { sign = .nan }
          if Int(pivots[index * n + place]) != place + 1 {
            sign = -sign
            value = -value
          }
        }
        result.append((sign, logarithm, value))
      }
      return result
    }
  }

  /// The solutions of op(a)·y = b for right sides whose batch this one's broadcasts to.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(b·n²·k) for b right sides of k columns.
  func solved(_ b: Tensor, isTransposed: Bool) throws(TensorError) -> Tensor {
    let sides = try MatrixStack<T>(b)
    let n = matrices.rows
    return try matrices.withBase { base throws(TensorError) in
      try sides.overwritten { index, side throws(TensorError) in
        let own = matrices.index(of: index, in: sides.batch)
        let info = pivots.withUnsafeBufferPointer { pivots in
          pivots.baseAddress.map {
            T.solveLU(
              Int32(n), base + own * n * n, $0 + own * n, isTransposed: isTransposed,
              Int32(sides.columns), side)
          } ?? 0
        }
        _ = try checked(info, workingOn: 0)
      }.tensor()
    }
  }
}
