import Glibc
import Testing

@testable import Interchange

@Suite struct TextFileTests {
  /// Calls `body` with the path of a file that holds some bytes.
  private func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    let path = "/tmp/tapebook-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).txt"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    try #require(descriptor >= 0)
    try SystemCall.write(bytes, to: descriptor)
    close(descriptor)
    defer { unlink(path) }
    return try body(path)
  }

  private func failure(_ path: String, limit: Int = TextFile.defaultLimit) -> TextFileError.Kind? {
    do throws(TextFileError) {
      _ = try TextFile.read(path, limit: limit)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func aTextIsReadAsItStands() throws {
    let text = "a\r\nθ 重み\n" + String(repeating: "x", count: 200_000)
    #expect(try withFile(Array(text.utf8)) { try TextFile.read($0) } == text)
    #expect(try withFile([]) { try TextFile.read($0) } == "")
  }

  @Test(
    arguments: [
      ([0x61, 0xFF], 1, 1), ([0x61, 0x0A, 0xC3], 2, 2), ([0xC0, 0x80], 0, 1),
      ([0xED, 0xA0, 0x80], 0, 1), ([0x0A, 0x0A, 0xE9, 0x87, 0x8D, 0x80], 5, 3),
    ] as [([UInt8], Int, Int)])
  func theFirstByteThatIsNotUTF8IsReported(_ bytes: [UInt8], _ offset: Int, _ line: Int) throws {
    #expect(try withFile(bytes) { failure($0) } == .invalidUTF8(offset: offset, line: line))
  }

  @Test func aFileOverTheLimitIsRefused() throws {
    let bytes = [UInt8](repeating: 0x61, count: 101)
    #expect(try withFile(bytes) { failure($0, limit: 100) } == .tooLarge(limit: 100))
    #expect(try withFile(bytes) { failure($0, limit: 101) } == nil)
  }

  @Test func directoriesAndDevicesAreRefused() {
    #expect(failure("/tmp") == .isDirectory)
    #expect(failure("/dev/zero") == .isDevice)
  }

  @Test func aMissingFileIsNamed() throws {
    do throws(TextFileError) {
      _ = try TextFile.read("/tmp/there/is/no such file")
      Issue.record("reading must fail")
    } catch {
      #expect(
        error.message == "cannot open '/tmp/there/is/no such file': No such file or directory")
    }
  }

  @Test func writingReplacesTheTextAndKeepsThePermissions() throws {
    try withFile(Array("old text".utf8)) { path in
      try TextFile.write("new", to: path)
      #expect(try TextFile.read(path) == "new")
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
  }

  @Test func writingWhereThereIsNoFolderFails() {
    do throws(TextFileError) {
      try TextFile.write("x", to: "/tmp/there/is/no/folder")
      Issue.record("writing must fail")
    } catch {
      #expect(error.message == "cannot write '/tmp/there/is/no/folder': No such file or directory")
    }
  }
}
