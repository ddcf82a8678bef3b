import Plotting

/// Reads the mathematics of prose: the part of TeX that short formulas use.
///
///     formula  = { atom [ '^' atom ] [ '_' atom ] }
///     atom     = character | '{' formula '}' | '\frac' atom atom | '\sqrt' atom
///              | '\left' mark formula '\right' mark | '\text' '{' … '}' | '\' word
///
/// A word that is not known shows the whole formula as it is typed.
struct TeXReader {
  private var rest: Substring
  private var depth = 0

  /// How deep groups may stand in each other.
  private static let depthLimit = 30

  private init(_ text: String) { rest = text[...] }

  /// Why a text is none that is understood.
  private struct Failure: Error {}

  /// The element of a formula.
  ///
  /// - Complexity: O(length of the text).
  static func math(of text: String, isBlock: Bool) -> String {
    var reader = TeXReader(text)
    do throws(Failure) {
      let math = try reader.row(until: nil)
      return math.element(isBlock ? .block : .inline, text: text)
    } catch {
      let mark = isBlock ? "$$" : "$"
      return "<code>\((mark + text + mark).xmlEscaped)</code>"
    }
  }

  /// Pieces up to a closing mark, which is passed over, or to the end.
  private mutating func row(until close: String?) throws(Failure) -> MathML {
    depth += 1
    guard depth <= TeXReader.depthLimit else { throw Failure() }
    defer { depth -= 1 }
    var pieces: [MathML] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if let close, rest.hasPrefix(close), close == "}" || !rest.hasPrefix("\\rightarrow") {
        rest = rest.dropFirst(close.count)
        return .row(pieces)
      }
      guard !rest.isEmpty else {
        if close == nil { return .row(pieces) }
        throw Failure()
      }
      let base = try atom()
      pieces.append(try scripted(base))
    }
  }

  /// A piece with what is raised and lowered behind it.
  private mutating func scripted(_ base: MathML) throws(Failure) -> MathML {
    var above: MathML?
    var below: MathML?
    var primes = ""
    while let mark = rest.first {
      switch mark {
      case "^" where above == nil:
        rest = rest.dropFirst()
        above = try atom()
      case "_" where below == nil:
        rest = rest.dropFirst()
        below = try atom()
      case "'":
        rest = rest.dropFirst()
        primes += "′"
      case "^", "_": throw Failure()
      default:
        return TeXReader.scripted(base, below, above, primes)
      }
    }
    return TeXReader.scripted(base, below, above, primes)
  }

  private static func scripted(
    _ base: MathML, _ below: MathML?, _ above: MathML?, _ primes: String
  ) -> MathML {
    let raised = (primes.isEmpty ? [] : [MathML.symbol(primes)]) + (above.map { [$0] } ?? [])
    switch (below, raised.isEmpty) {
    case (nil, true): return base
    case (let below?, true): return MathML("<msub>\(base.xml)\(below.xml)</msub>")
    case (nil, false): return MathML("<msup>\(base.xml)\(MathML.row(raised).xml)</msup>")
    case (let below?, false):
      return MathML("<msubsup>\(base.xml)\(below.xml)\(MathML.row(raised).xml)</msubsup>")
    }
  }

  private mutating func atom() throws(Failure) -> MathML {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.first else { throw Failure() }
    switch first {
    case "{":
      rest = rest.dropFirst()
      return try row(until: "}")
    case "}", "^", "_", "&", "#", "~": throw Failure()
    case "\\": return try command()
    case let digit where digit.isNumber:
      let number = rest.prefix { $0.isNumber || $0 == "." }
      // A point at the end ends the sentence.
      let text = number.last == "." ? number.dropLast() : number
      rest = rest[text.endIndex...]
      return .number(String(text))
    case let letter where letter.isLetter:
      rest = rest.dropFirst()
      return .identifier(String(letter))
    default:
      rest = rest.dropFirst()
      return .symbol(first == "-" ? "−" : first == "*" ? "∗" : String(first))
    }
  }

  private mutating func command() throws(Failure) -> MathML {
    rest = rest.dropFirst()
    let letters = rest.prefix { $0.isLetter && $0.isASCII }
    guard !letters.isEmpty else {
      guard let mark = rest.first else { throw Failure() }
      rest = rest.dropFirst()
      switch mark {
      case ",", ":", ";", " ", "!": return MathML("<mspace width=\"0.2em\"/>")
      case "{", "}", "|", "%", "$", "#", "&", "_": return .symbol(mark == "|" ? "‖" : String(mark))
      default: throw Failure()
      }
    }
    rest = rest[letters.endIndex...]
    let word = String(letters)
    if let symbol = TeXSymbols.identifiers[word] { return .identifier(symbol) }
    if let symbol = TeXSymbols.operators[word] { return .symbol(symbol) }
    if TeXSymbols.functions.contains(word) { return .identifier(word) }
    switch word {
    case "frac", "dfrac", "tfrac":
      let numerator = try atom()
      return .fraction(numerator, try atom())
    case "sqrt": return .root(try atom())
    case "quad", "qquad": return MathML("<mspace width=\"\(word == "quad" ? 1 : 2)em\"/>")
    case "left":
      let open = try fence()
      let content = try row(until: "\\right")
      return .bracketed(content, open, try fence())
    case "text", "mathrm", "operatorname", "mathbf", "mathit": return try words(word)
    case "hat", "bar", "tilde", "vec", "dot":
      let marks = ["hat": "^", "bar": "¯", "tilde": "~", "vec": "→", "dot": "˙"]
      let base = try atom()
      return MathML("<mover accent=\"true\">\(base.xml)<mo>\(marks[word] ?? "")</mo></mover>")
    default: throw Failure()
    }
  }

  /// The mark behind `\left` or `\right`; a point stands for none.
  private mutating func fence() throws(Failure) -> String {
    rest = rest.drop(while: \.isWhitespace)
    if rest.first == "\\" { rest = rest.dropFirst() }
    guard let mark = rest.first, "()[]{}|.".contains(mark) else { throw Failure() }
    rest = rest.dropFirst()
    return mark == "." ? "" : String(mark)
  }

  /// Words in braces.
  private mutating func words(_ command: String) throws(Failure) -> MathML {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { throw Failure() }
    let text = String(rest[rest.index(after: rest.startIndex)..<end])
    guard !text.contains("\\"), !text.contains("{") else { throw Failure() }
    rest = rest[rest.index(after: end)...]
    switch command {
    case "text": return .text(text)
    case "mathbf": return MathML("<mi style=\"font-weight: bold\">\(text.xmlEscaped)</mi>")
    default: return MathML("<mi mathvariant=\"normal\">\(text.xmlEscaped)</mi>")
    }
  }
}
