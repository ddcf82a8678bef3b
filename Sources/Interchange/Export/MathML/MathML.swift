import Plotting

/// A piece of MathML Core (https://www.w3.org/TR/mathml-core/).
struct MathML {
  /// The elements.
  let xml: String
  /// How tightly the outermost operator binds.
  let strength: Strength

  /// How tightly operators bind, loosest first.
  enum Strength: Int, Comparable {
    case condition, comparison, sum, product, sign, power, atom

    static func < (first: Strength, second: Strength) -> Bool { first.rawValue < second.rawValue }
  }

  init(_ xml: String, _ strength: Strength = .atom) {
    self.xml = xml
    self.strength = strength
  }

  static func identifier(_ name: String) -> MathML { MathML("<mi>\(name.xmlEscaped)</mi>") }
  static func number(_ text: String) -> MathML { MathML("<mn>\(text.xmlEscaped)</mn>") }
  static func text(_ text: String) -> MathML { MathML("<mtext>\(text.xmlEscaped)</mtext>") }

  /// An operator between its operands, or in front of one.
  static func symbol(_ symbol: String) -> MathML { MathML("<mo>\(symbol.xmlEscaped)</mo>") }

  /// Pieces beside each other.
  static func row(_ pieces: [MathML], _ strength: Strength = .atom) -> MathML {
    if pieces.count == 1, let only = pieces.first { return MathML(only.xml, strength) }
    return MathML("<mrow>\(pieces.map(\.xml).joined())</mrow>", strength)
  }

  static func fraction(_ numerator: MathML, _ denominator: MathML) -> MathML {
    MathML("<mfrac>\(numerator.xml)\(denominator.xml)</mfrac>", .product)
  }

  static func root(_ radicand: MathML) -> MathML { MathML("<msqrt>\(radicand.xml)</msqrt>") }

  static func power(_ base: MathML, _ exponent: MathML) -> MathML {
    MathML("<msup>\(base.bracketed(below: .atom).xml)\(exponent.xml)</msup>", .power)
  }

  static func index(_ base: MathML, _ index: MathML) -> MathML {
    MathML("<msub>\(base.bracketed(below: .atom).xml)\(index.xml)</msub>")
  }

  /// The piece between brackets of its height.
  static func bracketed(_ piece: MathML, _ open: String = "(", _ close: String = ")") -> MathML {
    MathML("<mrow><mo>\(open)</mo>\(piece.xml)<mo>\(close)</mo></mrow>")
  }

  /// The piece, between brackets if it binds less tightly than is needed.
  func bracketed(below strength: Strength) -> MathML {
    self.strength < strength ? .bracketed(self) : self
  }

  /// Pieces with commas between.
  static func list(_ pieces: [MathML]) -> MathML {
    if pieces.count == 1, let only = pieces.first { return MathML(only.xml) }
    let separator = MathML.symbol(",").xml
    return MathML("<mrow>\(pieces.map(\.xml).joined(separator: separator))</mrow>")
  }

  /// A function of something.
  static func application(_ function: MathML, _ arguments: [MathML]) -> MathML {
    MathML("<mrow>\(function.xml)<mo>&#x2061;</mo>\(bracketed(list(arguments)).xml)</mrow>")
  }

  /// How large a formula is set.
  enum Style {
    /// Within a line of prose.
    case inline
    /// In a line of its own, in full size.
    case line
    /// In the middle of a line of its own.
    case block
  }

  /// The element `math`, with the text that it stands for.
  func element(_ style: Style, text: String) -> String {
    let display =
      switch style {
      case .inline: ""
      case .line: " displaystyle=\"true\""
      case .block: " display=\"block\""
      }
    return "<math\(display) alttext=\"\(text.xmlEscaped)\">\(xml)</math>"
  }
}
