import Glibc
import TerminalTesting

/// What a user waits for at the prompt, measured on a pseudo-terminal of 80 × 24.
extension Workload {
  /// From the start of the process to the prompt on the screen, with a full history.
  static let promptStart = Workload(
    name: "prompt-start", summary: "from the program's start to the prompt, with a full history",
    limit: .system
  ) {
    let home = try BenchmarkHome()
    try home.fillHistory()
    return Work(
      once: {
        let terminal = try home.notebook()
        try terminal.wait(for: "the prompt") { $0.text.hasSuffix("[1]>") }
      }, check: {},
      limit: {
        let terminal = try PseudoTerminal(
          "/bin/echo", ["[1]>"], environment: home.environment)
        try terminal.wait(for: "the word") { $0.text.hasSuffix("[1]>") }
      }, peak: .none)
  }

  /// From a key to the redrawn screen: in the last line of a block of 40 lines, highlighted and
  /// with hints, a character and Backspace in turn.
  static let keystroke = Workload(
    name: "keystroke-40-lines", summary: "from a key to the redrawn block of 40 lines",
    limit: .system
  ) {
    let home = try BenchmarkHome()
    let notebook = try home.notebook()
    try notebook.wait(for: "the prompt") { $0.text.hasSuffix("[1]>") }
    let rows = (1..<39).map { "    h\($0) = sum(sigmoid(w * \($0).5 + b) ** 2, axis=[0])  # 層" }
    notebook.paste(
      (["def loss(w, b):"] + rows + ["    return h1 + he"]).joined(separator: "\n"))
    try notebook.wait(for: "the block") { $0.text.hasSuffix("return h1 + he") }
    let column = notebook.screen.cursor.column
    var isLonger = false
    let cat = try PseudoTerminal(
      "/bin/sh", ["-c", "stty raw -echo; echo ready; exec cat"], environment: home.environment)
    try cat.wait(forText: "ready")
    return Work(
      once: {
        if isLonger { notebook.send(.backspace) } else { notebook.send("x") }
        isLonger.toggle()
        let wanted = column + (isLonger ? 1 : 0)
        try notebook.wait(for: "the key") { $0.cursor.column == wanted }
      }, check: {},
      limit: {
        let count = cat.output.count
        cat.send("x")
        try cat.wait(for: "the byte") { _ in cat.output.count > count }
      }, peak: .none)
  }
}

/// A home folder without a history for a notebook, removed with it.
private final class BenchmarkHome {
  private let folder: String
  let environment: [String: String]

  init() throws {
    var name = Array("/tmp/tapebook-benchmark-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw TextFile.Failure("/tmp") }
    folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    environment = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder,
    ]
  }

  /// Stores as many inputs as are kept.
  func fillHistory() throws {
    var path = folder
    for part in [".local", "state", "tapebook"] {
      path += "/" + part
      guard mkdir(path, 0o700) == 0 else { throw TextFile.Failure(path) }
    }
    let inputs = (0..<10_000).map { "y\($0) = tf.reduce_sum(x * \($0) + 1.5, axis=0)\n" }
    try TextFile.write(inputs.joined(), to: path + "/history")
  }

  deinit { _ = try? ChildProcess("/bin/rm", ["-r", folder]) }

  /// The program, which was built beside this one, at a terminal of its own.
  func notebook() throws -> PseudoTerminal {
    try PseudoTerminal(ChildProcess.beside("tapebook"), ["-q"], environment: environment)
  }
}
