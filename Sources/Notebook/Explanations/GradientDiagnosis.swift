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
    return try evaluator.withRecorder { try lines(on: id, names, $0) }
  }

  private func lines(
    on id: TapeID, _ names: SessionNames, _ recorder: Recorder
  ) throws -> [String]? {
    let evaluator = request.evaluator
    if let bad = try recorder.badValue(
      of: request.targets, by: source, on: id, names: names, calling: evaluator)
    {
      return try BadValueText(
        bad, ratio: ratio, source: name, PositionTexts(bad.tape, names)
      ).lines()
    }
    if let zero = try recorder.zeroCause(
      of: request.targets, by: source, on: id, calling: evaluator)
    {
      return try ZeroText(
        zero, ratio: ratio, source: name, PositionTexts(zero.tape, names)
      ).lines()
    }
    guard try recorder.hasGradient(of: request.targets, by: source, on: id, calling: evaluator)
    else { return nil }
    return ["\(ratio) has no zero, NaN or infinity in it"]
  }
}
