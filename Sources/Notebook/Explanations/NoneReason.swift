import Autodiff
import Language

/// Why a gradient is None, in the user's names, with the line at fault and what mends it.
struct NoneReason {
  private let finding: NoneFinding
  /// The reason, in one line.
  let message: String
  /// What to type or to change.
  let mend: String
  private let evaluator: Evaluator

  init(_ finding: NoneFinding, _ request: DerivativeRequest, at index: Int) {
    self.finding = finding
    evaluator = request.evaluator
    message = finding.cause.message(
      target: request.targetName, source: request.sourceNames[index])
    mend = NoneMend(FaultLine(finding, request.evaluator)).text(request, at: index)
  }

  /// The None as an output.
  var value: DisplayValue { .none(cause: finding.cause, message: message, mend: mend) }

  /// The line at fault and the mend, below the reason.
  var details: String? { FaultLine(finding, evaluator).details(mend: mend) }
}

/// The line at fault as the session has it.
struct FaultLine {
  let cause: NoneCause
  /// The identity of something that the line made.
  let moment: Identity?
  let evaluator: Evaluator
  private let source: EntrySource?
  /// The text of the line, without the blanks around it.
  let text: String?

  init(_ finding: NoneFinding, _ evaluator: Evaluator) {
    self.init(finding.cause, at: finding.moment, evaluator)
  }

  init(_ cause: NoneCause, at moment: Identity?, _ evaluator: Evaluator) {
    self.cause = cause
    self.moment = moment
    self.evaluator = evaluator
    let sources = evaluator.session.sources
    // A value that the command itself computed has no line to be shown.
    let line = cause.line.flatMap { $0 == evaluator.session.recorder.line ? nil : $0 }
    source = line.flatMap { sources.entry(holding: $0, at: moment) }
    text = line.flatMap { sources.text(ofLine: $0, at: moment, with: cause.keyword) }
  }

  /// Whether it was typed at the prompt, where it cannot be changed but run again.
  var isTyped: Bool { source?.numbersLines == false }

  /// The line and the mend as `why` shows them below the reason.
  func details(mend: String) -> String? {
    var lines: [String] = []
    if let line = cause.line, let text { lines.append("  line \(line): \(text)") }
    if !mend.isEmpty { lines.append("  mend: \(mend)") }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

extension NoneCause {
  /// A word that the line at fault has, where an entry has several lines of one number.
  var keyword: String? {
    switch self {
    case .leftTape(let words, _, _), .throughAssignment(let words, _):
      words.hasSuffix("()") ? String(words.dropLast()) : words
    case .stopGradient: "stop_gradient("
    case .notDifferentiable(let primitive, _): primitive
    case .tapeReset: "reset"
    case .unwatched: "unwatch"
    case .gradientOutside: "gradient("
    default: nil
    }
  }
}
