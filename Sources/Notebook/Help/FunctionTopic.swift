import Autodiff
import Language

/// The functions of one group, primitives and builtins together.
struct FunctionTopic {
  /// What they have in common.
  let title: String
  /// The help on each, sorted by name.
  let entries: [HelpEntry]

  /// The names under which they are listed.
  var names: [String] { entries.map(\.name) }

  /// Every group, those of the primitives first.
  static func all(_ library: LibraryTable) -> [FunctionTopic] {
    var titles: [String] = []
    var entries: [String: [HelpEntry]] = [:]
    let groups =
      Primitive.groups.map { ($0.title, $0.primitives.map { HelpEntry(primitive: $0) }) }
      + library.groups.map { ($0.title, $0.functions.map { HelpEntry(builtin: $0) }) }
    for (title, members) in groups {
      if entries[title] == nil { titles.append(title) }
      entries[title, default: []] += members
    }
    return titles.map { FunctionTopic(title: $0, members: entries[$0] ?? []) }
  }

  private init(title: String, members: [HelpEntry]) {
    self.title = title
    var known: Set<String> = []
    // What a builtin and a primitive have in common is listed once.
    entries = members.reversed().filter { known.insert($0.name).inserted }
      .sorted { $0.name < $1.name }
  }

  /// The help on the group: each function with its sentence.
  var entry: HelpEntry {
    let rows = entries.map { (term: $0.name, text: $0.summary) }
    let title = title
    return HelpEntry(
      .topic, title, summary: "The functions of this group.",
      text: { "\(title)\n" + Paragraph.definitions(rows) })
  }
}
