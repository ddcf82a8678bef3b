/// Where keys take the cursor.
enum Motion: Sendable, Hashable {
  case previousCharacter, nextCharacter
  /// To the start of a word, and behind the end of one.
  case previousWord, nextWord
  /// To the start of what stands between blanks.
  case previousBlank
  case lineStart, lineEnd
  case textStart, textEnd
}

extension EditBuffer {
  /// The position that a motion leads to, which is never inside a character.
  ///
  /// O(length of the line), and of the text for motions by words.
  func position(after motion: Motion) -> Int {
    switch motion {
    case .previousCharacter: previousCharacter
    case .nextCharacter: nextCharacter
    case .previousWord: cursor - EditBuffer.wordLength(in: textBeforeCursor.reversed())
    case .nextWord: cursor + EditBuffer.wordLength(in: EditBuffer.string(scalars[cursor...]))
    case .previousBlank: previousBlank
    case .lineStart: lineStart(of: cursor)
    case .lineEnd: lineEnd(of: cursor)
    case .textStart: 0
    case .textEnd: scalars.count
    }
  }

  /// What a motion goes over.
  func range(of motion: Motion) -> Range<Int> {
    let position = position(after: motion)
    return min(position, cursor)..<max(position, cursor)
  }

  /// What killing by a motion removes: at a line's end its line break, at its start the one before.
  func killRange(of motion: Motion) -> Range<Int> {
    let range = range(of: motion)
    guard range.isEmpty else { return range }
    switch motion {
    case .lineEnd: return self.range(of: .nextCharacter)
    case .lineStart: return self.range(of: .previousCharacter)
    default: return range
    }
  }

  // MARK: Characters

  private var previousCharacter: Int {
    guard let last = EditBuffer.string(lineBeforeCursor).last else { return max(0, cursor - 1) }
    return cursor - last.unicodeScalars.count
  }

  private var nextCharacter: Int {
    guard let first = EditBuffer.string(scalars[cursor..<lineEnd(of: cursor)]).first else {
      return min(cursor + 1, scalars.count)
    }
    return cursor + first.unicodeScalars.count
  }

  // MARK: Words

  /// Whether a character is part of a word: a letter or digit of any script, or `_`.
  private static func isWord(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { $0 == "_" || $0.properties.isXIDContinue } ?? false
  }

  /// The scalars up to the end of the first word.
  private static func wordLength(in characters: some Sequence<Character>) -> Int {
    var length = 0
    var isInWord = false
    for character in characters {
      let isWord = isWord(character)
      if isInWord, !isWord { break }
      isInWord = isWord
      length += character.unicodeScalars.count
    }
    return length
  }

  private var previousBlank: Int {
    var position = cursor
    while position > 0, scalars[position - 1].properties.isWhitespace { position -= 1 }
    while position > 0, !scalars[position - 1].properties.isWhitespace { position -= 1 }
    return position
  }

  // MARK: Lines

  /// Moves to the line above, as near to a column as it goes; false in the first line.
  mutating func moveUp(column: Int) -> Bool {
    let start = lineStart(of: cursor)
    guard start > 0 else { return false }
    move(to: position(inLineAt: lineStart(of: start - 1), column: column))
    return true
  }

  /// Moves to the line below, as near to a column as it goes; false in the last line.
  mutating func moveDown(column: Int) -> Bool {
    let end = lineEnd(of: cursor)
    guard end < scalars.count else { return false }
    move(to: position(inLineAt: end + 1, column: column))
    return true
  }

  /// The column of the cursor in its line, as it is displayed.
  var column: Int { EditBuffer.column(behind: EditBuffer.string(lineBeforeCursor)) }

  /// The column behind a text at a line's start.
  static func column(behind text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + width(of: $1, at: $0) }
  }

  private func position(inLineAt start: Int, column: Int) -> Int {
    var position = start
    var columns = 0
    for character in EditBuffer.string(scalars[start..<lineEnd(of: start)]) {
      let width = EditBuffer.width(of: character, at: columns)
      guard columns + width <= column else { break }
      columns += width
      position += character.unicodeScalars.count
    }
    return position
  }

  private static func width(of character: Character, at column: Int) -> Int {
    character == "\t" ? indentation - column % indentation : CharacterWidth.of(character)
  }
}
