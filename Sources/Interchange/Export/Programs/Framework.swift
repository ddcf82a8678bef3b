import Autodiff
import Language
import Notebook

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

  /// Its convention at kinks, as `set kinks` names it.
  var kinks: String {
    switch self {
    case .tensorflow: "tensorflow"
    case .pytorch: "torch"
    case .jax: "jax"
    }
  }
}

extension ProgramText {
  /// A session as a program of a framework.
  ///
  /// What cannot be expressed is a comment in the program, and one of its `problems`.
  ///
  /// - Complexity: O(length of the session), and for JAX O(entries) for each derivative.
  public init(_ session: ReplayedSession, for framework: Framework) {
    self.init()
    var session = session
    // Names that are given in place of others may need a helper that the first ones hid.
    for _ in 0..<3 {
      guard let program = ProgramText.written(session, for: framework) else { return }
      self = program
      let taken = TakenNames(prelude, session)
      if taken.names.isEmpty { return }
      session = session.replaying(
        session.file.renaming(taken.replacements, commands: taken.commands))
    }
  }

  /// A program, written again where something has to be cut off that stands before what tells so.
  private static func written(
    _ session: ReplayedSession, for framework: Framework
  ) -> ProgramText? {
    let draws = Draws.of(session)
    let ownResults = KinkResults.of(session, as: framework)
    var detached: Set<VariableFlow.Site> = []
    var program: ProgramText?
    for _ in 0..<4 {
      guard let writer = ProgramWriter(session, for: framework, draws: draws) else { return nil }
      writer.ownResults = ownResults
      writer.detached = detached
      writer.write()
      program = writer.program
      if writer.leaks.isSubset(of: detached) { break }
      detached.formUnion(writer.leaks)
    }
    return program
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

/// What a session's entries give by a framework's own convention at kinks.
enum KinkResults {
  /// The results, by the numbers of the entries.
  static func of(_ session: ReplayedSession, as framework: Framework) -> [Int: EntryResult] {
    var interpreter = Interpreter(
      session.kind, session: Session(header: session.file.header),
      surroundings: session.surroundings)
    _ = interpreter.run(EntrySource(file: nil, text: "set kinks \(framework.kinks)", firstLine: 0))
    var results: [Int: EntryResult] = [:]
    for replayed in session.entries {
      if replayed.result.status == .skipped || isChoice(replayed) { continue }
      results[replayed.entry.number] = interpreter.run(replayed.entry.source)
    }
    return results
  }

  private static func isChoice(_ replayed: ReplayedSession.ReplayedEntry) -> Bool {
    guard case .command(let command, _)? = replayed.tree?.statements.first?.kind else {
      return false
    }
    return command.name == "set" && command.arguments.first?.text == "kinks"
  }
}
