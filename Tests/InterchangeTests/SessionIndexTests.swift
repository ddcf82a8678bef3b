import Foundation
import Testing

/// The README's index of the sessions, against the folder.
@Suite struct SessionIndexTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func theIndexLinksEverySessionOnce() throws {
    let readme = try String(
      contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let links = readme.matches(of: #/\]\(sessions/([^)]+\.tape)\)/#).map { String($0.output.1) }
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: Self.root.appending(path: "sessions").path
    ).filter { $0.hasSuffix(".tape") }
    #expect(files.count >= 20)
    #expect(links.sorted() == files.sorted())
  }
}
