import Tensors
import Testing

@testable import Autodiff

/// Derivatives of elementary functions of every order, also where a careless formula overflows or
/// cancels.
@Suite struct ElementaryDerivativeTests {
  /// A derivative of some order by one operand, at numbers.
  private func derivative(
    _ name: String, _ operands: [Double], by place: Int = 0, order: Int = 1
  ) throws -> Double {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    var values = operands.map { Value(Tensor($0)) }
    values[place] = try recorder.watch(values[place], on: tape)
    var y = try recorder.apply(.named(name), values)
    for _ in 0..<order {
      let gradient = try recorder.gradient(
        of: [Target(y)], by: [Source(values[place])], on: tape, zeroForUnconnected: true)
      y = try #require(gradient[0].value)
    }
    return try #require(y.tensor.doubleValue)
  }

  private func isClose(_ x: Double, _ y: Double, _ tolerance: Double = 1e-13) -> Bool {
    x == y || abs(x - y) <= tolerance * abs(y)
  }

  /// Values by mpmath 1.3, `diff` in 50 digits.
  static let extremes: [(name: String, operands: [Double], value: Double)] = [
    ("asinh", [1e+200], 1e-200),
    ("acosh", [1e+200], 1e-200),
    ("acosh", [1.000000000001], 707075.3521795856),
    ("atanh", [0.999999999999], 500011061105.0014),
    ("atanh", [-0.9999999999999999], 4503599627370496.0),
    ("asin", [0.999999999999], 707114.6025256454),
    ("acos", [-0.999999999999], -707114.6025256454),
    ("cbrt", [1e+300], 3.3333333333333335e-201),
    ("cbrt", [1e-300], 3.3333333333333334e+199),
    ("log_sigmoid", [-800.0], 1.0),
    ("log_sigmoid", [300.0], 5.148200222412013e-131),
    ("softplus", [-300.0], 5.148200222412013e-131),
    ("softplus", [800.0], 1.0),
    ("logaddexp", [800.0, -100.0], 1.0),
    ("logaddexp", [-800.0, -300.0], 7.124576406741286e-218),
    ("hypot", [1e+200, 1e+200], 0.7071067811865476),
    ("hypot", [1e-200, 3e-200], 0.31622776601683794),
    ("sinc", [1e-09], -3.289868133696453e-09),
    ("sinc", [1e-300], -3.289868133696453e-300),
    ("sinc", [0.3], -0.9020281301388888),
    ("erfinv", [0.9999999999999991], 97539097489305.25),
    ("lgamma", [1e-200], -1e+200),
    ("lgamma", [1e+200], 460.51701859880916),
    ("digamma", [1e-100], 1e+200),
    ("ndtr", [-30.0], 1.4736461348785476e-196),
  ]

  @Test(arguments: extremes)
  func firstDerivativesKeepTheirDigits(
    _ test: (name: String, operands: [Double], value: Double)
  ) throws {
    let found = try derivative(test.name, test.operands)
    #expect(isClose(found, test.value), "\(test.name) at \(test.operands): \(found)")
  }

  /// Values by mpmath 1.3, `diff` in 50 digits.
  static let thirds: [(name: String, operands: [Double], place: Int, value: Double)] = [
    ("asinh", [0.7], 0, -0.007380135313896182),
    ("acosh", [1.7], 0, 1.3806232522419386),
    ("atanh", [0.3], 0, 3.3706180306832403),
    ("cbrt", [0.7], 0, 0.9587560757397698),
    ("exp2", [0.4], 0, 0.43942866278178255),
    ("log2", [0.7], 0, 8.412215981859847),
    ("log10", [0.7], 0, 2.532329340543743),
    ("erf", [0.4], 0, -1.3076961664214586),
    ("erfc", [-0.6], 0, 0.44085632176000095),
    ("erfinv", [0.3], 0, 2.255831802388849),
    ("erfcinv", [0.6], 0, -3.2594026810227996),
    ("ndtr", [-0.7], 0, -0.15924950601704826),
    ("lgamma", [1.3], 0, -1.1984625146519565),
    ("digamma", [2.3], 0, 0.30025713443427243),
    ("polygamma", [2.0, 1.6], 1, 7.615446863118834),
    ("sinc", [0.001], 0, 0.01948179531659038),
    ("sinc", [1.2], 0, 0.5391369206235918),
    ("log_sigmoid", [0.4], 0, 0.04742154162820856),
    ("elu", [-0.4, 1.5], 0, 1.0054800690534589),
    ("selu", [-0.4], 0, 1.1784892310920407),
    ("softsign", [-0.4], 0, 1.5618492294877133),
    ("hypot", [0.6, 1.1], 0, -0.7051942206054934),
    ("logaddexp", [0.3, -0.2], 1, 0.05755679485232074),
    ("xlogy", [0.7, 1.3], 1, 0.6372325898953117),
    ("xlog1py", [0.7, 0.3], 1, 0.6372325898953117),
    ("xdivy", [0.7, 1.3], 1, -1.4705367459122576),
  ]

  @Test(arguments: thirds)
  func thirdDerivativesAreThoseOfTheFunction(
    _ test: (name: String, operands: [Double], place: Int, value: Double)
  ) throws {
    let found = try derivative(test.name, test.operands, by: test.place, order: 3)
    #expect(isClose(found, test.value, 1e-11), "\(test.name) at \(test.operands): \(found)")
  }

  /// An unselected exponential that is infinite must not reach the second derivative.
  @Test(arguments: ["elu", "selu"]) func secondDerivativesFarAboveZeroAreZero(
    _ name: String
  ) throws {
    let operands = name == "elu" ? [1000.0, 1] : [1000.0]
    #expect(try derivative(name, operands, order: 2) == 0)
  }

  /// The mixed second derivative of x log y is 1/y, at x = 0 too.
  @Test func theDerivativeByYDependsOnXAtZero() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(0.0)), on: tape)
    let y = try recorder.watch(Value(Tensor(4.0)), on: tape)
    let z = try recorder.apply(.named("xlogy"), x, y)
    let byY = try #require(
      try recorder.gradient(of: [Target(z)], by: [Source(y)], on: tape)[0].value)
    let mixed = try recorder.gradient(of: [Target(byY)], by: [Source(x)], on: tape)
    #expect(try mixed[0].elements == [0.25])
  }

  @Test func parametersHaveDerivatives() throws {
    #expect(try derivative("leaky_relu", [-2, 0.5], by: 1) == -2)
    #expect(try derivative("leaky_relu", [2, 0.5], by: 1) == 0)
    // e**-1 - 1, mpmath 1.3.
    #expect(isClose(try derivative("elu", [-1, 0.5], by: 1), -0.6321205588285577))
  }

  /// A fraction of an order has no meaning.
  @Test func aFractionalOrderGivesNaN() throws {
    let x = Value(Tensor(2.0))
    var recorder = Recorder()
    for name in ["polygamma", "sinc_derivative"] {
      for order in [0.5, -1, .infinity, .nan] {
        let y = try recorder.apply(.named(name), Value(Tensor(order)), x)
        #expect(y.tensor.doubleValue?.isNaN == true, "\(name) of order \(order)")
      }
    }
  }
}
