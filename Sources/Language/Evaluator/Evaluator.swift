import Autodiff
import HashTreeCollections
import Tensors

/// Runs one entry on a session, by walking its syntax tree.
///
/// The session given is copied; on success the changed copy takes its place, on failure it is
/// dropped, so that a failed entry changes nothing.
public final class Evaluator {
  /// The session as this entry changes it.
  public var session: Session
  /// The library, commands, limits and habits.
  public let options: EvaluatorOptions
  /// Takes what is shown.
  let sink: (Output) -> Void
  /// The innermost running frame.
  var frame: Frame
  /// The frame of the entry's top level.
  let topLevel: Frame
  /// How many objects the value being shown has unfolded to.
  var shownObjects = 0
  /// How many calls are nested.
  var depth = 0
  /// How many were nested at most, since somebody asked.
  var deepest = 0
  /// Loop iterations and calls so far.
  var steps = 0
  /// How many there may be; nil without a limit.
  var mostSteps: Int?
  /// The layouts of the functions that this entry called.
  var layouts: [ObjectIdentifier: FrameLayout] = [:]
  /// Counts the rounds of the outermost loop, where somebody wants to know.
  var meter: ProgressMeter?
  /// The explicit tapes that are open, outermost first.
  var enteredTapes: [EnteredTape] = []
  /// The trainable Variables that were read, while somebody wants to know.
  var readVariables: [Reference]?
  /// How many passes over tapes are running user code.
  var passDepth = 0
  /// What user code threw in the middle of a pass.
  var customFailure: (any Error)?
  /// How often the numbers of a tensor were read by code that no tape records.
  var valueReads = 0
  /// How often something was done that outlives code besides changing objects and binding names:
  /// shown, drawn, read from a file, a name deleted.
  var effects = 0
  /// How often a global name was bound.
  var bindings = 0
  /// How often a global name was bound that had not been.
  var newNames = 0
  /// How many functions of the user's were made.
  var functionCount = 0
  /// What functions and loops' bodies compute that run again and again.
  var plans = PlanTable()
  /// The words for what gave Variables their values, while a plan is being made of what runs and
  /// assignments are recorded.
  var assignmentWords: [Reference: String]?
  /// Whether an understanding question is answered: what user code prints meanwhile is not shown.
  public var isAsking = false
  /// How many callers want nothing shown.
  var muteDepth = 0
  /// The statement that runs, in its frame's source.
  var statement = SourceRange(0, 0)
  /// The numbers that left tensors in this entry.
  var departures = NumberDepartures()
  /// The curves that loops of this entry draw, point by point.
  var curves = GrowingCurves()
  /// How many loops are running, one within the other.
  public internal(set) var loopDepth = 0
  /// The last gradient of this entry that is None.
  var missing: MissingGradient?
  let stack: StackGuard
  /// Told what expressions stand for, where somebody wants to know.
  let observer: ValueObserver?
  /// Where the entry within which this one runs notes its kinks, if there is one.
  private let outerKinkLog: KinkLog?

  private init(
    session: consuming Session, source: EntrySource, options: EvaluatorOptions,
    emit: @escaping (Output) -> Void
  ) {
    self.session = session
    self.session.recorder.isInterrupted = options.isInterrupted
    outerKinkLog = session.recorder.kinkLog
    // A listing prints what it prints, and no notes.
    self.session.recorder.kinkLog = options.echo == .never ? nil : KinkLog()
    self.session.heap.beginEntry()
    self.options = options
    mostSteps = options.maximumSteps
    sink = emit
    topLevel = Frame(source: source, lines: LineTable(source))
    frame = topLevel
    stack = StackGuard()
    observer = options.observer
  }

  /// Runs an entry and commits what it changed.
  ///
  /// What it shows goes to `emit` as it happens, also before a failure.
  ///
  /// - Throws: the failure, and then the session is as it was.
  public static func run(
    _ entry: Entry, in session: inout Session, options: EvaluatorOptions,
    emit: @escaping (Output) -> Void
  ) throws(Diagnostic) {
    session = try changed(session, by: entry, options, emit)
    // Only now the older copy is gone, which kept everything alive that the entry let go of.
    session.collect()
    session.collectCyclesIfGrown()
  }

