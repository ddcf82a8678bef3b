import Autodiff
import Language
import Tensors

/// What is wrong with a gradient that is there: NaN, an infinity, or an exact zero, and where it
/// came from.
///
/// Asking changes nothing: nothing is recorded, and no tape is used up.
struct GradientDiagnosis {
  private let request: DerivativeRequest
  private let source: Source
  private let ratio: String
  private let name: String

  /// - Parameter index: which of the sources is asked about.
  init(_ request: DerivativeRequest, at index: Int) {
    self.request = request
    source = request.sources[index]
    name = request.sourceNames[index]
    ratio = "∂\(request.targetName)/∂\(name)"
  }

  /// The lines to show; nil where there is no gradient.
  ///
  /// - Throws: the errors of computing; an interruption.
  func lines() throws -> [String]? {
    let evaluator = request.evaluator
    guard let id = request.tape, evaluator.session.recorder.tape(id) != nil else { return nil }
    let names = evaluator.sessionNames
    let bad = try evaluator.withRecorder { recorder in
      try recorder.badValue(
        of: request.targets, by: source, on: id, names: names, calling: evaluator)
    }
    if let bad {
      return try BadValueText(
        bad, ratio: ratio, source: name, PositionTexts(bad.tape, names)
      ).lines()
    }
    let zero = try evaluator.withRecorder { recorder in
      try recorder.zeroCause(of: request.targets, by: source, on: id, calling: evaluator)
    }
    if let zero {
      return try ZeroText(
        zero, ratio: ratio, source: name, PositionTexts(zero.tape, names)
      ).lines() + targetLines()
    }
    let isThere = try evaluator.withRecorder { recorder in
      try recorder.hasGradient(of: request.targets, by: source, on: id, calling: evaluator)
    }
    guard isThere else { return nil }
    return ["\(ratio) has no zero, NaN or infinity in it"] + (try targetLines())
  }

  /// That the target itself is NaN or infinite, though its gradient is not: one line, or none.
  func targetLines() throws -> [String] {
    let evaluator = request.evaluator
    guard let id = request.tape, evaluator.session.recorder.tape(id) != nil else { return [] }
    let bad = try evaluator.withRecorder { recorder in
      try recorder.badTarget(of: request.targets, by: source, on: id, calling: evaluator)
    }
    guard let bad else { return [] }
    let texts = PositionTexts(bad.tape, evaluator.sessionNames)
    let target = try texts.name(bad.target)
    let origin = try texts.text(of: bad.origin)
    return [
      bad.target == bad.origin.position
        ? "  but the value is not finite: \(origin)"
        : "  but the value of \(target) is not finite: \(origin)"
    ]
  }
}
