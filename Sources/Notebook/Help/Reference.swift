import Autodiff
import Language

/// The reference of everything that tapes record, each primitive and each composition, and of what
/// makes tensors, by topic.
struct Reference {
  /// A topic with the help on its operations, in the order of declaration.
  struct Topic {
    let title: String
    let entries: [HelpEntry]
  }

  /// The topics, those of the primitives first.
  let topics: [Topic]

  init(_ library: LibraryTable, by convention: Convention = .standard) {
    var titles: [String] = []
    var entries: [String: [HelpEntry]] = [:]
    let groups =
      Primitive.groups.map { group in
        (group.title, group.primitives.map { HelpEntry(primitive: $0, by: convention) })
      }
      + library.groups.map { group in
        // NumPy's function of a name stands with its namesake.
        let functions = group.functions.filter { $0.facts != nil && !$0.isNumPy }
        return (group.title, functions.map { HelpEntry(builtin: $0, by: convention) })
      }
    for (title, members) in groups where !members.isEmpty {
      if entries[title] == nil { titles.append(title) }
      entries[title, default: []] += members
    }
    topics = titles.map { Topic(title: $0, entries: entries[$0] ?? []) }
  }

  /// Every entry below the title of its topic, with what its example shows.
  var text: String {
    let parts = topics.flatMap { topic in
      [topic.title.uppercased()] + topic.entries.map { $0.help() }
    }
    let count = topics.reduce(0) { $0 + $1.entries.count }
    let introduction = Paragraph.wrapped(
      "The \(count) operations that tapes record or that make tensors, by topic. help NAME tells of "
        + "one of them, ??NAME shows its derivative programs as well.")
    return ([introduction] + parts).joined(separator: "\n\n")
  }
}
