/// A framework that programs are written for.
public enum Framework: String, Sendable, CaseIterable {
  case tensorflow, pytorch, jax

  /// Its name as its makers write it.
  public var title: String {
    switch self {
    case .tensorflow: "TensorFlow"
    case .pytorch: "PyTorch"
    case .jax: "JAX"
    }
  }
}

extension ProgramText {
  /// A session as a program of a framework.
  public init(_ session: ReplayedSession, for framework: Framework) {
    self.init()
    for part in session.parts {
      switch part {
      case .step(let line, let title):
        parts.append(Part(kind: .step(title: title), line: line, lines: ["# %% " + title]))
      case .prose(let line, let text):
        parts.append(
          Part(kind: .prose(text: text), line: line, lines: [text.isEmpty ? "#" : "# " + text]))
      case .comment(let line, let text):
        parts.append(Part(kind: .comment, line: line, lines: [text]))
      case .entry: break
      }
    }
  }
}

extension ExportFormat {
  static let tensorflow = program(.tensorflow, words: ["tensorflow", "tf"])
  static let pytorch = program(.pytorch, words: ["pytorch", "torch"])
  static let jax = program(.jax, words: ["jax"])

  private static func program(_ framework: Framework, words: [String]) -> ExportFormat {
    ExportFormat(
      framework.rawValue, summary: "a Python program for \(framework.title)", ending: "py",
      words: words
    ) { session in
      let program = ProgramText(session, for: framework)
      return Exported(text: program.text, problems: program.problems)
    }
  }
}
