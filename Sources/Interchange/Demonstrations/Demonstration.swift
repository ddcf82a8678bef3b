public import Language
public import Notebook
import Tensors

/// A session file as it is shown to people, forwards and backwards.
///
/// A demonstration is a value, and so is the session before each of its beats: going back takes no
/// more than taking the earlier one again.
public struct Demonstration: Sendable {
  /// What a beat showed, in order.
  public enum Shown: Sendable {
    case output(Output)
    case diagnostic(Diagnostic)
    /// What the file has recorded for an entry that says `#@ skip`.
    case recorded(String)
  }

  /// The title; the file's name where the header has none.
  public let title: String
  /// The columns in which tensors are printed; nil for those of the window.
  public let width: Int?
  /// The steps, in order.
  public let steps: [Step]
  /// The beats of all steps, in order.
  public let beats: [Beat]
  /// How many beats were shown.
  public private(set) var position = 0
  /// Whether an entry failed that was not expected to, or did not that was.
  public private(set) var hasFailed = false

  private var interpreter: Interpreter
  /// The interpreters from which the beats that were shown began, and what each of them showed.
  private var past: [(before: Interpreter, shown: [Shown])] = []

  /// A demonstration of a file by an interpreter that has run nothing yet.
  public init(_ file: SessionFile, interpreter: Interpreter) {
    let cut = DemonstrationCutter(file)
    (steps, beats) = (cut.steps, cut.beats)
    title = file.header.title ?? file.file.map(Demonstration.name) ?? ""
    width = file.header.width
    self.interpreter = interpreter
  }

  private static func name(ofPath path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  /// The session as it is after the beats that were shown.
  public var session: Session { interpreter.session }

  /// The prompt as it would be now.
  public var promptState: PromptState { interpreter.promptState }

  /// What is known of the names in the session, for colours.
  public var assistance: Assistance { interpreter.assistance() }

  /// Whether everything was shown.
  public var isAtEnd: Bool { position == beats.count }

  /// The number of the step that is being shown: that of the last beat; nil before the first.
  public var step: Int? { position == 0 ? nil : beats[position - 1].step }

  /// What a beat showed that was reached.
  public func shown(inBeat number: Int) -> [Shown] {
    past.indices.contains(number) ? past[number].shown : []
  }

  /// The prompt before a beat that was reached.
  public func promptState(beforeBeat number: Int) -> PromptState {
    past.indices.contains(number) ? past[number].before.promptState : promptState
  }

  /// Runs the next beat, and is behind it then.
  ///
  /// What it shows goes to `emit` as it happens. A beat that the user interrupts was not reached,
  /// and changes nothing.
  ///
  /// - Returns: whether the beat was run to its end.
  public mutating func advance(emit: @escaping (Shown) -> Void = { _ in }) -> Bool {
    guard position < beats.count else { return false }
    let beat = beats[position]
    var next = interpreter
    var shown: [Shown] = []
    var fails = false
    for entry in beat.hidden {
      let (result, isMet) = next.run(entry)
      if result.status == .interrupted { return false }
      // What fails unseen would be missed by everybody.
      if !isMet, let diagnostic = result.diagnostic {
        fails = true
        shown.append(.diagnostic(diagnostic))
        emit(.diagnostic(diagnostic))
      }
    }
    if let entry = beat.entry {
      if entry.options.isSkipped {
        _ = next.skip(entry.source)
        shown += (entry.output + entry.diagnostic).map { .recorded($0) }
        shown.forEach(emit)
      } else {
        let (result, isMet) = next.run(entry) { emit(.output($0)) }
        if result.status == .interrupted { return false }
        shown += result.outputs.map { .output($0) }
        if !isMet { fails = true }
        if let diagnostic = result.diagnostic {
          shown.append(.diagnostic(diagnostic))
          emit(.diagnostic(diagnostic))
        }
      }
    }
    past.append((interpreter, shown))
    interpreter = next
    position += 1
    if fails { hasFailed = true }
    return true
  }

  /// Leaves the next beat's entry out, as one that says `#@ skip`, and is behind it then.
  public mutating func skip() {
    guard position < beats.count else { return }
    let entry = beats[position].entry
    if let entry { _ = interpreter.skip(entry.source) }
    past.append(
      (interpreter, (entry.map { $0.output + $0.diagnostic } ?? []).map { .recorded($0) }))
    position += 1
  }

  /// Goes back to where fewer beats were shown.
  public mutating func goBack(to position: Int) {
    guard position >= 0, position < self.position else { return }
    interpreter = past[position].before
    past.removeSubrange(position...)
    self.position = position
  }

  /// Where going on stops: before the next step, or before a beat that asks for a pause.
  public var nextStop: Int {
    guard position < beats.count else { return beats.count }
    return ((position + 1)..<beats.count).first { beats[$0].isStop } ?? beats.count
  }

  /// How many entries of the file stand before a step, from 0: what is run before it is shown.
  ///
  /// - Complexity: O(entries).
  public func entryCount(beforeStep number: Int) -> Int {
    beats.prefix { $0.step < number }
      .reduce(0) { $0 + $1.hidden.count + ($1.entry == nil ? 0 : 1) }
  }

  /// The position behind the first stretch of a step, from 0.
  public func start(ofStep number: Int) -> Int? {
    steps.indices.contains(number) ? steps[number].beats.lowerBound : nil
  }
}

extension Interpreter {
  /// Runs an entry of a session file, with the time that it may take.
  ///
  /// - Returns: the result, and whether it failed if and only if it has to.
  fileprivate mutating func run(
    _ entry: SessionEntry, emit: @escaping (Output) -> Void = { _ in }
  ) -> (result: EntryResult, isMet: Bool) {
    let result = run(entry.source, timeout: entry.options.timeout, emit: emit)
    let isMet = result.isFailure == entry.mustFail
    return (entry.mustFail && !isMet ? result.missedFailure : result, isMet)
  }
}

extension EntryResult {
  /// The result of an entry that had to fail and ran.
  public var missedFailure: EntryResult {
    EntryResult(
      source: source, number: number, status: .failed, outputs: outputs,
      diagnostic: Diagnostic(
        type: "CheckError", message: "this entry must fail, and did not",
        hint: source.cell == nil
          ? "remove the '#!' lines after it" : "remove the cell's tag 'raises-exception'",
        range: SourceRange(0, source.text.utf8.count), source: source))
  }
}
