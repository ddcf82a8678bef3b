import Tensors
import Testing

struct MatmulTests {
  /// The definition, with index arithmetic.
  private func product(_ x: [Int], _ y: [Int], _ rows: Int, _ inner: Int, _ columns: Int) -> [Int] {
    (0..<rows * columns).map { at in
      (0..<inner).reduce(0) { $0 + x[at / columns * inner + $1] * y[$1 * columns + at % columns] }
    }
  }

  @Test(arguments: [
    (1, 1, 1), (2, 3, 4), (5, 1, 7), (1, 9, 6), (6, 9, 1), (17, 19, 23), (33, 300, 9), (130, 5, 65),
    (4, 600, 8), (129, 257, 15),
  ])
  func productsFollowTheDefinition(_ rows: Int, _ inner: Int, _ columns: Int) throws {
    var generator = PhiloxGenerator(seed: 3)
    let x = try generator.integers(shape: [rows, inner], dtype: .int64, low: -9, high: 10)
    let y = try generator.integers(shape: [inner, columns], dtype: .int64, low: -9, high: 10)
    let expected = product(try x.ints(), try y.ints(), rows, inner, columns)
    for dtype in [DType.float32, .float64, .int32, .int64] {
      let (a, b) = (try x.cast(to: dtype), try y.cast(to: dtype))
      // Small integers are exact in every type.
      #expect(try Tensor.matmul(a, b).ints() == expected)
      let turned = try a.transposed().copied().transposed()
      let strided = try Tensor.concatenated([b, b], axis: 1)
        .sliced([.ellipsis, .range(start: nil, stop: columns, step: 1)])
      #expect(try Tensor.matmul(turned, strided).ints() == expected)
      #expect(try Tensor.matmul(a, b.transposed().copied().transposed()).ints() == expected)
    }
  }

  @Test(arguments: [
    ([3], [3], []), ([2, 3], [3], [2]), ([3], [3, 2], [2]), ([4, 2, 3], [3, 5], [4, 2, 5]),
    ([2, 3], [4, 3, 5], [4, 2, 5]), ([4, 1, 2, 3], [6, 3, 5], [4, 6, 2, 5]),
    ([3], [4, 3, 2], [4, 2]),
    ([4, 2, 3], [3], [4, 2]), ([0, 3], [3, 2], [0, 2]), ([2, 0], [0, 3], [2, 3]),
    ([0, 2, 3], [3, 1], [0, 2, 1]),
  ])
  func shapesFollowNumPy(_ left: [Int], _ right: [Int], _ result: [Int]) throws {
    let x = try Tensor.ones(left, .float32)
    let y = try Tensor.ones(right, .float32)
    let product = try Tensor.matmul(x, y)
    #expect(product.shape == result)
    let inner = Double(left[left.count - 1])
    #expect(try product.doubles() == [Double](repeating: inner, count: product.count))
  }

  /// Each element of Aᵀ·v is the sum of its terms from the first to the last.
  @Test func theTermsOfATransposeTimesAVectorAreAddedInOrder() throws {
    let (rows, columns) = (1_003, 37)
    let numbers = (0..<(rows * columns)).map { Float($0 % 977) / 977 - 0.4 }
    let factors = (0..<rows).map { 0.3 + Float($0 % 89) / 89 }
    let matrix = try Tensor(shape: [rows, columns], values: numbers)
    let vector = try Tensor(shape: [rows], values: factors)
    let expected = (0..<columns).map { column in
      (0..<rows).reduce(Float(0)) { $0 + numbers[$1 * columns + column] * factors[$1] }
    }
    let found = try Tensor.matmul(matrix.transposed(), vector).values(as: Float.self)
    #expect(found.map(\.bitPattern) == expected.map(\.bitPattern))
  }

  @Test func eachMatrixOfABatchIsMultipliedByItsOwn() throws {
    let (x, y) = (try counting([2, 1, 2, 2], .int32), try counting([3, 2, 1], .int32))
    // np.matmul(np.arange(8).reshape(2, 1, 2, 2), np.arange(6).reshape(3, 2, 1)), NumPy 2.4.6
    let expected = [1, 3, 3, 13, 5, 23, 5, 7, 23, 33, 41, 59]
    #expect(try Tensor.matmul(x, y).ints() == expected)
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    let (x, y) = (try counting([2, 3]), try counting([2, 3]))
    #expect(throws: TensorError.matmulShapes([2, 3], [2, 3])) { try Tensor.matmul(x, y) }
    #expect(throws: TensorError.wrongRank(operation: "matmul", rank: 0, expected: "1 or more")) {
      try Tensor.matmul(x, Tensor(1.0))
    }
    #expect(throws: TensorError.notBroadcastable([2], [3])) {
      try Tensor.matmul(counting([2, 1, 1]), counting([3, 1, 1]))
    }
    #expect(throws: TensorError.dtypeMismatch(.float64, .float32)) {
      try Tensor.matmul(x, Tensor.ones([3, 1], .float32))
    }
    #expect(
      throws: TensorError.unsupportedDType(operation: "matmul", dtype: .bool, expected: "numbers")
    ) { try Tensor.matmul(Tensor.ones([1, 1], .bool), Tensor.ones([1, 1], .bool)) }
  }

  @Test func nanAndInfinityReachTheirOwnElementsOnly() throws {
    var values = [Double](repeating: 1, count: 20 * 20)
    values[25] = .nan
    let x = try doubles([20, 20], values)
    let product = try Tensor.matmul(x, Tensor.ones([20, 20], .float64)).doubles()
    for (i, element) in product.enumerated() { #expect(element.isNaN == (i / 20 == 1)) }
  }

  @Test func hugeViewsAreRefused() throws {
    let long = try Tensor(1.0).broadcast(to: [1, 1 << 40])
    #expect(throws: TensorError.self) { try Tensor.matmul(long, long.transposed()) }
    #expect(throws: TensorError.self) { try Tensor.matmul(long.transposed(), long) }
  }
}
