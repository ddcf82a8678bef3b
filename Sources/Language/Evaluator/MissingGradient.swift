import Autodiff
import HashTreeCollections

/// A gradient that is None: what was asked, to tell why when a use of it fails.
struct MissingGradient {
  let targets: [Target]
  let source: Source
  let tape: TapeID
  let line: Int
  /// When it was asked.
  let moment = Identity.next()
}

extension Evaluator {
  /// What is wrong where None stands in the place of a value: why the last gradient is None, if one
  /// of this entry is.
  ///
  /// The entry fails, so this is the only moment at which that can be told.
  func noneHint(_ otherwise: String) -> String {
    guard let missing, let reason = reason(for: missing) else { return otherwise }
    let place = missing.line > 0 ? " in line \(missing.line)" : ""
    return "the gradient\(place) is None: \(reason.message)"
  }

  /// Shows the reason of a None that `t.gradient(z, x)` has just given, as `grad z x` does.
  func showMissingGradient(_ expression: Expression) {
    guard case .call(let callee, _) = expression.kind,
      case .attribute(_, "gradient", _) = callee.kind,
      let missing, let reason = reason(for: missing)
    else { return }
    emit(.value(.none(cause: reason.cause, message: reason.message)))
  }

  private func reason(for missing: MissingGradient) -> (cause: NoneCause, message: String)? {
    let target = missing.targets.first.flatMap { name(of: $0.value.identity) }
    let source = name(of: missing.source.identity)
    // Whoever interrupts the search wants no reason.
    guard
      let finding = try? session.recorder.noneFinding(
        of: missing.targets, by: missing.source, on: missing.tape, named: (target, source))
    else { return nil }
    let message = finding.cause.message(
      target: target ?? "the target", source: source ?? "the source")
    return (finding.cause, message)
  }

  /// A name that stands for a value or a Variable, in the running function or in the session.
  private func name(of identity: Identity) -> String? {
    if let layout = frame.layout {
      for (name, slot) in layout.slots.sorted(by: { $0.key < $1.key }) {
        guard var object = frame.slots[slot] else { continue }
        if layout.isShared[slot], case .reference(let cell) = object {
          guard let value = cellValue(cell) else { continue }
          object = value
        }
        if stands(object, for: identity) { return name }
      }
    }
    return session.globals.keys.sorted().first { name in
      session.globals[name].map { stands($0, for: identity) } ?? false
    }
  }

  private func stands(_ object: Object, for identity: Identity) -> Bool {
    if case .tensor(let value) = object { return value.identity == identity }
    return variable(object)?.identity == identity
  }
}
