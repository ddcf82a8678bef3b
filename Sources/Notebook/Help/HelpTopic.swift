import Autodiff
import Language

/// What help tells of.
struct HelpMaterial: Sendable {
  let library: LibraryTable
  let commands: [CommandDeclaration]
  /// What keys do; empty where nobody presses any.
  var keys: [KeyDescription] = []
  /// Whose derivatives are taken at kinks.
  var convention = Convention.standard
}

/// A subject of its own that help explains: `help functions`.
struct HelpTopic: Sendable {
  /// The word after `help`.
  let name: String
  /// One sentence.
  let summary: String
  /// The text, made of what there is to tell of.
  let text: @Sendable (HelpMaterial) -> String

  /// Every topic, in the order of the overview.
  static let all: [HelpTopic] = [
    HelpTopic(name: "commands", summary: "Every command with its sentence.") { material in
      let groups = HelpTopic.groups(of: material.commands).map { title, commands in
        "\(title)\n" + Paragraph.definitions(commands.map { ($0.name, $0.summary) })
      }
      return groups.joined(separator: "\n\n")
    },
    HelpTopic(name: "functions", summary: "The functions by group.") { material in
      let groups = FunctionTopic.all(material.library).map { topic in
        "\(topic.title)\n" + Paragraph.filled(topic.names)
      }
      return groups.joined(separator: "\n")
        + "\n\nhelp NAME tells of a function or, with a sentence for each, of a group."
    },
    HelpTopic(name: "types", summary: "The types of objects.") { material in
      let library = material.library
      let types = library.types.filter { !$0.isException }
      let exceptions = library.types.filter(\.isException).map(\.name)
      return "types\n" + Paragraph.definitions(HelpTopic.rows(of: types, library))
        + "\n\nexceptions\n" + Paragraph.filled(exceptions)
        + "\n\nhelp TYPE lists what its objects have."
    },
    HelpTopic(name: "modules", summary: "The modules that can be imported.") { material in
      let rows = HelpIndex.modules(material.library).map { entry in
        (term: entry.name, text: entry.summary)
      }
      return "modules\n" + Paragraph.definitions(rows) + "\n\nhelp tf lists what tf has."
    },
    HelpTopic(name: "constants", summary: "The names that stand for values.") { material in
      let rows = HelpIndex.constants(material.library).map { (term: $0.name, text: $0.summary) }
      return "constants\n" + Paragraph.definitions(rows)
    },
    HelpTopic(name: "options", summary: "What set changes.") { _ in
      "options\n" + Paragraph.definitions(HelpIndex.options.map { ($0.name, $0.summary) })
        + "\n\nset NAME VALUE changes one of them."
    },
    HelpTopic(name: "syntax", summary: "The words of the language.") { _ in
      let words = KeywordHelp.all.filter { $0.example != nil }
      return Paragraph.wrapped(
        "The language is the part of Python that listings use. Statements that start with a "
          + "command's name are commands unless they read as Python of a name that you bound. "
          + "x^2 is x**2; f′ is the derivative of f; _ is the last value shown; a last ';' mutes.")
        + "\n\n" + Paragraph.definitions(words.map { ($0.word, $0.summary) })
    },
    HelpTopic(name: "keys", summary: "What keys do at the prompt.") { material in
      guard !material.keys.isEmpty else { return "There are keys at a terminal's prompt only." }
      return "keys\n"
        + Paragraph.definitions(
          material.keys.map { ($0.keys.joined(separator: ", "), $0.summary + ".") })
    },
  ]

  /// The order of the commands' groups; others follow.
  private static let order = ["tape", "derivatives", "understanding", "session"]

  /// The commands by group.
  static func groups(
    of commands: [CommandDeclaration]
  ) -> [(title: String, commands: [CommandDeclaration])] {
    let others = Set(commands.map(\.group)).subtracting(order).sorted()
    return (order + others).compactMap { title in
      let members = commands.filter { $0.group == title }
      return members.isEmpty ? nil : (title, members)
    }
  }

  private static func rows(
    of types: [TypeName], _ library: LibraryTable
  ) -> [(term: String, text: String)] {
    let names = Set(types.map(\.name))
    return HelpIndex.types(library).filter { $0.kind == .type && names.contains($0.name) }
      .map { (term: $0.name, text: $0.summary) }
  }
}

extension TypeName {
  fileprivate var isException: Bool {
    if case .exception = self { return true }
    return false
  }
}

extension HelpEntry {
  /// The help on a topic.
  init(topic: HelpTopic, _ material: HelpMaterial) {
    self.init(.topic, topic.name, summary: topic.summary, text: { topic.text(material) })
  }
}
