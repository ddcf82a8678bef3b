import Foundation
import Interchange
import Language
import Testing

/// Sessions in other languages: their prose is translated, and the code is that of the original.
@Suite struct TranslatedSessionTests {
  private static let sessions = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sessions")

  private static func file(_ name: String) throws -> SessionFile {
    let text = try String(contentsOf: sessions.appending(path: name), encoding: .utf8)
    return try SessionFile(text, file: name)
  }

  @Test(arguments: ["ja"]) func translationsHaveTheCodeOfTheOriginals(_ language: String) throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.sessions.appending(path: language).path
    ).filter { $0.hasSuffix(".tape") }
    #expect(names.count >= 4)
    for name in names {
      let original = try Self.file(name).entries.map(\.source.text)
      #expect(
        try Self.file("\(language)/\(name)").entries.map(\.source.text) == original, "\(name)")
    }
  }
}
