import Tensors

/// The rewrite of a `where` that guards a value but not its derivative: the operand is made safe
/// inside the branch as well.
///
///     safe = where(x > 0, x, 1)
///     where(x > 0, log(safe), 0)
struct DoubleWhere {
  /// What is wrong.
  struct Guards {
    /// The `where`.
    let position: Int
    /// The operand of it that holds the trouble: 1 or 2.
    let branch: Int
    /// The value in which the derivative is infinite.
    let singular: Int
    /// Whether the trouble is at 1, so that 1 is no safe value.
    let isEdgeOfDomain: Bool
  }

  private let tape: Tape
  private let names: SessionNames
  private let guards: Guards

  init(_ tape: Tape, _ names: SessionNames, guards: Guards) {
    self.tape = tape
    self.names = names
    self.guards = guards
  }

  /// The lines, in the names of the session.
  func rewrite() throws(AutodiffError) -> BadValue.Rewrite {
    let operands = tape.operands(of: tape.entries[guards.position]).map(Int.init)
    let safe = newName("safe")
    let fill = guards.isEdgeOfDomain ? "0." : "1."
    var lines: [String] = []
    func text(_ position: Int, _ names: [Identity: String]) throws(AutodiffError) -> String {
      var program = ProgramText(
        tape: tape, names: names, temporaries: .numbered("t", except: self.names.taken),
        literalDType: self.names.literalDType)
      let value = tape.value(at: position)
      let parts = try program.lines(of: value)
      lines += parts.dropLast()
      return parts[parts.count - 1]
    }
    let known = names.bound.merging(numbers) { name, _ in name }
    let condition = try text(operands[0], known)
    let singular = try text(guards.singular, known)
    let isTaken = guards.branch == 1
    lines.append(
      "\(safe) = "
        + (isTaken
          ? "where(\(condition), \(singular), \(fill))"
          : "where(\(condition), \(fill), \(singular))"))
    // What is computed from the value is written out, so that it can be computed from the safe one.
    var inside = known
    for position in tape.between(guards.singular, [guards.position]) {
      inside[tape.value(at: position).identity] = nil
    }
    inside[tape.value(at: guards.singular).identity] = safe
    let branch = try text(operands[guards.branch], inside)
    let other = try text(operands[3 - guards.branch], known)
    lines.append(
      isTaken
        ? "where(\(condition), \(branch), \(other))" : "where(\(condition), \(other), \(branch))")
    return BadValue.Rewrite(position: guards.position, lines: lines)
  }

  /// The numbers that were typed, as short as they can be: beside a tensor they take its type.
  private var numbers: [Identity: String] {
    var texts: [Identity: String] = [:]
    for position in 0..<guards.position {
      let entry = tape.operation(at: position)
      guard entry.role == .constant, entry.value.isScalar, entry.identity != .anonymous else {
        continue
      }
      let text = entry.value.text()
      texts[entry.identity] = text.hasSuffix(".0") ? String(text.dropLast()) : text
    }
    return texts
  }

  private func newName(_ wish: String) -> String {
    var name = wish
    var number = 2
    while names.taken.contains(name) {
      name = "\(wish)_\(number)"
      number += 1
    }
    return name
  }
}
