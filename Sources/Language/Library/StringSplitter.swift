/// Splits strings as Python's `split`, `rsplit` and `splitlines` do.
enum StringSplitter {
  /// The parts between separators; without one, the runs of characters that are not blank.
  static func split(
    _ text: CodePoints, by separator: CodePoints?, limit: Int, _ evaluator: Evaluator
  ) throws -> [String] {
    guard let separator else { return words(text, limit: limit) }
    var parts: [String] = []
    var position = 0
    for place in try text.places(of: separator, in: 0..<text.count, limit: limit, evaluator) {
      parts.append(text.text(position..<place))
      position = place + separator.count
    }
    return parts + [text.text(position..<text.count)]
  }

  /// The same, counting the splits from the end.
  static func splitFromEnd(
    _ text: CodePoints, by separator: CodePoints?, limit: Int, _ evaluator: Evaluator
  ) throws -> [String] {
    guard let separator else { return wordsFromEnd(text, limit: limit) }
    var parts: [String] = []
    var end = text.count
    while parts.count < limit, let place = try text.last(separator, in: 0..<end, evaluator) {
      parts.append(text.text((place + separator.count)..<end))
      end = place
    }
    return (parts + [text.text(0..<end)]).reversed()
  }

  private static func words(_ text: CodePoints, limit: Int) -> [String] {
    var parts: [String] = []
    var position = 0
    while true {
      while position < text.count, StringCase.isSpace(text.scalars[position]) { position += 1 }
      guard position < text.count else { return parts }
      if parts.count == limit {
        // The rest stays as it is, with the blanks at its end.
        return parts + [text.text(position..<text.count)]
      }
      let start = position
      while position < text.count, !StringCase.isSpace(text.scalars[position]) { position += 1 }
      parts.append(text.text(start..<position))
    }
  }

  private static func wordsFromEnd(_ text: CodePoints, limit: Int) -> [String] {
    var parts: [String] = []
    var end = text.count
    while true {
      while end > 0, StringCase.isSpace(text.scalars[end - 1]) { end -= 1 }
      guard end > 0 else { return parts.reversed() }
      if parts.count == limit {
        return (parts + [text.text(0..<end)]).reversed()
      }
      let stop = end
      while end > 0, !StringCase.isSpace(text.scalars[end - 1]) { end -= 1 }
      parts.append(text.text(end..<stop))
    }
  }

  /// The lines, with or without what ends them.
  static func lines(_ text: CodePoints, keepsEnds: Bool) -> [String] {
    var lines: [String] = []
    var start = 0
    var position = 0
    while position < text.count {
      guard StringCase.isLineBreak(text.scalars[position]) else {
        position += 1
        continue
      }
      let end = position
      let isPair =
        text.scalars[position] == "\r" && position + 1 < text.count
        && text.scalars[position + 1] == "\n"
      position += isPair ? 2 : 1
      lines.append(text.text(start..<(keepsEnds ? position : end)))
      start = position
    }
    if start < text.count { lines.append(text.text(start..<text.count)) }
    return lines
  }
}
