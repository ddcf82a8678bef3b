import Language
import LineEditing
import Notebook

/// Answers what the line editor asks from what the notebook knows.
final class NotebookAssistant: LineAssistant {
  init(isColored: Bool) {}

  func continuation(of text: String) -> String? {
    Completeness(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      == .complete ? nil : ""
  }

  func styles(of text: String, cursor: Int) -> [StyledRange] { [] }

  func hint(for text: String, cursor: Int) -> String? { nil }

  func completion(of text: String, cursor: Int) -> LineCompletion? { nil }

  func pasted(_ text: String) -> String { text }
}
