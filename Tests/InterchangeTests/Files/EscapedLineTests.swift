import Testing

@testable import Interchange

@Suite struct EscapedLineTests {
  @Test(
    arguments: [
      ("x = 1", "x = 1"), ("a\nb", #"a\nb"#), (#"'\n'"#, #"'\\n'"#), (#"a\"#, #"a\\"#),
      ("重み = 'θ'\n  \\", #"重み = 'θ'\n  \\"#), ("a\tb\r", "a\tb\r"),
    ])
  func aTextIsOneLineAndComesBack(_ text: String, _ line: String) {
    let bytes = EscapedLine.encoded(text)
    #expect(bytes == Array(line.utf8))
    #expect(EscapedLine.decoded(bytes[...]) == text)
  }

  @Test(
    arguments: [
      [], Array(#"a\"#.utf8), Array(#"a\t"#.utf8), [0x61, 0xFF], [0x5C, 0x5C, 0xC3], [0, 0, 0],
    ] as [[UInt8]])
  func whatIsNoTextIsRefused(_ line: [UInt8]) {
    #expect(EscapedLine.decoded(line[...]) == nil)
  }
}
