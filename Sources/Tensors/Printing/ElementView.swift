/// The elements of a tensor where they lie: printing reads those it shows and copies none.
struct ElementView<Value: Element> {
  /// The first element.
  let base: UnsafePointer<Value>
  /// The axes, outermost first, with what is shown of them.
  let axes: [ShownAxis]

  /// The work of writing an element, in elements of a computation.
  static var cost: Int { 16 }

  /// Calls `body` with every shown element, in row-major order, until the work is to stop.
  func forEachShown(_ body: (Value) -> Void) {
    guard let row = axes.last else { return body(base.pointee) }
    guard axes.allSatisfy({ $0.shown > 0 }) else { return }
    var cursor = RowCursor(axes)
    var meter = InterruptionCheck.Meter(cost: ElementView.cost)
    repeat {
      for position in 0..<row.shown {
        if meter.isRequested { return }
        body(self[cursor.offset, row, position])
      }
    } while cursor.advance() != nil
  }

  /// The element at a position of the row that starts at `offset`.
  subscript(offset: Int, row: ShownAxis, position: Int) -> Value {
    base[offset + row.stride * row.index(at: position)]
  }
}
