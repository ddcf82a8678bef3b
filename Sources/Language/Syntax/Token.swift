/// One token: what it is and which bytes of the entry's text it covers.
///
/// Values (a number's magnitude, a string's text) are read from the bytes when the parser needs
/// them, so that a token stays ten bytes and a million of them are cheap.
struct Token: Sendable, Hashable {
  let kind: Kind
  private let startOffset: Int32
  private let endOffset: Int32

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    startOffset = Int32(truncatingIfNeeded: start)
    endOffset = Int32(truncatingIfNeeded: end)
  }

  /// The offset of the first byte.
  var start: Int { Int(startOffset) }
  /// The offset after the last byte.
  var end: Int { Int(endOffset) }
  var range: SourceRange { SourceRange(start, end) }

  enum Kind: Sendable, Hashable {
    case name, integer, float, string, formatted
    /// One of the prime characters after a function: `f′`.
    case prime
    case keyword(Keyword)
    case symbol(Symbol)
    case newline, indent, dedent, end
    /// Text that is no token; the lexer keeps the error, and it is thrown when the parser meets it.
    /// A command whose argument is plain text never does.
    case invalid
  }

  /// Operators, brackets and other punctuation.
  enum Symbol: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case star = "*"
    case doubleStar = "**"
    case slash = "/"
    case doubleSlash = "//"
    case percent = "%"
    case at = "@"
    case ampersand = "&"
    case bar = "|"
    case caret = "^"
    case tilde = "~"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case less = "<"
    case greater = ">"
    case lessEqual = "<="
    case greaterEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case comma = ","
    case colon = ":"
    case dot = "."
    case semicolon = ";"
    case assign = "="
    case arrow = "->"
    case walrus = ":="
    case ellipsis = "..."
    case question = "?"
    case plusAssign = "+="
    case minusAssign = "-="
    case starAssign = "*="
    case slashAssign = "/="
    case doubleSlashAssign = "//="
    case percentAssign = "%="
    case doubleStarAssign = "**="
    case atAssign = "@="
    case caretAssign = "^="
    case ampersandAssign = "&="
    case barAssign = "|="
    case shiftLeftAssign = "<<="
    case shiftRightAssign = ">>="
  }
}

extension Token.Symbol {
  /// Each symbol under its bytes, packed by `pack`.
  static let byBytes = Dictionary(
    uniqueKeysWithValues: allCases.map { (pack($0.rawValue.utf8), $0) })

  /// Up to three bytes in one number, the first lowest.
  static func pack(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var packed: UInt32 = 0
    var shift: UInt32 = 0
    for byte in bytes {
      packed |= UInt32(byte) << shift
      shift += 8
    }
    return packed
  }

  /// The operator of an augmented assignment, or nil.
  var augmented: BinaryOperator? {
    switch self {
    case .caretAssign: .power
    case .lessEqual, .greaterEqual, .equal, .notEqual, .walrus: nil
    default:
      rawValue.last == "=" ? BinaryOperator(rawValue: String(rawValue.dropLast())) : nil
    }
  }
}
