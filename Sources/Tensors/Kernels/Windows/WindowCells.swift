/// The elements below one window, each by the place of its first channel.
struct WindowCells {
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
  func forEach(
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
