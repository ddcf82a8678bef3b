/// What was killed, to be put in again.
struct KillRing: Sendable, Hashable {
  private var texts: [String] = []
  private var place = 0

  private static let limit = 60

  /// Keeps a text that was killed in front of or behind the cursor.
  ///
  /// - Parameter isGrowing: whether the last key killed too, so that both are one text.
  mutating func add(_ text: String, isBackward: Bool, isGrowing: Bool) {
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
