import Glibc
import Testing

@testable import Interchange

@Suite struct FolderTests {
  @Test func allMissingFoldersAreMadeForTheUserAlone() throws {
    let folder = try TemporaryFolder()
    try Folder.make(folder.path + "/a/b/c")
    for path in ["/a", "/a/b", "/a/b/c"] { #expect(permissions(folder.path + path) == 0o700) }
    try Folder.make(folder.path + "/a/b/c")
  }

  @Test func aFolderUnderAFileCannotBeMade() throws {
    let folder = try TemporaryFolder()
    try writeFile(folder.path + "/file", [])
    do throws(TextFileError) {
      try Folder.make(folder.path + "/file/sub")
      Issue.record("a file has no folders")
    } catch {
      #expect(
        error.message
          == "cannot make the folder '\(folder.path)/file/sub': Not a directory")
    }
  }

  @Test func namesAreOfWhatIsThere() throws {
    let folder = try TemporaryFolder()
    try writeFile(folder.path + "/b", [])
    try writeFile(folder.path + "/.a", [])
    #expect(try Folder.names(in: folder.path).sorted() == [".a", "b"])
    #expect(try Folder.names(in: folder.path + "/none") == [])
  }
}
