import Foundation
import TerminalTesting

/// What a user waits for at the prompt, measured on a pseudo-terminal of 80 × 24.
extension Workload {
  /// From the start of the process to the prompt on the screen, with a full history.
  static let promptStart = Workload(name: "prompt-start") {
    let home = try BenchmarkHome()
    try home.fillHistory()
    return Work(
      run: {
        let terminal = try home.notebook()
        try terminal.wait(for: "the prompt") { $0.text.hasSuffix("[1]>") }
      },
      limit: {
        let terminal = try PseudoTerminal(
          "/bin/echo", ["[1]>"], environment: home.environment)
        try terminal.wait(for: "the word") { $0.text.hasSuffix("[1]>") }
      })
  }

  /// From a key to the redrawn screen: in the last line of a block of 40 lines, highlighted and
  /// with hints, a character and Backspace in turn.
  static let keystroke = Workload(name: "keystroke-40-lines") {
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
      run: {
        if isLonger { notebook.send(.backspace) } else { notebook.send("x") }
        isLonger.toggle()
        let wanted = column + (isLonger ? 1 : 0)
        try notebook.wait(for: "the key") { $0.cursor.column == wanted }
      },
      limit: {
        let count = cat.output.count
        cat.send("x")
        try cat.wait(for: "the byte") { _ in cat.output.count > count }
      })
  }
}

/// A home folder without a history for a notebook, removed with it.
private final class BenchmarkHome {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("tapebook-benchmark-\(UUID().uuidString)")
  let environment: [String: String]

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    environment = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "HOME": folder.path,
    ]
  }

  /// Stores as many inputs as are kept.
  func fillHistory() throws {
    let state = folder.appendingPathComponent(".local/state/tapebook")
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    let inputs = (0..<10_000).map { "y\($0) = tf.reduce_sum(x * \($0) + 1.5, axis=0)\n" }
    try Data(inputs.joined().utf8).write(to: state.appendingPathComponent("history"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The program, which was built beside this one, at a terminal of its own.
  func notebook() throws -> PseudoTerminal {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let path = beside.appendingPathComponent("tapebook").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw MissingProgram() }
    return try PseudoTerminal(path, ["-q"], environment: environment)
  }
}

/// The program is not there.
private struct MissingProgram: Error, CustomStringConvertible {
  let description =
    "tapebook is not built: swift build -c release --static-swift-stdlib --product tapebook"
}
