import Language
import Notebook

/// Entries in the notebook's language, run in this process.
final class NotebookWork {
  private var interpreter: Interpreter
  private var count = 0

  /// A notebook in which definitions were run.
  init(_ definitions: String, kind: SourceKind = .listing) throws {
    interpreter = Interpreter(kind)
    try run(definitions)
  }

  /// Runs an entry.
  ///
  /// - Throws: `Failure` where it fails, as when an `assert` finds a wrong result.
  func run(_ text: String) throws {
    count += 1
    let result = interpreter.run(
      EntrySource(entry: count, text: text), keepsOutputs: false)
    guard result.isFailure else { return }
    throw Failure(entry: text, diagnostic: result.diagnostic)
  }

  /// An entry that did not run.
  struct Failure: Error, CustomStringConvertible {
    let entry: String
    let diagnostic: Diagnostic?

    var description: String {
      let line = diagnostic?.line.map { " in line \($0)" } ?? ""
      return "\(diagnostic?.type ?? "") \(diagnostic?.message ?? "")\(line) of:\n\(entry)"
    }
  }
}

extension Work {
  /// Work that is a statement of the notebook's language, repeated in a loop in one entry.
  ///
  /// - Parameters:
  ///   - definitions: what the statement uses.
  ///   - check: assertions that hold the result against one from elsewhere.
  init(
    definitions: String, statement: String, check: String, limit: (() throws -> Void)? = nil
  ) throws {
    let notebook = try NotebookWork(definitions)
    let lines = statement.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    self.init(
      run: { try notebook.run("for _ in range(\($0)):\n\(lines)\n") },
      // The names of the check must not keep memory.
      check: { try NotebookWork(definitions).run(check) }, limit: limit)
    roundLength = 20
  }
}
