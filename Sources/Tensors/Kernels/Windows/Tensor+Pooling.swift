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

/// The elements below one window, each by the place of its first channel.
private struct WindowCells {
  let windows: Windows
  /// The image, and the window's row and column.
  let place: (image: Int, row: Int, column: Int)
  let channels: Int
  /// The elements of the window that lie on the image.
  let rows: Range<Int>
  let columns: Range<Int>

  @inline(__always)
  init(_ windows: Windows, _ place: (image: Int, row: Int, column: Int), channels: Int) {
    self.windows = windows
    self.place = place
    self.channels = channels
    rows = windows.rows.inside(place.row)
    columns = windows.columns.inside(place.column)
  }

  var count: Int { rows.count &* columns.count }

  /// Calls `body` with each element's place, until the work is to stop.
  @inline(__always)
  func forEach(_ body: (_ cell: Int) -> Void) {
    var meter = InterruptionCheck.Meter(cost: channels)
    for row in rows {
      let line =
        (place.image &* windows.rows.extent &+ windows.rows.position(place.row, row))
        &* windows.columns.extent
      for column in columns {
        body((line &+ windows.columns.position(place.column, column)) &* channels)
        if meter.isRequested { return }
      }
    }
  }
}

extension Windows {
  /// Calls `body` with each window's place among the results, and the elements below it.
  @inline(__always)
  fileprivate func forEach(
    ofImages images: Int, channels: Int, _ body: (_ window: Int, _ cells: WindowCells) -> Void
  ) {
    guard images > 0, channels > 0 else { return }
    var window = 0
    for image in 0..<images {
      for row in 0..<rows.count {
        var meter = InterruptionCheck.Meter(cost: channels)
        for column in 0..<columns.count {
          body(window, WindowCells(self, (image, row, column), channels: channels))
          window &+= channels
          if meter.isRequested { return }
        }
        if InterruptionCheck.hasStopped { return }
      }
    }
  }
}
