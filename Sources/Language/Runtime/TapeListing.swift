public import Autodiff
import Tensors

/// What a tape has recorded, as a table.
public struct TapeListing {
  let tape: Tape
  let title: String
  /// Names for values that were not given one when they were recorded.
  let names: [Identity: String]

  init(tape: Tape, title: String, names: [Identity: String]) {
    self.tape = tape
    self.title = title
    self.names = names
  }

  /// How many rows are shown of a long tape.
  static let rowLimit = 50

  /// The listing, without the middle of a long tape unless it is to be whole.
  ///
  /// - Complexity: O(rows shown); `poll` is called for each.
  public func text(isWhole: Bool, poll: () throws -> Void) rethrows -> String {
    let title =
      "\(title), \(state): " + (tape.count == 1 ? "1 entry" : "\(tape.count) entries")
    guard tape.count > 0 else { return title }
    var table = TextTable([
      ("position", .right), ("line", .right), ("name", .left), ("operation", .left),
      ("shape", .left), ("dtype", .left),
    ])
    let isCut = !isWhole && tape.count > TapeListing.rowLimit
    let edge = TapeListing.rowLimit / 2
    for position in 0..<(isCut ? edge : tape.count) {
      try poll()
      table.rows.append(row(position))
    }
    if isCut {
      table.rows.append(["…", "…", "…", "… \(tape.count - 2 * edge) more: tape all", "", ""])
      for position in (tape.count - edge)..<tape.count { table.rows.append(row(position)) }
    }
    return title + "\n" + table.text
  }

  private var state: String {
    let use = tape.isUsedUp ? "used up" : tape.isPersistent ? "persistent" : "single-use"
    return use + ", " + (!tape.isOpen ? "closed" : tape.isPaused ? "paused" : "open")
  }

  private func row(_ position: Int) -> [String] {
    let entry = tape.operation(at: position)
    return [
      "\(position)", entry.line.map(String.init) ?? "", entry.label ?? names[entry.identity] ?? "",
      operation(entry),
      Shape.text(entry.shape), entry.dtype.name,
    ]
  }

  /// How an entry came to the tape, in the user's names: `multiply(y, y)`, `watched`.
  public func operation(_ entry: Tape.Operation) -> String {
    let operands = entry.operands.map(name(of:))
    switch entry.role {
    case .operation:
      return "\(entry.primitive ?? "")(\(operands.joined(separator: ", ")))"
    case .read: return "read of \(operands.joined())"
    case .watched: return tape.watches(entry.identity) ? "watched" : "watched before"
    case .variable: return tape.watches(entry.identity) ? "variable" : "variable, unwatched"
    case .constant: return entry.shape.isEmpty ? "constant \(entry.value.text())" : "constant"
    }
  }

  /// An entry's name in the user's words, or by its position.
  public func name(of position: Int) -> String {
    let entry = tape.operation(at: position)
    return entry.label ?? names[entry.identity] ?? entry.positionName
  }
}
