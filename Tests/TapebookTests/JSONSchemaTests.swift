import Foundation
import Testing

/// The documented schema is what the program writes.
@Suite struct JSONSchemaTests {
  @Test func theExamplesOfTheDocumentationAreWhatIsWritten() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("Sources/Interchange/Interchange.docc/JSONSchema.md"),
      encoding: .utf8)
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
