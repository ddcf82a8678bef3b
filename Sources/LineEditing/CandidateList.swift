/// The possibilities of a completion, as rows.
struct CandidateList {
  private let candidates: [LineCompletion.Candidate]

  /// How many possibilities are shown each in a row of its own, with what is said about it.
  private static let noteLimit = 10
  /// The blanks between two columns.
  private static let gap = 2

  init(_ candidates: [LineCompletion.Candidate]) { self.candidates = candidates }

  /// The rows by pages, each of which is at most half of the window; at least one page.
  func pages(in size: TerminalSize) -> [[[StyledText]]] {
    let limit = max(1, size.rows / 2)
    let width = candidates.map { CharacterWidth.of($0.label) }.max() ?? 0
    let hasNotes = candidates.contains { !$0.note.isEmpty }
    if hasNotes, candidates.count <= min(CandidateList.noteLimit, limit) {
      return [candidates.map { CandidateList.row(of: $0, width: width + CandidateList.gap) }]
    }
    return columns(of: width + CandidateList.gap, limit: limit, size)
  }

  private static func row(of candidate: LineCompletion.Candidate, width: Int) -> [StyledText] {
    if candidate.note.isEmpty { return [StyledText(candidate.label)] }
    return [
      StyledText(padded(candidate.label, to: width)),
      StyledText(candidate.note, TextStyle(isDim: true)),
    ]
  }

  /// The possibilities in columns, read downwards.
  private func columns(
    of width: Int, limit: Int, _ size: TerminalSize
  ) -> [[[StyledText]]] {
    let perRow = max(1, (size.columns + CandidateList.gap) / width)
    let needed = (candidates.count + perRow - 1) / perRow
    // Where not all can be shown, the last row says how many are left out.
    let rowLimit = needed > limit ? max(1, limit - 1) : max(1, needed)
    let pageSize = rowLimit * perRow
    return stride(from: 0, to: max(1, candidates.count), by: pageSize).map { start in
      let shown = candidates.dropFirst(start).prefix(pageSize).map(\.label)
      var rows = CandidateList.rows(of: shown, perRow: perRow, width: width)
      let rest = candidates.count - start - shown.count
      if rest > 0, limit > 1 {
        rows.append([StyledText("and \(rest) more: Tab", TextStyle(isDim: true))])
      }
      return rows
    }
  }

  private static func rows(of labels: [String], perRow: Int, width: Int) -> [[StyledText]] {
    let count = (labels.count + perRow - 1) / perRow
    return (0..<count).map { row in
      let texts = stride(from: row, to: labels.count, by: count).map { labels[$0] }
      let text = texts.dropLast().map { padded($0, to: width) }.joined() + (texts.last ?? "")
      return [StyledText(text)]
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - CharacterWidth.of(text)))
  }
}
