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

  /// The text in C's form: code points with a zero at the end.
  var codePoints: [Int32] { scalars.map { Int32(bitPattern: $0.value) } + [0] }

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

  // MARK: Indentation

  /// The width of a step of indentation.
  static let indentation = 4

  /// Whether only blanks stand before the cursor in its line.
  var isInIndentation: Bool { lineBeforeCursor.allSatisfy { $0 == " " || $0 == "\t" } }

  /// Removes what Backspace removes: a character, or blanks back to a step of indentation.
  mutating func deleteBackward() {
    let before = lineBeforeCursor
    guard !before.isEmpty, before.allSatisfy({ $0 == " " }) else {
      remove(position(after: .previousCharacter)..<cursor)
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

  /// Takes a step of indentation from the cursor's line; false where there is none.
  mutating func unindent() -> Bool {
    let start = lineStart(of: cursor)
    let blanks = scalars[start...].prefix(EditBuffer.indentation).prefix { $0 == " " }.count
    guard blanks > 0 else { return false }
    let cursor = cursor
    remove(start..<start + blanks)
    move(to: max(start, cursor - blanks))
    return true
  }

  // MARK: Enter

  /// Does what Enter does; false where the text is to be run.
  ///
  /// Above the last line it breaks the line. In the last one it asks whether something is open, but
  /// an empty last line always ends the text, so that an open bracket traps nobody.
  ///
  /// - Parameter continuation: nil where a text is complete, else the blanks of its next line.
  mutating func enter(continuation: (String) -> String?) -> Bool {
    guard isInLastLine else {
      let blanks = lineBeforeCursor.prefix { $0 == " " }
      insert("\n" + EditBuffer.string(blanks))
      return true
    }
    if !isInFirstLine, isLineBlank { return false }
    guard let indentation = continuation(text) else { return false }
    insert("\n" + indentation)
    return true
  }

  /// Whether the cursor's line has nothing but blanks.
  private var isLineBlank: Bool {
    scalars[lineStart(of: cursor)..<lineEnd(of: cursor)].allSatisfy { $0 == " " || $0 == "\t" }
  }

  // MARK: Swapping

  /// Swaps the characters around the cursor, or the two before it at a line's end.
  mutating func transpose() -> Bool {
    let start = lineStart(of: cursor)
    let end = lineEnd(of: cursor)
    var line = Array(EditBuffer.string(scalars[start..<end]))
    let index = min(EditBuffer.string(lineBeforeCursor).count, line.count - 1)
    guard index > 0 else { return false }
    line.swapAt(index - 1, index)
    let position = start + line[...index].reduce(0) { $0 + $1.unicodeScalars.count }
    replace(start..<end, with: String(line))
    move(to: position)
    return true
  }
}
