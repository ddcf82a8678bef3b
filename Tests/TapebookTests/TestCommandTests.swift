import Foundation
import Testing

/// What `tapebook test` does with several files, and what it writes beside text.
@Suite struct TestCommandTests {
  /// Calls the body with a folder that holds files.
  private func withFolder<R>(
    _ files: [String: String], _ body: (String) throws -> R
  ) throws -> R {
    let folder = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    return try body(folder)
  }

  private static let good = "#: format = tape/1\n1 + 1\n#> 2\n#@ skip\nx\n"
  private static let bad = "#: format = tape/1\n1 + 1\n#> 3\n"

  @Test func aFoldersFilesAreCountedAtTheEnd() throws {
    try withFolder(["a.tape": Self.good, "b.tape": Self.bad, "c.txt": "no"]) { folder in
      let run = try Program.run(["test", folder])
      #expect(run.status == 1)
      #expect(run.output.hasPrefix("\(folder)/a.tape: 2 entries as recorded\n--- "))
      #expect(
        run.output.hasSuffix(
          "\(folder)/b.tape: 1 of 1 entry differ\n2 files, 3 entries: 1 differs, 1 skipped\n"))
      let again = try Program.run(["test", "--update", folder])
      #expect(again.status == 0)
      #expect(again.output.hasSuffix("2 files, 3 entries: 1 recorded anew, 1 skipped\n"))
      #expect(
        try Program.run(["test", folder]).output.hasSuffix(
          "2 files, 3 entries: all as recorded, 1 skipped\n"))
    }
  }

  @Test func aFolderWithoutSessionsIsAnError() throws {
    try withFolder(["c.txt": "no"]) { folder in
      let run = try Program.run(["test", folder])
      #expect(run.status == 3)
      #expect(run.error == "tapebook: there is no .tape file in '\(folder)'\n")
    }
  }

  @Test func aReportForContinuousIntegrationIsWritten() throws {
    try withFolder(["a.tape": Self.good, "b.tape": Self.bad, "c.tape": "1\n"]) { folder in
      let report = folder + "/out.xml"
      let run = try Program.run(["test", "--junit", report, folder])
      #expect(run.status == 2)
      let text = try String(contentsOfFile: report, encoding: .utf8)
      #expect(
        text.hasPrefix(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tapebook test\" "
            + "tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\">\n"))
      #expect(text.contains("type=\"SessionFileError\"/>"))
      #expect(!text.contains("time="))
      _ = try Program.run(["test", "--timings", "--junit", report, folder])
      #expect(try String(contentsOfFile: report, encoding: .utf8).contains("time=\"0."))
    }
  }

  @Test func whatCannotBeReadIsAnObject() throws {
    let run = try Program.run(["test", "--json", "/nowhere/x.tape"])
    #expect(run.status == 3)
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(
      lines[1].hasPrefix(
        "{\"file\":\"/nowhere/x.tape\",\"error\":{\"type\":\"FileNotFoundError\""))
    #expect(
      lines[2]
        == "{\"summary\":{\"files\":0,\"entries\":0,\"differing\":0,\"skipped\":0,\"unreadable\":1}}"
    )
  }

  @Test func timingsNeedAForm() throws {
    #expect(try Program.run(["test", "--timings", "x.tape"]).status == 2)
  }

  @Test func aDifferenceIsColouredWhereThatIsAskedFor() throws {
    try withFolder(["b.tape": Self.bad]) { folder in
      let run = try Program.run(["test", "--color", "always", folder])
      #expect(run.output.contains("\u{1B}[31m-#> 3\u{1B}[0m\n\u{1B}[32m+#> 2\u{1B}[0m\n"))
      #expect(!(try Program.run(["test", folder]).output.contains("\u{1B}")))
    }
  }

  @Test func anEntryThatTakesTooLongDiffers() throws {
    let text = "#: format = tape/1\n#@ timeout 0.2s\nwhile True:\n  pass\n'on'\n#> 'on'\n"
    try withFolder(["b.tape": text]) { folder in
      let run = try Program.run(["test", folder + "/b.tape"])
      #expect(run.status == 1)
      #expect(run.error.hasPrefix("TimeoutError: the entry took longer than 0.2 seconds\n"))
      #expect(run.output.contains("+#! TimeoutError: the entry took longer than 0.2 seconds\n"))
      #expect(run.output.hasSuffix("1 of 2 entries differ\n"))
      let json = try Program.run(["test", "--json", "--junit", folder + "/j.xml", folder]).output
      #expect(
        json.contains(
          ##""check":"differs","recorded":[],"replayed":["#! TimeoutError: the entry took longer "##
        ))
      let report = try String(contentsOfFile: folder + "/j.xml", encoding: .utf8)
      #expect(report.contains("+#! TimeoutError: the entry took longer than 0.2 seconds\n"))
    }
  }

  @Test(arguments: ["\r\n", "\n"], ["\u{FEFF}", ""])
  func whatIsRecordedAnewKeepsLineBreaksAndTheByteOrderMark(_ lineBreak: String, _ mark: String)
    throws
  {
    let long = "for i in range(3):\n  s = 0\n  for j in range(4):\n    s = s + i * j\n  s\n"
    let text = (old: "#> 0\n#> 7\n", new: "#> 0\n#> 6\n#> 12\n")
    func file(_ recorded: String, _ last: String) -> String {
      mark
        + ("#: format = tape/1\n" + long + recorded + "#| Prose\n1 + 1\n" + last)
        .replacing("\n", with: lineBreak)
    }
    try withFolder(["a.tape": file(text.old, "#> 3")]) { folder in
      let run = try Program.run(["test", "--update", folder + "/a.tape"])
      #expect(run.status == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.tape"))
      #expect(bytes == Data(file(text.new, "#> 2\n").utf8))
      #expect(try Program.run(["test", folder + "/a.tape"]).status == 0)
    }
  }

  @Test func whatIsRecordedAnewInMarkdownKeepsLineBreaks() throws {
    let text = "# T\r\n\r\n- a\r\n\r\n  ```tape\r\n  1 + 1\r\n  ```\r\n"
    try withFolder(["a.md": text]) { folder in
      #expect(try Program.run(["test", "--update", folder + "/a.md"]).status == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.md"))
      #expect(bytes == Data(text.replacing("1 + 1\r\n", with: "1 + 1\r\n  #> 2\r\n").utf8))
    }
  }
}
