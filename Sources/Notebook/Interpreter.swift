public import Language
public import Plotting
import Tensors

/// Runs entries on a session, one at a time.
///
/// An interpreter is a value: a copy goes on from the same session without touching it.
public struct Interpreter: Sendable {
  /// What entries have made so far.
  public internal(set) var session: Session
  /// How many entries have been given.
  public private(set) var entryCount = 0
  /// The entries that ran and were not undone, and between them those that failed; empty where undo
  /// is not kept.
  var keptEntries: [AcceptedEntry] = []
  /// Whether an entry asked to leave; no further entries are to be given.
  public private(set) var hasQuit = false
  /// What can be undone; nil where nothing is kept for it.
  var history: UndoHistory?
  private let surroundings: Surroundings
  private let start: SavedSession
  /// The file that the session was saved or recorded to last.
  private var savedPath: String?
  /// Comments that were typed since the last entry that is kept.
  private var comments: [String] = []
  /// The lines that stand before the next entry in its file.
  private var preface: [String] = []
  /// What the header says of the file whose entries are run.
  private var heading: SessionHeading?
  let options: EvaluatorOptions
  private let syntax: [CommandSyntax]
  private let quit: QuitRequest

  /// An interpreter of entries of a kind.
  ///
  /// - Parameters:
  ///   - session: what the first entry starts from.
  ///   - beginning: the entries that led there, which are saved with those that follow.
  ///   - observer: told what the expressions stand for.
  ///   - usesPlans: whether functions and loops that run again and again are computed from plans.
  ///   - maximumSteps: how many loop iterations and calls an entry may take; nil as the session's
  ///     options have it.
  ///   - surroundings: the files and the earlier inputs that commands may use.
  ///   - progress: told now and then how far a long entry is.
  ///   - preview: shown now and then what a loop has drawn so far.
  ///   - isInterrupted: asked often; whether the evaluation is to stop.
  public init(
    _ kind: SourceKind, session: Session = Session(), beginning: SavedSession? = nil,
    library: LibraryTable = .standard, observer: ValueObserver? = nil,
    usesPlans: Bool = true, maximumSteps: Int? = nil, surroundings: Surroundings = Surroundings(),
    progress: (@Sendable (ProgressReport) -> Void)? = nil,
    preview: (@Sendable (Plot) -> Void)? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.session = session
    if let maximumSteps { self.session.options.maximumSteps = maximumSteps }
    self.surroundings = surroundings
    history = kind.undoDepth > 0 ? UndoHistory(depth: kind.undoDepth) : nil
    start =
      beginning
      ?? SavedSession(
        seed: session.random.generator.key, floatDType: session.options.floatDType, entries: [])
    keptEntries = start.entries
    comments = start.closing
    preface = start.closingPreface
    quit = QuitRequest()
    let commands = CommandDeclaration.all(quitting: quit)
    syntax = commands.map(\.syntax)
    var options = EvaluatorOptions(
      library: library, commands: commands, echo: kind.echo, hasSessionTape: kind.hasSessionTape,
      isInterrupted: isInterrupted)
    options.progress = progress
    options.preview = preview
    options.observer = observer
    options.usesPlans = usesPlans
    self.options = options
  }

  /// Runs an entry and commits what it changed; a failure leaves the session as it was.
  ///
  /// What the entry shows goes to `emit` as it happens, also before a failure, and is part of the
  /// result where `keepsOutputs`: a loop may show more than memory holds. An entry that takes longer
  /// than `timeout` seconds fails. `echo` says which values are shown, where that differs from the
  /// other entries of this kind.
  public mutating func run(
    _ source: EntrySource, timeout: Double? = nil, echo: EvaluatorOptions.Echo? = nil,
    keepsOutputs: Bool = true, emit: @escaping (Output) -> Void = { _ in }
  ) -> EntryResult {
    let count = keptEntries.count
    let result = result(
      of: source, timeout: timeout, echo: echo, keepsOutputs: keepsOutputs, emit: emit)
    // Behind an undo fewer stand than before, and behind a redo those from before stand still.
    surroundings.recorder?.record(saved, unchanged: min(count, keptEntries.count))
    return result
  }

  /// The session as it is saved.
  public var saved: SavedSession {
    SavedSession(
      seed: start.seed, floatDType: start.floatDType, entries: keptEntries, closing: comments,
      closingPreface: preface)
  }

  /// Whether nothing is kept of entries, as of a listing's, which are not saved one by one.
  public var keepsNoEntries: Bool { history == nil }

  /// Notes a comment that was typed between entries, for the next one that is kept; until then it
  /// stands behind the last one.
  public mutating func note(comment: String) {
    guard !keepsNoEntries else { return }
    comments.append(comment)
    surroundings.recorder?.record(saved, unchanged: keptEntries.count)
  }

