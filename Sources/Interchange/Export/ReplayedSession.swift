public import Language
public import Notebook
public import Tensors

/// A session file that was run once, with what every entry showed and left behind.
///
/// Exporters read the names' types from it and the output, and never run anything themselves.
public struct ReplayedSession: Sendable {
  /// An entry that was run.
  public struct ReplayedEntry: Sendable {
    /// The entry with its options and what was recorded.
    public let entry: SessionEntry
    /// Its syntax tree; nil where it is not the language's.
    public let tree: Entry?
    /// What it showed, and how it ended.
    public let result: EntryResult
    /// The session before it.
    public let before: Session
    /// The session after it; the one before it where it failed or was skipped.
    public let after: Session
  }

  /// A piece of the file.
  public enum Part: Sendable {
    case step(line: Int, title: String)
    case prose(line: Int, text: String)
    /// A comment between entries that is no marker, as typed.
    case comment(line: Int, text: String)
    case entry(ReplayedEntry)
  }

  /// The session file.
  public let file: SessionFile
  /// Where its entries come from, and what follows from it.
  public let kind: SourceKind
  /// The pieces, in order.
  public private(set) var parts: [Part] = []
  /// The element type of floats with which the session began.
  public let floatDType: DType
  /// What the entries may use of the world around them.
  public let surroundings: Surroundings
  /// The failures that the file does not expect.
  public private(set) var failures: [Diagnostic] = []
  /// Whether the replay was interrupted.
  public private(set) var wasInterrupted = false

  /// How many steps an entry may take, where that was said.
  let maximumSteps: Int?
  /// Whether what runs the session is to stop.
  let isInterrupted: @Sendable () -> Bool

  /// Another file run in the same way.
  func replaying(_ file: SessionFile) -> ReplayedSession {
    ReplayedSession(
      file, kind: kind, maximumSteps: maximumSteps, surroundings: surroundings,
      isInterrupted: isInterrupted)
  }

  /// The entries, in order.
  public var entries: [ReplayedEntry] {
    parts.compactMap { part in
      if case .entry(let entry) = part { return entry }
      return nil
    }
  }

  /// Runs a session file's entries, all of them also where some fail.
  ///
  /// Seed, element type and width come from the file alone.
  ///
  /// - Parameter surroundings: the files that the entries may use; none by default.
  public init(
    _ file: SessionFile, kind: SourceKind = .session, maximumSteps: Int? = nil,
    surroundings: Surroundings = Surroundings(),
    progress: (@Sendable (ProgressReport) -> Void)? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.file = file
    self.kind = kind
    self.maximumSteps = maximumSteps
    self.surroundings = surroundings
    self.isInterrupted = isInterrupted
    floatDType = file.header.dtype ?? .float32
    let memoryLimit = BufferPool.shared.limit
    defer { BufferPool.shared.limit = memoryLimit }
    var interpreter = Interpreter(
      kind, session: Session(header: file.header), maximumSteps: maximumSteps,
      surroundings: surroundings, isInterrupted: isInterrupted)
    let total = file.entries.count
    var comments = file.comments[...]
    for part in file.parts {
      while let comment = comments.first, comment.line < part.line {
        parts.append(.comment(line: comment.line, text: comment.text))
        comments.removeFirst()
      }
      switch part {
      case .step(let line, let title): parts.append(.step(line: line, title: title))
      case .prose(let line, let text): parts.append(.prose(line: line, text: text))
      case .entry(let entry):
        progress?(ProgressReport(done: entry.number - 1, total: total, what: "entries"))
        let replayed = ReplayedSession.run(entry, &interpreter)
        parts.append(.entry(replayed))
        if replayed.result.status == .interrupted {
          wasInterrupted = true
          return
        }
        if let diagnostic = replayed.result.diagnostic, !entry.mustFail {
          failures.append(diagnostic)
        }
        if interpreter.hasQuit { return }
      }
    }
    for comment in comments { parts.append(.comment(line: comment.line, text: comment.text)) }
  }

  private static func run(
    _ entry: SessionEntry, _ interpreter: inout Interpreter
  ) -> ReplayedEntry {
    let before = interpreter.session
    let tree = try? interpreter.tree(of: entry.source)
    let result =
      entry.options.isSkipped
      ? interpreter.skip(entry.source)
      : interpreter.run(entry.source, timeout: entry.options.timeout)
    return ReplayedEntry(
      entry: entry, tree: tree, result: result, before: before, after: interpreter.session)
  }
}

extension SessionFile.Part {
  /// The number of its first line.
  public var line: Int {
    switch self {
    case .step(let line, _), .prose(let line, _): line
    case .entry(let entry): entry.source.firstLine
    }
  }
}
