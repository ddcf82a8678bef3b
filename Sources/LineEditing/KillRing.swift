/// What was killed, to be put in again.
struct KillRing: Sendable, Hashable {
  /// A text that was killed.
  struct Kill: Sendable, Hashable {
    var text: String
    /// Whether it was whole lines, without the last line break.
    var isLines = false
  }

  private var kills: [Kill] = []
  private var place = 0

  private static let limit = 60

  /// Keeps a text that was killed in front of or behind the cursor.
  ///
  /// - Parameter isGrowing: whether the last key killed too, so that both are one text.
  mutating func add(_ text: String, isBackward: Bool, isGrowing: Bool) {
    guard !text.isEmpty else { return }
    if isGrowing, let last = kills.last, !last.isLines {
      kills[kills.count - 1].text = isBackward ? text + last.text : last.text + text
      place = kills.count - 1
    } else {
      add(Kill(text: text))
    }
  }

  /// Keeps lines, without the last line break.
  mutating func add(lines text: String) { add(Kill(text: text, isLines: true)) }

  private mutating func add(_ kill: Kill) {
    kills.append(kill)
    if kills.count > KillRing.limit { kills.removeFirst() }
    place = kills.count - 1
  }

  /// What was killed last.
  var latest: Kill? { kills.last }

  /// The text killed last.
  mutating func newest() -> String? {
    place = kills.count - 1
    return kills.last?.text
  }

  /// The text killed before the one that was given last; after the oldest the newest.
  mutating func older() -> String? {
    guard !kills.isEmpty else { return nil }
    place = place > 0 ? place - 1 : kills.count - 1
    return kills[place].text
  }
}
