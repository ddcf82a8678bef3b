import Autodiff
import Tensors

/// What a call must leave as it was, so that a plan can stand for it.
struct EffectWatch {
  private let reads: Int
  private let elementReads: Int
  private let effects: Int
  private let figure: Int
  private let random: RandomState
  private let missing: Identity?
  private let tapes: Int

  init(_ evaluator: Evaluator) {
    reads = evaluator.valueReads
    elementReads = ElementReads.count
    effects = evaluator.effects
    figure = evaluator.session.figure.revision
    random = evaluator.session.random
    missing = evaluator.missing?.moment
    tapes = evaluator.session.recorder.openTapes.count
  }

  /// Why a plan cannot stand for what was done since; nil where one can.
  func refusal(_ evaluator: Evaluator) -> PlanRefusal? {
    if evaluator.valueReads != reads || ElementReads.count != elementReads { return .readsNumbers }
    if evaluator.effects != effects || evaluator.session.figure.revision != figure
      || evaluator.session.random != random || evaluator.missing?.moment != missing
      || evaluator.session.recorder.openTapes.count != tapes
    {
      return .effects
    }
    return nil
  }
}
