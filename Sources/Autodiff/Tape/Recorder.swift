import Tensors

/// All tapes of a session, and the recording of what is computed.
///
/// A recorder is a value: a copy keeps its own tapes from then on, at the price of the open ones.
public struct Recorder: Sendable {
  /// The line of the source that is being run, from 1; recorded with each operation.
  public var line = 0

  /// Asked now and then during a long pass: whether the user wants it to stop.
  public var isInterrupted: (@Sendable () -> Bool)?

  /// The open tapes, outermost first.
  var stack: [Tape] = []
  /// The tapes that were closed, in the order in which that happened.
  var closed: [Tape] = []
  /// The derivatives by which this recorder differentiates.
  var derivatives = DerivativeTable.standard
  /// Whether what no tape records is noted, so that it can be told why a gradient is None.
  public var keepsLineage = false
  /// What no tape recorded.
  var lineage = Lineage()
  /// What the session's names stood for.
  var bindings = BindingLog()
  /// Where the kinks are noted at which derivatives are taken; nil where nobody wants to know.
  public var kinkLog: KinkLog?
  /// The places in `stack` of the tapes that record now.
  private(set) var recording: [Int] = []

  /// How many operations had large tensors laid down in memory.
  public internal(set) var largeOperations = 0

  /// A recorder without tapes.
  public init() {}

  /// Whose derivatives are taken at kinks, ties and singular points.
  public var convention: Convention {
    get { derivatives.convention }
    set { derivatives = .table(of: newValue) }
  }

  /// How many of the open tapes rest, the outermost first: what is computed is not recorded there.
  private var restingCount = 0

  // MARK: Tapes

  /// The open tapes, outermost first.
  public var openTapes: [TapeID] { stack.map(\.id) }

  /// The tape that `watch` acts on: the explicit one opened last, else the session's.
  public var innermostTape: TapeID? {
    (stack.last { $0.kind == .explicit } ?? stack.last { $0.kind == .session })?.id
  }

  /// The operations with derivatives of their own that the tapes hold.
  public var customOperations: [CustomOperation] {
    (stack + closed).flatMap(\.customOperations)
  }

  /// Whether an operation on a tracked value would be recorded now.
  public var isRecording: Bool { !recording.isEmpty }

  /// A tape, open or closed.
  public func tape(_ id: TapeID) -> Tape? {
    stack.last { $0.id == id } ?? closed.last { $0.id == id }
  }

  /// The tapes that know a value, the most recent first, used up or not.
  public func tapes(recording identity: Identity) -> [TapeID] {
    // Tapes are numbered in the order in which they were opened.
    (closed + stack).filter { $0.kind != .transient && $0.records(identity) }.map(\.id)
      .sorted { $0.identity > $1.identity }
  }

  /// Opens a tape.
  public mutating func openTape(
    kind: TapeKind, isPersistent: Bool, watchesVariables: Bool = true, name: String? = nil
  ) -> TapeID {
    var tape = Tape(
      kind: kind, isPersistent: isPersistent, watchesVariables: watchesVariables, name: name)
    tape.life.openingLine = Int32(clamping: line)
    stack.append(tape)
    updateRecording()
    return tape.id
  }

  /// Takes an open tape in as the innermost.
  mutating func adopt(_ tape: Tape) {
    stack.append(tape)
    updateRecording()
  }

  /// Closes a tape: it records no more, and keeps what it has.
  public mutating func closeTape(_ id: TapeID) {
    guard let place = stack.firstIndex(where: { $0.id == id }) else { return }
    var tape = stack.remove(at: place)
    if place < restingCount { restingCount -= 1 }
    tape.isOpen = false
    tape.life.note(.closed, line: line)
    closed.append(tape)
    updateRecording()
  }

  /// Opens a closed tape again; it records behind what it has, and a tape that is used up begins
  /// anew.
  ///
  /// - Throws: `noSuchTape`, `alreadyRecording`.
  public mutating func reopenTape(_ id: TapeID) throws(AutodiffError) {
    guard !stack.contains(where: { $0.id == id }) else { throw .alreadyRecording }
    guard let place = closed.lastIndex(where: { $0.id == id }) else { throw .noSuchTape }
    // A tape that has given its gradients begins anew.
    if closed[place].isUsedUp { resetTape(id) }
    var tape = closed.remove(at: place)
    tape.isOpen = true
    tape.life.note(.reopened, line: line)
    stack.append(tape)
    updateRecording()
  }

