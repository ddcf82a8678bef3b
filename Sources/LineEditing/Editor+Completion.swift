/// Completing what stands before the cursor.
extension Editor {
  /// Tab: a character by its name, a step of indentation, or what may stand at the cursor.
  func complete(_ buffer: inout EditBuffer) -> Bool {
    if let (start, names) = UnicodeNames.completion(of: buffer) {
      return complete(name: names, from: start, &buffer)
    }
    if buffer.isInIndentation {
      buffer.indent()
      return true
    }
    guard
      let completion = assistant.completion(of: buffer.text, cursor: buffer.cursorOffset),
      let first = completion.candidates.first
    else { return false }
    let start = min(buffer.position(ofOffset: completion.range.lowerBound), buffer.cursor)
    let range = start..<buffer.cursor
    if completion.candidates.count == 1 {
      // What is to follow may be there already.
      let rest = EditBuffer.string(buffer.scalars[buffer.cursor...])
      let suffix = rest.hasPrefix(first.suffix) ? "" : first.suffix
      buffer.replace(range, with: first.text + suffix)
      return true
    }
    let prefix = Editor.commonPrefix(completion.candidates.map(\.text))
    if prefix.unicodeScalars.count >= range.count { buffer.replace(range, with: prefix) }
    list = CandidateList(completion.candidates).rows(in: Terminal.size)
    return true
  }

  private func complete(name names: [String], from start: Int, _ buffer: inout EditBuffer) -> Bool {
    if names.count == 1, let name = names.first, let character = UnicodeNames.characters[name] {
      buffer.replace(start..<buffer.cursor, with: character)
      return true
    }
    buffer.replace(start..<buffer.cursor, with: "\\" + Editor.commonPrefix(names))
    let candidates = names.map { name in
      LineCompletion.Candidate(
        name, label: "\\\(name) \(UnicodeNames.characters[name] ?? "")")
    }
    list = CandidateList(candidates).rows(in: Terminal.size)
    return true
  }

  /// What all texts start with.
  static func commonPrefix(_ texts: [String]) -> String {
    guard var prefix = texts.first else { return "" }
    for text in texts.dropFirst() {
      prefix = String(zip(prefix, text).prefix { $0 == $1 }.map(\.0))
    }
    return prefix
  }
}

/// The possibilities of a completion, as rows.
struct CandidateList {
  private let candidates: [LineCompletion.Candidate]

  /// How many possibilities are shown each in a row of its own, with what is said about it.
  private static let noteLimit = 10

  init(_ candidates: [LineCompletion.Candidate]) { self.candidates = candidates }

  /// The rows, at most half of the window's.
  func rows(in size: TerminalSize) -> [[StyledText]] {
    let limit = max(1, size.rows / 2)
    let width = candidates.map { CharacterWidth.of($0.label) }.max() ?? 0
    let hasNotes = candidates.contains { !$0.note.isEmpty }
    if hasNotes, candidates.count <= min(CandidateList.noteLimit, limit) {
      return candidates.map { candidate in
        [
          StyledText(CandidateList.padded(candidate.label, to: width + 2)),
          StyledText(candidate.note, TextStyle(isDim: true)),
        ]
      }
    }
    return columns(of: width + 2, limit: limit, size)
  }

  /// The possibilities in columns, read downwards.
  private func columns(
    of width: Int, limit: Int, _ size: TerminalSize
  ) -> [[StyledText]] {
    let perRow = max(1, size.columns / width)
    let needed = (candidates.count + perRow - 1) / perRow
    // Where not all can be shown, the last row says how many are left out.
    let shownRows = needed > limit ? max(1, limit - 1) : needed
    let shown = candidates.prefix(shownRows * perRow)
    var rows = (0..<shownRows).map { row in
      let texts = stride(from: row, to: shown.count, by: shownRows).map {
        CandidateList.padded(shown[$0].label, to: width)
      }
      return [StyledText(texts.joined())]
    }
    if shown.count < candidates.count {
      rows.append([
        StyledText("and \(candidates.count - shown.count) more", TextStyle(isDim: true))
      ])
    }
    return rows
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - CharacterWidth.of(text)))
  }
}
