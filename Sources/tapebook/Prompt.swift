import Glibc
import Interchange
import Language
import Notebook

/// The notebook at a terminal: lines are read, run when they are complete, and answered.
struct Prompt {
  private var interpreter: Interpreter
  private let options: RunOptions
  private var reader = LineReader()
  /// The number of the next line.
  private var line = 1

  private static let first = "tape> "
  private static let further = "  ... "

  /// The prompt of a session.
  init(session: Session, options: RunOptions) {
    self.options = options
    interpreter = Interpreter(
      .prompt, session: session, maximumSteps: options.maxSteps,
      isInterrupted: { Interruption.isRequested })
  }

  /// Reads and runs until the user leaves.
  consuming func run() {
    if !options.quiet {
      Console.shared.write(
        "Tapebook \(Version.text). help lists the commands; Ctrl-D leaves.\n")
    }
    var lines: [String] = []
    var isCut = false
    var isPasting = false
    while !interpreter.hasQuit {
      if !isPasting {
        Console.shared.write(lines.isEmpty ? Prompt.first : Prompt.further)
        Console.shared.flush()
        Interruption.reset()
      }
      switch reader.next() {
      case .line(let text): lines.append(text)
      case .cutLine:
        lines.append("")
        isCut = true
      case .interruption:
        Console.shared.write("\n")
        line += lines.count
        (lines, isCut, isPasting) = ([], false, false)
        continue
      case .end:
        // What was pasted up to the end is run; what was being typed is given up.
        guard isPasting else { return Console.shared.write("\n") }
        return isCut ? refuseCutLine() : run(lines)
      }
      // An empty line submits only when it is typed last: a paste is one text to its end.
      isPasting = reader.hasMore
      if isPasting { continue }
      if isCut {
        refuseCutLine()
        line += lines.count
      } else {
        guard Completeness(lines: lines) == .complete else { continue }
        run(lines)
      }
      (lines, isCut) = ([], false)
    }
  }

  /// Tells why nothing of what was given is run.
  private func refuseCutLine() {
    let limit = LineReader.terminalLimit
    let diagnostic = Diagnostic(
      type: "InputError",
      message: "the terminal passes on at most \(limit) bytes of a line; "
        + "put it in a file or pipe it")
    let isColored = options.color.allowsColor(on: 1)
    Console.shared.write(DiagnosticRenderer().text(diagnostic, isColored: isColored))
  }

  /// Runs lines, which may be several entries, and shows what is wrong with one.
  private mutating func run(_ lines: [String]) {
    let isColored = options.color.allowsColor(on: 1)
    interpreter.run(
      text: lines.joined(separator: "\n"), firstLine: line, keepsOutputs: false,
      emit: { output in
        Console.shared.write(OutputText.text(of: output) + "\n")
        Console.shared.flush()
      },
      finish: { result in
        guard let diagnostic = result.diagnostic else { return }
        let renderer = DiagnosticRenderer(width: Prompt.width)
        Console.shared.write(renderer.text(diagnostic, isColored: isColored))
      })
    line += lines.count
  }

  /// The columns of the terminal; 80 where it does not say.
  private static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
