import Foundation
import Testing

/// What is saved of standard input.
@Suite struct SavedInputTests {
  private static let header = "#: format = tape/1\n#: seed = 0\n#: dtype = float32\n"

  /// The file that standard input saves to.
  private func saved(_ input: String, options: String = "") throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString).tape"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try Program.run(["--keep-going"], input: input + "save '\(path)'\(options)\n")
    #expect(run.output.contains("saved "), "\(run.error)")
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func commentsOfStandardInputAreSaved() throws {
    let input = "# The first.\nx = 2\n\n# It fails.\nx / 0\n# Then.\nx\n# The end.\n"
    #expect(
      try saved(input)
        == Self.header
        + "\n# The first.\nx = 2\n\n# It fails.\n# Then.\nx\n#> 2\n\n# The end.\n")
    #expect(
      try saved(input, options: " --all")
        == Self.header + "\n# The first.\nx = 2\n\n# It fails.\nx / 0\n"
        + "#! ZeroDivisionError: division by zero\n\n# Then.\nx\n#> 2\n\n# The end.\n")
  }

  @Test func standardInputCanBeRecorded() throws {
    let path = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString).tape"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try Program.run(
      ["--keep-going"],
      input: "# a\nx = 2\nrecord '\(path)'\nx\ny = 3\nundo\n# b\nx / 0\nx + 1\nrecord off\n")
    #expect(run.output.hasSuffix("recorded 3 entries to \(path)\n"), "\(run.error)")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == Self.header + "\n# a\nx = 2\n\nx\n#> 2\n\n# b\nx + 1\n#> 3\n")
    let script = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString).tape"
    defer { try? FileManager.default.removeItem(atPath: script) }
    try "#: format = tape/1\nrecord other.tape\n".write(
      toFile: script, atomically: true, encoding: .utf8)
    #expect(try Program.run(["run", script]).error.hasPrefix("PermissionError: "))
  }

  @Test(arguments: ["", "#: format = tape/1\n"])
  func commentsBehindTheLastEntryAreRecorded(_ start: String) throws {
    let path = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString).tape"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let input = start + "record '\(path)'\nx = 2\n# The end.\n# Really.\n"
    let run = try Program.run([], input: input)
    #expect(run.error == "")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == Self.header + "\nx = 2\n\n# The end.\n# Really.\n")
  }

  @Test func theWordsBehindTheLastEntryOfALoadedFileAreSaved() throws {
    let path = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString).tape"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "#: format = tape/1\nx = 2\nx\n#> 2\n\n#| The end.\n# Really.\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let loaded = "\nx = 2\n\nx\n#> 2\n\n#| The end.\n# Really.\n"
    #expect(try saved("load '\(path)'\n") == Self.header + loaded)
    #expect(
      try saved("load '\(path)'\n# Mine.\ny = 3\n")
        == Self.header + loaded + "\n# Mine.\ny = 3\n")
    #expect(try saved("load '\(path)'\nundo\ny = 3\n") == Self.header + "\ny = 3\n")
  }

  @Test func theWordsOfASessionFileInStandardInputAreSaved() throws {
    #expect(
      try saved("#: format = tape/1\n# %% One\n#| Prose.\nx = 2\n#@ exact\nx\n#> 2\n#| The end.\n")
        == Self.header + "\n# %% One\n#| Prose.\nx = 2\n\n#@ exact\nx\n#> 2\n\n#| The end.\n")
  }
}
