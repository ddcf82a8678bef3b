import Language

/// Completes the path of a file where a command takes one.
struct PathCompletion {
  let structure: TextStructure
  let files: (any FileListing)?

  /// The files and directories whose paths begin like the one at the text's end.
  var completion: Completion? {
    guard let files, case .command(let command) = structure.end, let start = start(in: command)
    else { return nil }
    let scan = structure.scan
    let end = scan.bytes.count
    var typed = scan.text(start..<end)
    var quote: Character?
    if let first = typed.first, first == "'" || first == "\"" {
      quote = first
      typed.removeFirst()
    }
    let directory = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let beginning = typed.dropFirst(directory.count)
    let found = files.entries(ofDirectory: directory)
      .filter { $0.name.hasPrefix(beginning) && (!beginning.isEmpty || $0.name.first != ".") }
      .sorted { $0.name < $1.name }
      .compactMap { candidate(directory, $0, quote) }
    guard !found.isEmpty else { return nil }
    return Completion(range: SourceRange(start, end), candidates: found)
  }

  /// Where the path begins; nil where the command takes none at the text's end.
  private func start(in command: CommandUse) -> Int? {
    let end = structure.scan.bytes.count
    if let last = command.arguments.last, last.range.end == end {
      guard !last.isOption, !last.isOwnWord, command.operandCount > 0,
        command.kind(ofOperand: command.operandCount - 1) == .path
      else { return nil }
      return last.range.start
    }
    let word = structure.scan.tokens[command.word]
    guard word.range.end < end, command.kind(ofOperand: command.operandCount) == .path else {
      return nil
    }
    return end
  }

  /// A path as it is typed; nil for a name that cannot be.
  private func candidate(
    _ directory: String, _ file: FileName, _ quote: Character?
  ) -> Completion.Candidate? {
    let path = directory + file.name
    guard !path.contains(where: { $0 == "\\" || $0.isNewline || $0 == "\0" }) else { return nil }
    var quote = quote
    if quote == nil, path.contains(where: { " \t;#'\"".contains($0) }) || path.first == "-" {
      quote = path.contains("\"") ? "'" : "\""
    }
    if let quote, path.contains(quote) { return nil }
    let opening = quote.map(String.init) ?? ""
    return Completion.Candidate(
      opening + path, label: file.name + (file.isDirectory ? "/" : ""),
      suffix: file.isDirectory ? "/" : opening, kind: .path)
  }
}
