import Testing

@testable import LineEditing

@Suite struct KeyDecoderTests {
  /// The keys of some bytes, of which nil stands for a silence.
  private func keys(_ bytes: [UInt8?]) -> [Key] {
    var rest = bytes[...]
    var decoder = KeyDecoder()
    var keys: [Key] = []
    while let key = decoder.key(from: { patience in
      // Who waits without an end does not see a silence.
      while patience < 0, case .some(nil) = rest.first { rest.removeFirst() }
      guard let byte = rest.first else { return nil }
      rest.removeFirst()
      return byte
    }) {
      keys.append(key)
    }
    return keys
  }

  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  @Test func charactersComeWhole() {
    #expect(
      keys("aα勾😀\u{1}") == [
        .scalar("a"), .scalar("α"), .scalar("勾"), .scalar("😀"), .control("A"),
      ])
  }

  @Test(arguments: [
    [0x80], [0xC0], [0xC3, nil], [0xE3, 0x81, nil], [0xFF], [0xF4, 0xA0, 0x80, 0x80],
    [0xED, 0xA0, 0x80], [0xE0, 0x80, 0x80],
  ])
  func bytesThatAreNotUTF8AreNoCharacter(bytes: [UInt8?]) {
    #expect(keys(bytes) == [.invalid])
  }

  @Test func whatBreaksACharacterOffIsAKeyOfItsOwn() {
    #expect(keys([0xE3, 0x81, 0x41]) == [.invalid, .scalar("A")])
    #expect(keys([0xE3] + Array("\u{1B}[A".utf8)) == [.invalid, .special(.up)])
  }

  @Test func silencesInsideACharacterDoNotMatter() {
    // The second byte is waited for: a terminal may send the bytes one by one.
    #expect(keys([0xC3, 0xA9, nil, 0x61]) == [.scalar("é"), .scalar("a")])
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

  @Test func aReturnAndALineFeedAreOneKey() {
    #expect(keys("\r\n\r\r\n\nx") == "\r\r\r\nx".unicodeScalars.map(Key.scalar))
    #expect(keys([0xD, nil, 0xA]) == [.scalar("\r"), .scalar("\n")])
  }

  @Test func aPasteWithoutAnEndIsWhatCame() {
    #expect(keys("\u{1B}[200~日本") == [.paste("日本")])
    #expect(keys(Array("\u{1B}[200~日本".utf8) + [nil, 0x61]) == [.paste("日本"), .scalar("a")])
  }

  @Test func aSequenceThatIsBrokenOffLeavesTheNextKeyWhole() {
    #expect(keys("\u{1B}[1;\u{1B}[B") == [.unknown, .special(.down)])
    #expect(keys("\u{1B}[1\u{3}") == [.unknown, .control("C")])
    #expect(keys(Array("\u{1B}[1;5".utf8) + [nil, 0x61]) == [.unknown, .scalar("a")])
  }

  @Test func aLongSequenceLeavesNothingBehind() {
    let parameters = String(repeating: "1;", count: 500)
    #expect(keys("\u{1B}[\(parameters)zx") == [.unknown, .scalar("x")])
  }

  @Test(arguments: ["\u{1B}]11;rgb:ff/ff/ff\u{7}", "\u{1B}]0;a\u{1B}\\", "\u{1B}P>|xterm\u{1B}\\"])
  func answersOfTerminalsLeaveNothingBehind(text: String) {
    #expect(keys(text + "x") == [.unknown, .scalar("x")])
  }
}
