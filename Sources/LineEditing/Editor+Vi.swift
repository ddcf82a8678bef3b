/// What the keys of vi's command mode do.
extension Editor {
  /// Does a command as often as the number before it says; false where it has nothing to do.
  func perform(_ command: ViCommand, _ buffer: inout EditBuffer) -> Bool {
    let count = vi.count
    vi.isCommanding = true
    buffer.settle()
    switch command {
    case .move(.lineStart) where vi.isCounting: return true
    case .move(let motion):
      let find = search(for: motion)
      guard let place = buffer.place(after: motion, count: count, find: find) else { return false }
      buffer.move(to: place)
    case .change(let action, let target):
      guard change(action, target, count, &buffer) else { return false }
    case .put(let isBefore):
      guard put(isBefore: isBefore, count, &buffer) else { return false }
    case .openLine(let isAbove):
      buffer.openLine(isAbove: isAbove, continuation: assistant.continuation)
      startInsertion(at: buffer.cursor)
    case .insert(let motion):
      startInsertion(at: buffer.place(after: motion, count: 1) ?? buffer.cursor)
    case .comment: buffer.toggleComment()
    case .again:
      again()
      return true
    }
    if command.isChange { vi.startRecording() }
    return true
  }

  /// Has vi's keys insert at a position.
  private func startInsertion(at position: Int) {
    queued.append(0x69)
    // libedit puts the cursor on a character before it takes the key.
    vi.insertionPoint = position
    vi.isCommanding = false
  }

  /// Does the last change again: ours by its keys, else libedit's.
  private func again() {
    if vi.change.isEmpty { queued.append(Editor.viRedo) } else { keys.putBack(vi.change) }
  }

  /// The character that libedit has for its own `.`, which no key sends.
  private static let viRedo: Int32 = 0x81

  /// The key behind an operator or another that begins a pair; a number may stand between.
  func key(behind prefix: Key) -> Key? {
    guard var key = readKey() else { return nil }
    guard ViOperator.allCases.contains(where: { $0.key == prefix }) else { return key }
    let outer = vi
    vi.note(key)
    guard vi.isCounting else {
      vi = outer
      return key
    }
    while vi.isCounting {
      guard let next = readKey() else { return nil }
      key = next
      vi.note(key)
    }
    vi.multiply(by: outer.count)
    return key
  }

  /// Puts right where libedit leaves the cursor between keys.
  func placeCursor() {
    guard vi.hasPlace, let place = vi.takePlace(in: buffer, isQueueEmpty: queued.isEmpty) else {
      return
    }
    var buffer = buffer
    buffer.move(to: place)
    self.buffer = buffer
  }

  // MARK: Operators

  private func change(
    _ action: ViOperator, _ target: ViTarget, _ count: Int, _ buffer: inout EditBuffer
  ) -> Bool {
    switch target {
    case .lines:
      let lines = buffer.lines(count)
      kills.add(lines: EditBuffer.string(buffer.scalars[lines]))
      switch action {
      case .delete: buffer.deleteLines(count)
      case .change: buffer.changeLines(count)
      case .yank: break
      }
    case .motion(let motion):
      let find = search(for: motion)
      let range = buffer.range(
        of: motion, count: count, find: find, isChange: action == .change)
      // At a line's end there is nothing to be changed, but insertion begins.
      let isInserting = action == .change && (motion == .right || motion == .lineEnd)
      guard range != nil || isInserting else { return false }
      let part = range ?? buffer.cursor..<buffer.cursor
      let text = EditBuffer.string(buffer.scalars[part])
      kills.add(text, isBackward: false, isGrowing: false)
      if action == .yank { buffer.move(to: part.lowerBound) } else { buffer.remove(part) }
    }
    if action == .change { startInsertion(at: buffer.cursor) }
    return true
  }

  /// The most scalars that one `p` puts in.
  private static let putLimit = 16 << 20

  private func put(isBefore: Bool, _ count: Int, _ buffer: inout EditBuffer) -> Bool {
    guard let kill = kills.latest else { return false }
    let count = min(count, max(1, Editor.putLimit / max(1, kill.text.utf8.count)))
    let texts = Array(repeating: kill.text, count: count)
    if kill.isLines {
      buffer.put(lines: texts.joined(separator: "\n"), isAbove: isBefore)
      buffer.settle()
    } else {
      buffer.put(texts.joined(), isBefore: isBefore)
    }
    return true
  }

  // MARK: Searching for a character

  /// The search of a motion, which may be for the next key; nil where there is none.
  private func search(for motion: ViMotion) -> CharacterSearch? {
    switch motion {
    case .find(let isForward, let isUpTo):
      guard case .scalar(let scalar)? = readKey(), scalar.value >= 0x20 else { return nil }
      vi.find = CharacterSearch(scalar: scalar, isForward: isForward, isUpTo: isUpTo)
      return vi.find
    case .findAgain(let isReversed):
      var find = vi.find
      if isReversed { find?.isForward.toggle() }
      return find
    default: return nil
    }
  }
}
