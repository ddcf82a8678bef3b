/// vi's searches within a line, and for brackets.
extension EditBuffer {
  /// Where a search leads in the cursor's line; nil where the character is not there.
  func place(of find: CharacterSearch, _ count: Int, _ motion: ViMotion) -> Int? {
    let start = lineStart(of: cursor)
    let end = lineEnd(of: cursor)
    // Repeated, a search up to a character does not stay in front of it.
    let isAgain = if case .findAgain = motion { find.isUpTo } else { false }
    let skipped = isAgain ? 2 : 1
    let places =
      find.isForward
      ? Array((min(cursor + skipped, end)..<end))
      : (start..<max(start, cursor - skipped + 1)).reversed()
    let found = places.filter { scalars[$0] == find.scalar }.dropFirst(count - 1).first
    return found.map { find.isUpTo ? $0 + (find.isForward ? -1 : 1) : $0 }
  }

  private static let brackets: [Unicode.Scalar: (other: Unicode.Scalar, step: Int)] = [
    "(": (")", 1), "[": ("]", 1), "{": ("}", 1), ")": ("(", -1), "]": ("[", -1), "}": ("{", -1),
  ]

  /// The other one of the pair of the first bracket from the cursor on in its line.
  var otherBracket: Int? {
    let line = scalars.indices[cursor..<lineEnd(of: cursor)]
    guard let start = line.first(where: { EditBuffer.brackets[scalars[$0]] != nil }),
      let (other, step) = EditBuffer.brackets[scalars[start]]
    else { return nil }
    var depth = 0
    var position = start
    while scalars.indices.contains(position) {
      if scalars[position] == scalars[start] { depth += 1 }
      if scalars[position] == other { depth -= 1 }
      if depth == 0 { return position }
      position += step
    }
    return nil
  }
}
