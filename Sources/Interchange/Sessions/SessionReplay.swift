public import Language
public import Notebook
import Tensors

/// Replays a session file and compares what it shows with what it has recorded.
///
/// Seed, element type and width come from the file alone, so that a replay gives the same
/// everywhere.
public struct SessionReplay {
  /// What a replay found.
  public struct Outcome: Sendable {
    /// How many entries were run or skipped.
    public fileprivate(set) var entryCount = 0
    /// The numbers of the entries that differ from what was recorded.
    public fileprivate(set) var differing: [Int] = []
    /// What stays a difference also where the rest is recorded anew: entries that were not reached,
    /// because one before them quit, and failures that say nothing of the session, such as a file
    /// that is missing.
    public fileprivate(set) var unrecordable: [Diagnostic] = []
    /// The failures that the file does not expect.
    public fileprivate(set) var failures: [Diagnostic] = []
    /// Whether the replay was interrupted.
    public fileprivate(set) var wasInterrupted = false
    /// The file's text as it would be with everything recorded anew that differs.
    public fileprivate(set) var text = ""
    /// How what was recorded differs from what came, in the form of `diff -u`; empty if it does not.
    public fileprivate(set) var difference = ""
    /// The part of the difference that can be recorded: how the file's text differs from `text`.
    public fileprivate(set) var recordableDifference = ""
  }

  private let file: SessionFile
  private var interpreter: Interpreter
  private let dtype: DType
  private let progress: (@Sendable (ProgressReport) -> Void)?
  private var outcome = Outcome()
  private var recordings: [Int: SessionFile.Recording] = [:]
  /// What came of entries whose failures say nothing of the session.
  private var unrecorded: [Int: SessionFile.Recording] = [:]

  /// A replay of a session file.
  ///
  /// - Parameters:
  ///   - surroundings: the files that the entries may use; none by default.
  ///   - progress: told after each entry how many are done.
  public init(
    _ file: SessionFile, maximumSteps: Int? = nil, surroundings: Surroundings = Surroundings(),
    progress: (@Sendable (ProgressReport) -> Void)? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.file = file
    self.progress = progress
    dtype = file.header.dtype ?? .float32
    interpreter = Interpreter(
      .session, session: Session(header: file.header), maximumSteps: maximumSteps,
      surroundings: surroundings, isInterrupted: isInterrupted)
  }

  /// Runs the entries, all of them also where some differ, and gives what each one's check finds to
  /// `finish`.
  ///
  /// Entries after one that quits differ: what they record was compared with nothing.
  public mutating func run(_ finish: (EntryCheck) -> Void = { _ in }) -> Outcome {
    // The limit is the process's, and no part of the session that may set it.
    let memoryLimit = BufferPool.shared.limit
    defer { BufferPool.shared.limit = memoryLimit }
    var quitLine: Int?
    let total = file.entries.count
    for entry in file.entries {
      progress?(ProgressReport(done: outcome.entryCount, total: total, what: "entries"))
      outcome.entryCount += 1
      if entry.options.isSkipped {
        finish(EntryCheck(notRun: entry, .skipped, interpreter.skip(entry.source)))
        continue
      }
      if let quitLine {
        finish(miss(entry, quitLine: quitLine))
        continue
      }
      let result = interpreter.run(entry.source, timeout: entry.options.timeout)
      if result.status == .interrupted {
        outcome.wasInterrupted = true
        finish(interrupt(result, entry))
        break
      }
      finish(compare(result, with: entry))
      if interpreter.hasQuit { quitLine = entry.source.firstLine }
    }
    outcome.text = file.text(recordings: recordings)
    outcome.recordableDifference = difference(to: outcome.text)
    outcome.difference =
      unrecorded.isEmpty
      ? outcome.recordableDifference
      : difference(to: file.text(recordings: recordings.merging(unrecorded) { $1 }))
    return outcome
  }

  private func difference(to text: String) -> String {
    let name = file.file ?? "-"
    return UnifiedDiff.text(
      from: file.lines.joined().lines, to: text.lines, oldName: "\(name) (recorded)",
      newName: "\(name) (replayed)")
  }

  /// Counts an entry as differing that the user interrupted, and what came of it until then.
  private mutating func interrupt(_ result: EntryResult, _ entry: SessionEntry) -> EntryCheck {
    let lines = transcript(of: result)
    let replayed = SessionFile.recordedLines(
      output: lines.map(\.text), diagnostic: result.diagnostic?.recordedLines ?? [])
    if let diagnostic = result.diagnostic {
      outcome.failures.append(diagnostic)
      outcome.unrecordable.append(diagnostic)
    }
    outcome.differing.append(entry.number)
    unrecorded[entry.number] = SessionFile.Recording(lines: replayed)
    return EntryCheck(
      entry: entry, result: result, verdict: .interrupted, replayed: replayed, lines: lines)
  }

