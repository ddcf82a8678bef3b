/// What was typed before, oldest first.
public struct InputHistory: Sendable, Hashable {
  /// The inputs, oldest first.
  public private(set) var entries: [String]

  /// The most inputs that are kept.
  public static let limit = 10_000

  /// A history of some inputs, oldest first.
  public init(_ entries: [String] = []) { self.entries = entries.suffix(InputHistory.limit) }

  /// Adds an input, unless it is the one added last.
  public mutating func add(_ input: String) {
    guard entries.last != input else { return }
    entries.append(input)
    // Dropped in bulk, so that adding stays cheap.
    if entries.count > InputHistory.limit + InputHistory.limit / 10 {
      entries.removeFirst(entries.count - InputHistory.limit)
    }
  }

  /// The newest place before a position whose input starts with a prefix and is not `current`.
  func place(before position: Int, prefix: String, otherThan current: String) -> Int? {
    entries[..<min(position, entries.count)].lastIndex {
      $0.hasPrefix(prefix) && $0 != current
    }
  }

  /// The oldest place after a position whose input starts with a prefix and is not `current`.
  func place(after position: Int, prefix: String, otherThan current: String) -> Int? {
    guard position + 1 < entries.count else { return nil }
    return entries[(position + 1)...].firstIndex { $0.hasPrefix(prefix) && $0 != current }
  }
}

/// An incremental search through a history.
struct HistorySearch: Sendable, Hashable {
  /// What is searched for.
  private(set) var pattern = ""
  /// Where it was found.
  private(set) var place: Int?
  /// Whether the pattern is found nowhere.
  private(set) var hasFailed = false

  /// Adds to the pattern and searches from where the last match is.
  mutating func extend(_ scalar: Unicode.Scalar, in history: InputHistory) {
    pattern.unicodeScalars.append(scalar)
    search(in: history, isOlder: true, includesPlace: true)
  }

  /// Takes the last character from the pattern and searches anew.
  ///
  /// Where the rest is not found either, the place is that of as much of it as is found: what was
  /// shown before it was typed.
  mutating func shorten(in history: InputHistory) {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    place = nil
    hasFailed = false
    guard !pattern.isEmpty else { return }
    let whole = pattern
    search(in: history, isOlder: true, includesPlace: true)
    let isWholeFound = !hasFailed
    while hasFailed, !pattern.isEmpty {
      pattern.removeLast()
      search(in: history, isOlder: true, includesPlace: true)
    }
    (pattern, hasFailed) = (whole, !isWholeFound)
  }

  /// Goes to the next match in a direction.
  mutating func goOn(isOlder: Bool, in history: InputHistory) {
    guard !pattern.isEmpty else { return }
    search(in: history, isOlder: isOlder, includesPlace: false)
  }

  /// Takes over an earlier search's pattern; an empty one finds nothing and is no failure.
  mutating func restart(_ pattern: String, in history: InputHistory) {
    guard !pattern.isEmpty else { return }
    self.pattern = pattern
    search(in: history, isOlder: true, includesPlace: true)
  }

  private mutating func search(in history: InputHistory, isOlder: Bool, includesPlace: Bool) {
    let entries = history.entries
    let current = place.map { entries[$0] }
    func matches(_ index: Int) -> Bool {
      (includesPlace || entries[index] != current)
        && HistorySearch.range(of: pattern, in: entries[index]) != nil
    }
    let found: Int?
    if isOlder {
      let end = place.map { includesPlace ? $0 + 1 : $0 } ?? entries.count
      found = entries.indices.prefix(end).last(where: matches)
    } else {
      let start = place.map { includesPlace ? $0 : $0 + 1 } ?? entries.count
      found = entries.indices.dropFirst(start).first(where: matches)
    }
    hasFailed = found == nil
    if let found { place = found }
  }

  /// Where a pattern stands in a text, in UTF-8 offsets; nil where it does not.
  ///
  /// Case counts only where the pattern has capitals.
  static func range(of pattern: String, in text: String) -> Range<Int>? {
    let ignoresCase = !pattern.contains(where: \.isUppercase)
    let needle = Array((ignoresCase ? pattern.lowercased() : pattern).utf8)
    var haystack = Array(text.utf8)
    if ignoresCase {
      let lowercased = Array(text.lowercased().utf8)
      // Where lowering changes the length, places in it mean nothing in the text.
      if lowercased.count == haystack.count { haystack = lowercased }
    }
    guard !needle.isEmpty, needle.count <= haystack.count else { return nil }
    for start in 0...(haystack.count - needle.count) {
      let end = start + needle.count
      if haystack[start] == needle[0], haystack[start..<end].elementsEqual(needle) {
        return start..<end
      }
    }
    return nil
  }
}
