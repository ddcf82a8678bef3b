import Language

extension HelpEntry {
  /// The help on a command.
  init(command: CommandDeclaration) {
    self.init(
      .command, command.name, aliases: command.syntax.subcommands.map { "\(command.name) \($0)" },
      summary: command.summary, details: command.usage + "\n" + command.details,
      examples: command.examples.map { HelpExample($0.input, output: $0.output) },
      text: {
        [command.usage, command.summary, "", command.details].map { Paragraph.wrapped($0) }
          .joined(separator: "\n")
      },
      more: { Paragraph.wrapped(CommandReading(command.syntax).text) })
  }
}

/// How the parser reads a command, in words.
private struct CommandReading {
  private let syntax: CommandSyntax

  init(_ syntax: CommandSyntax) { self.syntax = syntax }

  var text: String {
    var lines = ["how it is read", "  " + arguments]
    if !syntax.subcommands.isEmpty {
      lines.append(
        "  Or one of the words \(syntax.subcommands.joined(separator: ", ")) and further words.")
    }
    if syntax.arguments.contains(.expression) {
      lines.append(
        "  An expression has blanks inside brackets only: x[1, 2], sum(x), (a + b).")
    }
    if syntax.givesValue {
      lines.append("  It gives a value: v = \(syntax.name) … keeps it instead of showing it.")
    }
    lines.append(
      "  A name \(syntax.name) of your own comes first where the line reads as Python.")
    return lines.joined(separator: "\n")
  }

  private var arguments: String {
    guard !syntax.arguments.isEmpty else { return "It takes no arguments." }
    let kinds = syntax.arguments.enumerated().map { index, kind in
      let isOptional = index >= syntax.required
      return isOptional ? "[\(CommandReading.word(kind))]" : CommandReading.word(kind)
    }
    let extra = max(syntax.required - kinds.count, 0)
    let last = syntax.arguments.last.map(CommandReading.word) ?? ""
    let repeated = Array(repeating: last, count: extra) + (syntax.repeatsLast ? ["…"] : [])
    let words = [syntax.name] + (syntax.secondWord.map { [$0] } ?? [])
    return (words + kinds + repeated).joined(separator: " ")
  }

  private static func word(_ kind: CommandSyntax.ArgumentKind) -> String {
    switch kind {
    case .expression: "EXPRESSION"
    case .word: "WORD"
    case .path: "PATH"
    case .rest: "REST OF THE LINE"
    case .statement: "STATEMENT"
    }
  }
}
