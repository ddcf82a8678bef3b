import Glibc
import Tensors
import Testing

/// Factorisations against their definitions, closed forms, NumPy 2.4.6 and SciPy 1.17.1.
struct FactorizationTests {
  private let regular: [Double] = [2, 0.5, -0.3, 0.4, 1.5, 0.7, -0.2, 0.6, -1.8]
  private let positive: [Double] = [4, 0.5, 0.3, 0.5, 2.5, -0.4, 0.3, -0.4, 1.2]

  /// Whether all elements differ by no more than a few roundings of numbers of this size.
  private func expect(
    _ found: Tensor, _ expected: [Double], units: Double = 16,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let values = try found.cast(to: .float64).doubles()
    let epsilon = found.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let scale = expected.map(abs).max() ?? 1
    let agrees =
      values.count == expected.count
      && zip(values, expected).allSatisfy { abs($0 - $1) <= units * epsilon * max(scale, 1e-300) }
    #expect(agrees, "\(values) where \(expected) was expected", sourceLocation: sourceLocation)
  }

  /// The same matrix in float64, in float32 and in a batch.
  private func forms(_ shape: [Int], _ values: [Double]) throws -> [Tensor] {
    let matrix = try doubles(shape, values)
    return [matrix, try matrix.cast(to: .float32), try matrix.transposed().copied().transposed()]
  }

  @Test func determinants() throws {
    for x in try forms([3, 3], regular) {
      try expect(x.determinant(.value), [-6.112])
      try expect(x.determinant(.logarithm), [1.8102540518642192])
      try expect(x.determinant(.sign), [-1])
    }
    #expect(try doubles([2, 2], [1, 2, 2, 4]).determinant(.value).doubles() == [0])
    #expect(try doubles([2, 2], [1, 2, 2, 4]).determinant(.logarithm).doubles() == [-.infinity])
    #expect(try doubles([2, 2], [1, 2, 2, 4]).determinant(.sign).doubles() == [0])
    #expect(try Tensor.zeros([0, 0], .float64).determinant(.value).doubles() == [1])
    #expect(try Tensor.zeros([2, 0, 0], .float64).determinant(.value).doubles() == [1, 1])
    #expect(try Tensor.zeros([0, 2, 2], .float64).determinant(.value).shape == [0])
    // 200 equal rows of 1e3 on the diagonal: the determinant overflows, its logarithm does not.
    let large = try Tensor.binary(.multiply, Tensor.eye(200, 200, .float64), Tensor(1e3))
    #expect(try large.determinant(.value).doubles() == [.infinity])
    try expect(large.determinant(.logarithm), [200 * 6.907755278982137])
    #expect(try doubles([1, 1], [.nan]).determinant(.value).doubles()[0].isNaN)
  }

