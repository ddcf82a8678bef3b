import Interchange
import Language
import LineEditing
import Notebook

/// The notebook at a terminal: inputs are read, run when they are complete, and answered.
struct Prompt {
  private var interpreter: Interpreter
  private let options: RunOptions
  private let assistant: NotebookAssistant
  private let isColored: Bool
  /// The number of the next line.
  private var line = 1

  /// The prompt of a session.
  init(session: Session, options: RunOptions) {
    self.options = options
    isColored = options.color.allowsColor(on: 1)
    interpreter = Interpreter(
      .prompt, session: session, maximumSteps: options.maxSteps,
      isInterrupted: { Interruption.isRequested })
    assistant = NotebookAssistant(isColored: isColored)
  }

  /// Reads and runs until the user leaves.
  consuming func run() {
    let showsBanner = !options.quiet && Console.isTerminal(1)
    if showsBanner {
      Console.shared.write(
        "Tapebook \(Version.text). help lists the commands; Ctrl-D leaves.\n")
      Console.shared.flush()
    }
    if var editor = LineEditor(name: "tapebook", assistant: assistant) {
      run(&editor)
    } else {
      var source = PlainLineSource(assistant: assistant, showsPrompt: Console.isTerminal(1))
      run(&source)
    }
    Console.shared.flush()
  }

  /// Reads from a source and runs until the end.
  private mutating func run<Source: LineSource & ~Copyable>(_ source: inout Source) {
    while !interpreter.hasQuit {
      Console.shared.flush()
      switch source.read(promptText) {
      case .input(let text):
        guard text.contains(where: { !$0.isWhitespace }) else { continue }
        source.remember(text)
        Interruption.reset()
        run(text)
      case .interruption: continue
      case .refusal(let reason):
        Prompt.report(
          Diagnostic(type: "InputError", message: reason), isColored: isColored)
      case .end, .termination: return
      }
    }
  }

  private var promptText: PromptText {
    let first = "[\(interpreter.entryCount + 1)]> "
    let padding = String(repeating: " ", count: max(0, first.count - 4))
    return PromptText(first: [StyledText(first)], continuation: [StyledText(padding + "... ")])
  }

  /// Runs a text, which may be several entries, and shows what is wrong with one.
  private mutating func run(_ text: String) {
    interpreter.run(
      text: text, firstLine: line, keepsOutputs: false,
      emit: { output in
        Console.shared.write(OutputText.text(of: output) + "\n")
        Console.shared.flush()
      },
      finish: { [isColored] result in
        if let diagnostic = result.diagnostic { Prompt.report(diagnostic, isColored: isColored) }
      })
    line += text.reduce(1) { $0 + ($1.isNewline ? 1 : 0) }
  }

  private static func report(_ diagnostic: Diagnostic, isColored: Bool) {
    let renderer = DiagnosticRenderer(width: Terminal.size.columns)
    Console.shared.write(renderer.text(diagnostic, isColored: isColored))
  }
}
