import Language

/// One thing that help explains: found by its names, searched by `apropos`, and shown as text.
struct HelpEntry: Sendable {
  /// What is explained; the order is that of equally good answers.
  enum Kind: Int, Sendable, CaseIterable {
    case command, function, type, method, property, module, constant, option, keyword, topic
  }

  /// What is explained.
  let kind: Kind
  /// The name under which it is listed.
  let name: String
  /// The other names by which it is found.
  let aliases: [String]
  /// One sentence.
  let summary: String
  /// What else `apropos` searches: details, formulas, conventions.
  let details: String
  /// What can be typed to see it work.
  let examples: [HelpExample]
  /// The help text without the examples.
  let text: @Sendable () -> String
  /// What two question marks add; empty where there is nothing more to say.
  let more: @Sendable () throws -> String

  init(
    _ kind: Kind, _ name: String, aliases: [String] = [], summary: String, details: String = "",
    examples: [HelpExample] = [], text: @escaping @Sendable () -> String,
    more: @escaping @Sendable () throws -> String = { "" }
  ) {
    self.kind = kind
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.details = details
    self.examples = examples
    self.text = text
    self.more = more
  }

  /// All its names, the listed one first.
  var names: [String] { [name] + aliases }

  /// The text with its examples.
  func help() -> String {
    guard !examples.isEmpty else { return text() }
    let title = examples.count == 1 ? "example" : "examples"
    let shown = examples.map { Paragraph.indented($0.text) }.joined(separator: "\n\n")
    return text() + "\n\n\(title)\n" + shown
  }
}
