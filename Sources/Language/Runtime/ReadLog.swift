import Synchronization

/// What code reads of the session that was there before it: names and compound objects.
///
/// A function's result depends on its arguments and on these, so that a plan of it holds as long as
/// they are what they were. Of statements in a loop it is noted as well what they leave: the names
/// that they bind, the Variables and shared variables that they change.
final class ReadLog: Sendable {
  /// The newest object that was there before.
  let newestID: UInt64
  /// The frame in which watched statements run; nil for a call, which may leave nothing.
  let frame: ObjectIdentifier?
  /// An object that need not be noted.
  private let ignored: Reference?
  private let state = Mutex(State())

  /// What was read, in order, each once.
  struct State: Sendable {
    /// Names with what they stood for; nil for a name that no global had.
    var names: [(name: String, object: Object?)] = []
    /// Local variables of the statements' frame, by their slots.
    var locals: [(slot: Int, object: Object)] = []
    var objects: [(reference: Reference, object: HeapObject)] = []
    /// Where something was left, in order, each place once.
    var places: [LeftPlace] = []
    /// Whether something was changed that was there before, or read in a way that cannot be watched.
    var isTainted = false
    fileprivate var seenNames: Set<String> = []
    fileprivate var seenLocals: Set<Int> = []
    fileprivate var seenObjects: Set<UInt64> = []
  }

  /// A log of a call's reads of objects up to an identity, but for one.
  init(newestID: UInt64, except ignored: Reference? = nil) {
    self.newestID = newestID
    self.ignored = ignored
    frame = nil
  }

  /// A log of what statements in a frame read and leave.
  init(newestID: UInt64, statementsIn frame: ObjectIdentifier) {
    self.newestID = newestID
    ignored = nil
    self.frame = frame
  }

  /// What was read so far.
  var reads: State { state.withLock { $0 } }

  /// Notes that a global name was looked up; what the statements bound themselves is no reading.
  func note(_ name: String, _ object: Object?) {
    state.withLock { state in
      if state.seenNames.insert(name).inserted { state.names.append((name, object)) }
    }
  }

  /// Notes that an object was read.
  func note(_ reference: Reference, _ object: HeapObject) {
    guard reference.id <= newestID, reference != ignored else { return }
    state.withLock { state in
      guard state.seenObjects.insert(reference.id).inserted else { return }
      state.objects.append((reference, object))
    }
  }

  /// Notes that a local variable of a frame was looked up.
  func note(local slot: Int, of frame: Frame, _ object: Object) {
    guard self.frame == ObjectIdentifier(frame) else { return }
    state.withLock { state in
      if state.seenLocals.insert(slot).inserted { state.locals.append((slot, object)) }
    }
  }

  /// Notes that an object is changed.
  func noteChange(of reference: Reference) {
    guard reference.id <= newestID else { return }
    guard frame != nil, reference.kind == .variable || reference.kind == .cell else {
      return taint()
    }
    leave(.object(reference))
  }

  /// Notes that a global name is bound.
  func noteBinding(of name: String) { leave(.name(name)) }

  /// Notes that a local variable of a frame is bound.
  func noteBinding(ofLocal slot: Int, of frame: Frame) {
    if self.frame == ObjectIdentifier(frame) { leave(.local(slot)) }
  }

  /// Notes that the value is replaced that `_` stands for.
  func noteLastValue() { leave(.lastValue) }

  /// Notes that something is left at a place, which is read no more as it was before.
  private func leave(_ place: LeftPlace) {
    guard frame != nil else { return }
    state.withLock { state in
      if !state.places.contains(place) { state.places.append(place) }
      switch place {
      case .name(let name): state.seenNames.insert(name)
      case .local(let slot): state.seenLocals.insert(slot)
      case .object(let reference): state.seenObjects.insert(reference.id)
      case .lastValue: break
      }
    }
  }

  /// Notes that what the call does cannot be told from what it read.
  func taint() { state.withLock { $0.isTainted = true } }
}

/// Where statements leave something.
enum LeftPlace: Hashable {
  /// A global name.
  case name(String)
  /// A local variable of their frame, by its slot.
  case local(Int)
  /// A Variable, or a variable that functions share.
  case object(Reference)
  /// What `_` stands for.
  case lastValue
}
