import Language
import Testing

/// An expression with what it shows, or with the exception that it raises.
struct LibraryCase: Sendable, CustomTestStringConvertible {
  let expression: String
  let expected: String

  var testDescription: String { expression }

  /// The cases of a table of lines `expression → expected`; `\n` in the second stands for a break.
  static func table(_ text: String) -> [LibraryCase] {
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: " → ", maxSplits: 1)
      return LibraryCase(
        expression: String(parts[0]),
        expected: parts.count > 1 ? String(parts[1]) : "")
    }
  }

  /// What the expression shows, on one line, or the exception's type with its message.
  var outcome: String {
    var script = Script()
    do {
      let shown = try script.run(
        "import math\nimport numpy as np\nimport tensorflow as tf\n" + expression)
      return shown.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: #"\n"#)
    } catch let diagnostic as Diagnostic {
      return "\(diagnostic.type): \(diagnostic.message)"
    } catch {
      return "\(error)"
    }
  }
}
