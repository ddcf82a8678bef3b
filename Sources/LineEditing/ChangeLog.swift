/// What a text was before, for undoing.
struct ChangeLog: Sendable, Hashable {
  private var before: [EditBuffer] = []
  private var after: [EditBuffer] = []
  private var last = EditBuffer("")
  private var isTyping = false
  /// The scalars of the texts before.
  private var size = 0

  /// How many steps are kept.
  private static let limit = 500
  /// How many scalars are kept in all.
  private static let sizeLimit = 8 << 20

  /// Takes note of the text as it is now; letters typed one after another are one step.
  ///
  /// - Returns: whether it is another than before.
  @discardableResult
  mutating func note(_ now: EditBuffer) -> Bool {
    guard now.scalars != last.scalars else {
      if now.cursor != last.cursor { isTyping = false }
      last = now
      return false
    }
    let isLetter = ChangeLog.isLetter(between: last, and: now)
    if !(isLetter && isTyping) { keep(last) }
    isTyping = isLetter
    after = []
    last = now
    return true
  }

  /// Whether a text is another and one letter, digit or `_` typed into it.
  private static func isLetter(between last: EditBuffer, and now: EditBuffer) -> Bool {
    now.scalars.count == last.scalars.count + 1 && now.cursor == last.cursor + 1
      && now.cursor > 0 && now.scalars[now.cursor - 1].properties.isXIDContinue
  }

  private mutating func keep(_ text: EditBuffer) {
    before.append(text)
    size += text.scalars.count
    while before.count > ChangeLog.limit || size > ChangeLog.sizeLimit, before.count > 1 {
      size -= before.removeFirst().scalars.count
    }
  }

  /// The text before the last step.
  mutating func undo() -> EditBuffer? {
    guard let text = before.popLast() else { return nil }
    size -= text.scalars.count
    after.append(last)
    last = text
    isTyping = false
    return text
  }

  /// The text after the step that was undone last.
  mutating func redo() -> EditBuffer? {
    guard let text = after.popLast() else { return nil }
    keep(last)
    last = text
    return text
  }
}
