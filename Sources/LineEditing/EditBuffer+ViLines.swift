/// vi's commands on whole lines.
extension EditBuffer {
  /// The lines from the cursor's on, from the first one's start to the last one's end.
  func lines(_ count: Int) -> Range<Int> {
    var end = lineEnd(of: cursor)
    for _ in 1..<max(1, count) where end < scalars.count { end = lineEnd(of: end + 1) }
    return lineStart(of: cursor)..<end
  }

  /// Removes lines with a line break; the cursor stands in the next one, or the one before.
  mutating func deleteLines(_ count: Int) {
    let lines = lines(count)
    if lines.upperBound < scalars.count {
      remove(lines.lowerBound..<lines.upperBound + 1)
    } else {
      remove(max(0, lines.lowerBound - 1)..<lines.upperBound)
    }
    move(to: firstNonBlank(of: cursor))
  }

  /// Makes one line of lines that has nothing but the first one's indentation.
  mutating func changeLines(_ count: Int) {
    remove(firstNonBlank(of: cursor)..<lines(count).upperBound)
  }

  /// Puts lines in above the cursor's or below it; the cursor stands in the first of them.
  mutating func put(lines text: String, isAbove: Bool) {
    if isEmpty {
      insert(text)
      move(to: firstNonBlank(of: 0))
      return
    }
    let start = isAbove ? lineStart(of: cursor) : lineEnd(of: cursor)
    move(to: start)
    insert(isAbove ? text + "\n" : "\n" + text)
    move(to: firstNonBlank(of: isAbove ? start : start + 1))
  }

  /// Puts text in behind the cursor's character or before it; the cursor stands on its last one.
  mutating func put(_ text: String, isBefore: Bool) {
    if !isBefore, cursor < lineEnd(of: cursor) { move(to: position(after: .nextCharacter)) }
    insert(text)
    move(to: position(after: .previousCharacter))
  }

  /// Adds a line below or above; the cursor stands behind its indentation.
  ///
  /// - Parameter continuation: the blanks of a text's next line; nil where the text is complete.
  mutating func openLine(isAbove: Bool, continuation: (String) -> String?) {
    let start = lineStart(of: cursor)
    let end = lineEnd(of: cursor)
    let blanks = EditBuffer.string(scalars[start..<firstNonBlank(of: cursor)])
    if isAbove {
      move(to: start)
      insert(blanks + "\n")
      move(to: cursor - 1)
    } else {
      move(to: end)
      insert("\n" + (continuation(textBeforeCursor) ?? blanks))
    }
  }

  /// Puts `# ` in front of what stands in the line, or takes it away where it stands there.
  mutating func toggleComment() {
    let start = firstNonBlank(of: cursor)
    let before = cursor
    let mark: [Unicode.Scalar] = ["#", " "]
    let existing = zip(scalars[start..<lineEnd(of: start)], mark).prefix { $0 == $1 }.count
    if existing > 0 {
      remove(start..<start + existing)
      move(to: max(start, before - existing))
    } else {
      move(to: start)
      insert("# ")
      move(to: before + mark.count)
    }
  }
}
