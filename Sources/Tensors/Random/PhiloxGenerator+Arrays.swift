extension PhiloxGenerator {
  /// Numbers spread evenly from `low` up to but not including `high`.
  ///
  /// A float32 is made of the 24 high bits of a word, a float64 of the 53 high bits of two words;
  /// u becomes low + (high - low)·u in the element type. Where that rounds up to `high` it is the
  /// number before it.
  ///
  /// - Throws: `unsupportedDType` unless the type is a floating-point one, `negativeExtent`,
  ///   `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public mutating func uniform(
    shape: [Int], dtype: DType, low: Double = 0, high: Double = 1
  ) throws(TensorError) -> Tensor {
    switch dtype {
    case .float32:
      return try draw(shape) { words in
        PhiloxGenerator.spread(words.nextFloatUnit(), Float(low), Float(high))
      }
    case .float64:
      return try draw(shape) { words in PhiloxGenerator.spread(words.nextUnit(), low, high) }
    case .int32, .int64, .bool: throw PhiloxGenerator.unsupported("uniform", dtype)
    }
  }

  private static func spread<T: FloatElement>(_ unit: T, _ low: T, _ high: T) -> T {
    let value = low + (high - low) * unit
    return value >= high && low < high ? high.nextDown : value
  }

  /// Numbers with a normal distribution.
  ///
  /// Box and Muller's method in float64: two numbers u and v of 53 bits, spread evenly from 0 up
  /// to 1, give √(-2 log(1 - u)) times cos 2πv and sin 2πv, two elements in this order. Logarithm,
  /// sine and cosine are `Portable`'s, so that no C library decides a bit. The result is scaled in
  /// float64 and rounded once.
  ///
  /// - Throws: `unsupportedDType` unless the type is a floating-point one, `negativeExtent`,
  ///   `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public mutating func normal(
    shape: [Int], dtype: DType, mean: Double = 0, standardDeviation: Double = 1
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw PhiloxGenerator.unsupported("normal", dtype) }
    var second: Double?
    func next(_ words: inout PhiloxWords) -> Double {
      if let value = second {
        second = nil
        return mean + standardDeviation * value
      }
      let radius = (-2 * Portable.log(1 - words.nextUnit())).squareRoot()
      let (cosine, sine) = Portable.cosineAndSine(turns: words.nextUnit())
      second = radius * sine
      return mean + standardDeviation * (radius * cosine)
    }
    if dtype == .float64 { return try draw(shape) { words in next(&words) } }
    return try draw(shape) { words in Float(next(&words)) }
  }

  /// Integers from `low` up to but not including `high`, each with the same probability.
  ///
  /// Two words make an element; few are rejected and drawn again so that none is favoured.
  ///
  /// - Throws: `unsupportedDType` unless the type is an integer, `emptyRange`, `notRepresentable`
  ///   when the range leaves the type's, `negativeExtent`, `tooManyElements`, and the errors of
  ///   allocation.
  /// - Complexity: O(n) on average, where n is the number of elements.
  public mutating func integers(
    shape: [Int], dtype: DType, low: Int, high: Int
  ) throws(TensorError) -> Tensor {
    guard dtype.isInteger else {
      throw .unsupportedDType(operation: "integers", dtype: dtype, expected: "an integer dtype")
    }
    guard low < high else { throw .emptyRange(low: low, high: high) }
    for bound in [low, high - 1] { _ = try Tensor(bound, dtype: dtype) }
    let width = UInt64(bitPattern: Int64(high &- low))
    if dtype == .int64 {
      return try draw(shape) { words in
        Int64(low) &+ Int64(bitPattern: words.next(below: width))
      }
    }
    return try draw(shape) { words in
      Int32(truncatingIfNeeded: Int64(low) &+ Int64(bitPattern: words.next(below: width)))
    }
  }

  /// A tensor whose elements are taken from the words one after the other.
  mutating func draw<T: Element>(
    _ shape: [Int], _ next: (inout PhiloxWords) -> T
  ) throws(TensorError) -> Tensor {
    let count = try Shape.checkedCount(shape)
    var words = PhiloxWords(self)
    let result = try Tensor.written(shape) { (output: UnsafeMutablePointer<T>) in
      InterruptionCheck.forEachBlock(of: count) { block in
        for i in block { output[i] = next(&words) }
      }
    }
    self = words.generator
    return result
  }

  static func unsupported(_ operation: String, _ dtype: DType) -> TensorError {
    .unsupportedDType(operation: operation, dtype: dtype, expected: "a floating-point dtype")
  }
}
