import CLineEdit
import Glibc

/// The state of an editor: what libedit does not keep.
///
/// libedit calls it for each key, and for the keys whose meaning is ours.
final class Editor {
  let assistant: any LineAssistant
  var history: InputHistory
  /// What is shown below the text until the next key.
  var list: [[StyledText]] = []
  /// What was killed, newest last.
  var kills = KillRing()
  /// What the text was before.
  var changes = ChangeLog()
  /// Where in the history the text comes from.
  var recall: Recall?
  /// The column that moving up and down keeps to.
  var wantedColumn: Int?
  /// What was searched for last.
  var lastPattern = ""
  /// What ends the reading.
  var outcome: LineEvent?

  private var handle: OpaquePointer?
  private var prompt = PromptText(first: [], continuation: [])
  private var screen = Screen(isASCII: !Terminal.isUTF8)
  private var input = InputBytes()
  /// The key that the reserved character stands for.
  private var pending: Key?
  /// Code points that libedit gets next.
  private var queued: [Int32] = []
  private var isAfterEscape = false

  /// The character by which keys without one come back from libedit: Ctrl-^.
  private static let reserved: Int32 = 0x1E
  /// The keys whose meaning is ours, by the map in which they stand.
  private static let emacsKeys =
    "\u{1}\u{2}\u{4}\u{5}\u{6}\u{7}\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}\u{E}\u{10}\u{12}\u{13}\u{14}"
    + "\u{15}\u{17}\u{18}\u{19}\u{1E}\u{1F}\u{7F}"
  private static let insertionKeys =
    "\u{4}\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}\u{E}\u{10}\u{12}\u{13}\u{15}\u{17}\u{18}\u{19}\u{1E}\u{1F}"
    + "\u{7F}"
  private static let commandKeys = "\u{4}\u{A}\u{C}\u{D}\u{E}\u{10}\u{12}\u{13}\u{1E}\u{1F}jk"

  /// An editor; nil where libedit cannot serve the terminal or the user wants no editing.
  init?(name: String, assistant: any LineAssistant, history: InputHistory) {
    self.assistant = assistant
    self.history = history
    let context = Unmanaged.passUnretained(self).toOpaque()
    handle = cle_open(
      name, { Editor.from($0)?.nextKey() ?? -1 },
      { Editor.from($0)?.act(on: $1) ?? Int32(CLE_END_LINE.rawValue) }, context,
      Editor.emacsKeys, Editor.insertionKeys, Editor.commandKeys)
    guard let handle else { return nil }
    isVi = cle_is_vi(handle) != 0
    if isVi { history.entries.forEach(addToLibrary) }
  }

  /// Leaves the terminal as it was found.
  func close() {
    if let handle { cle_close(handle) }
    handle = nil
  }

  /// Whether the keys are vi's.
  private(set) var isVi = false

