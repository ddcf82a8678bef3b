/// Text that is being edited, with a cursor in it.
///
/// Positions count Unicode scalars, as libedit does; motions go by whole characters.
struct EditBuffer: Sendable, Hashable {
  /// The text.
  private(set) var scalars: [Unicode.Scalar]
  /// Where the next character goes.
  private(set) var cursor: Int

  /// A text with the cursor at a position, or at its end.
  init(_ text: String, cursor: Int? = nil) {
    self.init(scalars: Array(text.unicodeScalars), cursor: cursor)
  }

  /// A text of scalars.
  init(scalars: [Unicode.Scalar], cursor: Int? = nil) {
    self.scalars = scalars
    self.cursor = min(max(0, cursor ?? scalars.count), scalars.count)
  }

  // MARK: Facts

  /// The text as a string.
  var text: String { EditBuffer.string(scalars[...]) }

  var isEmpty: Bool { scalars.isEmpty }

  var isAtEnd: Bool { cursor == scalars.count }

  /// Where the cursor is, in UTF-8 offsets of `text`.
  var cursorOffset: Int { scalars[..<cursor].reduce(0) { $0 + UTF8.width($1) } }

  /// The position of a UTF-8 offset.
  func position(ofOffset offset: Int) -> Int {
    var bytes = 0
    for (index, scalar) in scalars.enumerated() {
      if bytes >= offset { return index }
      bytes += UTF8.width(scalar)
    }
    return scalars.count
  }

  /// Where the line of a position starts.
  func lineStart(of position: Int) -> Int {
    (scalars[..<position].lastIndex(of: "\n") ?? -1) + 1
  }

  /// Where the line of a position ends, before its line break.
  func lineEnd(of position: Int) -> Int {
    scalars[position...].firstIndex(of: "\n") ?? scalars.count
  }

  /// Whether the cursor is in the first line.
  var isInFirstLine: Bool { lineStart(of: cursor) == 0 }

  /// Whether the cursor is in the last line.
  var isInLastLine: Bool { lineEnd(of: cursor) == scalars.count }

  /// What stands before the cursor in its line.
  var lineBeforeCursor: ArraySlice<Unicode.Scalar> { scalars[lineStart(of: cursor)..<cursor] }

  /// The text before the cursor.
  var textBeforeCursor: String { EditBuffer.string(scalars[..<cursor]) }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Whether a scalar is part of a word: a letter or digit of any script, or `_`.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isXIDContinue
  }

  // MARK: Changes

  /// Puts text in at the cursor, which then stands behind it.
  mutating func insert(_ text: String) {
    let added = Array(text.unicodeScalars)
    scalars.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Removes a range; the cursor stands where it was.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> String {
    let removed = EditBuffer.string(scalars[range])
    scalars.removeSubrange(range)
    cursor = range.lowerBound
    return removed
  }

  /// Puts text in the place of a range.
  mutating func replace(_ range: Range<Int>, with text: String) {
    remove(range)
    insert(text)
  }

  /// Puts the cursor somewhere.
  mutating func move(to position: Int) { cursor = min(max(0, position), scalars.count) }

  // MARK: Characters

  /// The position before the character that ends at the cursor.
  var previousCharacter: Int {
    guard cursor > 0 else { return 0 }
    let start = lineStart(of: cursor)
    guard start < cursor else { return cursor - 1 }
    let last = EditBuffer.string(scalars[start..<cursor]).last
    return cursor - (last?.unicodeScalars.count ?? 1)
  }

  /// The position behind the character that starts at the cursor.
  var nextCharacter: Int {
    guard cursor < scalars.count else { return cursor }
    let end = lineEnd(of: cursor)
    guard cursor < end else { return cursor + 1 }
    let first = EditBuffer.string(scalars[cursor..<end]).first
    return cursor + (first?.unicodeScalars.count ?? 1)
  }

  // MARK: Words

  /// Where the word before the cursor starts.
  var previousWord: Int {
    var position = cursor
    while position > 0, !EditBuffer.isWord(scalars[position - 1]) { position -= 1 }
    while position > 0, EditBuffer.isWord(scalars[position - 1]) { position -= 1 }
    return position
  }

  /// Where the word after the cursor ends.
  var nextWord: Int {
    var position = cursor
    while position < scalars.count, !EditBuffer.isWord(scalars[position]) { position += 1 }
    while position < scalars.count, EditBuffer.isWord(scalars[position]) { position += 1 }
    return position
  }

  /// Where what stands between blanks before the cursor starts.
  var previousBlank: Int {
    var position = cursor
    while position > 0, scalars[position - 1].properties.isWhitespace { position -= 1 }
    while position > 0, !scalars[position - 1].properties.isWhitespace { position -= 1 }
    return position
  }

  // MARK: Lines

  /// Moves to the line above, as near to a column as it goes; false in the first line.
  mutating func moveUp(column: Int) -> Bool {
    let start = lineStart(of: cursor)
    guard start > 0 else { return false }
    cursor = position(inLineAt: lineStart(of: start - 1), column: column)
    return true
  }

  /// Moves to the line below; false in the last line.
  mutating func moveDown(column: Int) -> Bool {
    let end = lineEnd(of: cursor)
    guard end < scalars.count else { return false }
    cursor = position(inLineAt: end + 1, column: column)
    return true
  }

  /// The column of the cursor in its line, as it is displayed.
  var column: Int {
    EditBuffer.string(lineBeforeCursor).reduce(0) { $0 + EditBuffer.width(of: $1, at: $0) }
  }

  private func position(inLineAt start: Int, column: Int) -> Int {
    var position = start
    var columns = 0
    for character in EditBuffer.string(scalars[start..<lineEnd(of: start)]) {
      let width = EditBuffer.width(of: character, at: columns)
      guard columns + width <= column else { break }
      columns += width
      position += character.unicodeScalars.count
    }
    return position
  }

  private static func width(of character: Character, at column: Int) -> Int {
    character == "\t" ? indentation - column % indentation : CharacterWidth.of(character)
  }

  // MARK: Indentation

  /// The width of a step of indentation.
  static let indentation = 4

  /// Whether only blanks stand before the cursor in its line.
  var isInIndentation: Bool { lineBeforeCursor.allSatisfy { $0 == " " || $0 == "\t" } }

  /// Removes what Backspace removes: a character, or blanks back to a step of indentation.
  mutating func deleteBackward() {
    let before = lineBeforeCursor
    guard !before.isEmpty, before.allSatisfy({ $0 == " " }) else {
      remove(previousCharacter..<cursor)
      return
    }
    let count = (before.count - 1) % EditBuffer.indentation + 1
    remove(cursor - count..<cursor)
  }

  /// Adds blanks up to the next step of indentation.
  mutating func indent() {
    let step = EditBuffer.indentation
    insert(String(repeating: " ", count: step - column % step))
  }

  /// Swaps the characters around the cursor, or the two before it at a line's end.
  mutating func transpose() -> Bool {
    let start = lineStart(of: cursor)
    var line = Array(EditBuffer.string(scalars[start..<lineEnd(of: cursor)]))
    guard line.count > 1, cursor > start else { return false }
    var index = EditBuffer.string(lineBeforeCursor).count
    if index >= line.count { index = line.count - 1 }
    guard index > 0 else { return false }
    line.swapAt(index - 1, index)
    let text = String(line)
    let position = start + line[...index].reduce(0) { $0 + $1.unicodeScalars.count }
    replace(start..<lineEnd(of: cursor), with: text)
    move(to: position)
    return true
  }
}
