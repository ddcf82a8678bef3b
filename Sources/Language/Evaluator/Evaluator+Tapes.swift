public import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// The recorder's tape of a tape object; nil before it is first entered.
  func tapeID(_ reference: Reference) -> TapeID? {
    guard case .tape(let tape) = session.heap[reference] else { return nil }
    return tape.id
  }

  /// The recorder's tape of a tape object, which has been entered.
  ///
  /// - Throws: `RuntimeError`.
  public func usedTape(_ object: Object) throws -> TapeID {
    guard case .reference(let reference) = object, let id = tapeID(reference) else {
      throw EvaluationError(
        .runtimeError, "the tape has recorded nothing",
        hint: "compute inside it: with GradientTape() as t:")
    }
    return id
  }

  /// The recorder's tape of a tape object that records now.
  ///
  /// - Throws: `RuntimeError`.
  func openTape(_ object: Object) throws -> TapeID {
    guard case .reference(let reference) = object, let id = tapeID(reference),
      session.recorder.tape(id)?.isOpen == true
    else {
      throw EvaluationError(
        .runtimeError, "the tape is not recording",
        hint: "use it inside its 'with' block")
    }
    return id
  }

  /// Starts recording on an explicit tape, again where it was open before.
  func enterTape(_ reference: Reference) throws {
    guard case .tape(var tape) = session.heap[reference] else { return }
    enteredTapes.append(EnteredTape(reference, seen: Set(tape.variables.map(\.id))))
    if let id = tape.id {
      return try session.recorder.reopenTape(id)
    }
    tape.id = session.recorder.openTape(
      kind: .explicit, isPersistent: tape.isPersistent, watchesVariables: tape.watchesVariables)
    session.heap[reference] = .tape(tape)
  }

  /// Ends an explicit tape's recording; a gradient may have ended it before.
  func leaveTape(_ reference: Reference) {
    enteredTapes.removeAll { $0.reference == reference }
    guard let id = tapeID(reference), session.recorder.tape(id)?.isOpen == true else { return }
    session.recorder.closeTape(id)
  }

  /// The value of a Variable, recorded where a tape watches it.
  func read(_ variable: Variable, _ reference: Reference) -> Value {
    if variable.isTrainable {
      openSessionTapeIfAllowed()
      if !enteredTapes.isEmpty { noteReading(reference) }
      readVariables?.append(reference)
    }
    return session.recorder.read(variable)
  }

  /// Notes a Variable for `t.watched_variables()` of the open tapes.
  private func noteReading(_ reference: Reference) {
    for index in enteredTapes.indices
    where enteredTapes[index].seen.insert(reference.id).inserted {
      guard case .tape(var tape) = session.heap[enteredTapes[index].reference] else { continue }
      tape.variables.append(reference)
      session.heap[enteredTapes[index].reference] = .tape(tape)
    }
  }

  /// Opens the session's tape where the run has one and no explicit tape is open.
  func openSessionTapeIfAllowed() {
    guard options.hasSessionTape, passDepth == 0, session.sessionTape == nil,
      session.recorder.openTapes.isEmpty
    else { return }
    session.sessionTape = session.recorder.openTape(kind: .session, isPersistent: true)
  }

  /// The tape that `watch` acts on: the innermost open one, else the session's, opened now.
  ///
  /// - Throws: `RuntimeError` where no tape is open and the run has no session tape.
  public func tapeForWatching() throws -> TapeID {
    openSessionTapeIfAllowed()
    guard let id = session.recorder.innermostTape else {
      throw EvaluationError(
        .runtimeError, "no tape is open",
        hint: options.hasSessionTape
          ? "open one: tape new" : "compute inside one: with GradientTape() as t:")
    }
    return id
  }

  /// Calls `body` with each leaf of nested lists, tuples and dicts.
  ///
  /// - Throws: `RecursionError`, and what `body` throws.
  func forEachLeaf(of object: Object, _ body: (Object) throws -> Void) throws {
    if let items = listItems(object) {
      try nested { for item in items { try forEachLeaf(of: item, body) } }
    } else if let entries = dictionary(object) {
      try nested { for entry in entries.values { try forEachLeaf(of: entry.value, body) } }
    } else {
      try body(object)
    }
  }

  /// The same nest with each leaf replaced.
  func mapLeaves(of object: Object, _ transform: (Object) throws -> Object) throws -> Object {
    guard case .reference(let reference) = object else { return try transform(object) }
    switch session.heap[reference] {
    case .list(let items):
      return makeList(try nested { try items.map { try mapLeaves(of: $0, transform) } })
    case .tuple(let items):
      let mapped = try nested { try items.map { try mapLeaves(of: $0, transform) } }
      let fields = session.heap.fields(of: reference)
      return fields.isEmpty ? makeTuple(mapped) : makeTuple(mapped, fields: fields)
    case .dict(let entries):
      return try nested {
        let mapped = try entries.mapValues { entry in
          DictionaryEntry(key: entry.key, value: try mapLeaves(of: entry.value, transform))
        }
        return .reference(session.heap.insert(.dict(mapped)))
      }
    default:
      return try transform(object)
    }
  }

  /// Watches a tensor or a Variable.
  ///
  /// - Throws: `ValueError`, in TensorFlow's words, for other objects.
  public func watch(_ object: Object, on id: TapeID) throws {
    if case .reference(let reference) = object, let variable = variable(object) {
      noteReading(reference)
      return try session.recorder.watch(variable, on: id)
    }
    guard case .tensor(let value) = object else {
      let text = try representation(of: object)
      throw EvaluationError.value(
        "Passed in object \(text) of type '\(typeName(of: object).name)', not tf.Tensor or "
          + "tf.Variable or ExtensionType.",
        hint: Arithmetic.number(object) == nil ? nil : "make it a tensor: x = constant(\(text))")
    }
    // TensorFlow logs a warning for whole numbers and goes on; the gradient is None.
    guard value.tensor.dtype.isFloatingPoint else { return }
    _ = try session.recorder.watch(value, on: id)
  }

  /// The Variables that a tape watches, in the order in which they came to it.
  func watchedVariables(of object: Object, on id: TapeID) -> [Object] {
    guard let tape = session.recorder.tape(id), case .tape(let record)? = heapObject(object) else {
      return []
    }
    return record.variables.map { Object.reference($0) }.filter { object in
      variable(object).map { tape.watches($0.identity) } ?? false
    }
  }
}

/// An explicit tape that was entered in this entry, with the Variables it has met.
struct EnteredTape {
  let reference: Reference
  var seen: Set<UInt64>

  init(_ reference: Reference, seen: Set<UInt64>) {
    self.reference = reference
    self.seen = seen
  }
}
