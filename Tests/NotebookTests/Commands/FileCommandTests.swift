import Language
import Synchronization
import Tensors
import Testing

@testable import Notebook

@Suite struct FileCommandTests {
  /// Files in memory, each a list of entries; a leading `!` marks one that must fail.
  private final class Files: FileAccess {
    let content: [String: [String]]
    let saved = Mutex<[String: SavedSession]>([:])

    init(_ content: [String: [String]] = [:]) { self.content = content }

    func permitted(by permission: FilePermission) -> Files { self }

    func entries(of path: String) throws(Diagnostic) -> FileContent {
      guard let texts = content[path] else {
        throw Diagnostic(type: "OSError", message: "there is no file '\(path)'")
      }
      let entries = texts.enumerated().map { index, text in
        let mustFail = text.hasPrefix("!")
        return FileContent.FileEntry(
          source: EntrySource(
            file: path, text: mustFail ? String(text.dropFirst()) : text, firstLine: index + 1),
          mustFail: mustFail)
      }
      return FileContent(
        kind: path.hasSuffix(".py") ? .listing : .session, folder: ".", entries: entries)
    }

    func save(_ session: SavedSession, to path: String, isReplacing: Bool) throws(Diagnostic) {
      let isThere = content[path] != nil || saved.withLock { $0[path] != nil }
      guard isReplacing || !isThere else {
        throw Diagnostic(type: "FileExistsError", message: "'\(path)' is there already")
      }
      saved.withLock { $0[path] = session }
    }

    func unreached(of session: SavedSession, savedTo path: String) -> UnreachedFiles {
      let paths = session.entries.flatMap(\.reads).map(\.path).sorted()
      return UnreachedFiles(
        missing: paths.filter { !$0.hasPrefix("../") },
        outside: paths.filter { $0.hasPrefix("../") })
    }

    func export(
      _ session: SavedSession, to path: String, format: String?, isReplacing: Bool
    ) throws(Diagnostic) -> String {
      guard let format else {
        throw Diagnostic(
          type: "ValueError", message: "'\(path)' does not say which format is meant")
      }
      try save(session, to: path, isReplacing: isReplacing)
      return format
    }
  }

  private func shown(_ text: String, _ files: Files) -> (text: String, Interpreter, EntryResult?) {
    var interpreter = Interpreter(.prompt, surroundings: Surroundings(files: files))
    var lines: [String] = []
    var last: EntryResult?
    interpreter.run(
      text: text, keepsGoing: true,
      finish: { result in
        last = result
        lines += result.outputs.map { OutputText.text(of: $0) }
        if let diagnostic = result.diagnostic {
          lines.append("\(diagnostic.type): \(diagnostic.message)")
        }
      })
    return (lines.joined(separator: "\n"), interpreter, last)
  }

  @Test func wordsWithAnOpenBracketAreNotSaved() {
    let files = Files()
    var interpreter = Interpreter(.prompt, surroundings: Surroundings(files: files))
    for text in ["x = 1", "history (x", "apropos [", "history x", "y = 2", "save s.tape"] {
      let result = interpreter.run(EntrySource(file: nil, text: text, firstLine: 1))
      #expect(result.diagnostic == nil)
    }
    let saved = files.saved.withLock { $0["s.tape"] }
    #expect(saved?.entries.map(\.source.text) == ["x = 1", "y = 2"])
  }

  @Test func aFilesEntriesRunInTheSession() {
    let files = Files(["a.tape": ["y = x + 1", "y"], "b.py": ["z = y", "z", "print(z)"]])
    #expect(shown("x = 1\nrun a.tape\ny\nrun b.py\nz", files).text == "2\n2\n2\n2")
    #expect(shown("x = 1\nrun 'a.tape'", files).text == "2")
  }

