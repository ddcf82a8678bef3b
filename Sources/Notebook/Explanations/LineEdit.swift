/// A line of source as it should read, found by changing its text; what cannot be changed safely is
/// nil.
struct LineEdit {
  let text: String

  /// The line with what a function is called with in place of the call: `float(x)` becomes `x`.
  func withoutCall(of name: String) -> String? {
    guard let call = onlyCall(of: name) else { return nil }
    let before = String(text[..<call.start])
    let after = String(text[call.end...])
    return before + LineEdit.operand(String(text[call.argument]), between: before, after) + after
  }

  /// The line with another function called: `np.sin(x)` becomes `sin(x)`.
  func calling(
    _ other: String, insteadOf name: String, with argument: String? = nil
  ) -> String? {
    guard let call = onlyCall(of: name) else { return nil }
    return String(text[..<call.start]) + other + "("
      + (argument ?? String(text[call.argument])) + ")" + String(text[call.end...])
  }

  /// What the only call of a function is given.
  func argument(of name: String) -> String? {
    onlyCall(of: name).map { String(text[$0.argument]) }
  }

  /// Where a part stands that the line has once.
  func only(_ part: String) -> Range<String.Index>? {
    guard count(of: part) == 1, let start = position(of: part) else { return nil }
    return start..<text.index(start, offsetBy: part.count)
  }

  /// The line with a step's value, but the derivative of its argument: `floor(x)` becomes
  /// `x + stop_gradient(floor(x) - x)`.
  func passingStraight(through name: String) -> String? {
    guard let call = onlyCall(of: name) else { return nil }
    let before = String(text[..<call.start])
    let after = String(text[call.end...])
    let argument = LineEdit.factor(String(text[call.argument]))
    let step = String(text[call.start..<call.end])
    let sum = "\(argument) + stop_gradient(\(step) - \(argument))"
    return before + LineEdit.operand(sum, between: before, after) + after
  }

  /// What an assignment binds to a name: `x + 1` of `x = x + 1`, and of `x += 1`.
  func assigned(to name: String) -> (operator: Character?, value: String)? {
    guard text.hasPrefix(name) else { return nil }
    var rest = text.dropFirst(name.count).drop { $0 == " " }
    var symbol: Character?
    if let first = rest.first, "+-*/".contains(first) {
      symbol = first
      rest = rest.dropFirst()
    }
    guard rest.first == "=", rest.dropFirst().first != "=" else { return nil }
    let value = rest.dropFirst().drop { $0 == " " }
    // A comment or a further statement would be taken for a part of the value.
    guard !value.isEmpty, !value.contains("#"), !value.contains(";") else { return nil }
    return (symbol, String(value))
  }

  /// Whether the line is `y = y`.
  var bindsANameToItself: Bool {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    return sides.count == 2 && sides[0].filter { $0 != " " } == sides[1].filter { $0 != " " }
  }

  /// The Variable and the value of `v.assign(x)`, where the line is nothing else.
  func assignment(through method: String) -> (variable: String, value: String)? {
    let call = ".\(method)("
    var line = text[...]
    while let last = line.last, last == ";" || last == " " { line.removeLast() }
    guard count(of: call) == 1, let start = position(of: call), line.last == ")" else { return nil }
    let variable = String(line[..<start])
    let value = String(line[line.index(start, offsetBy: call.count)...].dropLast())
    let isName = variable.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isName && !variable.isEmpty && !value.isEmpty ? (variable, value) : nil
  }

  private struct Call {
    let start: String.Index
    let argument: Range<String.Index>
    let end: String.Index
  }

  /// The only call of a function in the line, if its brackets are plain.
  private func onlyCall(of name: String) -> Call? {
    guard count(of: name + "(") == 1, !text.contains("'"), !text.contains("\""),
      let start = position(of: name + "(")
    else { return nil }
    if start > text.startIndex {
      let before = text[text.index(before: start)]
      guard !before.isLetter, !before.isNumber, before != "_", before != "." else { return nil }
    }
    let first = text.index(start, offsetBy: name.count + 1)
    var depth = 1
    var index = first
    while index < text.endIndex {
      if "([{".contains(text[index]) { depth += 1 }
      if ")]}".contains(text[index]) { depth -= 1 }
      if depth == 0 {
        return Call(start: start, argument: first..<index, end: text.index(after: index))
      }
      index = text.index(after: index)
    }
    return nil
  }

  private func count(of part: String) -> Int {
    var count = 0
    var rest = text[...]
    while let start = LineEdit.position(of: part, in: rest) {
      count += 1
      rest = rest[rest.index(start, offsetBy: part.count)...]
    }
    return count
  }

  private func position(of part: String) -> String.Index? {
    LineEdit.position(of: part, in: text[...])
  }

  private static func position(of part: String, in text: Substring) -> String.Index? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(part) { return start }
      start = text.index(after: start)
    }
    return nil
  }

  /// An expression that stands where a call stood, in brackets where it needs them.
  private static func operand(_ text: String, between before: String, _ after: String) -> String {
    let left = before.last { $0 != " " }
    let right = after.first { $0 != " " }
    let isAlone =
      (left.map { "=(,[".contains($0) } ?? true) && (right.map { "),]#;".contains($0) } ?? true)
    return isAlone ? text : factor(text)
  }

  /// An expression in brackets, unless it is a name or a number.
  static func factor(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return isPlain ? text : "(\(text))"
  }
}
