import Foundation
import Testing

@testable import Interchange

@Suite struct SessionFolderTests {
  @Test func aFolderStandsForTheSessionFilesInIt() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.path + "/tapebook-\(UUID().uuidString)"
    try manager.createDirectory(atPath: folder + "/ja", withIntermediateDirectories: true)
    try manager.createDirectory(atPath: folder + "/empty", withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    for name in ["b.tape", "a.tape", "c.txt", ".d.tape", "ja/e.tape"] {
      try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    // A way back into itself is not gone.
    try manager.createSymbolicLink(atPath: folder + "/ja/up", withDestinationPath: folder)
    let expected = ["a.tape", "b.tape", "ja/e.tape"].map { folder + "/" + $0 }
    #expect(try SessionFolder.files(of: [folder]) == expected)
    #expect(try SessionFolder.files(of: [folder + "/", "x.md"]) == expected + ["x.md"])
    let error = #expect(throws: TextFileError.self) {
      try SessionFolder.files(of: [folder + "/empty"])
    }
    #expect(error?.message == "there is no .tape file in '\(folder)/empty'")
  }
}