  private static func from(_ context: UnsafeMutableRawPointer?) -> Editor? {
    context.map { Unmanaged<Editor>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: Reading

  /// Reads one input.
  func read(_ prompt: PromptText) -> LineEvent {
    self.prompt = prompt
    (outcome, recall, wantedColumn, list, pending) = (nil, nil, nil, [], nil)
    changes = ChangeLog()
    cle_notice_signals()
    Terminal.write("\u{1B}[?2004h")
    repeat {
      if let handle { cle_read(handle) } else { outcome = .end }
    } while outcome == nil
    let event = outcome ?? .end
    Terminal.write("\u{1B}[?2004l")
    cle_restore_signals()
    return event
  }

  /// Adds to what can be recalled.
  func remember(_ entry: String) {
    history.add(entry)
    if isVi { addToLibrary(entry) }
  }

  private func addToLibrary(_ entry: String) {
    guard let handle else { return }
    cle_add_history(handle, entry.unicodeScalars.map { Int32(bitPattern: $0.value) } + [0])
  }

  /// Ends the reading with an event, and leaves the text on the screen.
  func end(with event: LineEvent, mark: String = "") {
    guard outcome == nil else { return }
    outcome = event
    let text = buffer.text
    let end = text.utf8.count + mark.utf8.count
    let frame = ScreenFrame(
      prompt: prompt, text: text + mark, cursor: end,
      styles: assistant.styles(of: text, cursor: -1)
        + [StyledRange(text.utf8.count..<end, TextStyle(isDim: true))])
    Terminal.write(screen.show(frame, size: Terminal.size) + screen.finish())
  }

  // MARK: The text

  /// The text and the cursor, as libedit has them.
  var buffer: EditBuffer {
    get {
      guard let handle else { return EditBuffer("") }
      var length = 0
      var cursor = 0
      guard let start = cle_text(handle, &length, &cursor) else { return EditBuffer("") }
      let scalars = UnsafeBufferPointer(start: start, count: length).map {
        Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
      }
      return EditBuffer(scalars: scalars, cursor: cursor)
    }
    set {
      guard let handle else { return }
      cle_set_text(
        handle, newValue.scalars.map { Int32(bitPattern: $0.value) } + [0], newValue.cursor)
    }
  }

  // MARK: The screen

  /// Shows the text as it is now.
  func draw() {
    let buffer = buffer
    let text = buffer.text
    let cursor = buffer.cursorOffset
    draw(
      ScreenFrame(
        prompt: prompt, text: text, cursor: cursor,
        styles: assistant.styles(of: text, cursor: cursor),
        hint: list.isEmpty ? assistant.hint(for: text, cursor: cursor) ?? "" : "", below: list))
  }

  func draw(_ frame: ScreenFrame) {
    let beep = handle.map { cle_take_beep($0) != 0 } ?? false
    Terminal.write(screen.show(frame, size: Terminal.size) + (beep ? [0x07] : []))
  }

  /// A frame of another text behind the same prompt.
  func frame(text: String, cursor: Int, styles: [StyledRange]) -> ScreenFrame {
    ScreenFrame(prompt: prompt, text: text, cursor: cursor, styles: styles)
  }

  func beep() { Terminal.write([0x07]) }

  /// Clears the window; the text is drawn at its top.
  func clearScreen() {
    screen.forget()
    Terminal.write("\u{1B}[H\u{1B}[2J")
  }

  /// Gives the terminal to another program as long as a body runs.
  func suspended(_ body: () -> Void) {
    Terminal.write(screen.erase() + Array("\u{1B}[?2004l".utf8))
    if let handle { cle_prepare_terminal(handle, 0) }
    cle_restore_signals()
    body()
    cle_notice_signals()
    if let handle { cle_prepare_terminal(handle, 1) }
    Terminal.write("\u{1B}[?2004h")
    screen.forget()
  }

  // MARK: Keys

  /// The next code point for libedit; below zero when the reading ends.
  private func nextKey() -> Int32 {
    if outcome != nil { return -1 }
    if !queued.isEmpty { return queued.removeFirst() }
    changes.note(buffer)
    while true {
      if !input.hasMore { draw() }
      guard let key = readKey() else { return -1 }
      list = []
      if let code = code(for: key) { return code }
    }
  }

  /// What libedit gets for a key; nil for one that means nothing.
  private func code(for key: Key) -> Int32? {
    switch key {
    case .scalar(let scalar):
      if isAfterEscape {
        isAfterEscape = false
        return code(for: .alt(scalar))
      }
      return Int32(bitPattern: scalar.value)
    case .alt(let scalar):
      if Editor.submits(scalar) || (!isVi && Editor.altKeys.contains(scalar)) {
        pending = key
        return Editor.reserved
      }
      queued.append(Int32(bitPattern: scalar.value))
      return 0x1B
    case .escape:
      if isVi { return 0x1B }
      isAfterEscape = true
      return nil
    case .special, .paste:
      isAfterEscape = false
      pending = key
      return Editor.reserved
    case .unknown: return nil
    }
  }

  private static let altKeys: Set<Unicode.Scalar> = [
    "b", "f", "d", "p", "n", "y", "_", "<", ">", "\u{7F}", "\u{8}",
  ]

  static func submits(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  /// Does what a key of ours means.
  private func act(on code: Int32) -> Int32 {
    var key = Unicode.Scalar(UInt32(bitPattern: code)).map(Key.scalar) ?? .unknown
    if code == Editor.reserved {
      key = pending ?? .unknown
      pending = nil
    }
    let isDone = perform(key)
    if outcome != nil { return Int32(CLE_END_LINE.rawValue) }
    return Int32((isDone ? CLE_GO_ON : CLE_BEEP).rawValue)
  }

  /// Whether more is there to be read already, as in the middle of a paste.
  var hasMoreInput: Bool { input.hasMore }

  /// Waits for a key; nil when the reading ends.
  func readKey() -> Key? {
    guard let byte = readByte(-1) else { return nil }
    return KeyDecoder.key(startingWith: byte) { self.readByte($0) }
  }

  private func readByte(_ milliseconds: Int32) -> UInt8? {
    while outcome == nil {
      switch input.next(milliseconds) {
      case .byte(let byte): return byte
      case .timeout: return nil
      case .end: end(with: .end)
      case .signal: handleSignals()
      }
    }
    return nil
  }

  private func handleSignals() {
    while case let signal = cle_take_signal(), signal != 0 {
      switch signal {
      case SIGINT:
        input.drop()
        queued = []
        end(with: .interruption, mark: "^C")
      case SIGWINCH:
        if let handle { cle_resize(handle) }
        Terminal.write(screen.resize(to: Terminal.size))
        draw()
      case SIGTSTP:
        suspended { cle_stop() }
        draw()
      case SIGCONT:
        screen.forget()
        draw()
      default:
        end(with: .termination(signal: signal))
      }
    }
  }
}
