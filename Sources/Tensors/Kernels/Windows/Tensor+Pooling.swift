/// What windows over images are summed up to, channel by channel.
///
/// Elements beyond an image's edge are no elements: they are never the largest, and a mean is
/// divided by the number of those that are there, as in TensorFlow.
extension Tensor {
  /// The largest element below each window; NaN where one is NaN.
  ///
  /// - Precondition: the rank is 4, the type is a floating-point one, and every window covers an
  ///   element.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: O(w·k) for w windows of k elements, in each channel.
  public func maximumPooled(_ windows: Windows) throws(TensorError) -> Tensor {
    dtype == .float32
      ? try maximumPooled(windows, Float.self) : try maximumPooled(windows, Double.self)
  }

  private func maximumPooled<T: FloatElement & NumericElement>(
    _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let channels = shape[3]
    return try pooled(windows, type) { (output: UnsafeMutablePointer<T>, source, cells) in
      var isFirst = true
      cells.forEach { cell in
        let source = source + cell
        if isFirst {
          output.update(from: source, count: channels)
          isFirst = false
        } else {
          for i in 0..<channels { output[i] = T.larger(output[i], source[i]) }
        }
      }
    }
  }

  /// Where the largest element below each window stands, in row-major order over all images; of
  /// equal ones the first, and the first NaN where there is one.
  ///
  /// - Precondition: that of `maximumPooled`.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: that of `maximumPooled`.
  public func maximumPositions(_ windows: Windows) throws(TensorError) -> Tensor {
    dtype == .float32
      ? try maximumPositions(windows, Float.self) : try maximumPositions(windows, Double.self)
  }

  private func maximumPositions<T: FloatElement>(
    _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let channels = shape[3]
    return try pooled(windows, type) { (output: UnsafeMutablePointer<Int64>, source, cells) in
      var isFirst = true
      cells.forEach { cell in
        for i in 0..<channels {
          let next = source[cell &+ i]
          let best = isFirst ? next : source[Int(output[i])]
          if isFirst || next > best || (next.isNaN && !best.isNaN) {
            output[i] = Int64(cell &+ i)
          }
        }
        isFirst = false
      }
    }
  }

  /// The mean of the elements below each window.
  ///
  /// - Precondition: that of `maximumPooled`.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: that of `maximumPooled`.
  public func meanPooled(_ windows: Windows) throws(TensorError) -> Tensor {
    dtype == .float32
      ? try meanPooled(windows, Float.self) : try meanPooled(windows, Double.self)
  }

  private func meanPooled<T: FloatElement>(
    _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let channels = shape[3]
    return try pooled(windows, type) { (output: UnsafeMutablePointer<T>, source, cells) in
      output.update(repeating: 0, count: channels)
      cells.forEach { cell in
        for i in 0..<channels { output[i] += source[cell &+ i] }
      }
      for i in 0..<channels { output[i] /= T(cells.count) }
    }
  }

  /// Images of a shape in which each element has its share of the means that it went into: the
  /// transpose of `meanPooled`, whose result's shape this tensor has.
  ///
  /// - Precondition: that of `maximumPooled`.
  /// - Throws: the errors of allocation, `interrupted`.
  /// - Complexity: that of `maximumPooled`.
  public func meanSpread(to shape: [Int], _ windows: Windows) throws(TensorError) -> Tensor {
    dtype == .float32
      ? try meanSpread(shape, windows, Float.self) : try meanSpread(shape, windows, Double.self)
  }

  private func meanSpread<T: FloatElement>(
    _ shape: [Int], _ windows: Windows, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    var images = try Tensor(repeating: T.zero, shape: shape)
    let source = try contiguous()
    let channels = shape[3]
    try images.mutate(as: type) { images in
      guard let images = images.baseAddress else { return }
      source.withBase(as: type) { source in
        windows.forEach(ofImages: shape[0], channels: channels) { window, cells in
          let source = source + window
          let share = T(cells.count)
          cells.forEach { cell in
            for i in 0..<channels { images[cell &+ i] += source[i] / share }
          }
        }
      }
    }
    return images
  }

  /// Writes what `body` makes of the cells below each window.
  @inline(__always)
  private func pooled<T: FloatElement, R: Element>(
    _ windows: Windows, _ type: T.Type,
    _ body: (UnsafeMutablePointer<R>, UnsafePointer<T>, WindowCells) -> Void
  ) throws(TensorError) -> Tensor {
    let result = [shape[0], windows.rows.count, windows.columns.count, shape[3]]
    let source = try contiguous()
    return try Tensor.written(result) { (output: UnsafeMutablePointer<R>) in
      source.withBase(as: type) { source in
        windows.forEach(ofImages: result[0], channels: result[3]) { window, cells in
          body(output + window, source, cells)
        }
      }
    }
  }
}
