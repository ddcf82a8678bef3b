import Tensors
import Testing

/// Values by NumPy 2.4.6; `sigmoid` by CPython's `math.exp`.
struct UnaryTests {
  static let operand: [Double] = [
    -.infinity, -3.7, -2.5, -1.0, -0.5, -0.0, 0.0, 1e-10, 0.5, 1.0, 2.5, 3.7, 100.0, .infinity,
    .nan,
  ]

  static let expected = arithmetic + functions

  private static let arithmetic: [(UnaryOperation, [Double])] = [
    (
      .negative,
      [
        .infinity, 3.7, 2.5, 1.0, 0.5, 0.0, -0.0, -1e-10, -0.5, -1.0, -2.5, -3.7, -100.0,
        -.infinity, .nan,
      ]
    ),
    (
      .abs,
      [.infinity, 3.7, 2.5, 1.0, 0.5, 0.0, 0.0, 1e-10, 0.5, 1.0, 2.5, 3.7, 100.0, .infinity, .nan]
    ),
    (.sign, [-1.0, -1.0, -1.0, -1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, .nan]),
    (
      .square,
      [
        .infinity, 13.690000000000001, 6.25, 1.0, 0.25, 0.0, 0.0, 1.0000000000000001e-20, 0.25, 1.0,
        6.25, 13.690000000000001, 10000.0, .infinity, .nan,
      ]
    ),
    (
      .sqrt,
      [
        .nan, .nan, .nan, .nan, .nan, -0.0, 0.0, 1e-05, 0.7071067811865476, 1.0, 1.5811388300841898,
        1.9235384061671346, 10.0, .infinity, .nan,
      ]
    ),
    (
      .rsqrt,
      [
        .nan, .nan, .nan, .nan, .nan, -.infinity, .infinity, 99999.99999999999, 1.414213562373095,
        1.0, 0.6324555320336759, 0.5198752449100363, 0.1, 0.0, .nan,
      ]
    ),
    (
      .reciprocal,
      [
        -0.0, -0.27027027027027023, -0.4, -1.0, -2.0, -.infinity, .infinity, 10000000000.0, 2.0,
        1.0, 0.4, 0.27027027027027023, 0.01, 0.0, .nan,
      ]
    ),
    (
      .exp,
      [
        0.0, 0.024723526470339388, 0.0820849986238988, 0.36787944117144233, 0.6065306597126334, 1.0,
        1.0, 1.0000000001, 1.6487212707001282, 2.718281828459045, 12.182493960703473,
        40.4473043600674, 2.6881171418161356e+43, .infinity, .nan,
      ]
    ),
    (
      .expm1,
      [
        -1.0, -0.9752764735296606, -0.9179150013761012, -0.6321205588285577, -0.3934693402873666,
        -0.0, 0.0, 1.00000000005e-10, 0.6487212707001282, 1.7182818284590453, 11.182493960703473,
        39.4473043600674, 2.6881171418161356e+43, .infinity, .nan,
      ]
    ),
    (
      .log,
      [
        .nan, .nan, .nan, .nan, .nan, -.infinity, -.infinity, -23.025850929940457,
        -0.6931471805599453, 0.0, 0.9162907318741551, 1.308332819650179, 4.605170185988092,
        .infinity, .nan,
      ]
    ),
    (
      .log1p,
      [
        .nan, .nan, .nan, -.infinity, -0.6931471805599453, -0.0, 0.0, 9.999999999500001e-11,
        0.4054651081081644, 0.6931471805599453, 1.252762968495368, 1.547562508716013,
        4.61512051684126, .infinity, .nan,
      ]
    ),
    (
      .sin,
      [
        .nan, 0.5298361409084934, -0.5984721441039565, -0.8414709848078965, -0.479425538604203,
        -0.0, 0.0, 1e-10, 0.479425538604203, 0.8414709848078965, 0.5984721441039565,
        -0.5298361409084934, -0.5063656411097588, .nan, .nan,
      ]
    ),
    (
      .cos,
      [
        .nan, -0.848100031710408, -0.8011436155469337, 0.5403023058681398, 0.8775825618903728, 1.0,
        1.0, 1.0, 0.8775825618903728, 0.5403023058681398, -0.8011436155469337, -0.848100031710408,
        0.8623188722876839, .nan, .nan,
      ]
    ),
    (
      .tan,
      [
        .nan, -0.6247330752245639, 0.7470222972386603, -1.5574077246549023, -0.5463024898437905,
        -0.0, 0.0, 1e-10, 0.5463024898437905, 1.5574077246549023, -0.7470222972386603,
        0.6247330752245639, -0.5872139151569291, .nan, .nan,
      ]
    ),
    (
      .asin,
      [
        .nan, .nan, .nan, -1.5707963267948966, -0.5235987755982989, -0.0, 0.0, 1e-10,
        0.5235987755982989, 1.5707963267948966, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .acos,
      [
        .nan, .nan, .nan, 3.141592653589793, 2.0943951023931957, 1.5707963267948966,
        1.5707963267948966, 1.5707963266948965, 1.0471975511965976, 0.0, .nan, .nan, .nan, .nan,
        .nan,
      ]
    ),
    (
      .atan,
      [
        -1.5707963267948966, -1.3068326031691921, -1.1902899496825317, -0.7853981633974483,
        -0.4636476090008061, -0.0, 0.0, 1e-10, 0.4636476090008061, 0.7853981633974483,
        1.1902899496825317, 1.3068326031691921, 1.5607966601082315, 1.5707963267948966, .nan,
      ]
    ),
    (
      .sinh,
      [
        -.infinity, -20.21129041679853, -6.0502044810397875, -1.1752011936438014,
        -0.5210953054937474, -0.0, 0.0, 1e-10, 0.5210953054937474, 1.1752011936438014,
        6.0502044810397875, 20.21129041679853, 1.3440585709080678e+43, .infinity, .nan,
      ]
    ),
    (
      .cosh,
      [
        .infinity, 20.23601394326887, 6.132289479663686, 1.5430806348152437, 1.1276259652063807,
        1.0, 1.0, 1.0, 1.1276259652063807, 1.5430806348152437, 6.132289479663686, 20.23601394326887,
        1.3440585709080678e+43, .infinity, .nan,
      ]
    ),
    (
      .tanh,
      [
        -1.0, -0.9987782412811311, -0.9866142981514303, -0.7615941559557649, -0.46211715726000974,
        -0.0, 0.0, 1e-10, 0.46211715726000974, 0.7615941559557649, 0.9866142981514303,
        0.9987782412811311, 1.0, 1.0, .nan,
      ]
    ),
    (
      .sigmoid,
      [
        0.0, 0.0241270214176692, 0.07585818002124356, 0.2689414213699951, 0.37754066879814546, 0.5,
        0.5, 0.500000000025, 0.6224593312018546, 0.7310585786300049, 0.9241418199787566,
        0.9758729785823308, 1.0, 1.0, .nan,
      ]
    ),
    (
      .relu, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1e-10, 0.5, 1.0, 2.5, 3.7, 100.0, .infinity, .nan]
    ),
    (
      .softplus,
      [
        0.0, 0.024422845933779157, 0.07888973429254963, 0.31326168751822286, 0.4740769841801067,
        0.6931471805599453, 0.6931471805599453, 0.6931471806099453, 0.9740769841801067,
        1.3132616875182228, 2.5788897342925496, 3.724422845933779, 100.0, .infinity, .nan,
      ]
    ),
    (
      .floor,
      [
        -.infinity, -4.0, -3.0, -1.0, -1.0, -0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 100.0, .infinity,
        .nan,
      ]
    ),
    (
      .ceil,
      [
        -.infinity, -3.0, -2.0, -1.0, -0.0, -0.0, 0.0, 1.0, 1.0, 1.0, 3.0, 4.0, 100.0, .infinity,
        .nan,
      ]
    ),
    (
      .round,
      [
        -.infinity, -4.0, -2.0, -1.0, -0.0, -0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 100.0, .infinity,
        .nan,
      ]
    ),
  ]

