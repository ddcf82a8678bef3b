import Language

extension AcceptedEntry {
  /// An entry that ran, or failed, with what was kept of its output.
  init(
    _ entry: Entry, number: Int, kept: KeptOutput, context: EntryContext,
    commands: [String: CommandDeclaration], comments: [String] = [], preface: [String] = [],
    diagnostic: Diagnostic? = nil
  ) {
    var traits = Traits(entry, commands)
    if context.hasRunFile { traits.insert(.ranFile) }
    if kept.namesLines, traits.isDisjoint(with: [.namesLines, .mayNameLines]) {
      traits.insert(entry.isOneLine ? .namesLines : .mayNameLines)
    }
    self.init(
      number: number, source: entry.source, output: kept.lines, patterns: kept.patterns,
      traits: traits, comments: comments, preface: preface, reads: context.reads,
      heading: context.heading, diagnostic: diagnostic)
  }
}

extension AcceptedEntry.Traits {
  /// The groups of the commands whose text names lines.
  private static let groups: Set<String> = ["tape", "derivatives", "understanding"]

  /// What an entry is, as far as its text tells.
  fileprivate init(_ entry: Entry, _ commands: [String: CommandDeclaration]) {
    self = []
    if let command = entry.command {
      guard let declaration = commands[command.name] else { return }
      if Self.groups.contains(declaration.group) {
        insert(.namesLines)
      } else if declaration.syntax.arguments.contains(.statement)
        || declaration.name == CommandDeclaration.help.name
      {
        // Help on a tensor names the lines of its tape, and help on a text shows the text.
        insert(.mayNameLines)
      }
      return
    }
    // Where a statement starts is not looked for exactly: a word too many only loosens what is
    // compared.
    let words = entry.source.text.split { $0.isNewline || $0 == ";" || $0 == ":" }.map { piece in
      String(piece.drop(while: \.isWhitespace).prefix { $0.isLetter || $0 == "_" })
    }
    let names = words.contains { word in
      commands[word].map { Self.groups.contains($0.group) } ?? false
    }
    if names { insert(.mayNameLines) }
  }
}

extension Entry {
  /// The command that the entry is and nothing else; nil where it is more or something else.
  var command: Command? {
    guard statements.count == 1, case .command(let command, _) = statements[0].kind else {
      return nil
    }
    return command
  }

  /// Whether the entry is one command that runs no statement of its own.
  var isLoneCommand: Bool {
    guard let command else { return false }
    return !command.arguments.contains { argument in
      if case .statement = argument.kind { return true }
      return false
    }
  }

  /// Whether the entry is one command that writes a file, which is not wanted again when the session
  /// is replayed.
  func writesFile(_ commands: [String: CommandDeclaration]) -> Bool {
    guard let command, let declaration = commands[command.name] else { return false }
    return declaration.writesFile(command)
  }

  fileprivate var isOneLine: Bool { !source.text.contains(where: \.isNewline) }
}

extension EntrySource {
  /// Whether the text, written into a file behind others, is read from it as the same entry.
  ///
  /// What is not the language's syntax may not be: an open bracket would take in what follows, and
  /// an indented line or an `else:` would join what stands before.
  var staysWhole: Bool {
    let before = "if 0:\n  0"
    let texts = EntrySequence(before + "\n" + text + "\n#>\n0").map(\.text)
    return texts == [before, text, "0"]
  }
}
