import Foundation
import Testing

/// The memory limit is the process's, so that what changes it is tested in processes of its own: an
/// entry of any test that runs at the same time would seem to have changed it.
@Suite struct MemoryLimitTests {
  /// The lines that a script shows behind the limit that it begins with, which is left out.
  private func shown(_ script: String) throws -> (before: String, after: [String]) {
    let run = try Program.run(["--keep-going"], input: "set memory\n" + script)
    var lines = run.output.split(separator: "\n").map(String.init)
    return (lines.removeFirst(), lines)
  }

  @Test func undoPutsTheLimitBack() throws {
    let (before, after) = try shown(
      "set memory 96TiB\nset memory\nundo\nset memory\nredo\nset memory\nundo\nset memory\n")
    #expect(
      after == [
        "memory  96 TiB", "undone: [2] set memory 96TiB", before, "redone: [2] set memory 96TiB",
        "memory  96 TiB", "undone: [2] set memory 96TiB", before,
      ])
  }

  @Test func aFailedEntryPutsTheLimitBack() throws {
    let (before, after) = try shown("set memory 64TiB; 1 / 0\nset memory\n")
    #expect(after == [before])
  }

  @Test func aReplayPutsTheLimitBack() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let header = "#: format = tape/1\n"
    let before = try shown("").before
    for (name, text) in [
      ("a", "set memory 96TiB\nset memory\n#> memory  96 TiB\n"),
      ("b", "set memory\n#> \(before)\n"),
    ] {
      try (header + text).write(
        toFile: "\(folder)/\(name).tape", atomically: true, encoding: .utf8)
    }
    let run = try Program.run(["test", folder + "/a.tape", folder + "/b.tape"])
    #expect(run.status == 0, "\(run.output)")
  }
}
