import Autodiff
import Language

/// What came of holding a gradient against finite differences.
enum CheckOutcome {
  case checked(DerivativeCheck)
  /// There is no gradient.
  case noGradient
  /// A user's function that is part of it works with float32 numbers of its own; with the words of
  /// its error.
  case notInFloat64(String)

  /// Checks the gradient of one of the targets by a source.
  init(
    _ request: DerivativeRequest, at place: Int = 0, by source: Source, on id: TapeID,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    let evaluator = request.evaluator
    do {
      let check = try evaluator.withRecorder { recorder in
        try recorder.derivativeCheck(
          of: request.targets[place], by: source, on: id, calling: evaluator, progress: progress)
      }
      self = check.map { .checked($0) } ?? .noGradient
    } catch let error as EvaluationError where error.type == .dtypeError {
      self = .notInFloat64(error.message)
    }
  }
}
