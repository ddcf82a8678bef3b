import CKernels

/// The functions of one number that CKernels has: through SLEEF where its functions are good, else
/// through the C library or a published method.
///
/// One number and an element of an array take one path, so that their bits agree.
extension UnaryOperation {
  /// The function's place in CKernels; nil for the operations that are arithmetic.
  var elementaryFunction: elementary_function? {
    switch self {
    case .exp: elementary_exp
    case .exp2: elementary_exp2
    case .expm1: elementary_expm1
    case .log: elementary_log
    case .log2: elementary_log2
    case .log10: elementary_log10
    case .log1p: elementary_log1p
    case .sin: elementary_sin
    case .cos: elementary_cos
    case .tan: elementary_tan
    case .asin: elementary_asin
    case .acos: elementary_acos
    case .atan: elementary_atan
    case .sinh: elementary_sinh
    case .cosh: elementary_cosh
    case .tanh: elementary_tanh
    case .asinh: elementary_asinh
    case .acosh: elementary_acosh
    case .atanh: elementary_atanh
    case .cbrt: elementary_cbrt
    case .erf: elementary_erf
    case .erfc: elementary_erfc
    case .erfinv: elementary_erfinv
    case .erfcinv: elementary_erfcinv
    case .ndtr: elementary_ndtr
    case .silu: elementary_silu
    case .gelu: elementary_gelu
    case .mish: elementary_mish
    case .lgamma: elementary_lgamma
    case .digamma: elementary_digamma
    case .sinc: elementary_sinc
    case .sigmoid: elementary_sigmoid
    case .softplus: elementary_softplus
    case .logSigmoid: elementary_log_sigmoid
    case .negative, .abs, .sign, .square, .sqrt, .rsqrt, .reciprocal, .relu, .relu6,
      .selu, .softsign, .hardTanh, .floor, .ceil, .round, .trunc, .logicalNot:
      nil
    }
  }

  /// Whether it is computed of neighbours in memory faster than one by one.
  public var isElementary: Bool { elementaryFunction != nil }

  fileprivate var function: elementary_function {
    guard let function = elementaryFunction else {
      preconditionFailure("\(self) is no function of CKernels")
    }
    return function
  }
}

extension Double {
  /// CKernels' function of one number.
  public static func elementary(_ operation: UnaryOperation, _ x: Double) -> Double {
    elementary_f64(operation.function, x)
  }

  /// CKernels' function of neighbours in memory.
  public static func elementary(
    _ operation: UnaryOperation, _ output: UnsafeMutablePointer<Double>,
    _ x: UnsafePointer<Double>, count: Int
  ) {
    elementary_array_f64(operation.function, output, x, count)
  }

  /// CKernels' function of an order and a number.
  public static func special(_ operation: BinaryOperation, _ order: Double, _ x: Double) -> Double {
    operation == .polygamma ? special_polygamma(order, x) : special_sinc_derivative(order, x)
  }
}

extension Float {
  /// CKernels' function of one number.
  public static func elementary(_ operation: UnaryOperation, _ x: Float) -> Float {
    elementary_f32(operation.function, x)
  }

  /// CKernels' function of neighbours in memory.
  public static func elementary(
    _ operation: UnaryOperation, _ output: UnsafeMutablePointer<Float>,
    _ x: UnsafePointer<Float>, count: Int
  ) {
    elementary_array_f32(operation.function, output, x, count)
  }

  /// CKernels' function of an order and a number, computed in float64 and rounded.
  public static func special(_ operation: BinaryOperation, _ order: Float, _ x: Float) -> Float {
    Float(Double.special(operation, Double(order), Double(x)))
  }
}

extension Loop {
  /// Elements that are gathered before a function is computed of them together.
  private static let blockCount = 256

  /// Writes an elementary function, of neighbours in memory or of what is gathered from afar.
  func map<T: FloatElement>(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, elementary operation: UnaryOperation
  ) {
    forEachRow { at, count in
      let (output, x) = (output + at[0], x + at[1])
      if step[0] == 1, step[1] == 1 {
        T.elementary(operation, output, x, count: count)
      } else if step[1] == 0 {
        let value = T.elementary(operation, x[0])
        for i in 0..<count { output[i &* step[0]] = value }
      } else {
        gather(output, x, count, operation)
      }
    }
  }

  private func gather<T: FloatElement>(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ count: Int,
    _ operation: UnaryOperation
  ) {
    withUnsafeTemporaryAllocation(of: T.self, capacity: 2 * Loop.blockCount) { memory in
      guard let from = memory.baseAddress else { return }
      let to = from + Loop.blockCount
      var start = 0
      while start < count {
        let length = min(Loop.blockCount, count - start)
        for i in 0..<length { from[i] = x[(start &+ i) &* step[1]] }
        T.elementary(operation, to, from, count: length)
        for i in 0..<length { output[(start &+ i) &* step[0]] = to[i] }
        start += length
      }
    }
  }
}
