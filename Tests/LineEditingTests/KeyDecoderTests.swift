import Testing

@testable import LineEditing

@Suite struct KeyDecoderTests {
  /// The keys of some bytes, of which nil stands for a silence.
  private func keys(_ bytes: [UInt8?]) -> [Key] {
    var rest = bytes[...]
    var keys: [Key] = []
    while case let first?? = rest.popFirst() {
      keys.append(
        KeyDecoder.key(startingWith: first) { _ in
          guard let byte = rest.first else { return nil }
          rest.removeFirst()
          return byte
        })
    }
    return keys
  }

  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  @Test func charactersComeWhole() {
    #expect(
      keys("aα勾😀\u{1}") == [
        .scalar("a"), .scalar("α"), .scalar("勾"), .scalar("😀"), .control("a"),
      ])
  }

  @Test(arguments: [
    [0x80], [0xC0], [0xC3, nil], [0xE3, 0x81, 0x41], [0xFF], [0xF4, 0xA0, 0x80, 0x80],
  ])
  func bytesThatAreNotUTF8AreNoCharacter(bytes: [UInt8?]) {
    #expect(keys(bytes) == [.unknown])
  }

  // What `infocmp -1` says of xterm-256color, rxvt, linux, putty and tmux-256color.
  private static let sequences: [(String, Key.Special, Key.Modifiers)] = [
    ("\u{1B}[A", .up, []), ("\u{1B}OA", .up, []),
    ("\u{1B}[1;5D", .left, .control), ("\u{1B}[1;3C", .right, .alt), ("\u{1B}Od", .left, .control),
    ("\u{1B}[H", .home, []), ("\u{1B}OH", .home, []), ("\u{1B}[1~", .home, []),
    ("\u{1B}[7~", .home, []), ("\u{1B}[F", .end, []), ("\u{1B}[4~", .end, []),
    ("\u{1B}[8~", .end, []), ("\u{1B}[3~", .delete, []), ("\u{1B}[3;5~", .delete, .control),
    ("\u{1B}[5~", .pageUp, []), ("\u{1B}[6~", .pageDown, []), ("\u{1B}[Z", .backTab, []),
    ("\u{1B}[2~", .insert, []), ("\u{1B}\u{1B}[D", .left, .alt), ("\u{1B}[a", .up, .shift),
  ]

  @Test(arguments: sequences)
  func sequencesOfTerminalsAreKeys(text: String, key: Key.Special, modifiers: Key.Modifiers) {
    #expect(keys(text) == [.special(key, modifiers)])
  }

  @Test func aLoneEscapeIsItself() {
    #expect(keys([0x1B, nil]) == [.escape])
    #expect(keys([0x1B, nil, 0x30]) == [.escape, .scalar("0")])
  }

  @Test func altIsEscapeInFrontOfACharacter() {
    #expect(keys("\u{1B}b\u{1B}\r") == [.alt("b"), .alt("\r")])
    #expect(keys("\u{1B}[98;3u\u{1B}[13;3u") == [.alt("b"), .alt("\r")])
  }

  @Test(arguments: ["\u{1B}[99;99;99q", "\u{1B}[?1;2c", "\u{1B}[[A", "\u{1B}[15~", "\u{1B}[12;40R"])
  func unknownSequencesLeaveNothingBehind(text: String) {
    #expect(keys(text + "x") == [.unknown, .scalar("x")])
  }

  @Test func aPasteIsOneKey() {
    #expect(
      keys("\u{1B}[200~a\r\nb\rc\u{7}\td\u{1B}[201~x") == [.paste("a\nb\nc\td"), .scalar("x")])
  }

  @Test func aPasteWithoutAnEndIsWhatCame() {
    #expect(keys("\u{1B}[200~日本") == [.paste("日本")])
  }

  @Test(arguments: [(10, "aaaaaaaaaa"), (11, ""), (1000, "")])
  func aPasteBeyondTheLimitGivesNothing(length: Int, pasted: String) {
    let text = String(repeating: "a", count: length) + "\u{1B}[201~x"
    var rest = Array(text.utf8)[...]
    #expect(KeyDecoder.paste(limit: 10) { _ in rest.popFirst() } == pasted)
    #expect(Array(rest) == Array("x".utf8))
  }
}
