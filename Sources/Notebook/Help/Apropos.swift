import Language

/// A search of all help texts for words.
struct Apropos {
  private let words: [String]

  init(_ text: String) {
    var known: Set<String> = []
    words = text.lowercased().split(separator: " ").map(String.init)
      .filter { known.insert($0).inserted }
  }

  /// The most entries that are listed.
  private static let limit = 20

  /// One line for each entry in which all words occur, the best first.
  func text(in index: HelpIndex) -> String {
    let found = entries(in: index)
    guard !found.isEmpty else {
      let subject = Apropos.line(words.joined(separator: " "), width: 40)
      let near = Suggestion.closest(to: subject, among: index.names).first
      return "nothing is said about '\(subject)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
    }
    var lines = found.prefix(Apropos.limit).map { Apropos.line("\($0.name) — \($0.summary)") }
    if found.count > Apropos.limit {
      lines.append("… \(found.count - Apropos.limit) more: add a word")
    }
    return lines.joined(separator: "\n")
  }

  /// The entries in which all words occur, the best first, each name once.
  func entries(in index: HelpIndex) -> [HelpEntry] {
    guard !words.isEmpty else { return [] }
    let ranked = index.entries.enumerated().compactMap { place, entry in
      rank(entry).map { (rank: $0, place: place, entry: entry) }
    }
    let sorted = ranked.sorted {
      ($0.rank, $0.entry.kind.rawValue, $0.entry.name, $0.place)
        < ($1.rank, $1.entry.kind.rawValue, $1.entry.name, $1.place)
    }
    var known: Set<String> = []
    return sorted.map(\.entry).filter { known.insert($0.name).inserted }
  }

  /// How well an entry answers, 0 best; nil where a word does not occur in it.
  private func rank(_ entry: HelpEntry) -> Int? {
    let names = entry.names.map { $0.lowercased() }
    let lastParts = names.compactMap { $0.split(separator: ".").last.map(String.init) }
    let summary = entry.summary.lowercased()
    let details = entry.details.lowercased()
    var rank = 0
    for word in words {
      if names.contains(word) || lastParts.contains(word) { continue }
      if names.contains(where: { $0.contains(word) }) {
        rank += 1
      } else if summary.contains(word) {
        rank += 10
      } else if details.contains(word) {
        rank += 100
      } else {
        return nil
      }
    }
    return rank
  }

  /// A line that fits the window.
  private static func line(_ text: String, width: Int = Paragraph.width) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    // A long text is cut by characters first, so that measuring it again and again is cheap.
    var line = text.prefix(width)
    while DisplayWidth.of(line) >= width { line.removeLast() }
    return line + "…"
  }
}
