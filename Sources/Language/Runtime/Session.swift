public import Autodiff
public import HashTreeCollections

/// Everything that entries change: names, compound objects, tapes, the generator and options.
///
/// A session is a value. Copying it is O(1), and a copy shares what neither side changes, so that
/// undoing an entry is an assignment.
public struct Session: Sendable {
  /// The names that the user bound, with their values.
  public var globals: TreeDictionary<String, Object>
  /// The compound objects.
  public var heap: Heap
  /// The tapes.
  public var recorder: Recorder
  /// The session's own tape, while there is one.
  public var sessionTape: TapeID?
  /// Where random numbers come from.
  public var random: RandomState
  /// What `set` changes.
  public var options: SessionOptions
  /// What pyplot's functions have drawn and not shown yet.
  public internal(set) var figure = Figure()
  /// How many entries have run.
  public var entryCount: Int
  /// The last value shown: `_`.
  public var lastValue: Object?
  /// The functions with gradients of their own that were held against finite differences.
  var checkedGradients: Set<UInt64> = []
  /// The texts of the entries that ran last, for those who ask for a line.
  public internal(set) var sources = SourceLog()
  /// The names that stand for Python numbers which are the numbers of tensors, with those that
  /// stand for the numbers in the recorder's lineage.
  var numberNames: TreeDictionary<String, [Identity]> = [:]
  /// The tapes that no object stands for any more, oldest first.
  var retiredTapes: [TapeID] = []
  /// How many objects were left when unreachable cycles were last removed.
  var heapCountAfterCollection = 0
  /// The bytes that tensors held when unreachable cycles were last removed.
  var bytesAfterCollection = 0

  /// A session without names, seeded.
  public init(seed: UInt64 = 0, options: SessionOptions = SessionOptions()) {
    globals = [:]
    heap = Heap()
    recorder = Recorder()
    recorder.keepsLineage = true
    random = RandomState(seed: seed)
    self.options = options
    entryCount = 0
  }

  /// Whether the user bound a name: what the parser asks to tell statements from commands.
  public func isBound(_ name: String) -> Bool {
    globals[name] != nil
  }
}
