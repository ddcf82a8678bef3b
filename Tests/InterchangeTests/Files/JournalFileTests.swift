import Testing

@testable import Interchange

@Suite struct JournalFileTests {
  @Test(arguments: [
    JournalFile(path: "a.tape", text: "x = 1\n\\n\n"), JournalFile(path: "a\\b", text: ""),
    JournalFile(path: "重み.npy", data: [0, 10, 13, 92, 255]), JournalFile(path: "e", data: []),
    JournalFile(path: "large", data: [UInt8](repeating: 7, count: JournalFile.byteLimit + 1)),
  ])
  func aFileComesBackFromItsLine(_ file: JournalFile) {
    #expect(JournalFile(file.line[...]) == file)
    #expect(!file.line.contains(10))
    // An entry's line is another one.
    #expect(EscapedLine.decoded(file.line[...]) == nil)
  }

  @Test func aLargeFileIsKnownAgain() {
    var data = [UInt8](repeating: 7, count: JournalFile.byteLimit + 1)
    let file = JournalFile(path: "x", data: data)
    #expect(file.isOf(data))
    data[5] = 8
    #expect(!file.isOf(data))
  }

  /// The test vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func bytesInBase64AreThoseOfTheSpecification(_ text: String, _ encoded: String) {
    #expect(String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self) == encoded)
    #expect(Base64.decoded(encoded) == Array(text.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Z===", "Zg==Zg==", "Zm9%", "====", "Zm 9"])
  func otherTextsAreNoBase64(_ text: String) { #expect(Base64.decoded(text) == nil) }
}
