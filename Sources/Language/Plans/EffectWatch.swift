import Autodiff
import Tensors

/// What code must leave as it was, so that a plan can stand for it.
struct EffectWatch {
  private let reads: Int
  private let elementReads: Int
  private let effects: Int
  /// Nil where names may be bound.
  private let bindings: Int?
  private let figure: Int
  private let random: RandomState
  private let missing: Identity?
  private let tapes: Int

  /// - Parameter mayBind: whether the code may bind global names, as statements do.
  init(_ evaluator: Evaluator, mayBind: Bool = false) {
    reads = evaluator.valueReads
    elementReads = ElementReads.count
    effects = evaluator.effects
    bindings = mayBind ? nil : evaluator.bindings
    figure = evaluator.session.figure.revision
    random = evaluator.session.random
    missing = evaluator.missing?.moment
    tapes = evaluator.session.recorder.openTapes.count
  }

  /// Why a plan cannot stand for what was done since; nil where one can.
  func refusal(_ evaluator: Evaluator) -> PlanRefusal? {
    if evaluator.valueReads != reads || ElementReads.count != elementReads { return .readsNumbers }
    if evaluator.effects != effects || (bindings ?? evaluator.bindings) != evaluator.bindings
      || evaluator.session.figure.revision != figure
      || evaluator.session.random != random || evaluator.missing?.moment != missing
      || evaluator.session.recorder.openTapes.count != tapes
    {
      return .effects
    }
    return nil
  }
}