  @Test func cofactorsAreThereForSingularMatrices() throws {
    #expect(try doubles([2, 2], [1, 2, 2, 4]).cofactors().doubles() == [4, -2, -2, 1])
    #expect(try doubles([1, 1], [0]).cofactors().doubles() == [1])
    // det(x)·x⁻ᵀ
    for x in try forms([3, 3], regular) {
      let inverse = try x.inverse(isTransposed: true)
      let expected = try inverse.cast(to: .float64).doubles().map { $0 * -6.112 }
      try expect(x.cofactors(), expected)
    }
    // Of diag(0, 2, 3, 4) only the first is not 0; of diag(0, 0, 3, 4) all are.
    func diagonal(_ values: [Double]) throws -> Tensor {
      try Tensor.einsum("i->ii", [doubles([4], values)])
    }
    try expect(diagonal([0, 2, 3, 4]).cofactors(), [24] + [Double](repeating: 0, count: 15))
    #expect(
      try diagonal([0, 0, 3, 4]).cofactors().doubles() == [Double](repeating: 0, count: 16))
    // The Vandermonde matrix of 1, 2, 3, 4 is det·x⁻ᵀ, with det = 12.
    let rows: [Double] = [1, 1, 1, 1, 1, 2, 4, 8, 1, 3, 9, 27, 1, 4, 16, 64]
    let vandermonde = try doubles([4, 4], rows)
    try expect(
      vandermonde.cofactors(),
      vandermonde.inverse(isTransposed: true).doubles().map { $0 * 12 }, units: 400)
  }

  @Test func inversesAndSolutions() throws {
    let inverse: [Double] = [
      0.5104712041884817, -0.11780104712041886, -0.13089005235602094, -0.0948952879581152,
      0.5988219895287958, 0.2486910994764398, -0.08835078534031414, 0.21269633507853405,
      -0.4581151832460733,
    ]
    let solution: [Double] = [-0.11780104712041889, 1.848821989528796, -1.037303664921466]
    for x in try forms([3, 3], regular) {
      try expect(x.inverse(), inverse)
      let side = try doubles([3, 1], [1, 2, 3]).cast(to: x.dtype)
      try expect(x.solution(of: side), solution)
      try expect(x.transposed().solution(of: side, isTransposed: true), solution)
    }
    // One matrix for many right sides, and many matrices for one.
    let x = try doubles([3, 3], regular)
    let side = try doubles([3, 1], [1, 2, 3])
    let sides = try Tensor.stacked([side, side], axis: 0)
    try expect(x.solution(of: sides), solution + solution)
    try expect(Tensor.stacked([x, x], axis: 0).solution(of: side), solution + solution)
    #expect(try Tensor.zeros([0, 0], .float64).inverse().shape == [0, 0])
    #expect(try x.solution(of: Tensor.zeros([3, 0], .float64)).shape == [3, 0])
  }

  @Test func triangularSystemsReadOneTriangle() throws {
    let x = try doubles([2, 2], [2, 9, 1, 4])
    let side = try doubles([2, 1], [2, 5])
    // 2a = 2, a + 4b = 5; and 4b = 5, 2a + 9b = 2.
    try expect(x.triangularSolution(of: side, isLower: true, isTransposed: false), [1, 1])
    try expect(
      x.triangularSolution(of: side, isLower: false, isTransposed: false), [-4.625, 1.25])
    // 2a + b = 2, 4b = 5.
    try expect(
      x.triangularSolution(of: side, isLower: true, isTransposed: true), [0.375, 1.25])
  }

  @Test func choleskyFactors() throws {
    let factor: [Double] = [
      2, 0, 0, 0.25, 1.5612494995995996, 0, 0.15, -0.2802242691589025, 1.048319778967448,
    ]
    for x in try forms([3, 3], positive) { try expect(x.choleskyFactor(), factor) }
    // The symmetric part counts.
    #expect(try doubles([2, 2], [4, 1, 3, 2]).choleskyFactor().doubles() == [2, 0, 1, 1])
    let undefined = try doubles([2, 2], [.nan, 0, 0, 1]).choleskyFactor().doubles()
    #expect(undefined[0].isNaN && undefined[1] == 0 && undefined[2].isNaN && undefined[3].isNaN)
  }

  @Test func orthogonalFactors() throws {
    let q: [Double] = [
      -0.9759000729485332, 0.13390064981339184, 0.1723068878443314, -0.1951800145897066,
      -0.8887266385288849, -0.4148128781437609, 0.0975900072948533, -0.43844677892385076,
      0.8934431221557926,
    ]
    let r: [Double] = [
      -2.04939015319192, -0.7221660539819146, -0.01951800145897059, 0, -1.5292077002409419,
      0.1269253601486945, 0, 0, -1.9502587009343586,
    ]
    for x in try forms([3, 3], regular) {
      let parts = try x.orthogonalFactors(full: false)
      #expect(parts.shape == [3, 6])
      try expect(parts.columns(0..<3).transposed(), q)
      try expect(parts.columns(3..<6), r)
    }
    for (shape, full) in [([4, 2], false), ([4, 2], true), ([2, 4], false), ([2, 3, 2], true)] {
      let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
      let x = try counting(shape)
      let parts = try x.orthogonalFactors(full: full)
      let (first, second) = (try parts.columns(0..<m), try parts.columns(m..<m + n))
      // qᵀ times its transpose is the identity, and q times r the matrix.
      let identity = try Tensor.einsum("...ia,...ja->...ij", [first, first])
      let expected = try Tensor.eye(
        parts.shape[parts.rank - 2], parts.shape[parts.rank - 2], .float64)
      try expect(identity, expected.broadcast(to: identity.shape).doubles())
      try expect(Tensor.einsum("...ai,...aj->...ij", [first, second]), x.doubles())
    }
  }

  @Test func singularFactors() throws {
    let values: [Double] = [2.2710505804282075, 1.95765889768806, 1.3747366662162883]
    for x in try forms([3, 3], regular) { try expect(x.singularValues(), values) }
    for (shape, full) in [
      ([4, 2], false), ([4, 2], true), ([2, 4], false), ([2, 4], true), ([2, 3, 2], false),
    ] {
      let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
      let x = try Tensor.binary(.add, counting(shape), Tensor(0.5))
      let parts = try x.singularFactors(full: full)
      let (left, right) = full ? (m, n) : (min(m, n), min(m, n))
      let u = try parts.columns(0..<left).rows(m)
      let v = try parts.columns(left..<left + right).rows(n)
      let s = try parts.columns(left + right..<left + right + 1).rows(min(m, n))
      let product = try Tensor.einsum(
        "...ia,...ax,...ja->...ij",
        [u.columns(0..<min(m, n)), s, v.columns(0..<min(m, n))])
      try expect(product, x.doubles())
      let identity = try Tensor.einsum("...ai,...aj->...ij", [u, u])
      try expect(
        identity, Tensor.eye(left, left, .float64).broadcast(to: identity.shape).doubles())
    }
    #expect(try Tensor.zeros([0, 3], .float64).singularValues().shape == [0])
    #expect(try Tensor.zeros([0, 3], .float64).singularFactors(full: true).shape == [3, 4])
  }

  @Test func symmetricFactors() throws {
    let values: [Double] = [-1.9512091785964278, 1.3828188011186187, 2.2683903774778083]
    for x in try forms([3, 3], regular) { try expect(x.symmetricEigenvalues(), values) }
    // [[2, 1], [1, 2]] has (1, -1) and (1, 1), of 1 and 3.
    let parts = try doubles([2, 2], [2, 1, 1, 2]).symmetricFactors()
    try expect(parts.columns(2..<3), [1, 3])
    try expect(
      Tensor.einsum("ai,bi->iab", [parts.columns(0..<2), parts.columns(0..<2)]),
      [0.5, -0.5, -0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
  }

  @Test func whatIsNotFiniteGivesNaNAndEnds() throws {
    for value in [Double.nan, .infinity, -.infinity] {
      let x = try doubles([3, 3], [1, 2, 3, 4, value, 6, 7, 8, 10])
      for result in [
        try x.singularValues(), try x.singularFactors(full: true), try x.symmetricFactors(),
        try x.symmetricEigenvalues(), try x.pseudoinverse(cutoff: -1), try x.matrixExponential(),
      ] { #expect(try result.doubles().allSatisfy(\.isNaN)) }
      // These have no iteration that could run on.
      _ = try x.orthogonalFactors(full: true)
      _ = try x.determinant(.value)
      _ = try x.cofactors()
    }
  }

  @Test func pseudoinverses() throws {
    let inverse: [Double] = [
      0.5070456952024112, -0.10955445141321164, -0.14865195080231328, -0.0875621080068419,
      0.5811680377942495, 0.2867149955200783,
    ]
    for x in try forms([3, 2], [2, 0.5, 0.4, 1.5, -0.2, 0.6]) {
      try expect(x.pseudoinverse(cutoff: -1), inverse)
    }
    // Of [[1, 2], [2, 4]] it is the transpose over 25.
    try expect(
      doubles([2, 2], [1, 2, 2, 4]).pseudoinverse(cutoff: -1), [0.04, 0.08, 0.08, 0.16])
    #expect(
      try Tensor.zeros([2, 3], .float64).pseudoinverse(cutoff: -1).doubles().allSatisfy { $0 == 0 })
  }

  @Test func exponentials() throws {
    // mpmath 1.3.0 with 50 digits; 10 times the matrix needs squarings. SciPy's are 27 and 1280
    // units off.
    let exponential: [Double] = [
      8.056943988123086, 2.8850243094172994, -0.19653069656997435, 2.313001538082802,
      5.396113753409092, 0.8903528062400108, -0.12271698013171231, 0.7667181843121252,
      0.31975311999639683,
    ]
    for x in try forms([3, 3], regular) { try expect(x.matrixExponential(), exponential) }
    let tenfold = try doubles([3, 3], regular.map { $0 * 10 })
    try expect(
      tenfold.matrixExponential(),
      [
        5029531811.876705, 3457467469.837253, 224108554.52687058, 2773436927.2867804,
        1907897155.8034618, 123869162.24206154, 161843955.37954372, 111504247.21960846,
        7264676.666911098,
      ], units: 100)
    // A turn by t, for every order of the approximation.
    for t in [0.01, 0.2, 0.9, 2, 5, 30] {
      let turn = try doubles([2, 2], [0, t, -t, 0])
      let (cosine, sine) = (cos(t), sin(t))
      try expect(turn.matrixExponential(), [cosine, sine, -sine, cosine], units: 64)
    }
    // Nilpotent: the series ends.
    try expect(doubles([2, 2], [0, 3, 0, 0]).matrixExponential(), [1, 3, 0, 1])
    #expect(try Tensor.zeros([0, 0], .float64).matrixExponential().shape == [0, 0])
    #expect(try doubles([1, 1], [1000]).matrixExponential().doubles() == [.infinity])
  }

  @Test func refusalsSayWhichMatrix() throws {
    func failure(_ body: () throws(TensorError) -> Tensor) -> TensorError? {
      do throws(TensorError) {
        _ = try body()
        return nil
      } catch {
        return error
      }
    }
    let wide = try counting([2, 3])
    #expect(
      failure { () throws(TensorError) in try wide.inverse() }
        == .linearAlgebra(.notSquare(operation: "inv", shape: [2, 3])))
    let batch = try doubles([2, 2, 2], [1, 0, 0, 1, 1, 2, 2, 4])
    #expect(
      failure { () throws(TensorError) in try batch.inverse() }
        == .linearAlgebra(.singular(operation: "inv", place: [1])))
    let indefinite = try doubles([3, 3], [1, 0, 0, 0, -1, 0, 0, 0, 1])
    #expect(
      failure { () throws(TensorError) in try indefinite.choleskyFactor() }
        == .linearAlgebra(.notPositiveDefinite(minor: 2, place: [])))
    #expect(
      failure { () throws(TensorError) in try batch.solution(of: wide.transposed()) }
        == .linearAlgebra(.rightSide(operation: "solve", matrix: [2, 2, 2], side: [3, 2])))
    #expect(
      failure { () throws(TensorError) in
        try batch.triangularSolution(
          of: Tensor.zeros([3, 2, 1], .float64), isLower: true, isTransposed: false)
      } == .notBroadcastable([2], [3]))
    let zero = try doubles([2, 2], [1, 0, 1, 0])
    #expect(
      failure { () throws(TensorError) in
        try zero.triangularSolution(
          of: Tensor.ones([2, 1], .float64), isLower: true, isTransposed: false)
      } == .linearAlgebra(.singular(operation: "triangular_solve", place: [])))
    #expect(
      failure { () throws(TensorError) in
        try Tensor(1.0).broadcast(to: [1 << 20, 1 << 20]).determinant(.value)
      } == .linearAlgebra(.tooLarge(operation: "det", shape: [1 << 20, 1 << 20])))
    #expect(
      failure { () throws(TensorError) in try Tensor.ones([2, 2], .int32).inverse() }
        == .unsupportedDType(
          operation: "inv", dtype: .int32, expected: "float32 or float64"))
  }
}

extension Tensor {
  /// Some columns of each matrix.
  fileprivate func columns(_ range: Range<Int>) throws(TensorError) -> Tensor {
    try sliced([.ellipsis, .range(start: range.lowerBound, stop: range.upperBound, step: 1)])
  }

  /// The first rows of each matrix.
  fileprivate func rows(_ count: Int) throws(TensorError) -> Tensor {
    try sliced([
      .ellipsis, .range(start: 0, stop: count, step: 1), .range(start: nil, stop: nil, step: 1),
    ])
  }
}