  /// Stops an open tape's recording for a while.
  public mutating func pauseTape(_ id: TapeID) {
    let line = line
    update(id) { tape in
      if !tape.isPaused { tape.life.note(.paused, line: line) }
      tape.isPaused = true
    }
  }

  /// Lets a paused tape record again.
  public mutating func resumeTape(_ id: TapeID) {
    let line = line
    update(id) { tape in
      if tape.isPaused { tape.life.note(.resumed, line: line) }
      tape.isPaused = false
    }
  }

  /// Lets all open tapes rest until they are woken; tapes that are opened meanwhile record.
  ///
  /// - Returns: what `wakeTapes` is to be given.
  public mutating func restTapes() -> Int {
    let before = restingCount
    restingCount = stack.count
    updateRecording()
    return before
  }

  /// Ends the rest that `restTapes` began.
  public mutating func wakeTapes(_ before: Int) {
    restingCount = before
    updateRecording()
  }

  /// Forgets what a tape has recorded and watched; it may be used again.
  public mutating func resetTape(_ id: TapeID) {
    if keepsLineage, let tape = tape(id) { lineage.keep(TapeArchive(tape)) }
    let line = line
    update(id) { tape in
      var empty = Tape(
        kind: tape.kind, isPersistent: tape.isPersistent,
        watchesVariables: tape.watchesVariables, name: tape.name, id: tape.id)
      empty.isOpen = tape.isOpen
      empty.isPaused = tape.isPaused
      empty.life = tape.life
      empty.life.note(.reset, line: line)
      tape = empty
    }
  }

  /// Forgets a tape.
  ///
  /// - Parameter keepingLineage: whether it stays known how its values were made.
  public mutating func dropTape(_ id: TapeID, keepingLineage: Bool = false) {
    if keepsLineage, let tape = tape(id), tape.count > 0 {
      if keepingLineage {
        lineage.keep(TapeArchive(tape))
      } else if let last = tape.entries.last?.order, tape.id.identity < last {
        lineage.forget(tape.id.identity...last)
      }
    }
    closed.removeAll { $0.id == id }
    stack.removeAll { $0.id == id }
    updateRecording()
  }

  mutating func update(_ id: TapeID, _ change: (inout Tape) -> Void) {
    if let place = stack.firstIndex(where: { $0.id == id }) {
      change(&stack[place])
      updateRecording()
    } else if let place = closed.lastIndex(where: { $0.id == id }) {
      change(&closed[place])
    }
  }

  /// The session's tape rests while an explicit one is open.
  private mutating func updateRecording() {
    let isExplicit = stack.contains { $0.kind == .explicit }
    recording.removeAll(keepingCapacity: true)
    for place in stack.indices
    where place >= restingCount && !stack[place].isPaused
      && (stack[place].kind != .session || !isExplicit)
    {
      recording.append(place)
    }
  }

  // MARK: Watching

  /// Watches a value on a tape and gives it back under the same identity, faster to find.
  ///
  /// - Throws: `cannotWatch` where the elements are not floating-point, `noSuchTape`,
  ///   `tapeIsFull`.
  public mutating func watch(_ value: Value, on id: TapeID) throws(AutodiffError) -> Value {
    let position = try watch(value.tensor, value.identity, kind: .watched, on: id)
    return Value(value.tensor, identity: value.identity, position: position)
  }

  /// Watches a value of any element type: what a program is recorded from.
  ///
  /// - Throws: `noSuchTape`, `tapeIsFull`.
  public mutating func watchAny(_ value: Value, on id: TapeID) throws(AutodiffError) -> Value {
    guard let place = stack.lastIndex(where: { $0.id == id }) else { throw .noSuchTape }
    let position = try stack[place].watch(
      value.tensor, value.identity, kind: .watched, line: Int32(clamping: line))
    return Value(
      value.tensor, identity: value.identity, position: position, isArray: value.isArray)
  }

  /// Whether a tape that records now holds a value, so that what is computed from it is recorded.
  public func isTracked(_ value: Value) -> Bool {
    recording.contains { stack[$0].position(of: value) >= 0 }
  }

  /// Watches a variable on a tape.
  ///
  /// - Throws: as for a value.
  public mutating func watch(_ variable: Variable, on id: TapeID) throws(AutodiffError) {
    _ = try watch(variable.value.tensor, variable.identity, kind: .variable, on: id)
  }

