public import Language
import Tensors

/// Runs entries on a session, one at a time.
///
/// An interpreter is a value: a copy goes on from the same session without touching it.
public struct Interpreter: Sendable {
  /// What entries have made so far.
  public private(set) var session: Session
  /// How many entries have been given.
  public private(set) var entryCount = 0
  private let options: EvaluatorOptions
  private let syntax: [CommandSyntax]
  private let quit: QuitRequest

  /// An interpreter of entries of a kind.
  ///
  /// - Parameters:
  ///   - session: what the first entry starts from.
  ///   - maximumSteps: how many loop iterations and calls an entry may take; nil without a limit.
  ///   - isInterrupted: asked often; whether the evaluation is to stop.
  public init(
    _ kind: SourceKind, session: Session = Session(), library: LibraryTable = .standard,
    maximumSteps: Int? = nil, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.session = session
    quit = QuitRequest()
    let commands = CommandDeclaration.all(quitting: quit)
    syntax = commands.map(\.syntax)
    options = EvaluatorOptions(
      library: library, commands: commands, echo: kind.echo, hasSessionTape: kind.hasSessionTape,
      maximumSteps: maximumSteps, isInterrupted: isInterrupted)
  }

  /// Whether an entry asked to leave; no further entries are to be given.
  public var hasQuit: Bool { quit.isMade }

  /// Runs an entry and commits what it changed; a failure leaves the session as it was.
  ///
  /// What the entry shows goes to `emit` as it happens, also before a failure, and is part of the
  /// result where `keepsOutputs`: a loop may show more than memory holds. An entry that takes longer
  /// than `timeout` seconds fails.
  public mutating func run(
    _ source: EntrySource, timeout: Double? = nil, keepsOutputs: Bool = true,
    emit: @escaping (Output) -> Void = { _ in }
  ) -> EntryResult {
    entryCount += 1
    let entry: Entry
    do throws(SyntaxError) {
      entry = try parsed(source)
    } catch {
      return EntryResult(
        source: source, number: entryCount, status: .invalid,
        diagnostic: Diagnostic(error, source: source))
    }
    let collector = OutputCollector()
    let deadline = timeout.map { Deadline(seconds: $0) }
    let memoryLimit = BufferPool.shared.limit
    do throws(Diagnostic) {
      try Evaluator.run(entry, in: &session, options: options(until: deadline)) { output in
        if keepsOutputs { collector.outputs.append(output) }
        emit(output)
      }
      return EntryResult(
        source: source, number: entryCount, status: .ok, outputs: collector.outputs)
    } catch {
      // The limit guards the process and is no part of the session: it goes back by itself.
      if BufferPool.shared.limit != memoryLimit { BufferPool.shared.limit = memoryLimit }
      quit.withdraw()
      let isInterruption = error.type == ExceptionType.keyboardInterrupt.rawValue
      let isLate = isInterruption && !options.isInterrupted() && deadline?.hasPassed == true
      return EntryResult(
        source: source, number: entryCount,
        status: isInterruption && !isLate ? .interrupted : .failed, outputs: collector.outputs,
        diagnostic: isLate ? deadline?.diagnostic(for: source) : error)
    }
  }

  /// The options, with the deadline asked about wherever an interruption is.
  private func options(until deadline: Deadline?) -> EvaluatorOptions {
    guard let deadline else { return options }
    var options = options
    let isInterrupted = options.isInterrupted
    options.isInterrupted = { isInterrupted() || deadline.hasPassed }
    return options
  }

  /// Counts an entry that is not run.
  public mutating func skip(_ source: EntrySource) -> EntryResult {
    entryCount += 1
    return EntryResult(source: source, number: entryCount, status: .skipped)
  }

  /// Runs the entries of a text in order, each read when it is reached.
  ///
  /// Stops after the first failure unless `keepsGoing`, at an interruption and when an entry
  /// quits. `finish` is given each result as it comes.
  public mutating func run(
    text: String, file: String? = nil, firstLine: Int = 1, keepsGoing: Bool = false,
    keepsOutputs: Bool = true, emit: @escaping (Output) -> Void = { _ in },
    finish: (EntryResult) -> Void = { _ in }
  ) {
    for source in EntrySequence(text, file: file, firstLine: firstLine) {
      let result = run(source, keepsOutputs: keepsOutputs, emit: emit)
      finish(result)
      if hasQuit || result.status == .interrupted || (result.isFailure && !keepsGoing) { return }
    }
  }

  private func parsed(_ source: EntrySource) throws(SyntaxError) -> Entry {
    let session = session
    return try Parser(commands: syntax, isBound: session.isBound).parse(source)
  }
}

/// Takes an entry's outputs for its result.
private final class OutputCollector {
  var outputs: [Output] = []
}
