import Glibc
import Testing

@testable import Interchange

@Suite struct HistoryFileTests {
  /// The inputs that a file with these bytes gives.
  private func inputs(_ bytes: [UInt8], limit: Int = HistoryFile.limit) throws -> [String] {
    let folder = try TemporaryFolder()
    try writeFile(folder.path + "/history", bytes)
    return try HistoryFile(path: folder.path + "/history", limit: limit).inputs()
  }

  @Test func inputsComeBackInOrder() throws {
    let folder = try TemporaryFolder()
    var history = HistoryFile(path: folder.path + "/history")
    let typed = ["x = 3.0", "def f(x):\n    return 'a\\n'\n", "重み = θ", "x = 3.0"]
    for input in typed { try history.append(input) }
    #expect(try HistoryFile(path: history.path).inputs() == typed)
    #expect(
      try TextFile.read(history.path)
        == "x = 3.0\ndef f(x):\\n    return 'a\\\\n'\\n\n重み = θ\nx = 3.0\n")
  }

  @Test func aFileThatIsNotThereHasNoInputs() throws {
    let folder = try TemporaryFolder()
    #expect(try HistoryFile(path: folder.path + "/none/history").inputs() == [])
  }

  @Test func fileAndFolderAreForTheUserAlone() throws {
    let folder = try TemporaryFolder()
    var history = HistoryFile(path: folder.path + "/state/history")
    try history.append("x")
    #expect(permissions(history.path) == 0o600)
    #expect(permissions(folder.path + "/state") == 0o700)
  }

  @Test(arguments: [" password = 1", "\tx", "", " ", "\n", "a\0b"])
  func blankInputsAndThoseThatBeginWithABlankAreNotStored(_ input: String) throws {
    let folder = try TemporaryFolder()
    var history = HistoryFile(path: folder.path + "/history")
    try history.append(input)
    #expect(permissions(history.path) == nil)
  }

  @Test func linesThatAreNoInputsAreSkipped() throws {
    let bytes = Array("a\n\nb\\x\nc\\\n".utf8) + [0xFF, 0x0A, 0, 0, 0x0A] + Array("d\\n\n".utf8)
    #expect(try inputs(bytes) == ["a", "d\n"])
  }

  @Test func theNewestInputsAreRead() throws {
    #expect(try inputs(Array("1\n2\n3\n4\n5\n".utf8), limit: 3) == ["3", "4", "5"])
  }

  @Test func aLineWithoutAnEndIsAnInputAndSwallowsNone() throws {
    let folder = try TemporaryFolder()
    var history = HistoryFile(path: folder.path + "/history")
    try writeFile(history.path, Array("a\nb".utf8))
    #expect(try history.inputs() == ["a", "b"])
    try history.append("c")
    #expect(try history.inputs() == ["a", "b", "c"])
  }

  @Test func aLongFileIsShortenedToItsNewestInputs() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    try writeFile(path, Array("1\n2\n3\n4\n5\n".utf8))
    var history = HistoryFile(path: path, limit: 3)
    try history.append("6")
    // Six are not more than twice three.
    #expect(try TextFile.read(path) == "1\n2\n3\n4\n5\n6\n")
    history = HistoryFile(path: path, limit: 3)
    try history.append("7")
    #expect(try TextFile.read(path) == "5\n6\n7\n")
    #expect(permissions(path) == 0o600)
    #expect(try Folder.names(in: folder.path) == ["history"])
  }

  @Test func aHugeFileIsReadFromItsEnd() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    try writeFile(path, Array("111\n222\n333\n444\n".utf8))
    // Ten bytes hold two whole lines and a part of one.
    var history = HistoryFile(path: path, limit: 9, byteLimit: 10)
    #expect(try history.inputs() == ["333", "444"])
    try history.append("555")
    #expect(try TextFile.read(path) == "111\n222\n333\n444\n555\n")
    history = HistoryFile(path: path, limit: 9, byteLimit: 8)
    try history.append("666")
    #expect(try TextFile.read(path) == "666\n")
  }

  @Test func notebooksThatRunTogetherLoseNothing() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    try await onThreads(8) { writer in
      var history = HistoryFile(path: path)
      for number in 0..<200 { try history.append("\(writer):\(number)") }
    }
    let inputs = try HistoryFile(path: path).inputs()
    #expect(inputs.count == 1600)
    for writer in 0..<8 {
      #expect(
        inputs.filter { $0.hasPrefix("\(writer):") } == (0..<200).map { "\(writer):\($0)" })
    }
  }

  @Test func shorteningLosesNothingOfWhatOthersAddMeanwhile() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    try await onThreads(8) { writer in
      for number in 0..<50 {
        // Each is a notebook of its own, which looks at the length.
        var history = HistoryFile(path: path, limit: 100)
        try history.append("\(writer):\(number)")
      }
    }
    let inputs = try HistoryFile(path: path).inputs()
    #expect((100...200).contains(inputs.count))
    for writer in 0..<8 {
      // The last of a writer are all there, without a gap.
      let mine = inputs.filter { $0.hasPrefix("\(writer):") }
      #expect(mine == (0..<50).suffix(mine.count).map { "\(writer):\($0)" })
    }
  }

  @Test func aLinkStaysALink() throws {
    let folder = try TemporaryFolder()
    let (link, target) = (folder.path + "/history", folder.path + "/dotfiles-history")
    try writeFile(target, Array("1\n2\n3\n4\n".utf8))
    try #require(symlink(target, link) == 0)
    var history = HistoryFile(path: link, limit: 1)
    try history.append("5")
    #expect(try TextFile.read(target) == "5\n")
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func aFailureIsReportedOnceAndTheNextSuccessIsStored() throws {
    let folder = try TemporaryFolder()
    // A folder stands where the file should be: that holds also where the tests run as root.
    let path = folder.path + "/history"
    try #require(mkdir(path, 0o700) == 0)
    var history = HistoryFile(path: path)
    #expect(throws: TextFileError.self) { try history.append("a") }
    try history.append("b")
    try #require(rmdir(path) == 0)
    try history.append("c")
    #expect(try history.inputs() == ["c"])
  }

  @Test(arguments: ["pipe", "folder"])
  func whatIsNoFileIsRefusedWithoutWaiting(_ kind: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/" + kind
    try #require((kind == "pipe" ? mkfifo(path, 0o600) : mkdir(path, 0o700)) == 0)
    #expect(throws: TextFileError.self) { try HistoryFile(path: path).inputs() }
  }

  @Test func theUserNamesTheFileOrWantsNone() throws {
    func path(_ value: String?) throws -> String? {
      try HistoryFile.ofUser(
        in: UserEnvironment { ["TAPEBOOK_HISTORY": value, "HOME": "/h"][$0] ?? nil })?.path
    }
    #expect(try path("/var/mine") == "/var/mine")
    #expect(try path("") == nil)
    #expect(try path("/dev/null") == nil)
    #expect(try path(nil) == "/h/.local/state/tapebook/history")
  }
}
