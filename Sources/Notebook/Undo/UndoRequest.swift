import Language

/// An entry that is `undo` or `redo` and nothing else.
struct UndoRequest {
  /// Which way to go.
  enum Direction: String {
    case undo, redo
  }

  let direction: Direction
  /// How many steps.
  let count: Int

  /// The request that an entry is; nil where it is none.
  ///
  /// - Throws: a `ValueError` where the number of steps is none.
  init?(_ entry: Entry) throws(Diagnostic) {
    guard entry.statements.count == 1, case .command(let command, _) = entry.statements[0].kind,
      let direction = Direction(rawValue: command.name)
    else { return nil }
    self.direction = direction
    guard let argument = command.arguments.first else {
      count = 1
      return
    }
    guard case .word(let word) = argument.kind, let count = Int(word), count > 0 else {
      throw Diagnostic(
        type: ExceptionType.valueError.rawValue,
        message: "\(direction.rawValue) takes a number of entries from 1, not '\(argument.text)'",
        hint: "\(direction.rawValue) 2", range: argument.range, source: entry.source)
    }
    self.count = count
  }

  /// The failure where fewer steps can be taken.
  func shortage(_ available: Int, wasReclaimed: Bool, _ source: EntrySource) -> Diagnostic {
    let verb = direction.rawValue
    let amount = available == 1 ? "only one entry" : "only \(available) entries"
    return Diagnostic(
      type: ExceptionType.valueError.rawValue,
      message: available == 0 ? "there is nothing to \(verb)" : "\(amount) can be \(verb)ne",
      hint: wasReclaimed && direction == .undo
        ? "older ones were dropped because memory was short"
        : available > 1 ? "\(verb) \(available)" : nil,
      range: SourceRange(0, source.text.utf8.count), source: source)
  }

  /// What is shown of the steps that were taken, in their order.
  func text(of steps: [UndoStep]) -> String {
    guard steps.count <= 5 else { return "\(direction.rawValue)ne: \(steps.count) entries" }
    return steps.map { "\(direction.rawValue)ne: \($0.title)" }.joined(separator: "\n")
  }
}
