import Foundation
import Testing

/// The documented schema is what the program writes.
@Suite struct JSONSchemaTests {
  private func documentation() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: root.appendingPathComponent("Sources/Interchange/Interchange.docc/JSONSchema.md"),
      encoding: .utf8)
  }

  @Test func theCheckOfTheDocumentationIsWhatIsWritten() throws {
    let text = try documentation()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.tape").path
    try #require(blocks("text", in: text).first).write(
      toFile: path, atomically: true, encoding: .utf8)
    let run = try Program.run(["test", "--json", path])
    #expect(run.status == 1)
    #expect(run.error == "")
    let lines = run.output.replacingOccurrences(of: path, with: "a.tape")
      .split(separator: "\n").map(String.init)
    #expect(lines == blocks("jsonl", in: text).flatMap { $0.components(separatedBy: "\n") })
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func theExamplesOfTheDocumentationAreWhatIsWritten() throws {
    let text = try documentation()
    let entries = blocks("python", in: text)
    #expect(entries.count == 10)
    let arguments = entries.flatMap { ["-e", $0] }
    let run = try Program.run(["--json", "--keep-going"] + arguments)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines == blocks("json", in: text))
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  /// The contents of the fenced blocks of a language.
  private func blocks(_ language: String, in text: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }
}