  /// Notes what the header says of the file with which the session begins, before its entries run.
  public mutating func note(heading: SessionHeading?) { self.heading = heading }

  /// Notes the lines that stand before the next entry in its file: prose, steps, options, comments.
  public mutating func note(preface: [String]) { self.preface = preface }

  /// Notes the lines that stand behind the last entry of the file whose entries were run.
  public mutating func note(closing: [String]) {
    guard !keepsNoEntries, !closing.isEmpty else { return }
    preface += closing
    surroundings.recorder?.record(saved, unchanged: keptEntries.count)
  }

  private mutating func result(
    of source: EntrySource, timeout: Double?, echo: EvaluatorOptions.Echo?, keepsOutputs: Bool,
    emit: @escaping (Output) -> Void
  ) -> EntryResult {
    entryCount += 1
    let collector = OutputCollector(
      keepsOutputs: keepsOutputs, isKeptForSaving: history != nil,
      lineWidth: (heading ?? saved.heading)?.lineWidth)
    let take = { (output: Output) in
      collector.append(output)
      emit(output)
    }
    let entry: Entry
    do throws(SyntaxError) {
      entry = try parsed(source)
    } catch {
      let diagnostic = Diagnostic(error, source: source)
      keepFailure(of: source, nil, collector, diagnostic)
      return result(of: source, .invalid, collector, diagnostic)
    }
    do throws(Diagnostic) {
      if let request = try UndoRequest(entry) {
        try move(request, source, take)
      } else {
        try run(entry, timeout: timeout, echo: echo, collector, take)
      }
      return result(of: source, .ok, collector)
    } catch {
      let isInterruption = error.type == ExceptionType.keyboardInterrupt.rawValue
      if !isInterruption { keepFailure(of: source, entry, collector, error) }
      return result(of: source, isInterruption ? .interrupted : .failed, collector, error)
    }
  }

  private mutating func run(
    _ entry: Entry, timeout: Double?, echo: EvaluatorOptions.Echo?, _ collector: OutputCollector,
    _ take: @escaping (Output) -> Void
  ) throws(Diagnostic) {
    let memoryLimit = BufferPool.shared.limit
    // Where undo is not kept, the older session must be gone when the new one tidies up.
    let before = history == nil ? nil : session
    let entries = try entries(
      from: entry, timeout: timeout, echo: echo, memoryLimit: memoryLimit, collector, take)
    if quit.isMade {
      hasQuit = true
      quit.withdraw()
    }
    guard let before, !isLeftOut(entry) else { return }
    if !entries.isEmpty {
      comments = []
      preface = []
    }
    accept(entry.source, from: before, memoryLimit: memoryLimit, entries: entries)
  }

  /// Runs an entry and gives the entries that stand for it, which are those that it loads where it
  /// does nothing else.
  ///
  /// What is lent to its commands shares the list of kept entries, and is given back before one is
  /// added to it: else each entry would copy the list.
  private mutating func entries(
    from entry: Entry, timeout: Double?, echo: EvaluatorOptions.Echo?, memoryLimit: Int,
    _ collector: OutputCollector, _ take: @escaping (Output) -> Void
  ) throws(Diagnostic) -> [AcceptedEntry] {
    let context = context(of: entry)
    try evaluate(
      entry, timeout: timeout, echo: echo, memoryLimit: memoryLimit, context, take)
    if let path = context.newSavedPath { savedPath = path }
    if context.isAlone, var loaded = context.loaded {
      if !loaded.isEmpty { loaded[0] = loaded[0].adding(comments: comments) }
      return loaded
    }
    return [
      AcceptedEntry(
        entry, number: entryCount, kept: collector.kept, context: context,
        commands: options.commands, comments: comments, preface: preface)
    ]
  }

  /// Keeps an entry that failed, where it can be replayed: what an `undo` can take back, say, is
  /// another thing then.
  private mutating func keepFailure(
    of source: EntrySource, _ entry: Entry?, _ collector: OutputCollector, _ diagnostic: Diagnostic
  ) {
    guard history != nil, source.staysWhole else { return }
    if let entry {
      let isUndo = entry.command.flatMap { UndoRequest.Direction(rawValue: $0.name) } != nil
      guard !isUndo, !isLeftOut(entry) else { return }
      keptEntries.append(
        AcceptedEntry(
          entry, number: entryCount, kept: collector.kept, context: context(of: entry),
          commands: options.commands, comments: comments, preface: preface,
          diagnostic: diagnostic))
    } else {
      keptEntries.append(
        AcceptedEntry(
          number: entryCount, source: source, output: [], traits: .mayNameLines,
          comments: comments, preface: preface, heading: heading, diagnostic: diagnostic))
    }
    comments = []
    preface = []
  }

