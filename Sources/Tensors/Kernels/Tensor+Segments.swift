extension Tensor {
  /// The largest (or smallest) elements among the rows of each segment.
  ///
  /// A segment without rows has the lowest (or highest) value of the element type. A NaN makes its
  /// segment NaN.
  ///
  /// - Parameters:
  ///   - segments: for each row, its segment.
  ///   - count: the number of segments.
  /// - Throws: `unsupportedDType`, `wrongRank`, `shapesDiffer`, `indexOutOfRange`, `negativeExtent`,
  ///   and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of this tensor and the result.
  public func segmentExtremum(
    isMaximum: Bool, _ segments: Tensor, count: Int
  ) throws(TensorError) -> Tensor {
    let result = try Shape.segments(shape, segments.shape, count: count)
    let total = try Shape.checkedCount(result)
    let positions = try segments.positions(below: count, axis: 0)
    if total == 0 { return try Tensor.zeros(result, dtype) }
    switch dtype {
    case .float32: return try extremum(isMaximum, positions, result, Float.self)
    case .float64: return try extremum(isMaximum, positions, result, Double.self)
    case .int32: return try extremum(isMaximum, positions, result, Int32.self)
    case .int64: return try extremum(isMaximum, positions, result, Int64.self)
    case .bool:
      throw .unsupportedDType(operation: "segment_max", dtype: dtype, expected: "numbers")
    }
  }

  private func extremum<T: NumericElement>(
    _ isMaximum: Bool, _ positions: [Int], _ result: [Int], _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let inner = result.dropFirst().reduce(1, *)
    let total = result.reduce(1, *)
    let source = try contiguous()
    return try Tensor.written(result) { (output: UnsafeMutablePointer<T>) in
      InterruptionCheck.forEachBlock(of: total) { block in
        for i in block { output[i] = isMaximum ? T.lowest : T.highest }
      }
      source.withBase(as: T.self) { from in
        var meter = InterruptionCheck.Meter(cost: inner)
        for (row, segment) in positions.enumerated() {
          let to = output + segment * inner
          let row = from + row * inner
          for i in 0..<inner {
            to[i] = isMaximum ? T.larger(to[i], row[i]) : T.smaller(to[i], row[i])
          }
          if meter.isRequested { return }
        }
      }
    }
  }
}

extension Shape {
  /// The shape of what is reduced by segments.
  ///
  /// - Throws: `wrongRank` for a scalar, `shapesDiffer` unless the segments are those of the rows,
  ///   `negativeExtent`.
  public static func segments(
    _ shape: [Int], _ segments: [Int], count: Int
  ) throws(TensorError) -> [Int] {
    guard let rows = shape.first else {
      throw .wrongRank(operation: "segment_max", rank: 0, expected: "1 or more")
    }
    guard segments == [rows] else { throw .shapesDiffer(segments, [rows]) }
    guard count >= 0 else { throw .negativeExtent(shape: [count]) }
    return [count] + shape.dropFirst()
  }
}
