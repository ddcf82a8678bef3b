import Tensors
import Testing

struct CumulativeTests {
  @Test(arguments: [
    (false, false, [1.0, 3, 6, 10]), (true, false, [0, 1, 3, 6]), (false, true, [10, 9, 7, 4]),
    (true, true, [9, 7, 4, 0]),
  ])
  func sumsRunAlongTheAxis(_ exclusive: Bool, _ reversed: Bool, _ expected: [Double]) throws {
    let x = try doubles([4], [1, 2, 3, 4])
    let row = try x.cumulativeSum(axis: 0, exclusive: exclusive, reversed: reversed)
    #expect(try row.doubles() == expected)
    // The same in columns, one of which is ten times the other.
    let columns = try Tensor.stacked([x, Tensor.binary(.multiply, x, Tensor(10.0))], axis: 1)
    let both = try columns.cumulativeSum(axis: -2, exclusive: exclusive, reversed: reversed)
    #expect(try both.doubles() == expected.flatMap { [$0, 10 * $0] })
    let strided = try columns.transposed()
      .cumulativeSum(axis: 1, exclusive: exclusive, reversed: reversed)
    #expect(try strided.doubles() == expected + expected.map { 10 * $0 })
  }

  @Test func productsRunAlongTheAxis() throws {
    let x = try integers([2, 3], [1, 2, 3, 4, 5, 6])
    func product(_ axis: Int, _ exclusive: Bool, _ reversed: Bool) throws -> [Int] {
      try x.cumulativeProduct(axis: axis, exclusive: exclusive, reversed: reversed).ints()
    }
    #expect(try product(1, false, false) == [1, 2, 6, 4, 20, 120])
    #expect(try product(1, true, true) == [6, 3, 1, 30, 6, 1])
    #expect(try product(0, false, true) == [4, 10, 18, 4, 5, 6])
    #expect(try product(0, true, false) == [1, 1, 1, 1, 2, 3])
  }

  @Test func axesAndTypesAreChecked() throws {
    #expect(throws: TensorError.axisOutOfRange(axis: 0, rank: 0)) {
      try Tensor(1.0).cumulativeSum(axis: 0, exclusive: false, reversed: false)
    }
    #expect(
      throws: TensorError.unsupportedDType(operation: "cumsum", dtype: .bool, expected: "numbers")
    ) { try Tensor.ones([2], .bool).cumulativeSum(axis: 0, exclusive: false, reversed: false) }
    let empty = try Tensor.zeros([0, 1 << 40, 1 << 40], .float32)
    #expect(try empty.cumulativeSum(axis: 1, exclusive: true, reversed: true).count == 0)
    let none = try Tensor.zeros([3, 0], .float32)
    #expect(try none.cumulativeProduct(axis: 1, exclusive: false, reversed: false).shape == [3, 0])
  }
}
