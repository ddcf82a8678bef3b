extension Tensor {
  /// The largest (or smallest) of the elements up to each place along an axis; `reversed` goes from
  /// the end.
  ///
  /// NaN from the first NaN on, as NumPy's `maximum.accumulate` has it.
  ///
  /// - Throws: `unsupportedDType`, `axisOutOfRange`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func cumulativeExtremum(
    isMaximum: Bool, axis: Int, reversed: Bool
  ) throws(TensorError) -> Tensor {
    let scan = try Scan(self, axis: axis, isExclusive: false, isReversed: reversed)
    return switch (dtype, isMaximum) {
    case (.float32, true): try scan.run(MaximumFold<Float>.self)
    case (.float64, true): try scan.run(MaximumFold<Double>.self)
    case (.int32, true): try scan.run(MaximumFold<Int32>.self)
    case (.int64, true): try scan.run(MaximumFold<Int64>.self)
    case (.float32, false): try scan.run(MinimumFold<Float>.self)
    case (.float64, false): try scan.run(MinimumFold<Double>.self)
    case (.int32, false): try scan.run(MinimumFold<Int32>.self)
    case (.int64, false): try scan.run(MinimumFold<Int64>.self)
    case (.bool, _):
      throw .unsupportedDType(
        operation: isMaximum ? "cummax" : "cummin", dtype: dtype, expected: "numbers")
    }
  }
}
