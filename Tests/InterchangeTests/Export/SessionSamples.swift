import Foundation
import Interchange
import Language
import Notebook
import Testing

/// Sessions for the tests of exports.
enum SessionSamples {
  /// The sessions that come with the notebook, without those that load data files.
  static let files: [URL] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sessions")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".tape") }.sorted().map { folder.appending(path: $0) }
      .filter { file in
        let text = try? String(contentsOf: file, encoding: .utf8)
        return text?.contains("\nload ") == false
      }
  }()

  /// A session file, run once.
  static func replayed(_ file: URL) throws -> ReplayedSession {
    ReplayedSession(
      try SessionFile(String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent))
  }

  /// A session of a text, run once.
  static func replayed(_ text: String, file: String? = "s.tape") throws -> ReplayedSession {
    ReplayedSession(try SessionFile("#: format = tape/1\n" + text, file: file))
  }

  /// A listing for TensorFlow, which has no tape of its own, run once.
  static func listing(_ text: String) throws -> ReplayedSession {
    ReplayedSession(try SessionFile("#: format = tape/1\n" + text, file: "s.py"), kind: .listing)
  }

  /// The lines of the program for a framework, of a session of a text that runs and is exported whole.
  static func programLines(_ text: String, for framework: Framework) throws -> [String] {
    let session = try replayed(text)
    #expect(session.failures.map(\.message) == [])
    let program = ProgramText(session, for: framework)
    #expect(program.problems.map(\.message) == [])
    return program.parts.flatMap(\.lines).filter { !$0.isEmpty }
  }

  /// A text in a format.
  static func exported(_ session: ReplayedSession, _ format: String, language: String? = nil)
    -> String
  {
    ExportFormat(name: format)?.writer(language: language)?(session).text ?? "no such format"
  }
}
