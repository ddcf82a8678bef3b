import RealModule

extension Tensor {
  /// The exponentials of square matrices, by scaling, a Padé approximant, and squaring.
  ///
  /// Source: N. J. Higham, *The scaling and squaring method for the matrix exponential revisited*,
  /// SIAM J. Matrix Anal. Appl. 26, 2005: the orders, their bounds on the 1-norm in float64, and the
  /// ways to evaluate them. The bounds in float32 are from table 10.1 of Higham's *Functions of
  /// Matrices*, 2008.
  ///
  /// - Throws: `wrongRank`, `unsupportedDType`, `linearAlgebra`, and the errors of allocation.
  /// - Complexity: O(b·n³·log(‖a‖)) for b matrices of n rows.
  public func matrixExponential() throws(TensorError) -> Tensor {
    try checkMatrices("expm", square: true)
    let n = shape[rank - 1]
    guard count > 0 else { return self }
    let matrices = try reshaped(to: [-1, n, n])
    var results: [Tensor] = []
    for index in 0..<matrices.shape[0] {
      if InterruptionCheck.isRequested { throw .interrupted }
      results.append(try matrices.sliced([.index(index)]).oneMatrixExponential())
    }
    return try Tensor.stacked(results, axis: 0).reshaped(to: shape)
  }

  private func oneMatrixExponential() throws(TensorError) -> Tensor {
    let norm = try oneNorm()
    guard norm.isFinite else { return try Tensor.full(shape, Double.nan, dtype) }
    let approximants = dtype == .float64 ? PadeApproximant.double : PadeApproximant.single
    if let enough = approximants.first(where: { norm <= $0.bound }) {
      return try enough.value(at: self)
    }
    guard let last = approximants.last else { return self }
    // Beyond 2^1100 the result has overflowed whatever it is.
    let squarings = max(0, Int(Double.log2(norm / last.bound).rounded(.up)))
    var result = try last.value(
      at: Tensor.binary(.multiply, self, Tensor(Double.exp2(Double(-squarings)), dtype: dtype)))
    for _ in 0..<squarings { result = try Tensor.matmul(result, result) }
    return result
  }

  /// The largest sum of magnitudes in a column.
  private func oneNorm() throws(TensorError) -> Double {
    try unary(.abs).reduce(.sum, axes: [0]).reduce(.maximum, axes: nil).doubleValue ?? .nan
  }
}

/// An approximation of exp by a quotient p(x)/p(-x) of polynomials.
private struct PadeApproximant {
  /// The coefficients of p, from the constant one.
  let coefficients: [Double]
  /// The largest 1-norm for which it is as exact as the element type.
  let bound: Double

  /// A quotient of polynomials of some degree, whose coefficients are
  /// b[j] = (2m-j)!·m!/((2m)!·j!·(m-j)!), here times what makes the last one 1.
  init(degree m: Int, bound: Double) {
    var coefficients = [1.0]
    for j in stride(from: m, to: 0, by: -1) {
      // b[j-1]/b[j] = j·(2m-j+1)/(m-j+1)
      let last = coefficients[coefficients.count - 1]
      coefficients.append(last * Double(j * (2 * m - j + 1)) / Double(m - j + 1))
    }
    self.coefficients = coefficients.reversed()
    self.bound = bound
  }

  static let double = [
    PadeApproximant(degree: 3, bound: 1.495585217958292e-2),
    PadeApproximant(degree: 5, bound: 2.539398330063230e-1),
    PadeApproximant(degree: 7, bound: 9.504178996162932e-1),
    PadeApproximant(degree: 9, bound: 2.097847961257068),
    PadeApproximant(degree: 13, bound: 5.371920351148152),
  ]

  static let single = [
    PadeApproximant(degree: 3, bound: 4.258730016922831e-1),
    PadeApproximant(degree: 5, bound: 1.880152677804762),
    PadeApproximant(degree: 7, bound: 3.925724783138660),
  ]

  /// p(a)·p(-a)⁻¹.
  func value(at a: Tensor) throws(TensorError) -> Tensor {
    let n = a.shape[0]
    let square = try Tensor.matmul(a, a)
    // The powers of a², from the identity.
    var powers = [try Tensor.eye(n, n, a.dtype), square]
    let most = coefficients.count == 14 ? 3 : (coefficients.count - 1) / 2
    while powers.count <= most {
      powers.append(try Tensor.matmul(powers[powers.count - 1], square))
    }
    let even = try sum(of: powers, from: 0)
    let odd = try Tensor.matmul(a, sum(of: powers, from: 1))
    let numerator = try Tensor.binary(.add, even, odd)
    let denominator = try Tensor.binary(.subtract, even, odd)
    return try denominator.solution(of: numerator, operation: "expm")
  }

  /// Every second term of p, without the first factor a; of the 13th degree in two parts, whose
  /// second is times a⁶.
  private func sum(of powers: [Tensor], from start: Int) throws(TensorError) -> Tensor {
    let terms = stride(from: start, to: coefficients.count, by: 2).map { coefficients[$0] }
    guard terms.count > powers.count else { return try PadeApproximant.sum(terms, powers) }
    let high = try PadeApproximant.sum(
      [0] + Array(terms[powers.count...]), powers)
    let low = try PadeApproximant.sum(Array(terms[..<powers.count]), powers)
    return try Tensor.binary(.add, low, Tensor.matmul(powers[powers.count - 1], high))
  }

  private static func sum(
    _ coefficients: [Double], _ powers: [Tensor]
  ) throws(TensorError) -> Tensor {
    var result: Tensor?
    for (coefficient, power) in zip(coefficients, powers) where coefficient != 0 {
      let term = try Tensor.binary(
        .multiply, power, Tensor(coefficient, dtype: power.dtype))
      if let sum = result {
        result = try Tensor.binary(.add, sum, term)
      } else {
        result = term
      }
    }
    if let result { return result }
    return try Tensor.zeros(powers[0].shape, powers[0].dtype)
  }
}
