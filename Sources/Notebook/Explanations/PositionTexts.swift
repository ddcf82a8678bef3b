import Autodiff
import Tensors

/// What stands at a tape's positions, in the user's words.
struct PositionTexts {
  let tape: Tape
  let session: SessionNames
  private let names: TapeNames

  /// An expression that is longer is told by the names of its parts.
  private static let longest = 48

  init(_ tape: Tape, _ session: SessionNames) {
    self.tape = tape
    self.session = session
    names = TapeNames(tape, session)
  }

  /// What a value is called: by its name, as a number, or by the expression that made it.
  func name(_ position: Int) throws(AutodiffError) -> String {
    let entry = tape.operation(at: position)
    if session.name(of: entry) != nil || entry.role != .operation {
      return entry.role == .constant && entry.value.isScalar && session.name(of: entry) == nil
        ? number(entry.value) : names[position]
    }
    return try expression(position)
  }

  /// The expression of an operation: down to values with names, unless it gets long.
  func expression(_ position: Int) throws(AutodiffError) -> String {
    if let input = tape.softmaxInput(at: position) { return "softmax(\(try name(input)))" }
    if tape.operation(at: position).custom != nil { return try call(position) }
    let whole = try tape.wholeExpression(at: position) { other throws(AutodiffError) in
      let entry = tape.operation(at: other)
      if session.name(of: entry) != nil { return names[other] }
      switch entry.role {
      case .operation:
        if entry.custom != nil { return try call(other) }
        guard let input = tape.softmaxInput(at: other) else { return nil }
        return "softmax(\(try name(input)))"
      case .constant: return entry.value.isScalar ? number(entry.value) : nil
      case .watched, .variable, .read: return names[other]
      }
    }
    if let whole, whole.count <= PositionTexts.longest { return whole }
    return try tape.wholeExpression(at: position) { short($0) } ?? names[position]
  }

  /// A call of a function with a derivative of its own.
  private func call(_ position: Int) throws(AutodiffError) -> String {
    try tape.expression(at: position) { short($0) }
  }

  /// A name in one word.
  private func short(_ position: Int) -> String {
    let entry = tape.operation(at: position)
    guard entry.role == .constant, entry.value.isScalar, session.name(of: entry) == nil else {
      return names[position]
    }
    return number(entry.value)
  }

  /// A number that was typed, without a needless point.
  private func number(_ value: Tensor) -> String {
    let text = NumberText.text(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// An operation as it is told: `h = relu(x), line 3`.
  func operation(_ position: Int) throws(AutodiffError) -> String {
    let entry = tape.operation(at: position)
    guard entry.role == .operation else { return names[position] }
    let start = session.name(of: entry) == nil ? "" : names[position] + " = "
    return start + (try expression(position)) + (entry.line.map { ", line \($0)" } ?? "")
  }

  /// The first bad value of several, with what it was computed from: `log(x) is nan at x = -3.0,
  /// line 3`.
  func text(of point: BadValue.Point) throws(AutodiffError) -> String {
    let entry = tape.operation(at: point.position)
    guard entry.role == .operation else {
      return "\(try name(point.position)) was given with \(NumberText.text(point.value))"
    }
    return "\(try expression(point.position)) is \(NumberText.text(point.value))"
      + (try inputs(of: point)) + (entry.line.map { ", line \($0)" } ?? "")
  }

  /// What an operation was applied to: ` at x = 0.0`.
  func inputs(of point: BadValue.Point) throws(AutodiffError) -> String {
    var parts: [String] = []
    for (position, value) in point.operands {
      let name = try name(position)
      let number = NumberText.text(value)
      guard Double(name) == nil, !parts.contains("\(name) = \(number)") else { continue }
      parts.append("\(name) = \(number)")
    }
    return parts.isEmpty ? "" : (point.isElement ? " at " : " of ") + parts.joined(separator: ", ")
  }

  /// A text that can stand for an operand in a formula: in brackets, unless it is a name, a number,
  /// a call or an element.
  static func atom(_ text: String) -> String {
    if Double(text) != nil, !text.hasPrefix("-") { return text }
    var depth = 0
    for character in text.unicodeScalars {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default:
        if depth == 0, character != ".", !character.properties.isXIDContinue { return "(\(text))" }
      }
    }
    return text
  }

  /// An element of a value: `x[0, 1]`, or `x` where it is a scalar.
  static func element(_ name: String, _ index: Int, _ shape: [Int]) -> String {
    guard !shape.isEmpty else { return name }
    var indices: [Int] = []
    var rest = index
    for extent in shape.reversed() {
      indices.append(rest % max(extent, 1))
      rest /= max(extent, 1)
    }
    return "\(name)[\(indices.reversed().map(String.init).joined(separator: ", "))]"
  }
}
