/// The elements below windows as rows of matrices: the lowering of convolutions to products.
///
/// A row holds what one window covers: the window's rows, its columns, and the channels of one
/// group, in this order; zeros where the window reaches beyond the image. Each group of channels
/// has a matrix of its own. Only so many windows are lowered at once as stay in the cache.
///
/// Source: K. Chellapilla, S. Puri and P. Simard, "High Performance Convolutional Neural Networks
/// for Document Processing", 2006.
struct WindowColumns: Sendable {
  let windows: Windows
  /// How many images there are.
  let images: Int
  /// The channels of an image.
  let channels: Int
  /// In how many groups the channels are taken apart.
  let groups: Int

  /// The channels of a group.
  var groupChannels: Int { channels / groups }
  /// The elements below a window, of one group.
  var width: Int { windows.rows.size * windows.columns.size * groupChannels }
  /// How many windows there are over all images.
  var count: Int { images * windows.count }

  /// The elements that are lowered at once.
  private static let blockElements = 1 << 18

  /// The windows in order, in parts that are lowered at once.
  var blocks: [Range<Int>] {
    let size = max(1, WindowColumns.blockElements / max(width * groups, 1))
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// Writes the rows of some windows: groups, windows, width.
  func gather<T: FloatElement>(
    _ output: UnsafeMutablePointer<T>, from images: UnsafePointer<T>, _ block: Range<Int>
  ) {
    let depth = groupChannels
    let columns = windows.columns
    let isWhole = groups == 1 && columns.dilation == 1
    let groupStride = block.count &* width
    forEachWindowRow(block) { row, target, image, isInside in
      let line = output + target
      let places = isInside ? columns.inside(row.column) : 0..<0
      if isWhole {
        line.update(repeating: 0, count: places.lowerBound &* depth)
        if !places.isEmpty {
          let from = image &+ columns.position(row.column, places.lowerBound) &* depth
          (line + places.lowerBound &* depth).update(
            from: images + from, count: places.count &* depth)
        }
        (line + places.upperBound &* depth).update(
          repeating: 0, count: (columns.size &- places.upperBound) &* depth)
        return
      }
      for group in 0..<groups {
        let line = line + group &* groupStride
        for place in 0..<columns.size {
          let cell = line + place &* depth
          if places.contains(place) {
            let from = image &+ columns.position(row.column, place) &* channels &+ group &* depth
            cell.update(from: images + from, count: depth)
          } else {
            cell.update(repeating: 0, count: depth)
          }
        }
      }
    }
  }

  /// Adds the rows of some windows to the elements that they cover: the transpose of `gather`.
  func scatter<T: FloatElement>(
    _ input: UnsafePointer<T>, addingTo images: UnsafeMutablePointer<T>, _ block: Range<Int>
  ) {
    let depth = groupChannels
    let columns = windows.columns
    let groupStride = block.count &* width
    forEachWindowRow(block) { row, source, image, isInside in
      guard isInside else { return }
      for group in 0..<groups {
        let line = input + (source &+ group &* groupStride)
        for place in columns.inside(row.column) {
          let cell = line + place &* depth
          let pixel = image &+ columns.position(row.column, place) &* channels
          let to = images + (pixel &+ group &* depth)
          for channel in 0..<depth { to[channel] += cell[channel] }
        }
      }
    }
  }

  /// Calls `body` with each row of each window: where it stands in the first group's matrix, where
  /// the image's row begins, and whether the image has that row.
  @inline(__always)
  private func forEachWindowRow(
    _ block: Range<Int>,
    _ body: (_ row: (column: Int, place: Int), _ matrix: Int, _ image: Int, _ isInside: Bool) ->
      Void
  ) {
    let (rows, columns) = (windows.rows, windows.columns)
    let lineWidth = columns.size &* groupChannels
    let imageRow = columns.extent &* channels
    var meter = InterruptionCheck.Meter(cost: width &* groups)
    for (index, window) in block.enumerated() {
      let (image, rest) = window.quotientAndRemainder(dividingBy: windows.count)
      let (row, column) = rest.quotientAndRemainder(dividingBy: columns.count)
      let inside = rows.inside(row)
      for place in 0..<rows.size {
        let line = image &* rows.extent &+ rows.position(row, place)
        body(
          (column, place), index &* width &+ place &* lineWidth, line &* imageRow,
          inside.contains(place))
      }
      if meter.isRequested { return }
    }
  }
}
