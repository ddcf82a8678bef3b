/// Where in the history a text comes from, and what was being typed before.
struct Recall: Sendable, Hashable {
  /// The place of the input that is shown.
  var place: Int
  /// What was being typed.
  let draft: EditBuffer
  /// What the inputs that are gone through start with.
  let prefix: String
}

/// What was killed, to be put in again.
struct KillRing: Sendable, Hashable {
  private var texts: [String] = []
  private var place = 0
  /// Whether the last key killed too, so that what it killed grows.
  var isGrowing = false
  /// The range that the last key put in, so that it can be exchanged for an older text.
  var yanked: Range<Int>?

  private static let limit = 60

  /// Keeps a text that was killed in front of or behind the cursor.
  mutating func add(_ text: String, isBackward: Bool) {
    guard !text.isEmpty else { return }
    if isGrowing, let last = texts.last {
      texts[texts.count - 1] = isBackward ? text + last : last + text
    } else {
      texts.append(text)
      if texts.count > KillRing.limit { texts.removeFirst() }
    }
    place = texts.count - 1
  }

  /// The text killed last.
  mutating func newest() -> String? {
    place = texts.count - 1
    return texts.last
  }

  /// The text killed before the one that was given last; after the oldest the newest.
  mutating func older() -> String? {
    guard !texts.isEmpty else { return nil }
    place = place > 0 ? place - 1 : texts.count - 1
    return texts[place]
  }
}

/// What a text was before, for undoing.
struct ChangeLog: Sendable, Hashable {
  private var before: [EditBuffer] = []
  private var after: [EditBuffer] = []
  private var last = EditBuffer("")
  private var isTyping = false

  /// How many steps are kept.
  private static let limit = 500
  /// The length from which on a text's changes are not kept.
  private static let lengthLimit = 100_000

  /// Takes note of the text as it is now; letters typed one after another are one step.
  mutating func note(_ now: EditBuffer) {
    guard now.scalars != last.scalars else {
      if now.cursor != last.cursor { isTyping = false }
      last = now
      return
    }
    let isLetter =
      now.scalars.count == last.scalars.count + 1 && now.cursor == last.cursor + 1
      && now.cursor > 0 && EditBuffer.isWord(now.scalars[now.cursor - 1])
    if !(isLetter && isTyping), last.scalars.count <= ChangeLog.lengthLimit {
      before.append(last)
      if before.count > ChangeLog.limit { before.removeFirst() }
    }
    isTyping = isLetter
    after = []
    last = now
  }

  /// The text before the last step.
  mutating func undo() -> EditBuffer? {
    guard let text = before.popLast() else { return nil }
    after.append(last)
    last = text
    isTyping = false
    return text
  }

  /// The text after the step that was undone last.
  mutating func redo() -> EditBuffer? {
    guard let text = after.popLast() else { return nil }
    before.append(last)
    last = text
    return text
  }
}
