import Foundation
import Testing

/// What a session file says about itself is there again when the session is saved.
@Suite struct SavedHeaderTests {
  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try body(folder.path)
  }

  private static let files = [
    "a.tape": """
    #: format = tape/1
    #: title = 値と勾配
    #: seed = 5
    #: tol = 1e-3 0.5
    #: width = 30
    #: lang = ja
    x = arange(20)

    """,
    "d.tape": """
    #: format = tape/1
    #: seed = 7
    #: dtype = float64
    constant(1.) / 3.
    uniform([2])

    """,
    "b.tape": "#: format = tape/1\n#: title = Another\ny = 2\n",
    "fails.tape": "#: format = tape/1\n#: title = Fails\n1 / 0\n#! ZeroDivisionError: [..]\nz = 3",
  ]

  private static let kept = "#: title = 値と勾配\n#: tol = 0.001 0.5\n#: width = 30\n#: lang = ja\n"

  @Test func aFileThatIsRunHasItsOwnSeedAndDtype() throws {
    try withFolder { folder in
      let alone = try Program.run(["run", folder + "/d.tape"])
      let within = try Program.run(["-e", "u = uniform([3])", "-e", "run \(folder)/d.tape"])
      #expect(alone.output.hasPrefix("0.3333333333333333\n"))
      #expect(within.output == alone.output)
    }
  }

  /// The file that some inputs save, which replays as it was shown.
  private func saved(_ inputs: [String], _ arguments: [String] = ["--keep-going"]) throws -> String
  {
    try withFolder { folder in
      let input = (inputs + ["save \(folder)/s.tape"]).joined(separator: "\n")
        .replacing("load ", with: "load \(folder)/").replacing("run ", with: "run \(folder)/")
      let run = try Program.run(
        arguments.map { $0.replacing("FOLDER", with: folder) }, input: input + "\n")
      #expect(run.output.contains("saved "), "\(run.error)")
      let test = try Program.run(["test", folder + "/s.tape"])
      #expect(test.status == 0, "\(test.output)")
      return try String(contentsOfFile: folder + "/s.tape", encoding: .utf8)
    }
  }

  @Test(arguments: ["load a.tape", "run a.tape", "1 / 0\nload a.tape", "n = 1\nundo\nload a.tape"])
  func theFileThatASessionBeginsWithGivesItsHeader(_ inputs: String) throws {
    let text = try saved([inputs, "x", "load b.tape"])
    #expect(text.hasPrefix("#: format = tape/1\n#: seed = 0\n#: dtype = float32\n" + Self.kept))
    // The width holds for what is shown afterwards, too.
    // As NumPy breaks the lines of arange(20) where its linewidth is 30.
    let lines = ["[ 0  1  2  3  4  5  6  7  8", "  9 10 11 12 13 14 15 16 17", " 18 19]"]
    #expect(text.contains(lines.map { "#> " + $0 }.joined(separator: "\n")))
    #expect(!text.contains("Another"))
  }

  @Test func theFileThatIsRunFirstGivesItsHeader() throws {
    let text = try saved(["x"], ["run", "-i", "FOLDER/a.tape"])
    #expect(text.hasPrefix("#: format = tape/1\n#: seed = 5\n#: dtype = float32\n" + Self.kept))
    #expect(text.contains("#>  18 19]"))
  }

  @Test(arguments: ["n = 1\nload a.tape", "load b.tape\nundo\nn = 1\nload a.tape"])
  func aFileThatIsLoadedLaterGivesNone(_ inputs: String) throws {
    #expect(try !saved([inputs]).contains("title"))
  }

  @Test func anEntryThatMustFailTakesNoTitleAlong() throws {
    #expect(try saved(["load fails.tape"]).contains("#: title = Fails\n"))
  }

  @Test func whatIsUndoneGivesNone() throws {
    let text = try saved(["load b.tape", "undo", "load a.tape"])
    #expect(text.contains(Self.kept) && !text.contains("Another"))
  }
}
