import Foundation
import Testing

@Suite struct NotebookRunTests {
  /// Calls `body` with the path of a notebook of code cells.
  private func withNotebook<R>(_ cells: [String], _ body: (String) throws -> R) throws -> R {
    let value: [String: Any] = [
      "nbformat": 4, "nbformat_minor": 4, "metadata": [:] as [String: Any],
      "cells": cells.map { text in
        [
          "cell_type": "code", "source": text, "metadata": [:] as [String: Any],
          "outputs": [] as [Any],
        ] as [String: Any]
      },
    ]
    return try withFile(
      try JSONSerialization.data(withJSONObject: value), ending: "ipynb", body)
  }

  private func withFile<R>(_ data: Data, ending: String, _ body: (String) throws -> R) throws -> R {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString).\(ending)")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  @Test func aCellShowsItsLastValue() throws {
    try withNotebook(["import tensorflow as tf\nx = 2", "x\nx + 1", "print(x); x;"]) { path in
      let run = try Program.run(["run", path])
      #expect(run.output == "3\n2\n")
      #expect(run.error == "")
      #expect(run.status == 0)
      // A file's name alone is run.
      #expect(try Program.run([path]).output == "3\n2\n")
    }
  }

  @Test func whatIsNotRunIsToldAndTheRestRuns() throws {
    try withNotebook(["%matplotlib inline\n!pip install x", "%%bash\nls", "1"]) { path in
      let run = try Program.run(["run", path])
      #expect(run.output == "1\n")
      #expect(
        run.error == """
          \(path), cell 1, line 1: not run: '%matplotlib inline'
          \(path), cell 1, line 2: not run: '!pip install x'
          \(path), cell 2, line 1: not run: cell of the magic '%%bash'

          """)
      #expect(run.status == 0)
    }
  }

  @Test func aFailureTakesOnlyItsStatementWithItWhereTheRestGoesOn() throws {
    let cells = ["x = 1\nclass A:\n  pass\nx + 1", "y\nx"]
    try withNotebook(cells) { path in
      let run = try Program.run(["run", path])
      #expect(run.output == "")
      #expect(run.error.contains("SyntaxError: 'class' is not supported yet\n"))
      #expect(run.error.contains("  --> \(path), cell 1, line 2, column 1\n"))
      #expect(run.status == 2)
      let whole = try Program.run(["run", "--keep-going", path])
      #expect(whole.output == "2\n1\n")
      #expect(whole.error.contains("  --> \(path), cell 2, line 1, column 1\n"))
      #expect(whole.status == 2)
    }
  }

  @Test func theJSONNamesTheCell() throws {
    try withNotebook(["x = 1", "x"]) { path in
      let run = try Program.run(["run", "--json", path])
      #expect(run.output.contains("\"cell\":2,\"entry\":2,\"line\":1,\"source\":\"x\""))
    }
  }

  @Test func theJSONSaysWhatIsNotRun() throws {
    try withNotebook(["%matplotlib inline\nx = 1", "%%bash\nls", "x"]) { path in
      let lines = try Program.run(["run", "--json", path]).output.split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines[1].contains(#""source":"%matplotlib inline\nx = 1","status":"ok""#))
      #expect(lines[1].hasSuffix(#""outputs":[],"skippedLines":[1]}"#))
      #expect(
        lines[2].hasSuffix(#""source":"%%bash\nls","status":"skipped","outputs":[]}"#))
      #expect(lines[3].contains(#""cell":3,"entry":3,"#))
    }
  }

  @Test func whatIsNoNotebookIsAnError() throws {
    let run = try withFile(Data("{\"a\": 1".utf8), ending: "ipynb") { path in
      try Program.run(["run", path])
    }
    #expect(run.error.contains("this is no JSON: the text ends too early (line 1, column 8)"))
    #expect(run.status == 2)
  }

  @Test func aListingGoesOnBehindWhatIsNotSupported() throws {
    let text = """
      import os
      class Model:
        def f(self):
          return 1

      print('one')
      async def g():
        pass
      x = [1,
        2
      print('two')
      match x:
        case 1: pass
      s = '''never
      print('three')

      """
    try withFile(Data(text.utf8), ending: "py") { path in
      let run = try Program.run(["run", "--keep-going", path])
      #expect(run.output == "one\ntwo\nthree\n")
      for (line, message) in [
        (1, "ModuleNotFoundError: No module named 'os'"),
        (2, "SyntaxError: 'class' is not supported yet"),
        (7, "SyntaxError: 'async' is not supported yet"),
        (9, "SyntaxError: '[' was never closed"),
        (12, "SyntaxError: 'match' is not supported yet"),
        (14, "SyntaxError: this triple-quoted string was never closed"),
      ] {
        #expect(run.error.contains("\(message)\n  --> \(path):\(line):"))
      }
      #expect(run.status == 1)
    }
  }

  /// The sessions that load data do so as Markdown and as notebooks, too.
  @Test(arguments: ["linear-regression", "logistic-regression"])
  func anExportedSessionReadsTheFilesBesideIt(_ name: String) throws {
    let sessions = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sessions")
    let session = sessions.appending(path: name + ".tape").path
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: sessions.appending(path: "penguins.csv"), to: folder.appending(path: "penguins.csv"))
    let markdown = folder.appending(path: "s.md").path
    #expect(try Program.run(["export", session, "-o", markdown]).status == 0)
    #expect(try Program.run(["test", markdown]).status == 0)
    let notebook = folder.appending(path: "s.ipynb").path
    #expect(
      try Program.run(["export", session, "--language", "tape", "-o", notebook]).status == 0)
    let run = try Program.run(["run", notebook])
    #expect(run.output == (try Program.run(["run", session])).output)
    #expect(run.status == 0)
  }
}
