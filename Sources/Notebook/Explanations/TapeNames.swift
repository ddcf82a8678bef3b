import Autodiff

/// What explanations call the positions of a tape: each by a name of its own.
///
/// A value is called as the user called it when it was recorded, or as it is called now; of values
/// that had the same name the last keeps it, and earlier ones get a subscript: `q₁`. What never had
/// a name is `v7` by its position.
struct TapeNames {
  private let names: [String]

  /// The names of a tape's positions.
  ///
  /// - Complexity: O(entries of the tape + names of the session).
  init(_ tape: Tape, _ session: SessionNames) {
    var wishes: [String?] = []
    for position in 0..<tape.count {
      let entry = tape.operation(at: position)
      if entry.role == .read, let variable = entry.operands.first {
        wishes.append(wishes[variable])
      } else {
        wishes.append(session.name(of: entry))
      }
    }
    var last: [String: Int] = [:]
    for (position, wish) in wishes.enumerated() {
      if let wish { last[wish] = position }
    }
    var counts: [String: Int] = [:]
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