  /// What an entry showed, as it is compared.
  private func transcript(of result: EntryResult) -> [TranscriptLine] {
    result.outputs.flatMap {
      TranscriptLine.lines(of: $0, dtype: dtype, lineWidth: file.header.width)
    }
  }

  /// Counts an entry as differing that is not run.
  private mutating func miss(_ entry: SessionEntry, quitLine: Int) -> EntryCheck {
    let diagnostic = Diagnostic(
      type: "CheckError", message: "not reached: quit in line \(quitLine)",
      range: SourceRange(0, entry.source.text.utf8.count), source: entry.source)
    outcome.differing.append(entry.number)
    outcome.unrecordable.append(diagnostic)
    outcome.failures.append(diagnostic)
    let number = interpreter.skip(entry.source).number
    return EntryCheck(
      notRun: entry, .unreached,
      EntryResult(
        source: entry.source, number: number, status: .skipped, diagnostic: diagnostic))
  }

  private mutating func compare(
    _ result: EntryResult, with entry: SessionEntry
  ) -> EntryCheck {
    let matcher = TranscriptMatcher(entry, in: file.header)
    let lines = transcript(of: result)
    let isOutputSame = matcher.matches(expected: entry.output, actual: lines)
    let isFailureSame = entry.expects(result.diagnostic, matcher)
    if isOutputSame, isFailureSame {
      return EntryCheck(
        entry: entry, result: result, verdict: .same, replayed: entry.recorded, lines: lines)
    }
    if let diagnostic = result.diagnostic, !entry.mustFail { outcome.failures.append(diagnostic) }
    outcome.differing.append(entry.number)
    // Output that matches, or is not compared, is not recorded anew, nor is such a diagnostic.
    let alignment = TranscriptAlignment(matcher)
    let output =
      isOutputSame ? entry.output : alignment.lines(recorded: entry.output, shown: lines)
    let failure =
      isFailureSame
      ? entry.diagnostic
      : alignment.lines(
        recorded: entry.diagnostic, shown: result.diagnostic?.transcriptLines ?? [])
    let recording = SessionFile.recordedLines(output: output, diagnostic: failure)
    // What is new and only looks like a wildcard must not be one; a pattern that stays must.
    let (kept, shown) = (Set(entry.output + entry.diagnostic), output + failure)
    let wildcards = matcher.hasWildcards ? shown.filter(TranscriptPattern.isWildcard) : []
    let isLiteral = !wildcards.isEmpty && wildcards.allSatisfy { !kept.contains($0) }
    let new = SessionFile.Recording(
      lines: recording, option: isLiteral ? SessionOption.literal.name : nil)
    if !isFailureSame, let diagnostic = result.diagnostic, !diagnostic.isOfSession {
      // Recorded, it would make a test of a file that is gone, or of a loop without an end.
      outcome.unrecordable.append(diagnostic)
      unrecorded[entry.number] = new
    } else {
      recordings[entry.number] = new
    }
    return EntryCheck(
      entry: entry, result: result, verdict: .differs, replayed: recording, lines: lines)
  }
}

extension EntryCheck {
  /// The check of an entry that was not run.
  fileprivate init(notRun entry: SessionEntry, _ verdict: Verdict, _ result: EntryResult) {
    self.init(
      entry: entry, result: result, verdict: verdict, replayed: entry.recorded, lines: [])
  }
}

extension Session {
  /// A session as a session file's header asks for.
  public init(header: SessionHeader) {
    self.init(
      seed: header.seed ?? 0, options: SessionOptions(floatDType: header.dtype ?? .float32))
  }
}

extension SessionEntry {
  /// Whether an entry's diagnostic, or that there is none, is what was recorded.
  ///
  /// A recorded diagnostic may leave the hint out.
  public func expects(_ diagnostic: Diagnostic?, _ matcher: TranscriptMatcher) -> Bool {
    guard let diagnostic else { return !mustFail }
    guard mustFail else { return false }
    let lines = diagnostic.transcriptLines
    let headline = lines.prefix(diagnostic.headline.count)
    return matcher.matches(expected: self.diagnostic, actual: lines)
      || matcher.matches(expected: self.diagnostic, actual: Array(headline))
  }
}

extension Diagnostic {
  /// Whether it tells of the session, and not of the machine, the time or the files around it.
  fileprivate var isOfSession: Bool {
    if type == EntryResult.timeoutType { return false }
    return switch ExceptionType(rawValue: type) {
    case .memoryError, .permissionError, .fileNotFoundError, .osError: false
    default: true
    }
  }

  /// The lines that say what happened.
  var headline: [String] { "\(type): \(message)".lines }

  /// The lines as they are compared.
  fileprivate var transcriptLines: [TranscriptLine] {
    recordedLines.map { TranscriptLine($0, relative: 1e-6) }
  }

  /// The lines that a session file records.
  var recordedLines: [String] { headline + (hint.map { "hint: \($0)".lines } ?? []) }
}
