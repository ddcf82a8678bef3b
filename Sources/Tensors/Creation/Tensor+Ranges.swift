extension Tensor {
  /// The numbers from `start` up to but not including `stop`, `step` apart, as `np.arange`.
  ///
  /// There are ⌈(stop - start) / step⌉ of them, reckoned in float64. Each is start + i·δ with
  /// NumPy's δ = (start + step) - start, in float64, rounded once to the element type.
  ///
  /// - Throws: `unsupportedDType` for booleans; `zeroStep`; `notRepresentable` when the bounds are
  ///   NaN, or not whole for an integer type; `tooManyElements`; the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public static func arange(
    start: Double, stop: Double, step: Double, dtype: DType
  ) throws(TensorError) -> Tensor {
    switch dtype {
    case .float32: return try arange(start, stop, step, Float.self)
    case .float64: return try arange(start, stop, step, Double.self)
    case .int32, .int64:
      var whole: [Int] = []
      for value in [start, stop, step] {
        guard let integer = Int(exactly: value) else {
          throw .notRepresentable(value: "\(value)", dtype: dtype)
        }
        whole.append(integer)
      }
      return try arange(start: whole[0], stop: whole[1], step: whole[2], dtype: dtype)
    case .bool:
      throw .unsupportedDType(operation: "arange", dtype: dtype, expected: "numbers")
    }
  }

  private static func arange<T: FloatElement>(
    _ start: Double, _ stop: Double, _ step: Double, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let count = try arangeCount(start: start, stop: stop, step: step)
    let delta = (start + step) - start
    return try written([count]) { (output: UnsafeMutablePointer<T>) in
      fill(count) { output[$0] = T(start + Double($0) * delta) }
    }
  }

  /// The integers from `start` up to but not including `stop`, `step` apart, as `np.arange`.
  ///
  /// - Throws: `unsupportedDType` for booleans; `zeroStep`; `notRepresentable` when an element is
  ///   outside of the type's range; `tooManyElements`; the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public static func arange(
    start: Int, stop: Int, step: Int, dtype: DType
  ) throws(TensorError) -> Tensor {
    let count = try arangeCount(start: start, stop: stop, step: step)
    let shape = [count]
    switch dtype {
    case .float32:
      return try written(shape) { (output: UnsafeMutablePointer<Float>) in
        fill(count) { output[$0] = Float(start &+ $0 &* step) }
      }
    case .float64:
      return try written(shape) { (output: UnsafeMutablePointer<Double>) in
        fill(count) { output[$0] = Double(start &+ $0 &* step) }
      }
    case .int32:
      for value in [start, start &+ (count - 1) &* step] where count > 0 {
        _ = try Tensor(value, dtype: .int32)
      }
      return try written(shape) { (output: UnsafeMutablePointer<Int32>) in
        fill(count) { output[$0] = Int32(truncatingIfNeeded: start &+ $0 &* step) }
      }
    case .int64:
      return try written(shape) { (output: UnsafeMutablePointer<Int64>) in
        fill(count) { output[$0] = Int64(start &+ $0 &* step) }
      }
    case .bool:
      throw .unsupportedDType(operation: "arange", dtype: dtype, expected: "numbers")
    }
  }

  /// How many numbers `arange` gives of real bounds.
  ///
  /// - Throws: `zeroStep`, `notRepresentable` for NaN, `tooManyElements`.
  public static func arangeCount(
    start: Double, stop: Double, step: Double
  ) throws(TensorError) -> Int {
    guard step != 0 else { throw .zeroStep }
    let length = ((stop - start) / step).rounded(.up)
    guard !length.isNaN else { throw .notRepresentable(value: "nan", dtype: .int64) }
    guard length <= Double(Shape.elementLimit) else { throw .tooManyElements(shape: [.max]) }
    return Int(max(length, 0))
  }

  /// How many numbers `arange` gives of whole bounds.
  ///
  /// - Throws: `zeroStep`, `tooManyElements`.
  public static func arangeCount(start: Int, stop: Int, step: Int) throws(TensorError) -> Int {
    guard step != 0 else { throw .zeroStep }
    let isEmpty = step > 0 ? start >= stop : start <= stop
    // The distance of two integers is representable without a sign.
    let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
    let length = isEmpty ? 0 : (distance - 1) / step.magnitude + 1
    guard length <= UInt(Shape.elementLimit) else { throw .tooManyElements(shape: [.max]) }
    return Int(length)
  }

  /// So many numbers at equal distances from `start` to `stop`, both included, as `np.linspace`.
  ///
  /// They are reckoned in float64 as i·((stop - start) / (count - 1)) + start and rounded once;
  /// the last is `stop` itself.
  ///
  /// - Throws: `unsupportedDType` unless the type is a floating-point one, `negativeExtent`,
  ///   `tooManyElements`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public static func linspace(
    _ start: Double, _ stop: Double, _ count: Int, _ dtype: DType
  ) throws(TensorError) -> Tensor {
    switch dtype {
    case .float32: return try linspace(start, stop, count, Float.self)
    case .float64: return try linspace(start, stop, count, Double.self)
    case .int32, .int64, .bool:
      throw .unsupportedDType(
        operation: "linspace", dtype: dtype, expected: "a floating-point dtype")
    }
  }

  private static func linspace<T: FloatElement>(
    _ start: Double, _ stop: Double, _ count: Int, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    try written([count]) { (output: UnsafeMutablePointer<T>) in
      guard count > 0 else { return }
      let intervals = Double(max(count - 1, 1))
      let step = (stop - start) / intervals
      fill(count) { i in
        // As NumPy: where the step underflows to zero, the division comes first.
        let distance =
          step == 0 ? Double(i) / intervals * (stop - start) : Double(i) * step
        output[i] = T(distance + start)
      }
      if count > 1 { output[count - 1] = T(stop) }
    }
  }

  /// Calls `body` with each place, until the work is to stop.
  @inline(__always)
  private static func fill(_ count: Int, _ body: (_ place: Int) -> Void) {
    InterruptionCheck.forEachBlock(of: count) { block in
      for place in block { body(place) }
    }
  }
}
