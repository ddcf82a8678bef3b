import CKernels

extension Tensor {
  /// The operation applied to each element.
  ///
  /// Floating-point numbers take every operation but `logicalNot`; integers those that they are
  /// closed under (`negative abs sign square relu relu6 floor ceil round trunc`, wrapping around); booleans
  /// take `logicalNot`.
  ///
  /// - Throws: `unsupportedDType` and the errors of allocation.
  /// - Complexity: O(`count`).
  public func unary(_ operation: UnaryOperation) throws(TensorError) -> Tensor {
    switch (dtype, operation) {
    case (.bool, .logicalNot):
      return try Tensor.mapped(self) { loop, output, x in loop.map(output, x) { (x: Bool) in !x } }
    case (.bool, _):
      throw .unsupportedDType(operation: "\(operation)", dtype: dtype, expected: "numbers")
    case (_, .logicalNot):
      throw .unsupportedDType(operation: "\(operation)", dtype: dtype, expected: "booleans")
    case (.float32, _): return try floating(operation, Float.self)
    case (.float64, _): return try floating(operation, Double.self)
    case (.int32, _): return try integer(operation, Int32.self)
    case (.int64, _): return try integer(operation, Int64.self)
    }
  }

  private func floating<T: FloatElement>(
    _ operation: UnaryOperation, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    if let array, array.count >= Tensor.deferralCount,
      let result = try Tensor.deferred(.unary(operation), [self], shape: array.shape, dtype: dtype)
    {
      return result
    }
    return try Tensor.mapped(self) { loop, output, x in
      operation.run(loop, output, x as UnsafePointer<T>)
    }
  }

  private func integer<T: IntegerElement>(
    _ operation: UnaryOperation, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    guard operation.isDefinedForIntegers else {
      throw .unsupportedDType(
        operation: "\(operation)", dtype: dtype, expected: "floating-point numbers")
    }
    return try Tensor.mapped(self) { loop, output, x in
      // The switch inside is taken per element; integer maps are rare enough for that.
      loop.map(output, x) { (x: T) -> T in operation(x) }
    }
  }

  /// The predicate of each element, as booleans.
  ///
  /// Integers and booleans are finite.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(`count`).
  public func predicate(_ operation: PredicateOperation) throws(TensorError) -> Tensor {
    switch dtype {
    case .float32: try floating(operation, Float.self)
    case .float64: try floating(operation, Double.self)
    case .int32, .int64, .bool: try Tensor(repeating: operation == .isFinite, shape: shape)
    }
  }

  private func floating<T: FloatElement>(
    _ operation: PredicateOperation, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    try Tensor.mapped(self) { loop, output, x in
      switch operation {
      case .isNaN: loop.map(output, x) { (x: T) in x.isNaN }
      case .isInfinite: loop.map(output, x) { (x: T) in x.isInfinite }
      case .isFinite: loop.map(output, x) { (x: T) in x.isFinite }
      }
    }
  }
}

extension UnaryOperation {
  /// Runs the loop of the operation; a case each, so that each loop is compiled for its own.
  func run<T: FloatElement>(
    _ loop: Loop, _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>
  ) {
    switch self {
    case .negative: loop.map(output, x, lane_negative) { UnaryOperation.negative($0) }
    case .abs: loop.map(output, x, lane_abs) { UnaryOperation.abs($0) }
    case .sign: loop.map(output, x) { UnaryOperation.sign($0) }
    case .square: loop.map(output, x, lane_square) { UnaryOperation.square($0) }
    case .sqrt: loop.map(output, x, lane_sqrt) { UnaryOperation.sqrt($0) }
    case .rsqrt: loop.map(output, x, lane_rsqrt) { UnaryOperation.rsqrt($0) }
    case .reciprocal: loop.map(output, x, lane_reciprocal) { UnaryOperation.reciprocal($0) }
    case .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sin, .cos, .tan, .asin, .acos, .atan,
      .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .cbrt, .erf, .erfc, .erfinv, .erfcinv, .ndtr,
      .silu, .gelu, .mish, .lgamma, .digamma, .sinc, .sigmoid, .softplus, .logSigmoid:
      loop.map(output, x, elementary: self)
    case .relu: loop.map(output, x, lane_relu) { UnaryOperation.relu($0) }
    case .relu6: loop.map(output, x) { UnaryOperation.relu6($0) }
    case .selu: loop.map(output, x) { UnaryOperation.selu($0) }
    case .softsign: loop.map(output, x) { UnaryOperation.softsign($0) }
    case .hardTanh: loop.map(output, x) { UnaryOperation.hardTanh($0) }
    case .floor: loop.map(output, x) { UnaryOperation.floor($0) }
    case .ceil: loop.map(output, x) { UnaryOperation.ceil($0) }
    case .round: loop.map(output, x) { UnaryOperation.round($0) }
    case .trunc: loop.map(output, x) { UnaryOperation.trunc($0) }
    case .logicalNot: preconditionFailure("logicalNot takes booleans")
    }
  }
}
