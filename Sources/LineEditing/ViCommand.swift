/// What a key of vi's does in command mode.
///
/// These are the commands of POSIX's `vi` that go by lines or remove text. libedit's own take the
/// whole input for one line, and what they remove could not be put in by `p`.
enum ViCommand: Sendable, Hashable {
  case move(ViMotion)
  case change(ViOperator, ViTarget)
  case put(isBefore: Bool)
  case openLine(isAbove: Bool)
  /// `A` and `I`.
  case insert(at: ViMotion)
  /// Makes the line a comment.
  case comment
  /// `.`: the last change.
  case again

  /// Whether `.` does it again.
  var isChange: Bool {
    switch self {
    case .move, .again, .change(.yank, _): false
    default: true
    }
  }
}

/// What is done to a part of the text.
enum ViOperator: String, CaseIterable, Sendable, Hashable {
  case delete = "d"
  /// Deletes, and inserts there.
  case change = "c"
  /// Keeps a copy, to be put in.
  case yank = "y"

  /// The key.
  var key: Key { .scalar(rawValue.unicodeScalars.first ?? " ") }
}

/// The part of the text.
enum ViTarget: Sendable, Hashable {
  /// The cursor's line, and those below it.
  case lines
  /// What a motion goes over.
  case motion(ViMotion)
}

/// Where keys take the cursor in command mode.
enum ViMotion: Sendable, Hashable {
  /// Within the line.
  case left, right
  /// By words, or, where these are big, by what stands between blanks.
  case nextWord(isBig: Bool), previousWord(isBig: Bool), wordEnd(isBig: Bool)
  case lineStart, firstNonBlank, lineEnd
  /// To the character that is typed next, or up to it.
  case find(isForward: Bool, isUpTo: Bool)
  case findAgain(isReversed: Bool)
  /// To the bracket that belongs to the one at the cursor or behind it.
  case bracket

  /// The keys.
  static let keys: [(key: Key, motion: ViMotion)] = [
    (.scalar("h"), .left), (.scalar("l"), .right), (.scalar(" "), .right),
    (.scalar("w"), .nextWord(isBig: false)), (.scalar("W"), .nextWord(isBig: true)),
    (.scalar("b"), .previousWord(isBig: false)), (.scalar("B"), .previousWord(isBig: true)),
    (.scalar("e"), .wordEnd(isBig: false)), (.scalar("E"), .wordEnd(isBig: true)),
    (.scalar("0"), .lineStart), (.scalar("^"), .firstNonBlank), (.scalar("$"), .lineEnd),
    (.scalar("f"), .find(isForward: true, isUpTo: false)),
    (.scalar("t"), .find(isForward: true, isUpTo: true)),
    (.scalar("F"), .find(isForward: false, isUpTo: false)),
    (.scalar("T"), .find(isForward: false, isUpTo: true)),
    (.scalar(";"), .findAgain(isReversed: false)), (.scalar(","), .findAgain(isReversed: true)),
    (.scalar("%"), .bracket),
  ]

  /// Whether the character that it leads to belongs to what it goes over.
  func isInclusive(after find: CharacterSearch?) -> Bool {
    switch self {
    case .wordEnd, .bracket: true
    case .find(let isForward, _): isForward
    case .findAgain(let isReversed): (find?.isForward ?? true) != isReversed
    default: false
    }
  }
}

/// A search for a character in a line.
struct CharacterSearch: Sendable, Hashable {
  let scalar: Unicode.Scalar
  var isForward: Bool
  let isUpTo: Bool
}

extension KeyBinding {
  /// The keys of vi's command mode alone.
  static let vi: [KeyBinding] =
    [
      KeyBinding(.up, "", .command, [.scalar("k")], [.scalar("-")]),
      KeyBinding(.down, "", .command, [.scalar("j")], [.scalar("+")]),
      KeyBinding(.undo, "", .command, [.scalar("u")], [.control("_")]),
      KeyBinding(.editOutside, "", .command, [.scalar("v")]),
      command("A", .insert(at: .lineEnd)), command("I", .insert(at: .firstNonBlank)),
      command("o", .openLine(isAbove: false)), command("O", .openLine(isAbove: true)),
      command("p", .put(isBefore: false)), command("P", .put(isBefore: true)),
      command("x", .change(.delete, .motion(.right))),
      command("X", .change(.delete, .motion(.left))),
      command("s", .change(.change, .motion(.right))), command("S", .change(.change, .lines)),
      command("D", .change(.delete, .motion(.lineEnd))),
      command("C", .change(.change, .motion(.lineEnd))),
      command("Y", .change(.yank, .motion(.lineEnd))),
      command("#", .comment), command(".", .again),
    ]
    + ViMotion.keys.map { KeyBinding(.vi(.move($0.motion)), "", .command, [$0.key]) }
    + ViOperator.allCases.flatMap { action in
      [KeyBinding(.vi(.change(action, .lines)), "", .command, [action.key, action.key])]
        + ViMotion.keys.map {
          KeyBinding(
            .vi(.change(action, .motion($0.motion))), "", .command, [action.key, $0.key])
        }
    }

  private static func command(_ letter: Unicode.Scalar, _ command: ViCommand) -> KeyBinding {
    KeyBinding(.vi(command), "", .command, [.scalar(letter)])
  }
}
