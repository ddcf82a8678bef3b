extension Tensor {
  /// The elements as nested Python lists, each with the shortest digits that round-trip.
  ///
  ///     [[8.0, 0.1], [nan, -inf]]
  ///
  /// This is what a listing can hold as a literal; a tensor of rank 0 gives its element alone.
  ///
  /// - Throws: `tooManyElements` for more elements than are ever printed.
  /// - Complexity: O(`count`).
  public func listText() throws(TensorError) -> String {
    // Axes inside of an empty one are not written, but those outside of it are.
    let written = Array(shape.prefix { $0 > 0 })
    guard let rows = Shape.count(written), rows <= PrintOptions.elementLimit else {
      throw .tooManyElements(shape: shape)
    }
    guard rank > 0 else { return text() }
    guard written.count == rank else { return Tensor.emptyListText(written) }
    let text =
      switch dtype {
      case .float32: listText(of: Float.self) { ScalarText.text($0) }
      case .float64: listText(of: Double.self) { ScalarText.text($0) }
      case .int32: listText(of: Int32.self) { ScalarText.text($0) }
      case .int64: listText(of: Int64.self) { ScalarText.text($0) }
      case .bool: listText(of: Bool.self) { ScalarText.text($0) }
      }
    try InterruptionCheck.check()
    return text
  }

  private static func emptyListText(_ outer: [Int]) -> String {
    outer.reversed().reduce("[]") { inner, extent in
      "[" + repeatElement(inner, count: extent).joined(separator: ", ") + "]"
    }
  }

  private func listText<T: Element>(of type: T.Type, _ element: (T) -> String) -> String {
    withElementView(of: type, PrintOptions(threshold: .max)) { elements in
      guard let row = elements.axes.last else { return element(elements.base.pointee) }
      let rank = elements.axes.count
      var text = String(repeating: "[", count: rank)
      var cursor = RowCursor(elements.axes)
      var meter = InterruptionCheck.Meter(cost: ElementView<T>.cost)
      while true {
        for position in 0..<row.shown {
          if meter.isRequested { return text }
          if position > 0 { text += ", " }
          text += element(elements[cursor.offset, row, position])
        }
        guard let moved = cursor.advance() else { break }
        text += String(repeating: "]", count: rank - 1 - moved) + ", "
        text += String(repeating: "[", count: rank - 1 - moved)
      }
      return text + String(repeating: "]", count: rank)
    }
  }
}
