import Autodiff
import Language

/// Why a gradient is None, in the user's names, with the line at fault and what mends it.
struct NoneReason {
  let cause: NoneCause
  /// The reason, in one line.
  let message: String
  /// What to type or to change.
  let mend: String
  private let evaluator: Evaluator

  init(_ cause: NoneCause, _ request: DerivativeRequest, at index: Int) {
    self.cause = cause
    evaluator = request.evaluator
    message = cause.message(target: request.targetName, source: request.sourceNames[index])
    mend = NoneMend(cause, request.evaluator).text(request, at: index)
  }

  /// The None as an output.
  var value: DisplayValue { .none(cause: cause, message: message, mend: mend) }

  /// The line at fault and the mend, below the reason.
  var details: String? { NoneReason.details(of: cause, mend: mend, evaluator) }

  static func details(of cause: NoneCause, mend: String, _ evaluator: Evaluator) -> String? {
    var lines: [String] = []
    if let line = cause.line,
      let text = evaluator.session.sources.text(ofLine: line, with: cause.keyword)
    {
      lines.append("  line \(line): \(text)")
    }
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
    case .gradientOutside: "gradient("
    default: nil
    }
  }
}
