import Autodiff

/// What explanations call the positions of a tape: each by a name of its own.
///
/// A value is called as the user called it when it was recorded, or as it is called now; of values
/// that had the same name the last keeps it, and earlier ones get a subscript: `q₁`. What never had
/// a name is `v7` by its position. A name that is bound now belongs to what it is bound to, also where
/// a function has called something else by it since. What the user just typed goes before all.
struct TapeNames {
  private let names: [String]

  /// The names of a tape's positions.
  ///
  /// - Parameter typed: the words that the user typed for some positions: `params['w']`.
  /// - Complexity: O(entries of the tape + names of the session).
  init(_ tape: Tape, _ session: SessionNames, typed: [Int: String] = [:]) {
    var wishes: [String?] = []
    var owners: [String: Int] = [:]
    for position in 0..<tape.count {
      let entry = tape.operation(at: position)
      if let name = typed[position] {
        wishes.append(name)
        continue
      }
      if entry.role == .read, let variable = entry.operands.first {
        wishes.append(wishes[variable])
      } else {
        let current = session.current(of: entry)
        if let current { owners[current] = position }
        wishes.append(current ?? entry.label)
      }
    }
    var last: [String: Int] = [:]
    for (position, wish) in wishes.enumerated() {
      if let wish { last[wish] = position }
    }
    var counts: [String: Int] = [:]
    last.merge(owners) { $1 }
    for (position, name) in typed { last[name] = position }
    names = wishes.enumerated().map { position, wish in
      let entry = tape.operation(at: position)
      guard let wish else { return entry.positionName }
      // What was read from a Variable is the Variable's value.
      if last[wish] == position || entry.role == .variable || entry.role == .read { return wish }
      counts[wish, default: 0] += 1
      return wish + TapeNames.subscripted(counts[wish] ?? 0)
    }
  }

  subscript(position: Int) -> String { names[position] }

  private static func subscripted(_ number: Int) -> String {
    String(
      String.UnicodeScalarView(
        String(number).unicodeScalars.map { digit in
          Unicode.Scalar(0x2080 + digit.value - 0x30) ?? digit
        }))
  }
}

extension Tape {
  /// The words that a user typed for values, by the positions of those; what only repeats an
  /// operation, such as `z[0]` or `z*y`, is no name.
  func typed(_ words: [(text: String, source: Source)]) -> [Int: String] {
    var typed: [Int: String] = [:]
    for (text, source) in words {
      guard let position = position(ofSource: source) else { continue }
      let entry = operation(at: position)
      // An operation without a label may be what the command's own line just computed.
      let isPath = entry.role != .operation || entry.label != nil
      let isName = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      let isPlain = !text.contains { " ()+*/@%<>=&|^~".contains($0) } && !text.hasPrefix("-")
      if isName || (isPath && isPlain) { typed[position] = text }
    }
    return typed
  }
}
