import Language

/// Reads the marker lines between the entries of a session file.
struct SessionFileReader {
  let file: String?
  private(set) var header = SessionHeader()
  private(set) var parts: [SessionFile.Part] = []
  private(set) var comments: [SessionFile.Comment] = []

  /// The keys that the header had, for those that come twice.
  private var keys: Set<String> = []
  /// The options for the next entry, and the line of the first.
  private var options = SessionEntryOptions()
  private var optionsLine: (line: Int, text: String)?
  /// The number of entries so far.
  private var count = 0
  /// Whether the last part is an entry, so that recorded output can follow.
  private var isAfterEntry = false
  private var hasFailed = false

  /// A reader of a file; of one that needs no header, the header is optional.
  init(file: String?, needsHeader: Bool = true) {
    self.file = file
    if !needsHeader { keys = ["format"] }
  }

  /// What a step's line starts with.
  static let step = "# %%"

  /// Whether a comment is a marker.
  static func isMarker(_ comment: String) -> Bool {
    ["#:", "#|", "#@", "#>", "#!", step].contains { comment.utf8.starts(with: $0.utf8) }
  }

  static func isShebang(_ comment: String) -> Bool {
    comment.hasPrefix("#!") && comment.contains("/")
  }

  mutating func read(_ text: String) throws(Diagnostic) {
    var last = (line: 1, text: "")
    for item in EntryScanner(text) {
      switch item {
      case .blank: continue
      case .comment(let line, let comment):
        last = (line, comment)
        if line == 1, SessionFileReader.isShebang(comment) { continue }
        try marker(comment, line)
      case .entry(let extent):
        last = (extent.firstLine, extent.text.prefix { !$0.isNewline }.description)
        try entry(extent)
      }
    }
    if let (line, text) = optionsLine {
      throw failure("no entry follows these options", line, text)
    }
    if !keys.contains("format") { throw missingHeader(last.line == 1 ? last : (1, "")) }
  }

  // MARK: Parts

  private mutating func entry(_ extent: EntryScanner.Extent) throws(Diagnostic) {
    guard keys.contains("format") else {
      throw missingHeader((extent.firstLine, extent.text.prefix { !$0.isNewline }.description))
    }
    count += 1
    parts.append(
      .entry(
        SessionEntry(
          number: count,
          source: EntrySource(file: file, text: extent.text, firstLine: extent.firstLine),
          lastLine: extent.lastLine, options: options)))
    options = SessionEntryOptions()
    optionsLine = nil
    isAfterEntry = true
  }

  /// Reads a comment that may be a marker.
  private mutating func marker(_ comment: String, _ line: Int) throws(Diagnostic) {
    let kind = comment.prefix(2)
    let content = comment.dropFirst(2)
    // Scalar by scalar: what follows the blank may combine with it to one character.
    let scalars = content.unicodeScalars
    let text = scalars.first == " " ? String(scalars.dropFirst()) : String(content)
    switch kind {
    case "#:": try headerLine(String(content), line, comment)
    case "#|":
      parts.append(.prose(line: line, text: text))
      isAfterEntry = false
    case "#@": try optionLine(String(content), line, comment)
    case "#>": try recorded(line, comment) { $0.output.append(text.trimmedAtEnd) }
    case "#!": try recorded(line, comment) { $0.diagnostic.append(text.trimmedAtEnd) }
    default:
      if comment.hasPrefix(Self.step) {
        parts.append(.step(line: line, title: comment.dropFirst(4).trimmed))
        isAfterEntry = false
      } else {
        comments.append(SessionFile.Comment(line: line, text: comment))
      }
    }
  }

  /// Takes a line of what was recorded over into the entry before it.
  private mutating func recorded(
    _ line: Int, _ comment: String, _ add: (inout SessionEntry) -> Void
  ) throws(Diagnostic) {
    guard isAfterEntry, optionsLine == nil, case .entry(var entry)? = parts.last else {
      throw failure(
        "this line records output, but no entry stands before it", line, comment,
        hint: "put a space after '#' to make it an ordinary comment")
    }
    add(&entry)
    entry.recordedLines.append(line)
    parts[parts.count - 1] = .entry(entry)
  }

  // MARK: Header and options

  private mutating func headerLine(
    _ content: String, _ line: Int, _ comment: String
  ) throws(Diagnostic) {
    guard count == 0 else {
      throw failure("the header stands before the first entry", line, comment)
    }
    guard let equal = content.firstIndex(of: "=") else {
      throw failure("a line of the header is 'key = value'", line, comment)
    }
    let name = content[..<equal].trimmed
    let value = content[content.index(after: equal)...].trimmed
    guard let key = SessionHeader.keys.first(where: { $0.name == name }) else {
      throw failure(
        "there is no header key '\(name)'", line, comment, at: name,
        hint: SessionFileReader.suggestion(for: name, among: SessionHeader.keys.map(\.name)))
    }
    guard keys.insert(name).inserted else {
      throw failure("the header has '\(name)' twice", line, comment, at: name)
    }
    guard key.read(value, &header) else {
      throw failure("'\(name)' is \(key.expected), not '\(value)'", line, comment, at: value)
    }
  }

  private mutating func optionLine(
    _ content: String, _ line: Int, _ comment: String
  ) throws(Diagnostic) {
    let words = content.words
    guard let name = words.first else {
      throw failure("'#@' names no option", line, comment)
    }
    guard let option = SessionOption.all.first(where: { $0.name == name }) else {
      throw failure(
        "there is no option '\(name)'", line, comment, at: name,
        hint: SessionFileReader.suggestion(for: name, among: SessionOption.all.map(\.name)))
    }
    guard option.read(Array(words.dropFirst()), &options) else {
      throw failure("write '#@ \(option.usage)'", line, comment, at: name)
    }
    if optionsLine == nil { optionsLine = (line, comment) }
  }

  private static func suggestion(for name: String, among names: [String]) -> String {
    if let near = Suggestion.closest(to: name, among: names).first {
      return "did you mean '\(near)'?"
    }
    return "there are " + names.joined(separator: ", ")
  }

  // MARK: Errors

  private func missingHeader(_ place: (line: Int, text: String)) -> Diagnostic {
    failure(
      "the header line '#: format = \(SessionHeader.format)' is missing", place.line, place.text,
      hint: "a session file starts with it")
  }

  /// The diagnostic of a line, at a word of it or the whole.
  private func failure(
    _ message: String, _ line: Int, _ text: String, at word: String? = nil, hint: String? = nil
  ) -> Diagnostic {
    var range = SourceRange(0, text.utf8.count)
    if let word, !word.isEmpty, let found = text.utf8.firstRange(of: word.utf8) {
      let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      range = SourceRange(start, start + word.utf8.count)
    }
    return Diagnostic(
      type: "SessionFileError", message: message, hint: hint, range: range,
      source: EntrySource(file: file, text: text, firstLine: line))
  }
}
