/// What the keys do.
extension Editor {
  /// Does what a key means; false where it has nothing to do.
  func perform(_ key: Key) -> Bool {
    var buffer = buffer
    let before = buffer
    var isDone = false
    if case .paste(let text) = key {
      let isIndented = text.first.map(EditBuffer.isBlank) ?? false
      buffer.paste(assistant.pasted(text), isIndented: isIndented)
      isDone = buffer != before
      lastAction = nil
    } else if key == .tooLongPaste {
      end(with: .refusal(Editor.pasteRefusal))
    } else if let action = action(of: key) {
      isDone = perform(action, &buffer)
      lastAction = isDone ? action : nil
    } else {
      lastAction = nil
    }
    if vi.isCommanding { buffer.settle() }
    if outcome == nil, buffer != before { self.buffer = buffer }
    return isDone
  }

  private static let pasteRefusal =
    "a paste may have at most \(PasteCollector.limit >> 20) MiB; "
    + "put it in a file and run that"

  /// The action of a key, or of it and the one behind it.
  private func action(of key: Key) -> EditAction? {
    guard KeyBinding.prefixes.contains(key) else { return KeyBinding.actions[[key]] }
    return self.key(behind: key).flatMap { KeyBinding.actions[[key, $0]] }
  }

  private func perform(_ action: EditAction, _ buffer: inout EditBuffer) -> Bool {
    switch action {
    case .enter: enter(&buffer)
    case .submit: end(with: .input(buffer.text))
    case .breakLine: buffer.insert("\n")
    case .insertNext: return insertNext(&buffer)
    case .complete: return complete(&buffer)
    case .unindent: return buffer.unindent()
    case .move(let motion): buffer.move(to: buffer.position(after: motion))
    case .up: return moveUp(&buffer)
    case .down: return moveDown(&buffer)
    case .recall(let isOlder):
      return recall(
        isOlder: isOlder, prefix: buffer.textBeforeCursor, isAnew: !buffer.isAtEnd, &buffer)
    case .search: search(&buffer)
    case .delete(let motion): return buffer.remove(buffer.range(of: motion)) != ""
    case .backspace:
      guard buffer.cursor > 0 else { return false }
      buffer.deleteBackward()
    case .deleteOrLeave:
      guard buffer.isEmpty else { return perform(.delete(.nextCharacter), &buffer) }
      end(with: .end)
    case .kill(let motion): return kill(motion, &buffer)
    case .yank, .yankOlder: return yank(isOlder: action == .yankOlder, &buffer)
    case .transpose: return buffer.transpose()
    case .undo: return replace(&buffer, with: changes.undo())
    case .redo: return replace(&buffer, with: changes.redo())
    case .clearScreen: clearScreen()
    case .editOutside: return editOutside(&buffer)
    case .vi(let command): return perform(command, &buffer)
    }
    return true
  }

  private func replace(_ buffer: inout EditBuffer, with other: EditBuffer?) -> Bool {
    guard let other else { return false }
    buffer = other
    return true
  }

  // MARK: Enter

  private func enter(_ buffer: inout EditBuffer) {
    // More is there already where a paste came without marks: it is one text to its end.
    if keys.hasMore { return buffer.insert("\n") }
    if !buffer.enter(continuation: assistant.continuation) { end(with: .input(buffer.text)) }
  }

  /// Puts the next key in, whatever it would do.
  private func insertNext(_ buffer: inout EditBuffer) -> Bool {
    guard case .scalar(let scalar) = readKey(), scalar.value > 0 else { return false }
    buffer.insert(String(scalar == "\r" ? "\n" : scalar))
    return true
  }

  // MARK: Killing

  private func kill(_ motion: Motion, _ buffer: inout EditBuffer) -> Bool {
    let range = buffer.killRange(of: motion)
    guard !range.isEmpty else { return false }
    let isBackward = range.lowerBound < buffer.cursor
    kills.add(
      buffer.remove(range), isBackward: isBackward, isGrowing: lastAction?.isKill ?? false)
    return true
  }

  private func yank(isOlder: Bool, _ buffer: inout EditBuffer) -> Bool {
    let range = isOlder ? yanked : buffer.cursor..<buffer.cursor
    guard let range, let text = isOlder ? kills.older() : kills.newest() else { return false }
    buffer.replace(range, with: text)
    yanked = range.lowerBound..<buffer.cursor
    return true
  }

  // MARK: Moving through lines and the history

  private func moveUp(_ buffer: inout EditBuffer) -> Bool {
    keepColumn(buffer)
    if buffer.moveUp(column: wantedColumn) { return true }
    return recall(isOlder: true, prefix: buffer.isAtEnd ? buffer.text : "", &buffer)
  }

  private func moveDown(_ buffer: inout EditBuffer) -> Bool {
    keepColumn(buffer)
    if buffer.moveDown(column: wantedColumn) { return true }
    return recall(isOlder: false, prefix: "", &buffer)
  }

  private func keepColumn(_ buffer: EditBuffer) {
    if lastAction != .up, lastAction != .down { wantedColumn = buffer.column }
  }

  /// Shows the next input of the history that starts with a prefix, or what was being typed.
  ///
  /// - Parameter isAnew: whether the prefix counts although a search is going on.
  private func recall(
    isOlder: Bool, prefix: String, isAnew: Bool = false, _ buffer: inout EditBuffer
  ) -> Bool {
    var recall =
      recall?.continued(with: buffer, in: history)
      ?? Recall(from: buffer, prefix: prefix, in: history)
    if isAnew { recall.prefix = prefix }
    let isDone = recall.move(isOlder: isOlder, &buffer, in: history)
    self.recall = recall.isAtDraft(in: history) ? nil : recall
    return isDone
  }
}
