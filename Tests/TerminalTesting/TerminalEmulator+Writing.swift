extension TerminalEmulator {
  /// Takes what a program wrote; sequences may be split anywhere.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let token = parser.token(after: byte) else { continue }
      take(token)
    }
  }

  /// Takes a text that a program wrote.
  public mutating func feed(_ text: String) {
    feed(text.utf8)
  }

  private mutating func take(_ token: SequenceParser.Token) {
    switch token {
    case .scalar(let scalar): write(scalar)
    case .control(let byte): control(byte)
    case .escape(let name): escape(name)
    case .sequence(let parameters, let final): sequence(parameters, final)
    case .text(let text): unknownSequences.append("string \(text)")
    case .invalid(let bytes): unknownSequences.append("invalid bytes \(bytes)")
    }
  }

  /// Puts a character at the cursor, or to the one before it what joins that.
  mutating func write(_ scalar: Unicode.Scalar) {
    let width = EmulatedWidth.of(scalar)
    if join(scalar, width) { return }
    guard width > 0 else {
      unknownSequences.append("U+\(String(scalar.value, radix: 16)) joins nothing")
      return
    }
    if isWrapPending || cursor.column + width > columns {
      guard wrapsAutomatically, width <= columns else { return }
      grid[cursor.row].isWrapped = true
      lineFeed()
      cursor.column = 0
    }
    put(Cell(text: String(scalar), width: width, style: style), at: cursor)
    cursor.column += width
    isWrapPending = cursor.column == columns
    if isWrapPending { cursor.column = columns - 1 }
  }

  /// Whether a scalar became a part of the character before the cursor.
  private mutating func join(_ scalar: Unicode.Scalar, _ width: Int) -> Bool {
    guard var place = placeBeforeCursor else { return false }
    let last = grid[place.row].cells[place.column].text.unicodeScalars
    let isFlag = last.count == 1 && last.allSatisfy(\.isRegionalIndicator)
    let isTone = (0x1F3FB...0x1F3FF).contains(scalar.value)
    guard width == 0 || joinsNext || isTone || isFlag && scalar.isRegionalIndicator else {
      return false
    }
    joinsNext = scalar == "\u{200D}"
    grid[place.row].cells[place.column].text.unicodeScalars.append(scalar)
    let isWidened = scalar == "\u{FE0F}" || isFlag && scalar.isRegionalIndicator
    guard isWidened, grid[place.row].cells[place.column].width == 1, !isWrapPending else {
      return true
    }
    var cell = grid[place.row].cells[place.column]
    cell.width = 2
    put(cell, at: place)
    place.column += 2
    isWrapPending = place.column == columns
    cursor.column = min(place.column, columns - 1)
    return true
  }

  private var placeBeforeCursor: Position? {
    var place = cursor
    if !isWrapPending { place.column -= 1 }
    guard grid[place.row].cells.indices.contains(place.column) else { return nil }
    if grid[place.row].cells[place.column].width == 0 { place.column -= 1 }
    return place
  }

  private mutating func put(_ cell: Cell, at place: Position) {
    TerminalEmulator.put(cell, at: place.column, in: &grid[place.row].cells)
    joinsNext = false
  }

  private static func put(_ cell: Cell, at column: Int, in cells: inout [Cell]) {
    while cells.count < column + cell.width { cells.append(Cell()) }
    for half in column..<column + cell.width { split(&cells, at: half) }
    cells[column] = cell
    if cell.width == 2 { cells[column + 1] = Cell(text: "", width: 0, style: cell.style) }
  }

  /// Leaves blanks for both halves of a wide character of which one is overwritten.
  static func split(_ cells: inout [Cell], at column: Int) {
    guard cells.indices.contains(column) else { return }
    if cells[column].width == 0, column > 0 { cells[column - 1] = Cell() }
    if cells[column].width == 2, column + 1 < cells.count { cells[column + 1] = Cell() }
    if cells[column].width != 1 { cells[column] = Cell() }
  }

  /// Goes down a row; at the bottom the window scrolls.
  mutating func lineFeed() {
    isWrapPending = false
    guard cursor.row == rows - 1 else {
      cursor.row += 1
      return
    }
    history.append(grid.removeFirst())
    grid.append(Line())
  }
}

extension Unicode.Scalar {
  /// Whether two of these make a flag.
  fileprivate var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}
