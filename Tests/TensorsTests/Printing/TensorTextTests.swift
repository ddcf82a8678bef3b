import Testing

@testable import Tensors

@Suite struct TensorTextTests {
  /// A layout of a tensor's memory, as slicing, transposing and broadcasting make them.
  private func view(
    _ tensor: Tensor, shape: [Int], strides: [Int], offset: Int = 0
  ) throws -> Tensor {
    let array = try #require(tensor.array)
    return Tensor(
      dtype: tensor.dtype, array: array.view(shape: shape, strides: strides, offset: offset))
  }

  private func numbers(_ count: Int, shape: [Int]) throws -> Tensor {
    try Tensor(shape: shape, values: (0..<count).map { Float($0) })
  }

  @Test func theFirstGradientPrintsInTwoRows() throws {
    let gradient = try Tensor(repeating: Float(8), shape: [2, 2])
    #expect(gradient.text() == "[[8. 8.]\n [8. 8.]]")
    #expect(
      gradient.representation() == "array([[8., 8.],\n       [8., 8.]], dtype=float32)")
  }

  @Test func aScalarPrintsItsShortestDigits() {
    #expect(Tensor(Float(0.1)).text() == "0.1")
    #expect(Tensor(Double(0.1)).text(PrintOptions(precision: 0)) == "0.1")
    #expect(Tensor(Float(8)).representation() == "array(8., dtype=float32)")
    #expect(Tensor(true).text() == "True")
    #expect(Tensor(Int32(-3)).representation() == "array(-3, dtype=int32)")
  }

  @Test func aFloat32ScalarTurnsScientificAtAMillion() {
    #expect(Tensor(Float(999_999)).text() == "999999.0")
    #expect(Tensor(Float(1_000_000)).text() == "1e+06")
    #expect(Tensor(Double(1_000_000)).text() == "1000000.0")
  }

  @Test func viewsPrintTheirElementsInTheirOwnOrder() throws {
    let matrix = try numbers(6, shape: [2, 3])
    let transposed = try view(matrix, shape: [3, 2], strides: [1, 3])
    #expect(transposed.text() == "[[0. 3.]\n [1. 4.]\n [2. 5.]]")
    let reversed = try view(matrix, shape: [6], strides: [-1], offset: 5)
    #expect(reversed.text() == "[5. 4. 3. 2. 1. 0.]")
    let column = try view(matrix, shape: [2], strides: [3], offset: 2)
    #expect(column.text() == "[2. 5.]")
    let broadcast = try view(matrix, shape: [2, 3], strides: [0, 1])
    #expect(broadcast.text() == "[[0. 1. 2.]\n [0. 1. 2.]]")
    #expect(try transposed.listText() == "[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]")
  }

  @Test func aCutViewReadsItsOwnEdges() throws {
    let matrix = try numbers(40, shape: [4, 10])
    let transposed = try view(matrix, shape: [10, 4], strides: [1, 10])
    let options = PrintOptions(threshold: 5, edgeItems: 1)
    #expect(transposed.text(options) == "[[ 0. ... 30.]\n ...\n [ 9. ... 39.]]")
    let backwards = try view(matrix, shape: [40], strides: [-1], offset: 39)
    #expect(backwards.text(options) == "[39. ...  0.]")
  }

  @Test func aHugeTensorPrintsOnlyItsEdges() throws {
    let one = try Tensor(shape: [1], values: [Float(0.5)])
    let huge = try view(one, shape: [1 << 24, 1 << 24], strides: [0, 0])
    let row = "[0.5 0.5 0.5 ... 0.5 0.5 0.5]"
    let expected = "[\(row)\n \(row)\n \(row)\n ...\n \(row)\n \(row)\n \(row)]"
    #expect(huge.text() == expected)
    #expect(huge.representation().hasSuffix("shape=(16777216, 16777216), dtype=float32)"))
  }

  @Test func noMoreThanTheLimitIsWrittenAsAList() throws {
    let one = try Tensor(shape: [1], values: [true])
    let line = try view(one, shape: [1 << 40], strides: [0])
    #expect(throws: TensorError.tooManyElements(shape: [1 << 40])) { try line.listText() }
    let empty = try view(one, shape: [1 << 40, 0], strides: [0, 0])
    #expect(throws: TensorError.tooManyElements(shape: [1 << 40, 0])) { try empty.listText() }
  }

  @Test func aRankOfThousandsPrints() throws {
    let one = try Tensor(shape: [1], values: [Int64(5)])
    let rank = 5000
    let deep = try view(
      one, shape: [Int](repeating: 1, count: rank), strides: [Int](repeating: 1, count: rank))
    let opening = String(repeating: "[", count: rank)
    let closing = String(repeating: "]", count: rank)
    #expect(deep.text() == opening + "5" + closing)
    #expect(try deep.listText() == opening + "5" + closing)
  }

  @Test(arguments: [Int.min, -1, 0, Int.max])
  func extremeOptionsDoNotTrap(number: Int) throws {
    let tensor = try Tensor(shape: [2, 9], values: (0..<18).map { Double($0) / 7 })
    let options = PrintOptions(
      precision: number, threshold: number, edgeItems: number, lineWidth: number)
    #expect(tensor.text(options).hasPrefix("[["))
    #expect(tensor.representation(options).hasPrefix("array([["))
  }
}
