extension Lexer {
  /// Reads the indentation of a line; false when the line is blank or only a comment, which then
  /// is skipped.
  mutating func indentation() -> Bool {
    let start = position
    var column = 0
    var alternative = 0
    scan: while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "):
        column += 1
        alternative += 1
      case UInt8(ascii: "\t"):
        // A tab goes to the next multiple of eight; that the line nests alike with tabs of one
        // shows that its blanks are used consistently.
        column = (column / 8 + 1) * 8
        alternative += 1
      case 0x0C:
        column = 0
        alternative = 0
      default:
        break scan
      }
      position += 1
    }
    let first = position
    skipBlanksOfAnyKind()
    guard position < end else { return false }
    if bytes[position].isLineBreak {
      skipLineBreak()
      return false
    }
    if bytes[position] == UInt8(ascii: "#") {
      skipToLineBreak()
      if position < end { skipLineBreak() }
      return false
    }
    position = first
    nest(column, alternative, start)
    return true
  }

  /// Opens or closes blocks for a line at a column.
  private mutating func nest(_ column: Int, _ alternative: Int, _ start: Int) {
    guard let top = indentations.last else { return }
    if column == top.column {
      if alternative != top.alternative { fail(.inconsistentTabs, start, position) }
    } else if column > top.column {
      guard alternative > top.alternative else {
        return fail(.inconsistentTabs, start, position)
      }
      indentations.append((column, alternative))
      append(.indent, start, position)
    } else {
      while let open = indentations.last, open.column > column {
        indentations.removeLast()
        append(.dedent, position, position)
      }
      guard let open = indentations.last, open.column == column else {
        return fail(.unindentMismatch, start, position)
      }
      if open.alternative != alternative { fail(.inconsistentTabs, start, position) }
    }
  }

  /// Skips blanks of any script, which a line without code may hold.
  private mutating func skipBlanksOfAnyKind() {
    while position < end {
      if bytes[position].isBlank {
        position += 1
      } else if bytes[position] >= 0x80, let decoded = UTF8Decoding.scalar(bytes, position, end),
        decoded.scalar.isUnicodeBlank
      {
        position += decoded.length
      } else {
        return
      }
    }
  }
}
