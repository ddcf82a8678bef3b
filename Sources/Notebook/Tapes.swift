import Autodiff
import HashTreeCollections
import Language

/// Finding and opening the tapes of a session.
struct Tapes {
  let evaluator: Evaluator

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// The tape that is meant where none is named: the innermost open one, or the session's.
  var current: TapeID? {
    let recorder = evaluator.session.recorder
    if let open = recorder.innermostTape { return open }
    return evaluator.session.sessionTape.flatMap { recorder.tape($0)?.id }
  }

  /// The tape that an argument names: by a variable, or by the tape's own name.
  func tape(_ argument: CommandArgument) throws -> TapeID {
    guard let name = argument.name, evaluator.session.globals[name] == nil else {
      let object = try object(argument)
      guard case .tape(let tape)? = evaluator.heapObject(object) else {
        let type = evaluator.typeName(of: object).name
        throw EvaluationError.type("\(argument.text) is no tape but \(type)")
      }
      guard let id = tape.id else {
        throw EvaluationError.value("\(argument.text) was never opened, so it holds nothing")
      }
      guard evaluator.session.recorder.tape(id) != nil else { throw AutodiffError.noSuchTape }
      return id
    }
    throw EvaluationError(
      .nameError, "there is no tape '\(name)'", hint: "tape new \(name) opens one")
  }

  private func object(_ argument: CommandArgument) throws -> Object {
    switch argument.kind {
    case .expression(let expression): return try evaluator.evaluate(expression)
    case .word(let word): return try evaluator.lookUp(word)
    case .option, .statement:
      throw EvaluationError.type("'\(argument.text)' names no tape")
    }
  }

  /// Opens a tape: `[NAME] [persistent] [manual]`.
  func open(_ words: [String]) throws {
    var name: String?
    var isPersistent = false
    var isManual = false
    for word in words {
      switch word {
      case "persistent": isPersistent = true
      case "manual": isManual = true
      default:
        guard name == nil, Tapes.isName(word) else {
          throw EvaluationError.value(
            "'\(word)' is neither a name nor 'persistent' nor 'manual'",
            hint: "write tape new t persistent")
        }
        name = word
      }
    }
    if let name {
      try openExplicit(name, isPersistent: isPersistent, isManual: isManual)
    } else {
      openSession(isPersistent: isPersistent, isManual: isManual)
    }
  }

  /// Opens the session's tape afresh; the one before stays known to what it recorded.
  private func openSession(isPersistent: Bool, isManual: Bool) {
    if let before = evaluator.session.sessionTape {
      evaluator.session.recorder.closeTape(before)
    }
    evaluator.session.sessionTape = evaluator.session.recorder.openTape(
      kind: .session, isPersistent: isPersistent, watchesVariables: !isManual)
  }

  /// Opens a tape that is a value, as `with GradientTape() as t` does, without a block.
  private func openExplicit(_ name: String, isPersistent: Bool, isManual: Bool) throws {
    let object = try evaluator.call(
      .type(.tape),
      CallArguments(keywords: [
        CallArguments.Keyword("persistent", .bool(isPersistent)),
        CallArguments.Keyword("watch_accessed_variables", .bool(!isManual)),
      ]))
    guard case .reference(let reference) = object,
      case .tape(var tape) = evaluator.session.heap[reference]
    else { return }
    tape.id = evaluator.session.recorder.openTape(
      kind: .explicit, isPersistent: isPersistent, watchesVariables: !isManual, name: name)
    evaluator.session.heap[reference] = .tape(tape)
    try evaluator.bind(name, to: object)
  }

  private static func isName(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, first == "_" || first.properties.isXIDStart else {
      return false
    }
    return word.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }
}
