/// What the keys do.
extension Editor {
  /// Does what a key means; false where it has nothing to do.
  func perform(_ key: Key) -> Bool {
    var buffer = buffer
    let before = buffer
    let column = wantedColumn
    let yanked = kills.yanked
    let wasKill = kills.isGrowing
    (wantedColumn, kills.yanked, kills.isGrowing) = (nil, nil, false)
    let isDone: Bool
    switch key {
    case .special(let special, let modifiers):
      isDone = perform(special, modifiers, column, &buffer)
    case .paste(let text):
      buffer.insert(assistant.pasted(text))
      isDone = buffer != before
    case .alt(let scalar):
      if Editor.submits(scalar) {
        submit()
        return true
      }
      kills.isGrowing = wasKill
      isDone = performAlt(scalar, yanked, &buffer)
    case .scalar(let scalar):
      kills.isGrowing = wasKill
      isDone = perform(scalar, column, &buffer)
    case .escape, .unknown: return false
    }
    if outcome == nil, buffer != before { self.buffer = buffer }
    return isDone
  }

  // MARK: Keys without a character

  private func perform(
    _ key: Key.Special, _ modifiers: Key.Modifiers, _ column: Int?, _ buffer: inout EditBuffer
  ) -> Bool {
    let isByWord = !modifiers.isDisjoint(with: [.control, .alt])
    switch key {
    case .up: return moveUp(column, &buffer)
    case .down: return moveDown(column, &buffer)
    case .left: buffer.move(to: isByWord ? buffer.previousWord : buffer.previousCharacter)
    case .right: buffer.move(to: isByWord ? buffer.nextWord : buffer.nextCharacter)
    case .home: buffer.move(to: isByWord ? 0 : buffer.lineStart(of: buffer.cursor))
    case .end:
      buffer.move(to: isByWord ? buffer.scalars.count : buffer.lineEnd(of: buffer.cursor))
    case .delete:
      guard !buffer.isAtEnd else { return false }
      let end = isByWord ? buffer.nextWord : buffer.nextCharacter
      let removed = buffer.remove(buffer.cursor..<end)
      if isByWord { kill(removed, isBackward: false) }
    case .pageUp: return recall(isOlder: true, prefix: buffer.textBeforeCursor, &buffer)
    case .pageDown: return recall(isOlder: false, prefix: buffer.textBeforeCursor, &buffer)
    case .backTab: return unindent(&buffer)
    case .insert: return false
    }
    return true
  }

  /// Takes a step of indentation from the cursor's line.
  private func unindent(_ buffer: inout EditBuffer) -> Bool {
    let start = buffer.lineStart(of: buffer.cursor)
    let blanks = buffer.scalars[start...].prefix(EditBuffer.indentation).prefix { $0 == " " }.count
    guard blanks > 0 else { return false }
    let cursor = buffer.cursor
    buffer.remove(start..<start + blanks)
    buffer.move(to: max(start, cursor - blanks))
    return true
  }

  // MARK: Keys with Alt

  private func performAlt(
    _ scalar: Unicode.Scalar, _ yanked: Range<Int>?, _ buffer: inout EditBuffer
  ) -> Bool {
    let wasKill = kills.isGrowing
    kills.isGrowing = false
    switch scalar {
    case "b": buffer.move(to: buffer.previousWord)
    case "f": buffer.move(to: buffer.nextWord)
    case "<": buffer.move(to: 0)
    case ">": buffer.move(to: buffer.scalars.count)
    case "d":
      kills.isGrowing = wasKill
      kill(buffer.remove(buffer.cursor..<buffer.nextWord), isBackward: false)
    case "\u{7F}", "\u{8}":
      kills.isGrowing = wasKill
      kill(buffer.remove(buffer.previousWord..<buffer.cursor), isBackward: true)
    case "p": return recall(isOlder: true, prefix: buffer.textBeforeCursor, &buffer)
    case "n": return recall(isOlder: false, prefix: buffer.textBeforeCursor, &buffer)
    case "y":
      guard let yanked, let text = kills.older() else { return false }
      buffer.remove(yanked)
      yank(text, &buffer)
    case "_":
      guard let text = changes.redo() else { return false }
      buffer = text
    default: return false
    }
    return true
  }

  // MARK: Control characters, and vi's j and k

  private func perform(
    _ scalar: Unicode.Scalar, _ column: Int?, _ buffer: inout EditBuffer
  ) -> Bool {
    let wasKill = kills.isGrowing
    kills.isGrowing = false
    switch scalar {
    case "\u{1}": buffer.move(to: buffer.lineStart(of: buffer.cursor))
    case "\u{5}": buffer.move(to: buffer.lineEnd(of: buffer.cursor))
    case "\u{2}": buffer.move(to: buffer.previousCharacter)
    case "\u{6}": buffer.move(to: buffer.nextCharacter)
    case "\u{10}", "k": return moveUp(column, &buffer)
    case "\u{E}", "j": return moveDown(column, &buffer)
    case "\u{4}": return deleteOrLeave(&buffer)
    case "\u{8}", "\u{7F}":
      guard buffer.cursor > 0 else { return false }
      buffer.deleteBackward()
    case "\t": return tab(&buffer)
    case "\n", "\r": enter(&buffer)
    case "\u{B}", "\u{15}", "\u{17}":
      kills.isGrowing = wasKill
      return kill(scalar, &buffer)
    case "\u{19}":
      guard let text = kills.newest() else { return false }
      yank(text, &buffer)
    case "\u{14}": return buffer.transpose()
    case "\u{C}": clearScreen()
    case "\u{12}": search(isOlder: true, &buffer)
    case "\u{13}": search(isOlder: false, &buffer)
    case "\u{1F}":
      guard let text = changes.undo() else { return false }
      buffer = text
    case "\u{18}": return prefixed(&buffer)
    default: return false
    }
    return true
  }

