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
    show(completion.candidates, below: buffer)
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
    show(candidates, below: buffer)
    return true
  }

  /// Shows possibilities below a text, and the next page of them where that is what the Tab before
  /// has done.
  private func show(_ candidates: [LineCompletion.Candidate], below buffer: EditBuffer) {
    let pages = CandidateList(candidates).pages(in: Terminal.size)
    let isGoingOn = lastAction == .complete && listed?.text == buffer
    let page = isGoingOn ? ((listed?.page ?? -1) + 1) % pages.count : 0
    listed = (buffer, page)
    list = pages[page]
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
