/// A walk through the history, and what was being typed before it.
struct Recall: Sendable, Hashable {
  /// The place of the input that is shown; behind the newest one what was being typed.
  private(set) var place: Int
  /// What was being typed.
  private let draft: EditBuffer
  /// What the inputs that are gone through start with.
  var prefix: String

  /// A walk that starts with what is being typed.
  init(from draft: EditBuffer, prefix: String, in history: InputHistory) {
    self.draft = draft
    self.prefix = prefix
    place = history.entries.count
  }

  /// A walk that a search has led to a place.
  init(from draft: EditBuffer, place: Int) {
    self.draft = draft
    self.place = place
    prefix = ""
  }

  /// Whether what was being typed is shown.
  func isAtDraft(in history: InputHistory) -> Bool { place >= history.entries.count }

  /// This walk, unless the input that it led to was changed: that is a text of its own.
  func continued(with buffer: EditBuffer, in history: InputHistory) -> Recall? {
    history.entries.indices.contains(place) && history.entries[place] == buffer.text ? self : nil
  }

  /// Puts the next input in the place of a text; false where there is none.
  ///
  /// The input comes whole, with the cursor at its end. Behind the newest comes what was being
  /// typed.
  mutating func move(
    isOlder: Bool, _ buffer: inout EditBuffer, in history: InputHistory
  ) -> Bool {
    let text = buffer.text
    let next =
      isOlder
      ? history.place(before: place, prefix: prefix, otherThan: text)
      : history.place(after: place, prefix: prefix, otherThan: text)
    if let next {
      place = next
      buffer = EditBuffer(history.entries[next])
      return true
    }
    guard !isOlder, !isAtDraft(in: history) else { return false }
    place = history.entries.count
    buffer = draft
    return true
  }
}
