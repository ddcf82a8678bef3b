import Tensors
import Testing

/// Values by NumPy 2.4.6.
struct BinaryTests {
  static let left: [Double] = [
    -.infinity, -7.5, -3.0, -1.0, -0.0, 0.0, 1.0, 2.0, 5.5, .infinity, .nan,
  ]
  static let right: [Double] = [-.infinity, -2.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan]

  /// Each of `left` with each of `right`.
  static let expected = arithmetic + functions

  private static let arithmetic: [(BinaryOperation, [Double])] = [
    (
      .add,
      [
        -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, .nan,
        .nan, -.infinity, -9.5, -7.5, -7.5, -7.0, -5.5, -4.5, .infinity, .nan, -.infinity, -5.0,
        -3.0, -3.0, -2.5, -1.0, 0.0, .infinity, .nan, -.infinity, -3.0, -1.0, -1.0, -0.5, 1.0, 2.0,
        .infinity, .nan, -.infinity, -2.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, -.infinity,
        -2.0, 0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, -.infinity, -1.0, 1.0, 1.0, 1.5, 3.0, 4.0,
        .infinity, .nan, -.infinity, 0.0, 2.0, 2.0, 2.5, 4.0, 5.0, .infinity, .nan, -.infinity, 3.5,
        5.5, 5.5, 6.0, 7.5, 8.5, .infinity, .nan, .nan, .infinity, .infinity, .infinity, .infinity,
        .infinity, .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .subtract,
      [
        .nan, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity,
        .nan, .infinity, -5.5, -7.5, -7.5, -8.0, -9.5, -10.5, -.infinity, .nan, .infinity, -1.0,
        -3.0, -3.0, -3.5, -5.0, -6.0, -.infinity, .nan, .infinity, 1.0, -1.0, -1.0, -1.5, -3.0,
        -4.0, -.infinity, .nan, .infinity, 2.0, 0.0, -0.0, -0.5, -2.0, -3.0, -.infinity, .nan,
        .infinity, 2.0, 0.0, 0.0, -0.5, -2.0, -3.0, -.infinity, .nan, .infinity, 3.0, 1.0, 1.0, 0.5,
        -1.0, -2.0, -.infinity, .nan, .infinity, 4.0, 2.0, 2.0, 1.5, 0.0, -1.0, -.infinity, .nan,
        .infinity, 7.5, 5.5, 5.5, 5.0, 3.5, 2.5, -.infinity, .nan, .infinity, .infinity, .infinity,
        .infinity, .infinity, .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan,
      ]
    ),
    (
      .multiply,
      [
        .infinity, .infinity, .nan, .nan, -.infinity, -.infinity, -.infinity, -.infinity, .nan,
        .infinity, 15.0, 0.0, -0.0, -3.75, -15.0, -22.5, -.infinity, .nan, .infinity, 6.0, 0.0,
        -0.0, -1.5, -6.0, -9.0, -.infinity, .nan, .infinity, 2.0, 0.0, -0.0, -0.5, -2.0, -3.0,
        -.infinity, .nan, .nan, 0.0, 0.0, -0.0, -0.0, -0.0, -0.0, .nan, .nan, .nan, -0.0, -0.0, 0.0,
        0.0, 0.0, 0.0, .nan, .nan, -.infinity, -2.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan,
        -.infinity, -4.0, -0.0, 0.0, 1.0, 4.0, 6.0, .infinity, .nan, -.infinity, -11.0, -0.0, 0.0,
        2.75, 11.0, 16.5, .infinity, .nan, -.infinity, -.infinity, .nan, .nan, .infinity, .infinity,
        .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .divide,
      [
        .nan, .infinity, .infinity, -.infinity, -.infinity, -.infinity, -.infinity, .nan, .nan, 0.0,
        3.75, .infinity, -.infinity, -15.0, -3.75, -2.5, -0.0, .nan, 0.0, 1.5, .infinity,
        -.infinity, -6.0, -1.5, -1.0, -0.0, .nan, 0.0, 0.5, .infinity, -.infinity, -2.0, -0.5,
        -0.3333333333333333, -0.0, .nan, 0.0, 0.0, .nan, .nan, -0.0, -0.0, -0.0, -0.0, .nan, -0.0,
        -0.0, .nan, .nan, 0.0, 0.0, 0.0, 0.0, .nan, -0.0, -0.5, -.infinity, .infinity, 2.0, 0.5,
        0.3333333333333333, 0.0, .nan, -0.0, -1.0, -.infinity, .infinity, 4.0, 1.0,
        0.6666666666666666, 0.0, .nan, -0.0, -2.75, -.infinity, .infinity, 11.0, 2.75,
        1.8333333333333333, 0.0, .nan, .nan, -.infinity, -.infinity, .infinity, .infinity,
        .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .floorDivide,
      [
        .nan, .nan, .infinity, -.infinity, .nan, .nan, .nan, .nan, .nan, 0.0, 3.0, .infinity,
        -.infinity, -15.0, -4.0, -3.0, -1.0, .nan, 0.0, 1.0, .infinity, -.infinity, -6.0, -2.0,
        -1.0, -1.0, .nan, 0.0, 0.0, .infinity, -.infinity, -2.0, -1.0, -1.0, -1.0, .nan, 0.0, 0.0,
        .nan, .nan, -0.0, -0.0, -0.0, -0.0, .nan, -0.0, -0.0, .nan, .nan, 0.0, 0.0, 0.0, 0.0, .nan,
        -1.0, -1.0, -.infinity, .infinity, 2.0, 0.0, 0.0, 0.0, .nan, -1.0, -1.0, -.infinity,
        .infinity, 4.0, 1.0, 0.0, 0.0, .nan, -1.0, -3.0, -.infinity, .infinity, 11.0, 2.0, 1.0, 0.0,
        .nan, .nan, .nan, -.infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .modulo,
      [
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, -7.5, -1.5, .nan, .nan, 0.0, 0.5, 1.5,
        .infinity, .nan, -3.0, -1.0, .nan, .nan, 0.0, 1.0, 0.0, .infinity, .nan, -1.0, -1.0, .nan,
        .nan, 0.0, 1.0, 2.0, .infinity, .nan, -0.0, -0.0, .nan, .nan, 0.0, 0.0, 0.0, 0.0, .nan,
        -0.0, -0.0, .nan, .nan, 0.0, 0.0, 0.0, 0.0, .nan, -.infinity, -1.0, .nan, .nan, 0.0, 1.0,
        1.0, 1.0, .nan, -.infinity, -0.0, .nan, .nan, 0.0, 0.0, 2.0, 2.0, .nan, -.infinity, -0.5,
        .nan, .nan, 0.0, 1.5, 2.5, 5.5, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .power,
      [
        0.0, 0.0, 1.0, 1.0, .infinity, .infinity, -.infinity, .infinity, .nan, 0.0,
        0.017777777777777778, 1.0, 1.0, .nan, 56.25, -421.875, .infinity, .nan, 0.0,
        0.1111111111111111, 1.0, 1.0, .nan, 9.0, -27.0, .infinity, .nan, 1.0, 1.0, 1.0, 1.0, .nan,
        1.0, -1.0, 1.0, .nan, .infinity, .infinity, 1.0, 1.0, 0.0, 0.0, -0.0, 0.0, .nan, .infinity,
        .infinity, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, .nan, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
        0.0, 0.25, 1.0, 1.0, 1.4142135623730951, 4.0, 8.0, .infinity, .nan, 0.0,
        0.03305785123966942, 1.0, 1.0, 2.345207879911715, 30.25, 166.375, .infinity, .nan, 0.0, 0.0,
        1.0, 1.0, .infinity, .infinity, .infinity, .infinity, .nan, .nan, .nan, 1.0, 1.0, .nan,
        .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .maximum,
      [
        -.infinity, -2.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, -7.5, -2.0, -0.0, 0.0, 0.5,
        2.0, 3.0, .infinity, .nan, -3.0, -2.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, -1.0,
        -1.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, -0.0, -0.0, -0.0, 0.0, 0.5, 2.0, 3.0,
        .infinity, .nan, 0.0, 0.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, 1.0, 1.0, 1.0, 1.0,
        1.0, 2.0, 3.0, .infinity, .nan, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0, .infinity, .nan, 5.5,
        5.5, 5.5, 5.5, 5.5, 5.5, 5.5, .infinity, .nan, .infinity, .infinity, .infinity, .infinity,
        .infinity, .infinity, .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan,
      ]
    ),
    (
      .minimum,
      [
        -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity, -.infinity,
        -.infinity, .nan, -.infinity, -7.5, -7.5, -7.5, -7.5, -7.5, -7.5, -7.5, .nan, -.infinity,
        -3.0, -3.0, -3.0, -3.0, -3.0, -3.0, -3.0, .nan, -.infinity, -2.0, -1.0, -1.0, -1.0, -1.0,
        -1.0, -1.0, .nan, -.infinity, -2.0, -0.0, 0.0, -0.0, -0.0, -0.0, -0.0, .nan, -.infinity,
        -2.0, -0.0, 0.0, 0.0, 0.0, 0.0, 0.0, .nan, -.infinity, -2.0, -0.0, 0.0, 0.5, 1.0, 1.0, 1.0,
        .nan, -.infinity, -2.0, -0.0, 0.0, 0.5, 2.0, 2.0, 2.0, .nan, -.infinity, -2.0, -0.0, 0.0,
        0.5, 2.0, 3.0, 5.5, .nan, -.infinity, -2.0, -0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .atan2,
      [
        -2.356194490192345, -1.5707963267948966, -1.5707963267948966, -1.5707963267948966,
        -1.5707963267948966, -1.5707963267948966, -1.5707963267948966, -0.7853981633974483, .nan,
        -3.141592653589793, -1.8313987185422376, -1.5707963267948966, -1.5707963267948966,
        -1.5042281630190728, -1.3101939350475558, -1.1902899496825317, -0.0, .nan,
        -3.141592653589793, -2.1587989303424644, -1.5707963267948966, -1.5707963267948966,
        -1.4056476493802699, -0.982793723247329, -0.7853981633974483, -0.0, .nan,
        -3.141592653589793, -2.677945044588987, -1.5707963267948966, -1.5707963267948966,
        -1.1071487177940904, -0.4636476090008061, -0.3217505543966422, -0.0, .nan,
        -3.141592653589793, -3.141592653589793, -3.141592653589793, -0.0, -0.0, -0.0, -0.0, -0.0,
        .nan, 3.141592653589793, 3.141592653589793, 3.141592653589793, 0.0, 0.0, 0.0, 0.0, 0.0,
        .nan, 3.141592653589793, 2.677945044588987, 1.5707963267948966, 1.5707963267948966,
        1.1071487177940904, 0.4636476090008061, 0.3217505543966422, 0.0, .nan, 3.141592653589793,
        2.356194490192345, 1.5707963267948966, 1.5707963267948966, 1.3258176636680326,
        0.7853981633974483, 0.5880026035475675, 0.0, .nan, 3.141592653589793, 1.9195673303788037,
        1.5707963267948966, 1.5707963267948966, 1.4801364395941514, 1.2220253232109897,
        1.0714496051147666, 0.0, .nan, 2.356194490192345, 1.5707963267948966, 1.5707963267948966,
        1.5707963267948966, 1.5707963267948966, 1.5707963267948966, 1.5707963267948966,
        0.7853981633974483, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
  ]

  @Test(arguments: expected)
  func floatsAgreeWithNumPy(_ operation: BinaryOperation, _ values: [Double]) throws {
    let (rows, columns) = (Self.left.count, Self.right.count)
    let result = try Tensor.binary(
      operation, doubles([rows, 1], Self.left), doubles([columns], Self.right))
    #expect(result.shape == [rows, columns])
    let elements = try result.doubles()
    for (i, value) in values.enumerated() {
      let (x, y) = (Self.left[i / columns], Self.right[i % columns])
      let isZero =
        value == 0 && elements[i] == 0 && (operation == .maximum || operation == .minimum)
      #expect(isZero || agrees(elements[i], value), "\(operation)(\(x), \(y)) is \(elements[i])")
      let scalar = try #require(Tensor.scalar(operation, Tensor(x), Tensor(y)))
      #expect(scalar.isIdentical(to: Tensor(elements[i])))
    }
  }

  @Test func everyOperationOnFloatsIsTested() {
    let tested = Self.expected.map(\.0) + [.logicalAnd, .logicalOr, .logicalXor]
    #expect(Set(tested) == Set(BinaryOperation.allCases))
  }

  static let integers: [(BinaryOperation, [Int32])] = [
    (
      .add,
      [
        -10, -8, -5, -2, -4, -2, 1, 4, -3, -1, 2, 5, 0, 2, 5, 8, 2147483644, 2147483646,
        -2147483647, -2147483644, 2147483645, 2147483647, -2147483646, -2147483643,
      ]
    ),
    (
      .subtract,
      [
        -4, -6, -9, -12, 2, 0, -3, -6, 3, 1, -2, -5, 6, 4, 1, -2, -2147483646, -2147483648,
        2147483645, 2147483642, -2147483645, -2147483647, 2147483646, 2147483643,
      ]
    ),
    (
      .multiply,
      [
        21, 7, -14, -35, 3, 1, -2, -5, 0, 0, 0, 0, -9, -3, 6, 15, -2147483645, -2147483647, -2,
        2147483643, -2147483648, -2147483648, 0, -2147483648,
      ]
    ),
    (
      .floorDivide,
      [
        2, 7, -4, -2, 0, 1, -1, -1, 0, 0, 0, 0, -1, -3, 1, 0, -715827883, -2147483647, 1073741823,
        429496729, 715827882, -2147483648, -1073741824, -429496730,
      ]
    ),
    (
      .truncatedModulo,
      [-1, 0, -1, -2, -1, 0, -1, -1, 0, 0, 0, 0, 0, 0, 1, 3, 1, 0, 1, 2, -2, 0, 0, -3]
    ),
    (.modulo, [-1, 0, 1, 3, -1, 0, 1, 4, 0, 0, 0, 0, 0, 0, 1, 3, -2, 0, 1, 2, -2, 0, 0, 2]),
    (
      .maximum,
      [
        -3, -1, 2, 5, -1, -1, 2, 5, 0, 0, 2, 5, 3, 3, 3, 5, 2147483647, 2147483647, 2147483647,
        2147483647, -3, -1, 2, 5,
      ]
    ),
    (
      .minimum,
      [
        -7, -7, -7, -7, -3, -1, -1, -1, -3, -1, 0, 0, -3, -1, 2, 3, -3, -1, 2, 5, -2147483648,
        -2147483648, -2147483648, -2147483648,
      ]
    ),
  ]

  @Test(arguments: integers)
  func integersAgreeWithNumPyAndWrapAround(
    _ operation: BinaryOperation, _ values: [Int32]
  ) throws {
    let left = try Tensor(
      shape: [6, 1], values: [-7, -1, 0, 3, 2147483647, -2147483648] as [Int32])
    let right = try Tensor(shape: [4], values: [-3, -1, 2, 5] as [Int32])
    #expect(try Tensor.binary(operation, left, right).values(as: Int32.self) == values)
  }

  @Test func integerPowersWrapAround() throws {
    let left = try Tensor(
      shape: [6, 1], values: [-7, -1, 0, 3, 2147483647, -2147483648] as [Int32])
    let right = try Tensor(shape: [4], values: [0, 1, 5, 33] as [Int32])
    #expect(
      try Tensor.binary(.power, left, right).values(as: Int32.self) == [
        1, -7, -16807, -100179207, 1, -1, -1, -1, 1, 0, 0, 0, 1, 3, 243, -1504003197, 1, 2147483647,
        2147483647, 2147483647, 1, -2147483648, 0, 0,
      ])
  }

  @Test func theLowestIntegerDividedByMinusOneWraps() throws {
    let (lowest, minusOne) = (Tensor(Int64.min), Tensor(Int64(-1)))
    #expect(try Tensor.binary(.floorDivide, lowest, minusOne).scalar(as: Int64.self) == .min)
    #expect(try Tensor.binary(.modulo, lowest, minusOne).scalar(as: Int64.self) == 0)
  }

  @Test func integerDivisionByZeroIsAnError() throws {
    let (one, zeros) = (Tensor(Int32(1)), try Tensor.zeros([2], .int32))
    #expect(throws: TensorError.divisionByZero) { try Tensor.binary(.floorDivide, one, zeros) }
    #expect(throws: TensorError.divisionByZero) { try Tensor.binary(.modulo, one, zeros) }
    #expect(throws: TensorError.negativePower) {
      try Tensor.binary(.power, one, Tensor(Int32(-1)))
    }
    let empty = try Tensor.zeros([0, 1], .int32)
    #expect(try Tensor.binary(.floorDivide, empty, zeros).shape == [0, 2])
  }

  @Test func dtypesMustAgreeAndHaveTheOperation() throws {
    #expect(throws: TensorError.dtypeMismatch(.float32, .float64)) {
      try Tensor.binary(.add, Tensor(Float(1)), Tensor(1.0))
    }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "divide", dtype: .int32, expected: "floating-point numbers")
    ) { try Tensor.binary(.divide, Tensor(Int32(1)), Tensor(Int32(1))) }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "logicalOr", dtype: .float64, expected: "booleans")
    ) { try Tensor.binary(.logicalOr, Tensor(1.0), Tensor(1.0)) }
    #expect(
      throws: TensorError.unsupportedDType(operation: "add", dtype: .bool, expected: "numbers")
    ) { try Tensor.binary(.add, Tensor(true), Tensor(true)) }
  }

  @Test func booleansCombine() throws {
    let x = try Tensor(shape: [4], values: [true, true, false, false])
    let y = try Tensor(shape: [4], values: [true, false, true, false])
    let and = try Tensor.binary(.logicalAnd, x, y).values(as: Bool.self)
    let or = try Tensor.binary(.logicalOr, x, y).values(as: Bool.self)
    #expect(and == [true, false, false, false])
    #expect(or == [true, true, true, false])
  }

  @Test func shapesThatDoNotBroadcastAreRefused() throws {
    let (x, y) = (try counting([2, 3]), try counting([2]))
    #expect(throws: TensorError.notBroadcastable([2, 3], [2])) { try Tensor.binary(.add, x, y) }
  }

  @Test(arguments: [
    ([3], [2, 3]), ([2, 1], [1, 3]), ([4, 1, 3], [2, 1]), ([], [2, 2]), ([0, 3], [1, 3]), ([1], []),
  ])
  func broadcastingFollowsIndexArithmetic(_ left: [Int], _ right: [Int]) throws {
    let (x, y) = (try counting(left), try counting(right))
    let result = try Tensor.binary(.add, x, y)
    let expected = positions(result.shape).map { position in
      func own(_ shape: [Int]) -> Double {
        let aligned = position.suffix(shape.count)
        return Double(place(zip(aligned, shape).map { $1 == 1 ? 0 : $0 }, in: shape))
      }
      return own(left) + own(right)
    }
    #expect(try result.doubles() == expected)
  }

  @Test func theSumReusesMemoryThatNobodyElseHolds() throws {
    func address(_ tensor: Tensor) throws -> UInt {
      try tensor.withElements(as: Double.self) { elements throws(TensorError) in
        UInt(bitPattern: elements.baseAddress)
      }
    }
    let term = try counting([1000]).unary(.negative)
    let sum = try counting([1000])
    let before = try address(sum)
    let x = try Tensor.sum(of: consume sum, adding: term)
    #expect(try address(x) == before)
    #expect(try x.doubles() == [Double](repeating: 0, count: 1000))
    let shared = x
    let y = try Tensor.sum(of: x, adding: counting([1000]).transposed())
    #expect(try shared.doubles() == [Double](repeating: 0, count: 1000))
    #expect(try y.doubles() == (0..<1000).map(Double.init))
    #expect(try Tensor.sum(of: Tensor(1.0), adding: Tensor(2.0)).doubleValue == 3)
    #expect(throws: TensorError.dtypeMismatch(.float64, .float32)) {
      try Tensor.sum(of: Tensor(1.0), adding: Tensor(Float(2)))
    }
  }

  @Test func operandsOfRank64Work() throws {
    let shape = [Int](repeating: 1, count: 60) + [2, 1, 3, 1]
    let x = try counting(shape)
    let y = try Tensor.binary(.add, x, x.transposed().transposed())
    #expect(y.shape == shape)
    #expect(try y.doubles() == [0, 2, 4, 6, 8, 10])
  }
}
