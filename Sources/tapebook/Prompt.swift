import Glibc
import Interchange
import Language
import LineEditing
import Notebook

/// The notebook at a terminal: inputs are read, run when they are complete, and answered.
struct Prompt: ~Copyable {
  private var interpreter: Interpreter
  private var store: NotebookStore
  private let assistant: NotebookAssistant
  private let inputs: PastInputs
  private let files: NotebookFiles
  private let record = FileRecord(isKept: true)
  private let screen: OutputScreen

  /// The prompt of a session, whose accepted entries a store keeps.
  ///
  /// - Parameter beginning: the entries that led to the session, which are saved with it.
  init(
    session: Session, beginning: SavedSession? = nil, store: consuming NotebookStore,
    options: RunOptions
  ) {
    screen = OutputScreen(options: options)
    let inputs = PastInputs(store.pastInputs)
    self.inputs = inputs
    let files = NotebookFiles(record: record)
    self.files = files
    interpreter = Interpreter(
      .prompt, session: session, beginning: beginning, maximumSteps: options.maxSteps,
      surroundings: Surroundings(
        files: files, data: NotebookData(files), recorder: files, graphs: GraphProgram(),
        pastInputs: { inputs.all },
        keys: KeyHelp.all.map { KeyDescription(keys: $0.keys, summary: $0.summary) },
        permission: options.allowFiles ? .script(in: ".", isAllowed: true) : .user,
        trustedFiles: Set([InitFile.path].compactMap(\.self))),
      progress: { ProgressBar.shared.show($0) }, preview: { ProgressBar.shared.show($0) },
      isInterrupted: { Interruption.isRequested })
    assistant = NotebookAssistant(interpreter.assistance(files: files))
    self.store = store
  }

  /// Runs the entries of a session that was left over, which the store has already.
  ///
  /// - Parameter files: what the entries read of files.
  /// - Returns: how many ran: all, or those before the first that failed, which is shown.
  /// - Throws: `Exit` where the user interrupts; the store keeps everything.
  mutating func recover(_ entries: [JournalEntry], reading files: [JournalFile]) throws -> Int {
    Interruption.reset()
    record.replay(files)
    defer {
      record.replay([])
      _ = record.takeRead()
    }
    ProgressBar.shared.begin()
    let sources = entries.enumerated().map { $0.element.source(number: $0.offset + 1) }
    let failure = interpreter.replay(sources) { ProgressBar.shared.show($0) }
    ProgressBar.shared.clear()
    guard let (index, result) = failure else { return entries.count }
    if result.status == .interrupted {
      Console.shared.writeError(
        "tapebook: interrupted; nothing is lost, and tapebook --recover starts again\n")
      throw Exit(status: .interrupted)
    }
    if let diagnostic = result.diagnostic { screen.show(diagnostic) }
    return index
  }

  /// Keeps what is accepted from now on in another place than before.
  mutating func keep(in store: consuming NotebookStore) { self.store = store }

  /// Reads and runs until the user leaves.
  ///
  /// - Throws: `Exit` where the system ended the session; what is left over can be recovered.
  consuming func run() throws {
    let inputs = inputs
    let history = { InputHistory(inputs.all.map(\.text)) }
    let end: End
    if var editor = LineEditor(name: "tapebook", assistant: assistant, history: history) {
      end = run(&editor)
    } else {
      var source = PlainLineSource(assistant: assistant, showsPrompt: Console.isTerminal(1))
      end = run(&source)
    }
    Console.shared.flush()
    switch end {
    case .left: store.close()
    case .terminated(let number):
      // The journal stays: this end was not the user's wish.
      signal(number, SIG_DFL)
      raise(number)
      throw Exit(status: .failure)
    }
  }

  private enum End {
    case left
    case terminated(Int32)
  }

  /// Reads from a source and runs until the end.
  private mutating func run<Source: LineSource & ~Copyable>(_ source: inout Source) -> End {
    while !interpreter.hasQuit {
      Console.shared.flush()
      prepareAssistant()
      // Not behind the reading: a Ctrl-C that comes close behind Enter is meant for the entry.
      Interruption.reset()
      switch source.read(promptText) {
      case .input(let text):
        guard text.contains(where: { !$0.isWhitespace }) else { continue }
        let input = Prompt.trimmed(text)
        if HistoryFile.keeps(input) {
          // Earlier inputs are read before this one is among them.
          source.remember(input)
          inputs.add(input, number: interpreter.entryCount + 1)
          store.keep(input: input)
        }
        run(Prompt.dedented(text))
      case .interruption: continue
      case .refusal(let reason):
        screen.show(Diagnostic(type: "InputError", message: reason))
      case .end: return .left
      case .termination(let signal): return .terminated(signal)
      }
    }
    return .left
  }

  /// Lets the assistant know what the session knows now.
  private func prepareAssistant() {
    let options = interpreter.session.options
    assistant.assistance = interpreter.assistance(files: files)
    assistant.highlights = screen.isColored && options.highlights
    assistant.hints = screen.isColored && options.showsHints
  }

  /// The text without the blank lines at its end, which only submitted it.
  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }

  /// The text without the blanks that its first line begins with, by which an input is kept out of
  /// the history; further lines lose as many.
  private static func dedented(_ text: String) -> String {
    let margin = text.prefix { $0 == " " || $0 == "\t" }
    guard !margin.isEmpty else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(margin) ? $0.dropFirst(margin.count) : $0 }.joined(separator: "\n")
  }

  private var promptText: PromptText {
    let state = interpreter.promptState
    let isColored = screen.isColored
    return PromptText(
      first: state.segments.map { segment in
        let style = segment.isRecording ? TextStyle(.red, isBold: true) : TextStyle(isBold: true)
        return StyledText(segment.text, isColored ? style : .plain)
      },
      continuation: [
        StyledText(state.continuationText, isColored ? TextStyle(isDim: true) : .plain)
      ])
  }

  /// Runs a text, which may be several entries, up to the first that fails.
  private mutating func run(_ text: String) {
    for item in EntryScanner(text) {
      if case .comment(_, let comment) = item { interpreter.note(comment: comment) }
      guard case .entry(let entry) = item else { continue }
      let source = EntrySource(entry: interpreter.entryCount + 1, text: entry.text)
      let usesPager = interpreter.session.options.usesPager
      ProgressBar.shared.begin(isShown: interpreter.session.options.showsProgress)
      let result = interpreter.run(source, keepsOutputs: false) { [screen, usesPager] in
        screen.show($0, usesPager: usesPager)
      }
      ProgressBar.shared.clear()
      let read = record.takeRead()
      if result.status == .ok { store.keep(entry: JournalEntry(source), files: read) }
      if let diagnostic = result.diagnostic { screen.show(diagnostic) }
      if result.isFailure || interpreter.hasQuit { break }
    }
    store.synchronize()
  }
}
