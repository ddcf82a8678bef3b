import Autodiff
import Language
import Tensors

/// What the lines of the session tell about a None beyond what was recorded.
extension DerivativeRequest {
  /// Why there is no gradient by a source, with the line that has to be changed.
  ///
  /// - Throws: an interruption.
  func finding(at index: Int) throws -> NoneFinding {
    let evaluator = evaluator
    let source = sourceNames[index]
    let found = try evaluator.session.recorder.noneFinding(
      of: targets, by: sources[index], on: tape,
      named: (
        evaluator.session.isBound(targetName) ? targetName : nil,
        evaluator.session.isBound(source) ? source : nil
      ))
    return try insideOfFunction(found, at: index) ?? replacedElement(found, at: index) ?? found
  }

  /// That a function bound its own name for the Variable, where the session binds what it returns.
  private func insideOfFunction(_ found: NoneFinding, at index: Int) -> NoneFinding? {
    guard case .rebound(_, true, let wasUsed) = found.cause, !assigns(found, at: index),
      let making = evaluator.session.recorder.computing(of: sources[index].identity)
    else { return nil }
    let inside = NoneFinding(
      .rebound(line: making.line, isVariable: true, wasUsed: wasUsed), at: making.moment)
    return assigns(inside, at: index) ? inside : nil
  }

  private func assigns(_ finding: NoneFinding, at index: Int) -> Bool {
    guard let text = FaultLine(finding, evaluator).text else { return false }
    return LineEdit(text: text).assigned(to: sourceNames[index]) != nil
  }

  /// That an item of a list was replaced by what was computed from it.
  private func replacedElement(_ found: NoneFinding, at index: Int) throws -> NoneFinding? {
    switch found.cause {
    case .notConnected, .otherWayRound, .notWatched, .targetNotRecorded: break
    default: return nil
    }
    let name = sourceNames[index]
    let source = sources[index]
    let recorder = evaluator.session.recorder
    guard let bracket = name.firstIndex(of: "["), !source.isVariable,
      targets.allSatisfy({ $0.value.identity < source.identity }),
      let making = recorder.computing(of: source.identity)
    else { return nil }
    let base = String(name[..<bracket])
    let replaced = NoneFinding(
      .rebound(line: making.line, isVariable: true, wasUsed: true), at: making.moment)
    guard evaluator.session.isBound(base), let text = FaultLine(replaced, evaluator).text else {
      return nil
    }
    guard LineEdit(text: text).renewsItems(of: base),
      let origin = try recorder.commonOrigin(targets, source)
    else { return nil }
    return NoneFinding(
      .rebound(line: making.line, isVariable: origin == .variable, wasUsed: true),
      at: making.moment)
  }

  /// What is to be said of a value that is asked by itself; nil for other questions.
  func textOfItself(at index: Int) -> String? {
    guard targets.count == 1, let value = targets.first?.value,
      value.identity == sources[index].identity, value.tensor.dtype.isFloatingPoint
    else { return nil }
    let each = value.tensor.shape.isEmpty ? "" : " for each element"
    return "∂\(targetName)/∂\(sourceNames[index]) = 1.0\(each): the derivative of a value by "
      + "itself is 1"
  }
}
