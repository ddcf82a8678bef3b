extension EditBuffer {
  /// The position that a motion leads to in so many steps; nil where it leads nowhere.
  ///
  /// O(length of the text).
  func place(
    after motion: ViMotion, count: Int, find: CharacterSearch? = nil
  ) -> Int? {
    switch motion {
    case .left, .right: return sideways(motion, count)
    case .nextWord(let isBig): return repeated(count) { wordStart(after: $0, isBig) }
    case .previousWord(let isBig): return repeated(count) { wordStart(before: $0, isBig) }
    case .wordEnd(let isBig): return repeated(count) { wordEnd(after: $0, isBig) }
    case .lineStart: return lineStart(of: cursor)
    case .firstNonBlank: return firstNonBlank(of: cursor)
    case .lineEnd: return lineEnd(of: cursor)
    case .find, .findAgain: return find.flatMap { place(of: $0, count, motion) }
    case .bracket: return otherBracket
    }
  }

  /// What an operator is applied to by a motion; nil where that is nothing.
  func range(
    of motion: ViMotion, count: Int, find: CharacterSearch? = nil, isChange: Bool = false
  ) -> Range<Int>? {
    if isChange, case .nextWord(let isBig) = motion, let end = changeEnd(count, isBig) {
      return cursor..<end
    }
    guard var place = place(after: motion, count: count, find: find) else { return nil }
    if case .nextWord = motion { place = withoutLineBreak(before: place) }
    let upper = max(place, cursor)
    let isInclusive = motion.isInclusive(after: find) && upper < scalars.count
    let range = min(place, cursor)..<(isInclusive ? behindCharacter(at: upper) : upper)
    return range.isEmpty ? nil : range
  }

  /// Where the first character that is no blank stands in the line of a position, or its end.
  func firstNonBlank(of position: Int) -> Int {
    let start = lineStart(of: position)
    let end = lineEnd(of: position)
    return scalars[start..<end].firstIndex { $0 != " " && $0 != "\t" } ?? end
  }

  /// Puts the cursor on a character of its line, if that has one, as vi does outside of insertion.
  mutating func settle() {
    guard cursor == lineEnd(of: cursor), cursor > lineStart(of: cursor) else { return }
    move(to: position(after: .previousCharacter))
  }

  /// The end of the line in which the word before a position stands, where that is another line.
  private func withoutLineBreak(before place: Int) -> Int {
    let blanks = scalars[cursor..<place].reversed().prefix { $0.properties.isWhitespace }.count
    return scalars[(place - blanks)..<place].firstIndex(of: "\n") ?? place
  }

  /// The position behind the character that begins at one.
  private func behindCharacter(at position: Int) -> Int {
    EditBuffer(scalars: scalars, cursor: position).position(after: .nextCharacter)
  }

  private func repeated(_ count: Int, _ step: (Int) -> Int) -> Int? {
    var position = cursor
    for _ in 0..<count {
      let next = step(position)
      if next == position { break }
      position = next
    }
    return position == cursor ? nil : position
  }

  private func sideways(_ motion: ViMotion, _ count: Int) -> Int? {
    var buffer = self
    for _ in 0..<count {
      let isAtBound =
        motion == .left
        ? buffer.cursor == lineStart(of: cursor) : buffer.cursor == lineEnd(of: cursor)
      if isAtBound { break }
      let step: Motion = motion == .left ? .previousCharacter : .nextCharacter
      buffer.move(to: buffer.position(after: step))
    }
    return buffer.cursor == cursor ? nil : buffer.cursor
  }

  // MARK: Words

  private enum Kind { case blank, word, other }

  private func kind(at position: Int, _ isBig: Bool) -> Kind {
    let properties = scalars[position].properties
    if properties.isWhitespace { return .blank }
    return isBig || scalars[position] == "_" || properties.isXIDContinue ? .word : .other
  }

  /// Goes on as long as the characters are of the kind of the first.
  private func end(ofKindAt position: Int, _ isBig: Bool) -> Int {
    let first = kind(at: position, isBig)
    return scalars.indices[position...].first { kind(at: $0, isBig) != first } ?? scalars.count
  }

  private func wordStart(after position: Int, _ isBig: Bool) -> Int {
    guard position < scalars.count else { return position }
    let isBlank = kind(at: position, isBig) == .blank
    let behind = isBlank ? position : end(ofKindAt: position, isBig)
    return scalars.indices[behind...].first { kind(at: $0, isBig) != .blank } ?? scalars.count
  }

  private func wordStart(before position: Int, _ isBig: Bool) -> Int {
    guard let last = scalars.indices[..<position].last(where: { kind(at: $0, isBig) != .blank })
    else { return 0 }
    let kindOfLast = kind(at: last, isBig)
    return (scalars.indices[..<last].last { kind(at: $0, isBig) != kindOfLast } ?? -1) + 1
  }

  private func wordEnd(after position: Int, _ isBig: Bool) -> Int {
    guard position + 1 < scalars.count,
      let start = scalars.indices[(position + 1)...].first(where: { kind(at: $0, isBig) != .blank })
    else { return position }
    return EditBuffer(scalars: scalars, cursor: end(ofKindAt: start, isBig))
      .position(after: .previousCharacter)
  }

  /// Where what `cw` changes ends: with the word, not with the blanks behind it.
  private func changeEnd(_ count: Int, _ isBig: Bool) -> Int? {
    guard cursor < scalars.count, kind(at: cursor, isBig) != .blank else { return nil }
    var end = self.end(ofKindAt: cursor, isBig)
    for _ in 1..<max(1, count) where end < scalars.count {
      end = behindCharacter(at: wordEnd(after: end - 1, isBig))
    }
    return end
  }
}
