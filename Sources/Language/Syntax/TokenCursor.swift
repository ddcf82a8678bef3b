/// A place in a list of tokens, which the parser moves forward and, to try a second reading, back.
struct TokenCursor {
  let bytes: [UInt8]
  let list: TokenList
  /// The index of the current token.
  var index = 0
  /// The index of the first token that counts as the end.
  var limit: Int

  /// The beginning of a list of tokens.
  init(bytes: [UInt8], list: TokenList) {
    self.bytes = bytes
    self.list = list
    limit = list.tokens.count - 1
  }

  var current: Token { peek(0) }

  /// The token some places ahead; the end token beyond the limit.
  func peek(_ distance: Int) -> Token {
    if index + distance < limit { return list.tokens[index + distance] }
    let last = list.tokens[limit]
    // At a limit inside a line, the end is where the last token before it ended.
    let offset = last.kind == .end ? last.start : limit > 0 ? list.tokens[limit - 1].end : 0
    return Token(.end, offset, offset)
  }

  /// The offset at which the last token before the current one ended.
  var previousEnd: Int { index > 0 ? list.tokens[index - 1].end : 0 }

  /// Whether a token follows the one before it without a blank.
  func isAdjacent(_ distance: Int) -> Bool {
    let place = index + distance
    return place > 0 && place < limit && list.tokens[place - 1].end == list.tokens[place].start
  }

  /// The text of a token, as typed.
  func text(_ token: Token) -> String { text(token.start..<token.end) }

  /// The text of a range of bytes.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
