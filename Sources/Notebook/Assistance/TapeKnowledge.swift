import Autodiff
import Language
import Tensors

/// What the tapes of a session know of its objects.
struct TapeKnowledge {
  private let session: Session

  init(_ session: Session) { self.session = session }

  private var recorder: Recorder { session.recorder }

  /// Whether a tape that still gives gradients recorded the computation of an object.
  func isTarget(_ object: Object) -> Bool {
    guard case .tensor(let value) = object, value.tensor.dtype.isFloatingPoint else { return false }
    return recorder.tapes(recording: value.identity).contains { id in
      guard let tape = recorder.tape(id) else { return false }
      return !tape.isUsedUp && !tape.watches(value.identity)
    }
  }

  /// The objects by which a gradient of a target can be taken.
  ///
  /// Those from which the target was computed, as the tape tells that recorded it; of a target that
  /// is not known, or on a very long tape, all that a tape knows and that were there before.
  func sources(of target: Object?) -> (Object) -> Bool {
    guard let target, let result = identity(of: target),
      let tape = recorder.tapes(recording: result).first.flatMap({ recorder.tape($0) })
    else {
      return { object in
        self.identity(of: object).map { !self.recorder.tapes(recording: $0).isEmpty } ?? false
      }
    }
    let ancestors = TapeKnowledge.ancestors(of: result, on: tape)
    return { object in
      guard let identity = self.identity(of: object), identity != result else { return false }
      return ancestors?.contains(identity) ?? (identity < result && tape.records(identity))
    }
  }

  /// Longer tapes are not searched, so that a key is answered at once.
  private static let longest = 20_000

  /// What a value was computed from, by what its tape recorded; nil where that is too long.
  private static func ancestors(of identity: Identity, on tape: Tape) -> Set<Identity>? {
    guard tape.count <= longest else { return nil }
    var wanted: Set<Int> = []
    var ancestors: Set<Identity> = []
    for position in (0..<tape.count).reversed() {
      let operation = tape.operation(at: position)
      guard operation.identity == identity || wanted.contains(position) else { continue }
      if operation.role != .constant { ancestors.insert(operation.identity) }
      wanted.formUnion(operation.operands)
    }
    return ancestors
  }

  /// Whether the target's tape watches an object; of an unknown target, whether any tape does.
  func isWatched(_ object: Object?, of target: Object?) -> Bool {
    guard let object, let identity = identity(of: object) else { return false }
    let result = target.flatMap { self.identity(of: $0) }
    let tapes = recorder.tapes(recording: result ?? identity)
    return tapes.contains { recorder.tape($0)?.watches(identity) == true }
  }

  /// Whether an open tape watches an object.
  func isWatchedByOpenTape(_ object: Object) -> Bool {
    guard let identity = identity(of: object) else { return false }
    return recorder.openTapes.contains { recorder.tape($0)?.watches(identity) == true }
  }

  /// Whether `watch` has something to do with an object.
  func isWatchable(_ object: Object) -> Bool {
    switch object {
    case .float: return true
    case .tensor(let value) where !value.tensor.dtype.isFloatingPoint: return false
    default:
      guard let identity = identity(of: object) else { return false }
      return !recorder.openTapes.contains { recorder.tape($0)?.records(identity) == true }
    }
  }

  /// Whether an object is a tensor or a Variable.
  func isTensor(_ object: Object) -> Bool { identity(of: object) != nil }

  /// What tapes know a tensor or a Variable by.
  private func identity(of object: Object) -> Identity? {
    switch object {
    case .tensor(let value): return value.identity
    case .reference(let reference) where reference.kind == .variable:
      guard case .variable(let variable) = session.heap[reference] else { return nil }
      return variable.identity
    default: return nil
    }
  }
}