  /// Ctrl-X and another key.
  private func prefixed(_ buffer: inout EditBuffer) -> Bool {
    switch readKey() {
    case .scalar("\u{5}"): return editOutside(&buffer)
    case .scalar("\u{15}"):
      guard let text = changes.undo() else { return false }
      buffer = text
      return true
    default: return false
    }
  }

  private func deleteOrLeave(_ buffer: inout EditBuffer) -> Bool {
    if buffer.isEmpty {
      end(with: .end)
      return true
    }
    guard !buffer.isAtEnd else { return false }
    buffer.remove(buffer.cursor..<buffer.nextCharacter)
    return true
  }

  // MARK: Killing

  /// Ctrl-K to the line's end, Ctrl-U to its start, Ctrl-W back to a blank.
  private func kill(_ key: Unicode.Scalar, _ buffer: inout EditBuffer) -> Bool {
    let cursor = buffer.cursor
    let range: Range<Int>
    switch key {
    case "\u{B}":
      let end = buffer.lineEnd(of: cursor)
      // At its end the line break goes.
      range = cursor..<(end == cursor ? min(cursor + 1, buffer.scalars.count) : end)
    case "\u{15}":
      let start = buffer.lineStart(of: cursor)
      range = (start == cursor ? max(0, cursor - 1) : start)..<cursor
    default: range = buffer.previousBlank..<cursor
    }
    guard !range.isEmpty else { return false }
    kill(buffer.remove(range), isBackward: key != "\u{B}")
    return true
  }

  private func kill(_ text: String, isBackward: Bool) {
    kills.add(text, isBackward: isBackward)
    kills.isGrowing = true
  }

  private func yank(_ text: String, _ buffer: inout EditBuffer) {
    let start = buffer.cursor
    buffer.insert(text)
    kills.yanked = start..<buffer.cursor
  }

  // MARK: Enter

  private func enter(_ buffer: inout EditBuffer) {
    // More is there already where a paste came without marks: it is one text to its end.
    if hasMoreInput { return buffer.insert("\n") }
    let text = buffer.text
    let isLastLineEmpty =
      buffer.isInLastLine && !buffer.isInFirstLine
      && buffer.scalars[buffer.lineStart(of: buffer.cursor)...].allSatisfy {
        $0 == " " || $0 == "\t"
      }
    if isLastLineEmpty { return submit() }
    guard buffer.isInLastLine else {
      let blanks = buffer.lineBeforeCursor.prefix { $0 == " " }
      return buffer.insert("\n" + String(repeating: " ", count: blanks.count))
    }
    guard let indentation = assistant.continuation(of: text) else { return submit() }
    buffer.insert("\n" + indentation)
  }

  /// Gives the text over to be run.
  private func submit() { end(with: .input(buffer.text)) }

  // MARK: Moving through lines and the history

  private func moveUp(_ column: Int?, _ buffer: inout EditBuffer) -> Bool {
    let column = column ?? buffer.column
    if buffer.moveUp(column: column) {
      wantedColumn = column
      return true
    }
    return recall(isOlder: true, prefix: buffer.isAtEnd ? buffer.text : "", &buffer)
  }

  private func moveDown(_ column: Int?, _ buffer: inout EditBuffer) -> Bool {
    let column = column ?? buffer.column
    if buffer.moveDown(column: column) {
      wantedColumn = column
      return true
    }
    return recall(isOlder: false, prefix: "", &buffer)
  }

  /// Shows the next input of the history that starts with a prefix, or what was being typed.
  private func recall(isOlder: Bool, prefix: String, _ buffer: inout EditBuffer) -> Bool {
    let text = buffer.text
    if let recall, history.entries.indices.contains(recall.place),
      history.entries[recall.place] != text
    {
      // It was changed since: a text of its own.
      self.recall = nil
    }
    let current =
      recall ?? Recall(place: history.entries.count, draft: buffer, prefix: prefix)
    let place =
      isOlder
      ? history.place(before: current.place, prefix: current.prefix, otherThan: text)
      : history.place(after: current.place, prefix: current.prefix, otherThan: text)
    if let place {
      recall = Recall(place: place, draft: current.draft, prefix: current.prefix)
      buffer = EditBuffer(history.entries[place])
      return true
    }
    guard !isOlder, recall != nil else { return false }
    recall = nil
    buffer = current.draft
    return true
  }
}
