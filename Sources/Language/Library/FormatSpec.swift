/// Python's format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
///
/// Follows CPython 3.11, `Python/formatter_unicode.c`, with its error texts.
struct FormatSpec {
  /// Which side the padding goes to.
  enum Alignment: Unicode.Scalar {
    case left = "<"
    case right = ">"
    case center = "^"
    /// Between the sign and the digits.
    case afterSign = "="
  }

  /// What stands between groups of digits.
  enum Grouping {
    case none, comma, underscore
    /// Underscores between groups of four, in bases other than ten.
    case underscoreOfFour

    /// The separator; nil without grouping.
    var separator: Unicode.Scalar? {
      switch self {
      case .none: nil
      case .comma: ","
      case .underscore, .underscoreOfFour: "_"
      }
    }

    /// How many digits a group has.
    var size: Int { self == .underscoreOfFour ? 4 : 3 }
  }

  /// The widest text that is made.
  static let widthLimit = 1 << 24
  /// The most digits that are computed.
  static let precisionLimit = 1 << 16

  var fill: Unicode.Scalar = " "
  var alignment: Alignment
  var sign: Unicode.Scalar?
  var hasNoNegativeZero = false
  var isAlternate = false
  var width: Int?
  var grouping = Grouping.none
  var precision: Int?
  /// The presentation type as written; nil where it was left out.
  var type: Unicode.Scalar?
  /// The name of the type of what is formatted.
  let typeName: String

  /// The specification that a text spells, for an object of a type.
  ///
  /// - Throws: `ValueError` with CPython's text.
  init(_ text: String, for typeName: String) throws(EvaluationError) {
    var rest = text.unicodeScalars[...]
    let defaultAlignment = typeName == "str" ? Alignment.left : .right
    self.typeName = typeName
    alignment = defaultAlignment
    var hasFill = false
    var hasAlignment = false
    if let second = rest.dropFirst().first, let given = Alignment(rawValue: second),
      let first = rest.first
    {
      (fill, alignment) = (first, given)
      (hasFill, hasAlignment) = (true, true)
      rest = rest.dropFirst(2)
    } else if let first = rest.first, let given = Alignment(rawValue: first) {
      alignment = given
      hasAlignment = true
      rest.removeFirst()
    }
    if let first = rest.first, first == "+" || first == "-" || first == " " {
      sign = first
      rest.removeFirst()
    }
    hasNoNegativeZero = Self.take("z", from: &rest)
    isAlternate = Self.take("#", from: &rest)
    if !hasFill, Self.take("0", from: &rest) {
      fill = "0"
      if !hasAlignment, defaultAlignment == .right { alignment = .afterSign }
    }
    width = try Self.takeInteger(from: &rest)
    try parseGrouping(&rest)
    if Self.take(".", from: &rest) {
      guard let digits = try Self.takeInteger(from: &rest) else {
        throw .value("Format specifier missing precision")
      }
      precision = digits
    }
    guard rest.count <= 1 else {
      throw .value("Invalid format specifier '\(text)' for object of type '\(typeName)'")
    }
    type = rest.first
    try checkGrouping()
    if let width, width > Self.widthLimit {
      throw EvaluationError(
        .memoryError, "a width of \(width) is more than the limit of \(Self.widthLimit)")
    }
  }

  private static func take(
    _ scalar: Unicode.Scalar, from rest: inout Substring.UnicodeScalarView
  ) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private static func takeInteger(
    from rest: inout Substring.UnicodeScalarView
  ) throws(EvaluationError) -> Int? {
    var value: Int?
    while let scalar = rest.first, ("0"..."9").contains(scalar) {
      let (tens, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(scalar.value) - 48)
      guard !overflow, !carry else { throw .value("Too many decimal digits in format string") }
      value = sum
      rest.removeFirst()
    }
    return value
  }

  private mutating func parseGrouping(
    _ rest: inout Substring.UnicodeScalarView
  ) throws(EvaluationError) {
    if Self.take(",", from: &rest) { grouping = .comma }
    if Self.take("_", from: &rest) {
      guard grouping == .none else { throw .value("Cannot specify both ',' and '_'.") }
      grouping = .underscore
    }
    if rest.first == ",", grouping == .underscore {
      throw .value("Cannot specify both ',' and '_'.")
    }
  }

  private mutating func checkGrouping() throws(EvaluationError) {
    guard let separator = grouping.separator else { return }
    switch type ?? (typeName == "str" ? "s" : nil) {
    case nil, "d", "e", "f", "g", "E", "G", "%", "F": break
    case let type?:
      guard grouping == .underscore, ["b", "o", "x", "X"].contains(type) else {
        throw .value("Cannot specify '\(separator)' with '\(type)'.")
      }
      grouping = .underscoreOfFour
    }
  }

  /// The failure of a presentation type that the type of object does not have.
  func unknown(_ type: Unicode.Scalar) -> EvaluationError {
    let code =
      (33..<128).contains(type.value)
      ? String(Character(type)) : "\\x" + String(type.value, radix: 16)
    return .value("Unknown format code '\(code)' for object of type '\(typeName)'")
  }
}
