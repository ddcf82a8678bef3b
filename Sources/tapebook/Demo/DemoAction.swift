import LineEditing

/// What a key does during a demonstration.
enum DemoAction: CaseIterable {
  case next, entry, back, step, rest, skip, prompt, notes, keys, quit

  /// The keys, by the names that people call them.
  var keys: String {
    switch self {
    case .next: "Enter"
    case .entry: "Space"
    case .back: "b"
    case .step: "g"
    case .rest: "r"
    case .skip: "s"
    case .prompt: "!"
    case .notes: "n"
    case .keys: "?"
    case .quit: "q"
    }
  }

  /// The word of the line at the bottom.
  var word: String {
    switch self {
    case .next: "next"
    case .entry: "one entry"
    case .back: "back"
    case .step: "go to"
    case .rest: "rest"
    case .skip: "skip"
    case .prompt: "try"
    case .notes: "notes"
    case .keys: "keys"
    case .quit: "quit"
    }
  }

  /// Whether nobody finds out about the others, or out, without it.
  var isVital: Bool { self == .next || self == .keys || self == .quit }

  /// What it does.
  var summary: String {
    switch self {
    case .next: "go on to the next step or pause (also Page Down); while text is typed: all of it"
    case .entry: "go on by one entry (also the right arrow)"
    case .back: "go back by one entry (also the left arrow, Page Up, Backspace)"
    case .step: "go to a step by its number"
    case .rest: "show everything that is left, without stopping"
    case .skip: "leave the next entry out, such as one that was interrupted"
    case .prompt: "try things at a prompt, on a copy of the session; Ctrl-D comes back"
    case .notes: "show or hide the notes for the presenter"
    case .keys: "show what keys do"
    case .quit: "leave"
    }
  }

  /// What a key does; nil for nothing.
  init?(_ key: KeyStroke) {
    switch key {
    case .enter, .pageDown: self = .next
    case .right: self = .entry
    case .left, .pageUp, .backspace: self = .back
    case .character(" "): self = .entry
    case .character(let character):
      guard let action = DemoAction.allCases.first(where: { $0.keys == String(character) }) else {
        return nil
      }
      self = action
    case .escape, .up, .down, .home, .end, .other: return nil
    }
  }
}
