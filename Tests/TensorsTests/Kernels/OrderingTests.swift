import Tensors
import Testing

struct OrderingTests {
  /// Equal elements keep their order whichever way is taken: short rows go by insertion, long ones by
  /// digits.
  @Test(arguments: [5, 64, 65, 1000, 70_000], [false, true])
  func theOrderIsThatOfAStableSort(_ count: Int, _ isDescending: Bool) throws {
    var generator = PhiloxGenerator(seed: 3)
    for dtype in [DType.float32, .float64, .int32, .int64] {
      let x = try generator.integers(shape: [count], dtype: .int64, low: -50, high: 50).cast(
        to: dtype)
      let numbers = try x.doubles()
      let expected = numbers.indices.sorted {
        numbers[$0] == numbers[$1]
          ? $0 < $1 : isDescending ? numbers[$0] > numbers[$1] : numbers[$0] < numbers[$1]
      }
      #expect(try x.argsorted(axis: 0, isDescending: isDescending).ints() == expected)
    }
  }

  @Test func numbersOfEveryKindHaveTheirPlace() throws {
    let numbers = [
      1, -0.0, .infinity, 0, .nan, -.infinity, -1, .leastNonzeroMagnitude,
      -Double.leastNonzeroMagnitude, 1e308, -.nan, -1e308,
    ]
    let order = try doubles([12], numbers).argsorted(axis: 0, isDescending: false).ints()
    #expect(order == [5, 11, 6, 8, 1, 3, 7, 0, 9, 2, 4, 10])
    let back = try doubles([12], numbers).argsorted(axis: 0, isDescending: true).ints()
    #expect(back == [4, 10, 2, 9, 0, 7, 1, 3, 8, 6, 11, 5])
    let integers = try Tensor(shape: [4], values: [Int64.max, 0, .min, -1])
    #expect(try integers.argsorted(axis: 0, isDescending: false).ints() == [2, 3, 1, 0])
    let booleans = try Tensor(shape: [3], values: [true, false, true])
    #expect(try booleans.argsorted(axis: 0, isDescending: true).ints() == [0, 2, 1])
  }

  @Test func eachRowOfAnAxisIsSorted() throws {
    let x = try doubles([2, 3], [3, 1, 2, 0, 5, 4])
    #expect(try x.argsorted(axis: 1, isDescending: false).ints() == [1, 2, 0, 0, 2, 1])
    #expect(try x.argsorted(axis: -2, isDescending: false).ints() == [1, 0, 0, 0, 1, 1])
    #expect(try x.transposed().argsorted(axis: 0, isDescending: false).shape == [3, 2])
    #expect(try Tensor.zeros([2, 0], .float32).argsorted(axis: 1, isDescending: false).count == 0)
    #expect(throws: TensorError.axisOutOfRange(axis: 0, rank: 0)) {
      try Tensor(1.0).argsorted(axis: 0, isDescending: false)
    }
  }

  @Test func aStopIsHeard() throws {
    let x = try counting([1 << 20])
    #expect(throws: TensorError.interrupted) {
      try InterruptionCheck.perform(asking: { true }) { () throws(TensorError) in
        _ = try x.argsorted(axis: 0, isDescending: true)
      }
    }
  }
}
