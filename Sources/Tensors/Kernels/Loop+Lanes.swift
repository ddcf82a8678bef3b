import CKernels

extension Loop {
  /// Writes a function of one operand, by a loop for the processor's vectors where both lie in
  /// rows.
  @inline(__always)
  func map<T: FloatElement>(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ operation: lane_unary,
    _ body: (T) -> T
  ) {
    guard step[0] == 1, step[1] == 1 else { return map(output, x, body) }
    forEachRow { at, count in T.lanes(operation, output + at[0], x + at[1], count: count) }
  }

  /// Writes a function of two operands, by a loop for the processor's vectors where both lie in
  /// rows or are one number.
  @inline(__always)
  func map<T: FloatElement>(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafePointer<T>,
    _ operation: lane_binary, _ body: (T, T) -> T
  ) {
    guard step[0] == 1, step[1] | step[2] == 1 else { return map(output, x, y, body) }
    forEachRow { at, count in
      T.lanes(operation, output + at[0], x + at[1], step[1], y + at[2], step[2], count: count)
    }
  }
}

extension FloatElement {
  @inline(__always)
  fileprivate static func lanes(
    _ operation: lane_unary, _ output: UnsafeMutablePointer<Self>, _ x: UnsafePointer<Self>,
    count: Int
  ) {
    let (output, x) = (UnsafeMutableRawPointer(output), UnsafeRawPointer(x))
    if dtype == .float32 {
      lane_unary_f32(
        operation, output.assumingMemoryBound(to: Float.self),
        x.assumingMemoryBound(to: Float.self), count)
    } else {
      lane_unary_f64(
        operation, output.assumingMemoryBound(to: Double.self),
        x.assumingMemoryBound(to: Double.self), count)
    }
  }

  @inline(__always)
  fileprivate static func lanes(
    _ operation: lane_binary, _ output: UnsafeMutablePointer<Self>, _ x: UnsafePointer<Self>,
    _ xStep: Int, _ y: UnsafePointer<Self>, _ yStep: Int, count: Int
  ) {
    let (output, x, y) = (UnsafeMutableRawPointer(output), UnsafeRawPointer(x), UnsafeRawPointer(y))
    if dtype == .float32 {
      lane_binary_f32(
        operation, output.assumingMemoryBound(to: Float.self),
        x.assumingMemoryBound(to: Float.self), xStep, y.assumingMemoryBound(to: Float.self), yStep,
        count)
    } else {
      lane_binary_f64(
        operation, output.assumingMemoryBound(to: Double.self),
        x.assumingMemoryBound(to: Double.self), xStep, y.assumingMemoryBound(to: Double.self),
        yStep, count)
    }
  }
}