  private static func changed(
    _ session: Session, by entry: Entry, _ options: EvaluatorOptions,
    _ emit: @escaping (Output) -> Void
  ) throws(Diagnostic) -> Session {
    let evaluator = Evaluator(
      session: session, source: entry.source, options: options, emit: emit)
    defer { evaluator.finishLine() }
    do {
      try InterruptionCheck.perform(asking: options.isInterrupted) {
        try evaluator.run(entry)
        try evaluator.computeNames()
      }
      evaluator.showCurves()
      evaluator.showFigureOfCell()
      evaluator.noteKinks()
    } catch {
      // What a loop drew before it failed may tell why.
      evaluator.showCurves()
      throw evaluator.diagnostic(for: error)
    }
    return evaluator.session
  }

  private func run(_ entry: Entry) throws {
    session.entryCount += 1
    session.sources.begin(entry.source)
    let flow: Flow
    if options.echo == .last {
      flow = try execute(Array(entry.statements.dropLast()))
      if case .normal = flow, let last = entry.statements.last {
        // What stands in a block is not the cell's value.
        showsValues = last.isExpression
        _ = try execute([last])
      }
    } else {
      showsValues = options.echo == .every
      flow = try execute(entry.statements)
    }
    switch flow {
    case .normal: break
    case .breaking, .continuing, .returned:
      throw EvaluationError(.syntaxError, "'break', 'continue' or 'return' outside its block")
    }
  }

  /// Computes what names stand for and elementwise operations have deferred: its time and memory
  /// are this entry's.
  ///
  /// - Throws: the errors of allocation, `interrupted`.
  public func computeNames() throws {
    for object in session.globals.values {
      if case .tensor(let value) = object { try value.tensor.compute() }
    }
  }

  /// Tells of the kinks at which the entry took derivatives, each primitive once.
  private func noteKinks() {
    for note in session.recorder.kinkLog?.notes ?? [] {
      emit(.text(note.text(by: session.recorder.convention)))
    }
    session.recorder.kinkLog = outerKinkLog
  }

  /// Whether expression statements show their values.
  var showsValues = false

  /// What was printed of a line that has not ended.
  private var unfinishedLine = ""

  /// Runs a body whose output is dropped and that may take some steps only: a function that is only
  /// looked at, at a point where it may never end.
  ///
  /// - Throws: what the body throws; a `StepLimitError`.
  public func quietly<Result>(
    atMost limit: Int, _ body: () throws -> Result
  ) rethrows -> Result {
    let before = mostSteps
    muteDepth += 1
    mostSteps = min(mostSteps ?? .max, steps + limit)
    defer {
      mostSteps = before
      muteDepth -= 1
    }
    return try body()
  }

  /// Shows something, on a line of its own; a value as the session's options want it.
  public func emit(_ output: Output) {
    effects &+= 1
    if muteDepth > 0 { return }
    finishLine()
    switch output {
    case .value(let value, _): sink(.value(value, style: session.options.style))
    case .plot(let plot, _): sink(.plot(plot, style: session.options.style))
    case .text, .page, .measured: sink(output)
    }
  }

  /// Prints text that need not end its line; an unfinished line is shown with what follows, or
  /// when the entry ends.
  func write(_ text: String) {
    effects &+= 1
    if muteDepth > 0 { return }
    unfinishedLine += text
    guard unfinishedLine.utf8.last == UInt8(ascii: "\n") else { return }
    unfinishedLine.unicodeScalars.removeLast()
    sink(.text(unfinishedLine))
    unfinishedLine = ""
  }

  private func finishLine() {
    if unfinishedLine.isEmpty { return }
    sink(.text(unfinishedLine))
    unfinishedLine = ""
  }

  /// Notices an interruption, and counts a step against the limit.
  ///
  /// - Throws: `KeyboardInterrupt`, `StepLimitError`.
  @inline(__always)
  public func poll() throws {
    steps &+= 1
    if options.isInterrupted() { throw Self.interruption }
    if let limit = mostSteps, steps > limit { throw stepLimit(limit) }
  }

  /// Notices an interruption without counting a step.
  @inline(__always)
  func pollInterruption() throws {
    if options.isInterrupted() { throw Self.interruption }
  }

  static var interruption: EvaluationError {
    EvaluationError(.keyboardInterrupt, "interrupted")
  }

  private func stepLimit(_ limit: Int) -> EvaluationError {
    EvaluationError(
      .stepLimitError, "the entry took more than \(limit) steps",
      hint: "raise the limit: set steps N, or --max-steps N")
  }

  /// Notices that the stack is nearly used.
  ///
  /// - Throws: `RecursionError`.
  @inline(__always)
  func checkStack() throws {
    if !stack.hasRoom { throw Self.recursion }
  }

  static var recursion: EvaluationError {
    EvaluationError(.recursionError, "maximum recursion depth exceeded")
  }
}

/// How a statement ended.
enum Flow {
  case normal, breaking, continuing
  case returned(Object)
}
