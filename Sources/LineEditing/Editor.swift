import CLineEdit
import Glibc

/// The state of an editor: what libedit does not keep.
///
/// libedit calls it for each key, and for the keys whose meaning is ours.
final class Editor {
  let assistant: any LineAssistant
  /// What was typed before, asked for when it is needed: reading it takes time.
  private(set) lazy var history = earlier()
  private let earlier: () -> InputHistory
  /// Whether what the editor adds by itself may have colours.
  var isColored = true
  /// What is shown below the text until the next key.
  var list: [[StyledText]] = []
  /// The text below which a list is shown, and the page of it.
  var listed: (text: EditBuffer, page: Int)?
  /// What was killed.
  var kills = KillRing()
  /// What the text was before.
  var changes = ChangeLog()
  /// Where in the history the text comes from.
  var recall: Recall?
  /// The column that moving up and down keeps to.
  var wantedColumn = 0
  /// The range that the last key put in, which can be exchanged for an older text; nil where it
  /// put none in.
  var yanked: Range<Int>?
  /// What was searched for last.
  var lastPattern = ""
  /// The action of the last key; nil where that was libedit's, or had nothing to do.
  var lastAction: EditAction? {
    didSet { if lastAction != .yank, lastAction != .yankOlder { yanked = nil } }
  }
  /// Whether the key that is done last was ours.
  var hasActed = false
  /// What ends the reading.
  private(set) var outcome: LineEvent?

  var handle: OpaquePointer?
  var prompt = PromptText(first: [], continuation: [])
  var screen = Screen(isASCII: !Terminal.isUTF8)
  var keys = KeyReader()
  /// The key that the reserved character stands for.
  var pending: Key?
  /// Code points that libedit gets next.
  var queued: [Int32] = []
  /// Whether the key before was Escape, which makes the next one a key with Alt.
  var isAfterEscape = false

  /// The character by which keys without one come back from libedit: Ctrl-^.
  static let reserved: Int32 = 0x1E

  /// An editor; nil where libedit cannot serve the terminal or the user wants no editing.
  init?(name: String, assistant: any LineAssistant, history: @escaping () -> InputHistory) {
    self.assistant = assistant
    earlier = history
    let context = Unmanaged.passUnretained(self).toOpaque()
    handle = Editor.owned(.emacs).withCString { emacs in
      Editor.owned(.insertion).withCString { insertion in
        Editor.owned(.command).withCString { command in
          cle_open(
            name, { Editor.from($0)?.nextKey() ?? -1 },
            { Editor.from($0)?.act(on: $1) ?? Int32(CLE_END_LINE.rawValue) }, context,
            cle_keys(emacs: emacs, insertion: insertion, command: command))
        }
      }
    }
    guard let handle else { return nil }
    isVi = cle_is_vi(handle) != 0
    if isVi { self.history.entries.forEach(addToLibrary) }
  }

  /// Leaves the terminal as it was found.
  func close() {
    if let handle { cle_close(handle) }
    handle = nil
  }

  /// What vi's keys leave behind.
  var vi = ViState()
  /// Whether the keys are vi's.
  private(set) var isVi = false

  private static func from(_ context: UnsafeMutableRawPointer?) -> Editor? {
    context.map { Unmanaged<Editor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The characters that libedit hands over in a map.
  private static func owned(_ map: KeyBinding.Maps) -> String {
    String(KeyBinding.characters(in: map)) + "\u{1E}"
  }

  // MARK: Reading

  /// Reads one input.
  func read(_ prompt: PromptText) -> LineEvent {
    self.prompt = prompt
    (outcome, recall, list, pending, queued) = (nil, nil, [], nil, [])
    (lastAction, hasActed, isAfterEscape) = (nil, false, false)
    changes = ChangeLog()
    vi = vi.atStart()
    guard let handle else { return .end }
    cle_notice_signals()
    cle_prepare_terminal(handle, 1)
    Terminal.write("\u{1B}[?2004h")
    let result = cle_read(handle)
    if outcome == nil { end(afterLibrary: result) }
    cle_prepare_terminal(handle, 0)
    Terminal.write("\u{1B}[?2004l")
    cle_restore_signals()
    return outcome ?? .end
  }

  /// Ends with what an action of libedit's made of the line.
  private func end(afterLibrary result: Int32) {
    guard result == Int32(CLE_LINE.rawValue) else { return end(with: .end) }
    var text = buffer
    if text.scalars.last == "\n" { text.remove(text.scalars.count - 1..<text.scalars.count) }
    buffer = text
    end(with: .input(text.text))
  }

  /// Adds to what can be recalled.
  func remember(_ entry: String) {
    history.add(entry)
    if isVi { addToLibrary(entry) }
  }

  private func addToLibrary(_ entry: String) {
    guard let handle else { return }
    cle_add_history(handle, EditBuffer(entry).codePoints)
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
      cle_set_text(handle, newValue.codePoints, newValue.cursor)
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
    resume()
  }

  /// Takes the terminal back from another program.
  func resume() {
    if let handle { cle_prepare_terminal(handle, 1) }
    Terminal.write("\u{1B}[?2004h\r")
    screen.forget()
  }
}