  private mutating func watch(
    _ tensor: Tensor, _ identity: Identity, kind: Entry.Kind, on id: TapeID
  ) throws(AutodiffError) -> Int32 {
    guard tensor.dtype.isFloatingPoint else { throw .cannotWatch(tensor.dtype) }
    let line = Int32(clamping: line)
    let position: Int32?
    // The tape is changed where it is: a copy would count a reference for each of its parts.
    if let place = stack.lastIndex(where: { $0.id == id }) {
      position = try stack[place].watch(tensor, identity, kind: kind, line: line)
    } else if let place = closed.lastIndex(where: { $0.id == id }) {
      position = try closed[place].watch(tensor, identity, kind: kind, line: line)
    } else {
      position = nil
    }
    guard let position else { throw .noSuchTape }
    return position
  }

  /// Watches a value or variable no more; what was computed from it stays recorded.
  public mutating func unwatch(_ identity: Identity, on id: TapeID) {
    let line = line
    update(id) { tape in
      guard let position = tape.leaves[identity] else { return }
      tape.life.note(.unwatched(identity), line: line)
      tape.leaves[identity] = nil
      tape.entries[Int(position)].kind = .constant
    }
  }

  /// The value of a variable, recorded as read where a tape watches it.
  public mutating func read(_ variable: Variable) -> Value {
    let value = variable.value
    guard value.tensor.dtype.isFloatingPoint else { return value }
    for place in recording {
      let known = stack[place].position(of: value.identity) >= 0
      let watched = stack[place].leaves[variable.identity]
      guard !known, stack[place].hasRoom(for: 2) else { continue }
      guard watched != nil || (stack[place].watchesVariables && variable.isTrainable) else {
        continue
      }
      let line = Int32(clamping: line)
      let leaf =
        watched
        ?? stack[place].appendLeaf(
          value.tensor, identity: variable.identity, kind: .variable, line: line)
      stack[place].appendRead(value, of: leaf, line: line)
    }
    return value
  }

  /// Notes that two identities belong to one value, which was computed twice: a tape that knows one
  /// of them knows the other as well.
  public mutating func note(_ identity: Identity, isSameAs other: Identity) {
    func join(_ tape: inout Tape) {
      let (one, two) = (tape.position(of: identity), tape.position(of: other))
      if one >= 0, two < 0 { tape.aliases[other] = one }
      if two >= 0, one < 0 { tape.aliases[identity] = two }
    }
    for place in stack.indices { join(&stack[place]) }
    for place in closed.indices { join(&closed[place]) }
  }

  /// Notes the user's name for the result of the newest operations, for the tape's listing.
  public mutating func note(name: String, for value: Value) {
    for place in recording {
      let position = stack[place].position(of: value)
      if position >= 0 { stack[place].setLabel(name, at: Int(position)) }
    }
  }
}

extension Tape {
  /// The position of a watched value, which is recorded as a leaf where it is not known yet.
  fileprivate mutating func watch(
    _ tensor: Tensor, _ identity: Identity, kind: Entry.Kind, line: Int32
  ) throws(AutodiffError) -> Int32 {
    let known = position(of: identity)
    if known >= 0 { return known }
    guard hasRoom(for: 1) else { throw .tapeIsFull }
    return appendLeaf(tensor, identity: identity, kind: kind, line: line)
  }

  /// Records that a variable was read: its value then, made from its leaf.
  mutating func appendRead(_ value: Value, of leaf: Int32, line: Int32) {
    // A value is older than its reading, so it is found as leaves are, not by its order.
    let detail = append(detail: EntryDetail(identity: value.identity))
    entries.append(
      Entry(
        result: value.tensor, order: .next(), first: leaf, second: -1, primitive: 0, kind: .read,
        detail: detail, line: line, label: -1))
    leaves[value.identity] = Int32(entries.count - 1)
  }

  /// Gives an entry its name; the first one stays, so that `y = x` does not rename `x`.
  mutating func setLabel(_ name: String, at position: Int) {
    guard entries.read(position, { $0.pointee.label }) < 0 else { return }
    let index: Int32
    if let known = labelIndex[name] {
      index = known
    } else {
      index = Int32(clamping: labels.count)
      labels.append(name)
      labelIndex[name] = index
    }
    entries[position].label = index
  }
}