  @Test(arguments: expected)
  func floatsAgreeWithNumPy(_ operation: UnaryOperation, _ values: [Double]) throws {
    let result = try doubles([15], Self.operand).unary(operation).doubles()
    for (i, value) in values.enumerated() {
      #expect(agrees(result[i], value), "\(operation)(\(Self.operand[i]))")
      let scalar = try #require(Tensor.scalar(operation, Tensor(Self.operand[i])))
      #expect(scalar.isIdentical(to: Tensor(result[i])))
    }
  }

  @Test func everyOperationOnFloatsIsTested() {
    let tested = Self.expected.map(\.0) + [.logicalNot]
    #expect(Set(tested) == Set(UnaryOperation.allCases))
  }

  @Test func float32IsRoundedOnce() throws {
    let x = try Tensor(shape: [2], values: [Float(0.1), Float(2)])
    #expect(try x.unary(.sqrt).values(as: Float.self) == [0.3162277638912201, 1.4142135381698608])
  }

  @Test func integersWrapAround() throws {
    let x = try Tensor(shape: [4], values: [Int32.min, -3, 0, 70000])
    #expect(try x.unary(.negative).values(as: Int32.self) == [.min, 3, 0, -70000])
    #expect(try x.unary(.abs).values(as: Int32.self) == [.min, 3, 0, 70000])
    #expect(try x.unary(.sign).values(as: Int32.self) == [-1, -1, 0, 1])
    #expect(try x.unary(.square).values(as: Int32.self) == [0, 9, 0, 605032704])
    #expect(try x.unary(.relu).values(as: Int32.self) == [0, 0, 0, 70000])
    #expect(try x.unary(.round).isIdentical(to: x))
  }

  @Test func dtypesWithoutTheOperationAreRefused() throws {
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "exp", dtype: .int64, expected: "floating-point numbers")
    ) { try Tensor(Int64(1)).unary(.exp) }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "logicalNot", dtype: .float32, expected: "booleans")
    ) { try Tensor(Float(1)).unary(.logicalNot) }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "negative", dtype: .bool, expected: "numbers")
    ) { try Tensor(true).unary(.negative) }
    #expect(try Tensor(true).unary(.logicalNot).scalar(as: Bool.self) == false)
  }

  @Test func stridedOperandsGiveTheSameElements() throws {
    let x = try counting([3, 4, 5]).transposed([2, 0, 1])
    let expected = try x.copied().unary(.sqrt)
    #expect(try x.unary(.sqrt).isIdentical(to: expected))
  }

  @Test func predicatesTellNumbersApart() throws {
    let x = try doubles([4], [1, .nan, -.infinity, 0])
    #expect(try x.predicate(.isNaN).values(as: Bool.self) == [false, true, false, false])
    #expect(try x.predicate(.isInfinite).values(as: Bool.self) == [false, false, true, false])
    #expect(try x.predicate(.isFinite).values(as: Bool.self) == [true, false, false, true])
    #expect(try Tensor(Int32(3)).predicate(.isFinite).scalar(as: Bool.self))
  }
}
