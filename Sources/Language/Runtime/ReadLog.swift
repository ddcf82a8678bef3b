import Synchronization

/// What a call reads of the session that was there before it: global names and compound objects.
///
/// A function's result depends on its arguments and on these, so that a plan of it holds as long as
/// they are what they were.
final class ReadLog: Sendable {
  /// The newest object that was there before.
  let newestID: UInt64
  /// An object that need not be noted.
  private let ignored: Reference?
  private let state = Mutex(State())

  /// What was read, in order, each once.
  struct State: Sendable {
    /// Names with what they stood for; nil for a name that no global had.
    var names: [(name: String, object: Object?)] = []
    var objects: [(reference: Reference, object: HeapObject)] = []
    /// Whether something was changed that was there before, or read in a way that cannot be watched.
    var isTainted = false
    fileprivate var seenNames: Set<String> = []
    fileprivate var seenObjects: Set<UInt64> = []
  }

  /// A log of reads of objects up to an identity, but for one.
  init(newestID: UInt64, except ignored: Reference? = nil) {
    self.newestID = newestID
    self.ignored = ignored
  }

  /// What was read so far.
  var reads: State { state.withLock { $0 } }

  /// Notes that a global name was looked up.
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

  /// Notes that an object is changed.
  func noteChange(of reference: Reference) {
    if reference.id <= newestID { taint() }
  }

  /// Notes that what the call does cannot be told from what it read.
  func taint() { state.withLock { $0.isTainted = true } }
}
