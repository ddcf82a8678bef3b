import Language
import LineEditing
import Notebook

/// Answers what the line editor asks from what the notebook knows.
final class NotebookAssistant: LineAssistant {
  /// What the session knows now.
  var assistance: Assistance
  /// Whether names, numbers and so on are coloured.
  var highlights = true
  /// Whether hints are shown.
  var hints = true

  /// An assistant that starts from what a session knows.
  init(_ assistance: Assistance) { self.assistance = assistance }

  func continuation(of text: String) -> String? { assistance.continuation(of: text) }

  func styles(of text: String, cursor: Int) -> [StyledRange] {
    guard highlights else { return [] }
    return assistance.highlights(of: text, cursor: cursor).compactMap { highlight in
      guard let style = highlight.role.style else { return nil }
      return StyledRange(highlight.range.start..<highlight.range.end, style)
    }
  }

  func hint(for text: String, cursor: Int) -> String? {
    hints ? assistance.hint(for: text, cursor: cursor).map(TerminalText.shown) : nil
  }

  func completion(of text: String, cursor: Int) -> LineCompletion? {
    assistance.completion(of: text, cursor: cursor).map { completion in
      LineCompletion(
        range: completion.range.start..<completion.range.end,
        candidates: completion.candidates.map {
          LineCompletion.Candidate(
            $0.text, suffix: $0.suffix, label: $0.label, note: TerminalText.shown($0.note))
        })
    }
  }

  func pasted(_ text: String) -> String { Assistance.input(ofPaste: text) }
}

extension Highlight.Role {
  /// How what plays this role looks; nil where it looks like any text.
  var style: TextStyle? {
    switch self {
    case .keyword: TextStyle(.magenta)
    case .number: TextStyle(.cyan)
    case .string: TextStyle(.green)
    case .comment: TextStyle(isDim: true)
    case .command: TextStyle(.blue, isBold: true)
    case .function: TextStyle(.blue)
    case .module: TextStyle(.yellow)
    case .unknownName: TextStyle(isDim: true, isUnderlined: true)
    case .bracketMatch: TextStyle(isBold: true, isUnderlined: true)
    case .bracketMismatch, .error: TextStyle(.red, isBold: true)
    case .boundName, .operator: nil
    }
  }
}
