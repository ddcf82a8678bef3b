/// Writes an array as NumPy lays it out: brackets, aligned rows, wrapped lines, ellipses.
struct ArrayWriter<Format: ElementFormat> {
  private let elements: ElementView<Format.Value>
  private let axes: [ShownAxis]
  private let format: Format
  private let hasCommas: Bool
  /// The characters that stand before the array in its first line.
  private let prefixWidth: Int
  private let lineWidth: Int
  private var text = TextBuffer()
  /// The characters in the line so far, in a row.
  private var column = 0
  private var meter = InterruptionCheck.Meter(cost: ElementView<Format.Value>.cost)

  /// The characters before the items of a row.
  private var indent: Int { prefixWidth + axes.count }

  init(
    _ elements: ElementView<Format.Value>, format: Format, hasCommas: Bool, prefixWidth: Int,
    lineWidth: Int
  ) {
    self.elements = elements
    self.axes = elements.axes
    self.format = format
    self.hasCommas = hasCommas
    self.prefixWidth = prefixWidth
    self.lineWidth = lineWidth
  }

  /// The array's text; a part of it where the work is to stop.
  ///
  /// - Precondition: the array has elements.
  mutating func written() -> String {
    guard let row = axes.last else {
      format.append(elements.base.pointee, to: &text)
      return text.string
    }
    let separatorWidth = hasCommas ? 2 : 1
    text.reserve(axes.reduce(1) { $0 * $1.shown } * (format.width + separatorWidth) + 64)
    text.append("[", count: axes.count)
    var cursor = RowCursor(axes)
    while true {
      write(row: row, at: cursor.offset)
      if InterruptionCheck.hasStopped { return text.string }
      let moved = cursor.advance()
      close(downTo: moved ?? -1)
      guard let moved else { break }
      breakLine(on: moved)
      if axes[moved].isElided, cursor.position(on: moved) == axes[moved].leading {
        text.append("...")
        breakLine(on: moved)
      }
      text.append("[", count: axes.count - 1 - moved)
    }
    return text.string
  }

  /// Closes the row and the axes inside of `axis`, which end with it.
  private mutating func close(downTo axis: Int) {
    text.append("]")
    for inner in (axis + 1..<axes.count - 1).reversed() {
      if axes[inner].isElided, axes[inner].trailing == 0 {
        breakLine(on: inner)
        text.append("...")
      }
      text.append("]")
    }
  }

  /// Ends an item of an outer axis: the more axes are inside, the more lines apart.
  private mutating func breakLine(on axis: Int) {
    if hasCommas { text.append(",") }
    text.append("\n", count: axes.count - 1 - axis)
    text.append(" ", count: prefixWidth + axis + 1)
  }

  /// Writes the items of a row, in lines that leave room for the closing brackets.
  private mutating func write(row: ShownAxis, at offset: Int) {
    column = indent
    for position in 0..<row.shown {
      if meter.isRequested { return }
      if position == row.leading { writeEllipsis() }
      beginItem(width: format.width)
      format.append(elements[offset, row, position], to: &text)
    }
    if row.isElided, row.trailing == 0 { writeEllipsis() }
  }

  private mutating func writeEllipsis() {
    beginItem(width: 3)
    text.append("...")
  }

  /// Separates an item of a row from what stands before it, by a new line where it does not fit.
  private mutating func beginItem(width: Int) {
    if column > indent {
      text.append(hasCommas ? ", " : " ")
      column += hasCommas ? 2 : 1
      if column + width > lineWidth - axes.count {
        text.trimTrailingSpaces()
        text.append("\n")
        text.append(" ", count: indent)
        column = indent
      }
    }
    column += width
  }
}
