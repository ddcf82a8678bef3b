import Language

/// A line of an explanation that says what is equal: `∂y/∂x = 2*x = 6.0`.
///
///     line     = blanks [ words ':' ] side { '=' side } [ remark ]
///     side     = an expression, in which '∂a/∂b' is a name and '·' a product
///     remark   = three blanks and more, or ', from above'
struct FormulaLine {
  /// What stands before the formula, with its indentation.
  let lead: String
  /// The formula.
  let math: String
  /// What stands behind it.
  let remark: String

  /// The commands whose text holds formulas.
  static let commands: Set<String> = ["derivative", "explain", "trace"]

  /// The longest formula that is set; a longer one is read better in lines.
  private static let limit = 400

  /// The formula in a line; nil where it holds none.
  init?(_ line: String) {
    let indentation = line.prefix { $0 == " " }
    var rest = line.dropFirst(indentation.count)
    var remark = ""
    for mark in ["   ", ", from above"] {
      guard let found = rest.firstRange(of: mark) else { continue }
      remark = rest[found.lowerBound...] + remark
      rest = rest[..<found.lowerBound]
    }
    var lead = String(indentation)
    if let colon = rest.firstRange(of: ": ") {
      lead += rest[..<colon.upperBound]
      rest = rest[colon.upperBound...]
    }
    let sides = rest.split(separator: " = ", omittingEmptySubsequences: false)
    guard sides.count > 1, rest.count <= FormulaLine.limit else { return nil }
    var pieces: [MathML] = []
    for side in sides {
      guard let math = FormulaLine.math(of: String(side)) else { return nil }
      if !pieces.isEmpty { pieces.append(.symbol("=")) }
      pieces.append(math)
    }
    self.lead = lead
    self.remark = remark
    math = MathML.row(pieces).element(.line, text: String(rest))
  }

  /// One side of an equation; nil where it is no expression.
  private static func math(of side: String) -> MathML? {
    var names: [String: MathML] = [:]
    let text = PartialDerivatives.replaced(in: side) { derivative in
      // A name that no session has: it holds a letter for private use of a script.
      let name = "ℸ\(names.count)"
      names[name] = derivative
      return name
    }
    let source = EntrySource(
      file: nil, text: text.map { $0 == "·" ? "*" : String($0) }.joined(), firstLine: 1)
    let parser = Parser(commands: [], isBound: { _ in true })
    guard let expression = try? parser.parseExpression(source) else { return nil }
    return ExpressionMath(source, names: names).math(of: expression)
  }
}

/// Derivatives as explanations write them: `∂z/∂x`, `∂f(x, y)/∂x`, `∂²f/∂x²`, `∂y/∂x[0, 1]`.
private enum PartialDerivatives {
  /// The text with something else in the place of each derivative.
  static func replaced(in text: String, _ replacement: (MathML) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "∂") {
      result += rest[..<start]
      guard let (math, end) = derivative(rest[start...]) else { return result + rest[start...] }
      result += replacement(math)
      rest = rest[end...]
    }
    return result + rest
  }

  private static func derivative(_ text: Substring) -> (MathML, Substring.Index)? {
    var rest = text.dropFirst()
    let order = raised(&rest)
    guard let target = quantity(&rest), rest.hasPrefix("/∂") else { return nil }
    rest = rest.dropFirst(2)
    guard let source = quantity(&rest) else { return nil }
    guard raised(&rest) == order else { return nil }
    let sign = MathML.symbol("∂")
    let power = order.map { MathML.number($0) }
    let above = power.map { MathML.power(sign, $0) } ?? sign
    let below = power.map { MathML.power(source, $0) } ?? source
    return (.fraction(.row([above, target]), .row([sign, below])), rest.startIndex)
  }

  /// Digits that are raised, as plain ones; nil where none stand here.
  private static func raised(_ rest: inout Substring) -> String? {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    var text = ""
    while let digit = rest.first, let value = digits.firstIndex(of: digit) {
      text += "\(value)"
      rest = rest.dropFirst()
    }
    return text.isEmpty ? nil : text
  }

  /// A name, with what stands in brackets behind it.
  private static func quantity(_ rest: inout Substring) -> MathML? {
    let name = rest.prefix { $0.isLetter || $0 == "_" || ($0.isNumber && $0.isASCII) }
    guard !name.isEmpty else { return nil }
    rest = rest[name.endIndex...]
    let base = MathML.identifier(String(name))
    guard let open = rest.first, open == "(" || open == "[" else { return base }
    let close: Character = open == "(" ? ")" : "]"
    guard let end = rest.firstIndex(of: close) else { return base }
    let items = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",").map { item in
      let text = item.trimmed
      return text.allSatisfy(\.isNumber) ? MathML.number(text) : MathML.identifier(text)
    }
    rest = rest[rest.index(after: end)...]
    return open == "(" ? .application(base, items) : .index(base, .list(items))
  }
}
