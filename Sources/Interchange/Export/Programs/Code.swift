/// How tightly the outermost operator of a piece of Python binds.
enum Precedence: Int, Comparable {
  case lambda, conditional, or, and, not, comparison, bitOr, bitAnd, sum, product, unary, power
  /// A call, a subscript, a name or a literal.
  case primary

  static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter one.
  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }
}

/// A Python expression.
struct Code {
  let text: String
  let precedence: Precedence

  init(_ text: String, _ precedence: Precedence = .primary) {
    self.text = text
    self.precedence = precedence
  }

  /// The text, in brackets where it binds less tightly than is needed.
  func text(atLeast precedence: Precedence) -> String {
    self.precedence < precedence ? "(\(text))" : text
  }
}

extension String {
  /// The text with spaces in front of each line that has any text.
  func indented(by levels: Int = 1) -> String {
    isEmpty ? "" : String(repeating: "    ", count: levels) + self
  }
}

extension [String] {
  /// The lines, each a level further to the right.
  var indented: [String] { map { $0.indented() } }
}
