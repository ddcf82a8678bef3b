/// What vi's keys leave behind for the next ones.
struct ViState: Sendable, Hashable {
  /// Where insertion is to begin, until libedit has taken the key for it.
  var insertionPoint: Int?
  /// The search for a character that `;` repeats.
  var find: CharacterSearch?
  /// Whether keys are commands, as far as that is known: libedit does not tell.
  var isCommanding = false
  /// Where the cursor stood when Escape was pressed.
  private var escapePlace: Int?
  private var number = 0
  /// Whether the last key was a digit of a number.
  private(set) var isCounting = false
  /// The keys of the last change that was ours, with what was inserted by it.
  private(set) var change: [Key] = []
  private var isRecording = false
  /// The keys since libedit asked for one, and those of the number before them.
  private var keys: [Key] = []
  private var numberKeys: [Key] = []

  /// The most that a number says, and the most keys that are recorded.
  private static let limit = 9999

  /// The state at the start of an input, after that of another.
  func atStart() -> ViState {
    var state = ViState()
    (state.find, state.change) = (find, change)
    return state
  }

  // MARK: Numbers

  /// How often a command is to be done.
  var count: Int { max(1, number) }

  /// Takes note of a key, which may be a digit of the number before a command.
  mutating func note(_ key: Key) {
    if !isCounting { number = 0 }
    isCounting = false
    guard case .scalar(let scalar) = key else {
      number = 0
      return
    }
    if let digit = ViState.digit(scalar), digit > 0 || number > 0 {
      number = min(number * 10 + digit, ViState.limit)
      isCounting = true
    }
    // libedit's own keys that begin insertion.
    if ["i", "a", "R"].contains(scalar) { isCommanding = false }
  }

  /// A number before an operator and one behind it count together.
  mutating func multiply(by other: Int) { number = min(count * other, ViState.limit) }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    ("0"..."9").contains(scalar) ? Int(scalar.value) - 0x30 : nil
  }

  // MARK: The cursor

  /// Takes note of Escape, with the cursor somewhere.
  mutating func noteEscape(at place: Int) {
    escapePlace = place
    isCommanding = true
  }

  /// Whether libedit may have put the cursor elsewhere than it belongs.
  var hasPlace: Bool { escapePlace != nil || insertionPoint != nil }

  /// Where the cursor belongs that libedit put elsewhere; nil where it may stay.
  ///
  /// At Escape libedit goes back a character, even to the line before.
  mutating func takePlace(in buffer: EditBuffer, isQueueEmpty: Bool) -> Int? {
    if let place = escapePlace {
      escapePlace = nil
      let isInLineBefore = buffer.cursor < place && buffer.lineEnd(of: buffer.cursor) < place
      if isInLineBefore { return place }
    }
    guard isQueueEmpty else { return nil }
    defer { insertionPoint = nil }
    return insertionPoint
  }

  // MARK: The last change

  /// Takes note of a key that was read.
  mutating func record(_ key: Key) {
    keys.append(key)
    guard isRecording else { return }
    change.append(key)
    // Alt and a character is Escape before it.
    let isEnd = if case .alt = key { true } else { key == .escape }
    if isEnd || change.count >= ViState.limit { isRecording = false }
  }

  /// Begins to record keys from one on that libedit asks for.
  ///
  /// - Parameter hasChanged: whether libedit has changed the text by itself at the key before.
  mutating func startKey(hasChanged: Bool) {
    numberKeys = isCounting ? numberKeys + keys : []
    keys = []
    if hasChanged, !isRecording { change = [] }
  }

  /// The keys so far are a change, and what is inserted behind them belongs to it.
  mutating func startRecording() {
    guard !isRecording else { return }
    change = numberKeys + keys
    isRecording = insertionPoint != nil
  }
}
