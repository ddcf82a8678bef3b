extension PhiloxGenerator {
  /// Numbers with a normal distribution, none further than two standard deviations from the mean.
  ///
  /// Standard normal numbers as `normal` draws them; those outside are left out and the next one is
  /// taken, as TensorFlow does. The numbers are the same on every machine.
  ///
  /// - Throws: `unsupportedDType` unless the type is a floating-point one, `negativeExtent`,
  ///   `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n) on average, where n is the number of elements.
  public mutating func truncatedNormal(
    shape: [Int], dtype: DType, mean: Double = 0, standardDeviation: Double = 1
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else {
      throw PhiloxGenerator.unsupported("truncated_normal", dtype)
    }
    var second: Double?
    func next(_ words: inout PhiloxWords) -> Double {
      while true {
        let number: Double
        if let value = second {
          second = nil
          number = value
        } else {
          let radius = (-2 * Portable.log(1 - words.nextUnit())).squareRoot()
          let (cosine, sine) = Portable.cosineAndSine(turns: words.nextUnit())
          second = radius * sine
          number = radius * cosine
        }
        if abs(number) < 2 { return mean + standardDeviation * number }
      }
    }
    if dtype == .float64 { return try draw(shape) { words in next(&words) } }
    return try draw(shape) { words in Float(next(&words)) }
  }

  /// The positions below a number in a random order, each order with the same probability, as int64.
  ///
  /// Source: the shuffle of Fisher and Yates in Durstenfeld's form (*Algorithm 235*, 1964), from the
  /// first place on.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public mutating func permutation(_ count: Int) throws(TensorError) -> Tensor {
    _ = try Shape.checkedCount([count])
    var words = PhiloxWords(self)
    let result = try Tensor.written([count]) { (output: UnsafeMutablePointer<Int64>) in
      InterruptionCheck.forEachBlock(of: count) { block in
        for i in block { output[i] = Int64(i) }
      }
      InterruptionCheck.forEachBlock(of: count) { block in
        for i in block {
          let other = i + Int(words.next(below: UInt64(count - i)))
          let number = output[i]
          output[i] = output[other]
          output[other] = number
        }
      }
    }
    self = words.generator
    return result
  }

  /// Booleans that are true with a probability.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public mutating func booleans(
    shape: [Int], probability: Double
  ) throws(TensorError) -> Tensor {
    try draw(shape) { words in words.nextUnit() < probability }
  }

  /// Numbers with an exponential distribution of a mean: its negative times the logarithm of 1 - u.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public mutating func exponential(shape: [Int], mean: Double) throws(TensorError) -> Tensor {
    try draw(shape) { words in -mean * Portable.log(1 - words.nextUnit()) }
  }

  /// The generator of two seeds: they are mixed so that neighbours share nothing.
  ///
  /// Source: the finalizer of SplitMix64 (Steele, Lea and Flood, *Fast Splittable Pseudorandom Number
  /// Generators*, 2014).
  public init(seeds first: Int, _ second: Int) {
    var key = UInt64(bitPattern: Int64(first)) &+ 0x9E37_79B9_7F4A_7C15
    key = (key ^ key >> 30) &* 0xBF58_476D_1CE4_E5B9
    key = (key ^ key >> 27) &* 0x94D0_49BB_1331_11EB
    key ^= key >> 31
    self.init(seed: key &+ UInt64(bitPattern: Int64(second)))
  }
}
