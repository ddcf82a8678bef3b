extension TerminalEmulator {
  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bellCount += 1
    case 0x08:
      if !isWrapPending { cursor.column = max(0, cursor.column - 1) }
      isWrapPending = false
    case 0x09:
      cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D:
      cursor.column = 0
      isWrapPending = false
    default: unknownSequences.append("control \(byte)")
    }
  }

  mutating func escape(_ name: String) {
    switch name {
    case "7": savedCursor = cursor
    case "8": move(to: savedCursor)
    // The keypad's mode and the character set are nothing that a test can see.
    case "=", ">", "(B": break
    default: unknownSequences.append("ESC \(name)")
    }
  }

  mutating func sequence(_ parameters: String, _ final: Character) {
    let name = "CSI \(parameters)\(final)"
    if parameters.hasPrefix("?") {
      guard setModes(parameters.dropFirst(), final) else { return unknownSequences.append(name) }
      return
    }
    let fields = parameters.split(separator: ";", omittingEmptySubsequences: false)
    let numbers = parameters.isEmpty ? [] : fields.map { $0.isEmpty ? 0 : Int($0) ?? -1 }
    guard !numbers.contains(-1) else { return unknownSequences.append(name) }
    if "ABCDKJ".contains(final), isWrapPending {
      unknownSequences.append("\(name) behind the last column")
    }
    guard edit(final, numbers) else { return unknownSequences.append(name) }
  }

  private mutating func edit(_ final: Character, _ numbers: [Int]) -> Bool {
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch final {
    case "A": move(to: Position(row: cursor.row - count, column: cursor.column))
    case "B": move(to: Position(row: cursor.row + count, column: cursor.column))
    case "C": move(to: Position(row: cursor.row, column: cursor.column + count))
    case "D": move(to: Position(row: cursor.row, column: cursor.column - count))
    case "G": move(to: Position(row: cursor.row, column: count - 1))
    case "H", "f":
      let column = max(1, numbers.dropFirst().first ?? 1)
      move(to: Position(row: count - 1, column: column - 1))
    case "J": return eraseScreen(first)
    case "K": return eraseLine(first)
    case "m": return style.apply(numbers)
    // What asks for an answer gets none.
    case "n", "c": break
    default: return false
    }
    return true
  }

  private mutating func setModes(_ parameters: Substring, _ final: Character) -> Bool {
    guard final == "h" || final == "l" else { return false }
    let isOn = final == "h"
    for mode in parameters.split(separator: ";") {
      switch mode {
      case "7": wrapsAutomatically = isOn
      case "25": isCursorVisible = isOn
      case "2004": isBracketedPasteOn = isOn
      // Cursor keys and the Meta key are sent as the test says.
      case "1", "1034": break
      default: return false
      }
    }
    return true
  }

  private mutating func move(to place: Position) {
    cursor.row = min(max(0, place.row), rows - 1)
    cursor.column = min(max(0, place.column), columns - 1)
    isWrapPending = false
  }

  private mutating func eraseLine(_ kind: Int) -> Bool {
    switch kind {
    case 0: truncate(row: cursor.row, to: cursor.column)
    case 1: blank(row: cursor.row, through: cursor.column)
    case 2: grid[cursor.row] = Line()
    default: return false
    }
    return true
  }

  private mutating func eraseScreen(_ kind: Int) -> Bool {
    switch kind {
    case 0:
      truncate(row: cursor.row, to: cursor.column)
      for row in cursor.row + 1..<max(rows, cursor.row + 1) { grid[row] = Line() }
    case 1:
      for row in 0..<cursor.row { grid[row] = Line() }
      blank(row: cursor.row, through: cursor.column)
    case 2:
      for row in 0..<rows { grid[row] = Line() }
    case 3: history = []
    default: return false
    }
    return true
  }

  private mutating func truncate(row: Int, to column: Int) {
    TerminalEmulator.split(&grid[row].cells, at: column)
    grid[row].cells = Array(grid[row].cells.prefix(column))
    grid[row].isWrapped = false
  }

  private mutating func blank(row: Int, through column: Int) {
    TerminalEmulator.split(&grid[row].cells, at: column)
    for index in 0..<min(column + 1, grid[row].cells.count) { grid[row].cells[index] = Cell() }
  }
}
