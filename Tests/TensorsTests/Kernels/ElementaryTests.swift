import Tensors
import Testing

/// The functions of CKernels: one number and an element of an array have the same bits.
struct ElementaryTests {
  static let functions: [UnaryOperation] = [
    .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh,
    .cosh, .tanh, .asinh, .acosh, .atanh, .cbrt, .erf, .erfc, .erfinv, .erfcinv, .ndtr, .lgamma,
    .digamma, .sinc, .sigmoid, .softplus, .logSigmoid,
  ]

  /// Numbers of every size, so that neighbours take different ways through a function.
  private func numbers(_ dtype: DType) throws -> Tensor {
    var generator = PhiloxGenerator(seed: 5)
    let large = try generator.uniform(shape: [400], dtype: .float64, low: -1000, high: 1000)
    let small = try generator.uniform(shape: [400], dtype: .float64, low: -3, high: 3)
    let special = try doubles(
      [17],
      [
        0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
        -.leastNonzeroMagnitude, 1e300, -1e300, 0.5, 1e-20,
        2.2250738585072014e-308, 1e22, -1e15, 88.7,
      ])
    return try Tensor.concatenated([large, small, special], axis: 0).cast(to: dtype)
  }

  @Test(arguments: functions, [DType.float32, .float64])
  func anElementHasTheBitsOfANumber(_ function: UnaryOperation, _ dtype: DType) throws {
    let x = try numbers(dtype)
    let together = try x.unary(function)
    for i in 0..<x.count {
      let number = try x.sliced([.index(i)])
      #expect(
        try number.unary(function).isIdentical(to: together.sliced([.index(i)])),
        "\(function) of \(number)")
    }
  }

  @Test(arguments: functions, [DType.float32, .float64])
  func theLayoutDoesNotMatter(_ function: UnaryOperation, _ dtype: DType) throws {
    let x = try numbers(dtype)
    let together = try x.unary(function)
    let every = Tensor.SliceItem.range(start: nil, stop: nil, step: 3)
    #expect(try x.sliced([every]).unary(function).isIdentical(to: together.sliced([every])))
    let matrix = try x.reshaped(to: [19, 43])
    #expect(
      try matrix.transposed([1, 0]).unary(function)
        .isIdentical(to: together.reshaped(to: [19, 43]).transposed([1, 0]).copied()))
    let repeated = try x.sliced([.index(3)]).broadcast(to: [5])
    #expect(
      try repeated.unary(function).sliced([.index(4)])
        .isIdentical(to: together.sliced([.index(3)])))
  }

  /// Where SLEEF gives up before the function does; mpmath 1.3.
  @Test func largeArgumentsDoNotOverflow() throws {
    func value(_ function: UnaryOperation, _ x: Double) -> Double { function(x) }
    #expect(agrees(value(.sinh, 710), 1.1169973830808555e308))
    #expect(agrees(value(.cosh, -710), 1.1169973830808555e308))
    #expect(agrees(value(.log1p, 1.7e308), 709.7268368932282))
    #expect(agrees(value(.asinh, -1e308), -709.889355822726))
    #expect(agrees(value(.acosh, 1e308), 709.889355822726))
    #expect(agrees(value(.sin, 1e22), -0.8522008497671888))
    #expect(agrees(value(.cos, 1e300), -0.5753861119575491))
    #expect(agrees(value(.lgamma, -2.457024738220801), -6.168712140884665e-16, units: 1e5))
    #expect(agrees(value(.digamma, 1.4616321449683622), -9.241265521729427e-17, units: 8))
    #expect(UnaryOperation.sinh(Float(89)) == 2.2448064e38)
  }
}
