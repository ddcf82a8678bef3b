extension Tensor {
  /// The tensor with elements of one value before and after it along each axis.
  ///
  /// - Parameter widths: for each axis, how many elements come before and after.
  /// - Throws: `shapesDiffer` unless there is a pair for each axis, `negativeExtent`,
  ///   `tooManyElements`, `notRepresentable`, and the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public func padded(_ widths: [[Int]], with value: Double) throws(TensorError) -> Tensor {
    let result = try Shape.padded(shape, widths)
    guard rank > 0 else { return self }
    let whole = try Tensor.full(result, like: Tensor(value, dtype: dtype))
    guard let array = whole.array, count > 0 else { return whole }
    let strides = array.strides
    let offset = zip(widths, strides).reduce(0) { $0 + $1.0[0] * $1.1 }
    try copy(into: array.view(shape: shape, strides: strides, offset: offset))
    return whole
  }
}

extension Shape {
  /// A shape with some elements more before and after each axis.
  ///
  /// - Throws: `shapesDiffer`, `negativeExtent`, `tooManyElements`.
  public static func padded(_ shape: [Int], _ widths: [[Int]]) throws(TensorError) -> [Int] {
    guard widths.count == shape.count, widths.allSatisfy({ $0.count == 2 }) else {
      let given = widths.map(\.count)
      throw .shapesDiffer(
        [widths.count] + (given.allSatisfy { $0 == given[0] } ? given.prefix(1) : []),
        [shape.count, 2])
    }
    var result = shape
    for (axis, width) in widths.enumerated() {
      guard width[0] >= 0, width[1] >= 0 else { throw .negativeExtent(shape: width) }
      for part in width {
        let (sum, overflow) = result[axis].addingReportingOverflow(part)
        guard !overflow else { throw .tooManyElements(shape: width) }
        result[axis] = sum
      }
    }
    _ = try checkedCount(result)
    return result
  }
}
