/// What a key of the editor's own does.
enum EditAction: Sendable, Hashable {
  case enter, submit, breakLine, insertNext
  case complete, unindent
  case move(Motion), up, down
  case recall(isOlder: Bool), search
  case delete(Motion), backspace, deleteOrLeave
  case kill(Motion), yank, yankOlder, transpose
  case undo, redo
  case clearScreen, editOutside
  case vi(ViCommand)

  /// Whether what it removes can be put in again, as one text with what the next one removes.
  var isKill: Bool {
    if case .kill = self { true } else { false }
  }
}

/// Keys that do one thing; the only list of them.
struct KeyBinding: Sendable, Hashable {
  /// The key maps of libedit.
  struct Maps: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let emacs = Maps(rawValue: 1)
    static let insertion = Maps(rawValue: 2)
    static let command = Maps(rawValue: 4)
    static let typing: Maps = [.emacs, .insertion]
    static let all: Maps = [.emacs, .insertion, .command]
  }

  /// What the keys do.
  let action: EditAction
  /// The same in a few words, for the list of keys.
  let summary: String
  /// Where they do it.
  let maps: Maps
  /// The keys, each of which may be two behind one another.
  let keys: [[Key]]

  init(_ action: EditAction, _ summary: String, _ maps: Maps, _ keys: [Key]...) {
    self.action = action
    self.summary = summary
    self.maps = maps
    self.keys = keys
  }

  /// All keys whose meaning is ours, in the order of the list.
  static let all = typing + vi

  /// The keys that are ours while one types, some of them in vi's command mode too.
  private static let typing = [
    KeyBinding(
      .enter, "run the input, or go on in a new line while something is open", .all,
      [.control("J")], [.control("M")]),
    KeyBinding(.submit, "run the input as it stands", .all, [.alt("\n")], [.alt("\r")]),
    KeyBinding(.breakLine, "go on in a new line", .typing, [.control("O")]),
    KeyBinding(.complete, "complete a name, or indent a line", .typing, [.control("I")]),
    KeyBinding(.unindent, "take indentation away", .all, [.special(.backTab)]),
    KeyBinding(
      .up, "go to the line above, or to the input before", .all, [.special(.up)], [.control("P")]),
    KeyBinding(
      .down, "go to the line below, or to the next input", .all,
      [.special(.down)], [.control("N")]),
    KeyBinding(
      .recall(isOlder: true), "find an earlier input that starts as this one", .all,
      [.special(.pageUp)], [.alt("p")]),
    KeyBinding(
      .recall(isOlder: false), "find a later one", .all, [.special(.pageDown)], [.alt("n")]),
    KeyBinding(
      .search, "search the inputs as you type; again for an older or a newer one", .all,
      [.control("R")], [.control("S")]),
    KeyBinding(
      .move(.previousCharacter), "go a character back", .all, [.special(.left)]),
    KeyBinding(.move(.nextCharacter), "go a character on", .all, [.special(.right)]),
    KeyBinding(.move(.previousCharacter), "", .emacs, [.control("B")]),
    KeyBinding(.move(.nextCharacter), "", .emacs, [.control("F")]),
    KeyBinding(
      .move(.previousWord), "go a word back", .all,
      [.special(.left, .control)], [.special(.left, .alt)], [.alt("b")]),
    KeyBinding(
      .move(.nextWord), "go a word on", .all,
      [.special(.right, .control)], [.special(.right, .alt)], [.alt("f")]),
    KeyBinding(.move(.lineStart), "go to the line's start", .all, [.special(.home)]),
    KeyBinding(.move(.lineEnd), "go to the line's end", .all, [.special(.end)]),
    KeyBinding(.move(.lineStart), "", .emacs, [.control("A")]),
    KeyBinding(.move(.lineEnd), "", .emacs, [.control("E")]),
    KeyBinding(
      .move(.textStart), "go to the input's start", .all,
      [.special(.home, .control)], [.alt("<")]),
    KeyBinding(
      .move(.textEnd), "go to the input's end", .all, [.special(.end, .control)], [.alt(">")]),
    KeyBinding(
      .backspace, "remove the character before the cursor", .typing,
      [.backspace], [.control("H")]),
    KeyBinding(.delete(.nextCharacter), "remove the one behind it", .all, [.special(.delete)]),
    KeyBinding(
      .deleteOrLeave, "the same, or leave where nothing is typed", .all, [.control("D")]),
    KeyBinding(
      .kill(.lineEnd), "cut to the line's end", .typing, [.control("K")]),
    KeyBinding(
      .kill(.lineStart), "cut to the line's start", .typing, [.control("U")]),
    KeyBinding(
      .kill(.previousBlank), "cut back to a blank", .typing, [.control("W")]),
    KeyBinding(
      .kill(.previousWord), "cut a word before the cursor", .all,
      [.alt("\u{7F}")], [.alt("\u{8}")], [.special(.delete, .alt)]),
    KeyBinding(
      .kill(.nextWord), "cut a word behind it", .all,
      [.alt("d")], [.special(.delete, .control)]),
    KeyBinding(.yank, "put in what was cut", .typing, [.control("Y")]),
    KeyBinding(.yankOlder, "put in what was cut before that instead", .emacs, [.alt("y")]),
    KeyBinding(.transpose, "swap two characters", .emacs, [.control("T")]),
    KeyBinding(
      .undo, "undo", .typing, [.control("_")], [.control("X"), .control("U")]),
    KeyBinding(.redo, "redo what was undone", .typing, [.alt("_")]),
    KeyBinding(
      .editOutside, "edit the input in $VISUAL or $EDITOR", .typing,
      [.control("X"), .control("E")]),
    KeyBinding(.insertNext, "put in the next key as it is", .typing, [.control("V")]),
    KeyBinding(.clearScreen, "clear the window", .all, [.control("L")]),
  ]

  /// The actions of keys; a key that is ours in several maps does the same in all.
  static let actions: [[Key]: EditAction] = Dictionary(
    all.flatMap { binding in binding.keys.map { ($0, binding.action) } },
    uniquingKeysWith: { first, _ in first })

  /// The keys that begin a pair.
  static let prefixes = Set(all.flatMap { $0.keys.filter { $0.count > 1 }.compactMap(\.first) })

  /// The characters that libedit hands over in a map.
  static func characters(in map: Maps) -> String.UnicodeScalarView {
    var characters = String.UnicodeScalarView()
    for binding in all where !binding.maps.isDisjoint(with: map) {
      for case .scalar(let scalar) in binding.keys.compactMap(\.first) {
        characters.append(scalar)
      }
    }
    return characters
  }
}

/// A line of the list of keys.
public struct KeyHelp: Sendable, Hashable {
  /// The keys: `Ctrl-A`, `Home`, `Ctrl-X Ctrl-E`.
  public let keys: [String]
  /// What they do, in a few words without a full stop.
  public let summary: String

  /// What the editor's keys do, where they are emacs's.
  public static let all: [KeyHelp] =
    KeyBinding.all.filter { !$0.summary.isEmpty }.map { binding in
      let others = KeyBinding.all.filter {
        $0.summary.isEmpty && $0.action == binding.action && $0.maps.contains(.emacs)
      }
      let names = (binding.keys + others.flatMap(\.keys)).map {
        $0.map(\.name).joined(separator: " ")
      }
      return KeyHelp(keys: names.uniqued(), summary: binding.summary)
    } + [
      KeyHelp(keys: ["Ctrl-C"], summary: "drop the input"),
      KeyHelp(keys: ["Ctrl-Z"], summary: "stop the notebook until fg continues it"),
    ]
}

extension [String] {
  /// The elements, each at its first place only.
  fileprivate func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
