import Foundation
import Glibc
import TerminalTesting
import Testing

/// Saving and recording at the prompt.
@Suite struct TerminalSavingTests {
  private static let header = "#: format = tape/1\n#: seed = 0\n#: dtype = float32\n"

  /// All that was shown, as one line: a window breaks long paths.
  private func shown(_ notebook: TerminalNotebook) -> String {
    notebook.text.replacingOccurrences(of: "\n", with: "")
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func aSessionIsSavedAsItWasTypedAndTested() throws {
    let notebook = try TerminalNotebook()
    let path = notebook.home.path(of: "work/s.tape")
    try notebook.enter(lines: [
      "x = 2", "x + 1 # more", "1 / 0", "# > note", "y = 3", "undo", "save ~/work/s.tape", "z = 1",
      "save",
    ])
    try notebook.showsLast("[8]> save\nsaved 3 entries to ~/work/s.tape\n[9]>")
    #expect(
      try text(path) == Self.header + "\nx = 2\n\nx + 1 # more\n#> 3\n\nz = 1\n")
    #expect(try Program.run(["test", path]).status == 0)
    #expect(try notebook.leave() == .exited(0))
  }

  @Test func whatIsRecordedOutlivesACrash() throws {
    let notebook = try TerminalNotebook()
    let path = notebook.home.path(of: "work/r.tape")
    try notebook.enter(lines: ["x = 2", "record \(path) --all", "x / 0", "y = 5", "undo", "x + 1"])
    notebook.terminal.signal(SIGKILL)
    _ = try notebook.terminal.waitForExit()
    let expected = "\nx = 2\n\nx / 0\n#! ZeroDivisionError: division by zero\n\nx + 1\n#> 3\n"
    #expect(try text(path) == Self.header + expected)
    #expect(try Program.run(["test", path]).status == 0)
  }

  @Test func aFileThatIsThereIsKept() throws {
    let home = try TerminalHome()
    try home.write("mine\n", to: "work/a.tape")
    let notebook = try TerminalNotebook(home: home)
    let path = home.path(of: "work/a.tape")
    try notebook.enter(lines: ["record ~/work/a.tape", "save ~/work/a.tape"])
    #expect(shown(notebook).contains("hint: record --force replaces it"))
    #expect(shown(notebook).contains("hint: save --force replaces it"))
    #expect(try text(path) == "mine\n")
    try notebook.enter("record ~/work/a.tape --force")
    #expect(try text(path) == Self.header)
    try notebook.enter("save ~/work/a.tape --force")
    #expect(shown(notebook).contains("is being"))
    #expect(try text(path) == Self.header)
  }

  @Test func theEntriesOfFilesBecomeTheSessions() throws {
    let home = try TerminalHome()
    let lesson = "#: format = tape/1\n#: seed = 5\n# %% One\n#| Prose.\nx = 2\nx\n#> 2\n"
    try home.write(lesson, to: "work/l.tape")
    try home.write("print(x)\nx = 4\n", to: "work/l.py")
    try home.write("a = 1\na\n", to: "config/tapebook/init.tape")
    let notebook = try TerminalNotebook(home: home)
    let tape = home.path(of: "work/l.tape")
    let saved = home.path(of: "work/s.tape")
    try notebook.enter(lines: [
      "load ~/work/l.tape", "run ~/work/l.py", "x + a", "save ~/work/s.tape",
    ])
    #expect(
      try text(saved) == Self.header
        + "\na = 1\n\na\n#> 1\n\nseed 5\n\n# %% One\n#| Prose.\nx = 2\n"
        + "\nx\n#> 2\n\nrun ~/work/l.py\n#> 2\n\nx + a\n#> 5\n")
    // Without a name it is the file that was saved; a file that was loaded only is not replaced.
    try notebook.enter("save")
    #expect(notebook.text.hasSuffix("saved 7 entries to ~/work/s.tape\n[6]>"))
    #expect(try text(tape) == lesson)
  }

  @Test func aSessionThatGoesOnFromAFileIsSavedWithIt() throws {
    let home = try TerminalHome()
    try home.write(
      "#: format = tape/1\n#: seed = 5\n# %% One\n#| Prose.\nimport tensorflow as tf\nx = tf.random.normal((2,))\n",
      to: "work/l.tape")
    let path = home.path(of: "work/s.tape")
    let notebook = try TerminalNotebook(["run", "-i", home.path(of: "work/l.tape")], home: home)
    try notebook.enter(lines: ["x", "save", "save \(path)"])
    #expect(shown(notebook).contains("FileExistsError:"))
    #expect(try text(path).hasPrefix("#: format = tape/1\n#: seed = 5\n"))
    #expect(try text(path).contains("\n# %% One\n#| Prose.\nimport tensorflow"))
    #expect(try Program.run(["test", path]).status == 0)
  }
}
