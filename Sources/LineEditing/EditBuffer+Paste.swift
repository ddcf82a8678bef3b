extension EditBuffer {
  /// Puts a paste in at the cursor.
  ///
  /// Behind indentation a paste that was indented itself is moved as a whole, so that its first line
  /// stands at the cursor: the indentation of its lines among one another stays. In one that was not
  /// the first line was marked from its first word on, and the others stand as they should.
  ///
  /// - Parameter isIndented: whether the first line had indentation, which may be gone from it.
  mutating func paste(_ text: String, isIndented: Bool) {
    let blanks = lineBeforeCursor
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines[0].prefix(while: EditBuffer.isBlank)
    guard isIndented, !blanks.isEmpty, isInIndentation else { return insert(text) }
    let shift = column - EditBuffer.column(behind: first)
    lines[0] = lines[0].dropFirst(first.count)
    let others = lines.dropFirst().map { line in
      let own = line.prefix(while: EditBuffer.isBlank)
      let rest = line.dropFirst(own.count)
      let width = rest.isEmpty ? 0 : max(0, EditBuffer.column(behind: own) + shift)
      return String(repeating: " ", count: width) + rest
    }
    insert(([String(lines[0])] + others).joined(separator: "\n"))
  }

  static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t"
  }
}
