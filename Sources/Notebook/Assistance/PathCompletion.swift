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
      typed = PathCompletion.unescaped(typed.dropFirst())
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

  /// A path as it is typed, in quotes where a bare word would not be read as that path.
  ///
  /// Nil for a name with a control character: it would have to be typed as an escape, and what is
  /// listed would not look like the file.
  private func candidate(
    _ directory: String, _ file: FileName, _ quote: Character?
  ) -> Completion.Candidate? {
    let path = directory + file.name
    guard !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return nil
    }
    var quote = quote
    if quote == nil, path.contains(where: PathCompletion.needsQuotes) || path.first == "-" {
      quote = path.contains("\"") && !path.contains("'") ? "'" : "\""
    }
    let label = file.name + (file.isDirectory ? "/" : "")
    guard let quote else {
      return Completion.Candidate(
        path, label: label, suffix: file.isDirectory ? "/" : "", kind: .path)
    }
    let text = String(quote) + PathCompletion.escaped(path, in: quote)
    return Completion.Candidate(
      text, label: label, suffix: file.isDirectory ? "/" : String(quote), kind: .path)
  }

  /// Whether a character of a path ends a bare word, begins a string or opens a bracket, which
  /// would hold the lines behind it.
  private static func needsQuotes(_ character: Character) -> Bool {
    " \t;#'\"\\()[]{}".contains(character)
  }

  /// A path as it stands in quotes: a backslash before those in it, and before backslashes.
  private static func escaped(_ path: String, in quote: Character) -> String {
    path.reduce(into: "") { text, character in
      if character == quote || character == "\\" { text.append("\\") }
      text.append(character)
    }
  }

  /// What stands in quotes that are still open, as a path.
  private static func unescaped(_ text: Substring) -> String {
    var path = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        path.append(character)
        isEscaped = false
      }
    }
    return path
  }
}
