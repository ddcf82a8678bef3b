import Language
import Testing

@Suite struct FilePathTests {
  /// As `dirname` of GNU's coreutils says.
  @Test(
    arguments: [
      ("/a/b", "/a"), ("/a/b/", "/a"), ("/a//b", "/a"), ("/a", "/"), ("/", "/"), ("a/b", "a"),
      ("a", "."), ("重み/θ", "重み"), ("../a", ".."), ("./a", "."),
    ])
  func theFolderIsWhereTheLastPartStands(_ path: String, _ folder: String) {
    #expect(FilePath.folder(of: path) == folder)
  }
}