  /// Runs an entry on the session.
  private mutating func evaluate(
    _ entry: Entry, timeout: Double?, echo: EvaluatorOptions.Echo?, memoryLimit: Int,
    _ context: EntryContext, _ take: @escaping (Output) -> Void
  ) throws(Diagnostic) {
    // An entry may be too short to ask by itself, and there may be many of them.
    if options.isInterrupted() {
      throw Diagnostic(type: ExceptionType.keyboardInterrupt.rawValue, message: "interrupted")
    }
    let deadline = timeout.map { Deadline(seconds: $0) }
    var entryOptions = options(until: deadline, context)
    if let echo { entryOptions.echo = echo }
    do throws(Diagnostic) {
      try Evaluator.run(entry, in: &session, options: entryOptions, emit: take)
    } catch {
      // The limit guards the process and is no part of the session: it goes back by itself.
      if BufferPool.shared.limit != memoryLimit { BufferPool.shared.limit = memoryLimit }
      quit.withdraw()
      let isInterruption = error.type == ExceptionType.keyboardInterrupt.rawValue
      guard isInterruption, !options.isInterrupted(), let deadline, deadline.hasPassed else {
        throw error
      }
      throw deadline.diagnostic(for: entry.source)
    }
  }

  private func result(
    of source: EntrySource, _ status: EntryResult.Status, _ collector: OutputCollector,
    _ diagnostic: Diagnostic? = nil
  ) -> EntryResult {
    EntryResult(
      source: source, number: entryCount, status: status, outputs: collector.outputs,
      diagnostic: diagnostic)
  }

  /// What the commands of an entry may use.
  private func context(of entry: Entry) -> EntryContext {
    let kept = keptEntries
    let inputs =
      surroundings.pastInputs ?? {
        kept.filter { $0.diagnostic == nil }.map { PastInput($0.source.text, number: $0.number) }
      }
    return EntryContext(
      saved: saved, savedPath: savedPath, heading: heading, isAlone: entry.isLoneCommand,
      surroundings, inputs: inputs)
  }

  /// The options of one entry; the deadline is asked about wherever an interruption is.
  private func options(until deadline: Deadline?, _ context: EntryContext) -> EvaluatorOptions {
    var options = options
    options.context = context
    options.maximumSteps = session.options.maximumSteps
    if !session.options.showsProgress { (options.progress, options.preview) = (nil, nil) }
    if let deadline {
      let isInterrupted = options.isInterrupted
      options.isInterrupted = { isInterrupted() || deadline.hasPassed }
    }
    return options
  }

  /// Counts an entry that is not run.
  public mutating func skip(_ source: EntrySource) -> EntryResult {
    entryCount += 1
    return EntryResult(source: source, number: entryCount, status: .skipped)
  }

  /// Whether an entry is no part of the session, so that running it again is not wanted.
  func isLeftOut(_ source: EntrySource) -> Bool { (try? parsed(source)).map(isLeftOut) ?? false }

  /// Whether an entry is only a command that is no part of the session, or is words with a bracket
  /// that stays open, which in a file would hold the entries behind it.
  private func isLeftOut(_ entry: Entry) -> Bool {
    guard let command = entry.command, let declaration = options.commands[command.name] else {
      return false
    }
    guard declaration.isPartOfSession, !declaration.writesFile(command) else { return true }
    let isWords = declaration.syntax.arguments.contains(.rest)
    return isWords && Completeness(lines: TextLines(entry.source.text).texts) != .complete
  }

  /// The syntax tree of an entry, as it would be read if it were run next.
  ///
  /// - Throws: where the text is not the language's.
  public func tree(of source: EntrySource) throws(SyntaxError) -> Entry { try parsed(source) }

  private func parsed(_ source: EntrySource) throws(SyntaxError) -> Entry {
    let session = session
    return try Parser(commands: syntax, isBound: session.isBound).parse(source)
  }
}

/// Takes an entry's outputs for its result.
private final class OutputCollector {
  private(set) var outputs: [Output] = []
  private(set) var kept: KeptOutput
  private let keepsOutputs: Bool
  private let isKeptForSaving: Bool

  init(keepsOutputs: Bool, isKeptForSaving: Bool, lineWidth: Int?) {
    kept = KeptOutput(lineWidth: lineWidth)
    self.keepsOutputs = keepsOutputs
    self.isKeptForSaving = isKeptForSaving
  }

  func append(_ output: Output) {
    if keepsOutputs { outputs.append(output) }
    if isKeptForSaving { kept.append(output) }
  }
}