  @Test func aFailureIsShownInItsFileAndChangesNothing() throws {
    let files = Files(["a.tape": ["x = 1", "1 / 0", "x = 2"]])
    let (text, _, result) = shown("x = 0\nrun a.tape", files)
    #expect(text == "ZeroDivisionError: division by zero")
    let diagnostic = try #require(result?.diagnostic)
    #expect(diagnostic.source?.file == "a.tape")
    #expect(diagnostic.line == 2 && diagnostic.column == 1)
    #expect(shown("x = 0\nrun a.tape\nx", files).text.hasSuffix("\n0"))
  }

  @Test(arguments: [
    ("run none.tape", "OSError: there is no file 'none.tape'"),
    ("run bad.tape", "SyntaxError: expected an expression"),
    ("run loop.tape", "RecursionError: files run each other more than 16 deep"),
    ("run passes.tape", "AssertionError: this entry is recorded as failing, and did not fail"),
    ("run fails.tape\nx", "2"),
    ("save bad.tape", "FileExistsError: 'bad.tape' is there already"),
    ("save new.tape --froce", "TypeError: save has no option --froce"),
  ])
  func whatCannotBeRunIsRefused(_ entry: String, _ output: String) {
    let files = Files([
      "bad.tape": ["x ="], "loop.tape": ["run loop.tape"], "passes.tape": ["!x = 1"],
      "fails.tape": ["x = 1", "!x = 5; 1 / 0", "x = x + 1"],
    ])
    #expect(shown(entry, files).text.hasPrefix(output))
  }

  @Test func withoutFilesTheCommandsFail() {
    for command in ["run a", "load a", "save a"] {
      #expect(Transcript.of(command) == "OSError: files cannot be used here")
    }
  }

  @Test func whatWasLoadedIsUndoneAtOnce() {
    let files = Files(["a.tape": ["y = 1", "y = 2"]])
    #expect(
      shown("y = 0\nload a.tape\nundo\ny", files).text == "undone: [2] load a.tape\n0")
  }

  @Test func theEntriesThatStandAreSaved() throws {
    let files = Files(["a.tape": ["a = 1", "a", "!b"], "b.tape": ["b = 2"]])
    let text =
      "set dtype float64\nx = 1\nload a.tape\nrun b.tape\n1 / 0\nx = 2\nundo\nx\nsave s.tape"
    #expect(shown(text, files).text.hasSuffix("saved 6 entries to s.tape"))
    let saved = try #require(files.saved.withLock { $0["s.tape"] })
    #expect(
      saved.entries.map(\.source.text) == [
        "set dtype float64", "x = 1", "a = 1", "a", "b = 2", "x",
      ])
    #expect(saved.entries.map(\.output) == [[], [], [], ["1"], [], ["1"]])
    // The element type at the beginning, which the entries then change.
    #expect(saved.floatDType == .float32)
    #expect(saved.seed == 0)
  }

  @Test func whatAReplayWouldNotReadIsTold() {
    let names = ["b.py", "c.py", "../d.py", "../e.py"]
    let files = Files(Dictionary(uniqueKeysWithValues: names.map { ($0, ["z = '\($0)'"]) }))
    #expect(
      shown("run b.py\nsave s.tape", files).text == """
        saved one entry to s.tape
        note: a replay reads b.py from the folder of s.tape; copy it there
        """)
    #expect(
      shown("run b.py\nrun c.py\nrun ../d.py\nrun ../e.py\nundo\nsave s.tape", Files(files.content))
        .text.hasSuffix(
          """
          saved 3 entries to s.tape
          note: a replay reads b.py and c.py from the folder of s.tape; copy them there
          note: a replay reads no files outside of its folder, as ../d.py, unless it is run with \
          --allow-files
          """))
  }

  @Test func aFileIsReplacedOnlyWhereThatIsAskedFor() {
    let files = Files()
    let text = shown("x = 1\nsave s.tape\nsave s.tape\nsave s.tape --force", files).text
    #expect(
      text == """
        saved one entry to s.tape
        FileExistsError: 's.tape' is there already
        saved one entry to s.tape
        """)
  }
}
