import Language
import Testing

@testable import Notebook

/// Runs entries and keeps what they showed, for tests.
struct Transcript {
  private(set) var interpreter: Interpreter
  private(set) var results: [EntryResult] = []

  init(
    _ kind: SourceKind = .session, surroundings: Surroundings = Surroundings(),
    usesPlans: Bool = true
  ) {
    interpreter = Interpreter(kind, usesPlans: usesPlans, surroundings: surroundings)
  }

  /// Runs a text to its first failure and gives what it showed, and the failure's first line.
  mutating func run(_ text: String, keepsGoing: Bool = false) -> String {
    var lines: [String] = []
    interpreter.run(
      text: text, keepsGoing: keepsGoing,
      finish: { result in
        results.append(result)
        lines += result.outputs.map { OutputText.text(of: $0) }
        if let diagnostic = result.diagnostic {
          lines.append("\(diagnostic.type): \(diagnostic.message)")
        }
      })
    return lines.joined(separator: "\n")
  }

  /// Runs one entry and gives what it showed.
  mutating func run(_ source: EntrySource) -> String {
    let result = interpreter.run(source)
    results.append(result)
    return result.outputs.map { OutputText.text(of: $0) }.joined(separator: "\n")
  }

  /// What a text shows in a new session.
  static func of(_ text: String, kind: SourceKind = .session) -> String {
    var transcript = Transcript(kind)
    return transcript.run(text)
  }
}
