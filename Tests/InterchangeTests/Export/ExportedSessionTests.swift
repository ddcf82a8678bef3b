import Foundation
import Language
import Notebook
import Testing

@testable import Interchange

/// Every session of the course is a program of every framework.
@Suite struct ExportedSessionTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "sessions")

  private static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".tape") }.sorted()

  @Test func thereAreSessions() { #expect(ExportedSessionTests.names.count >= 13) }

  // Sessions that load data need files, which the program's own tests have.
  @Test(arguments: names)
  func everySessionIsAProgramOfEveryFramework(name: String) throws {
    let path = ExportedSessionTests.folder.appending(path: name).path
    let text = try TextFile.read(path)
    guard !text.contains("\nload ") else { return }
    let session = ReplayedSession(try SessionFile(text, file: path))
    for framework in Framework.allCases {
      let program = ProgramText(session, for: framework)
      #expect(program.problems.map(\.message) == [], "\(framework.title)")
    }
  }
}
