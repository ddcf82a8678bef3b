/// One expected line, cut into what is compared: numbers, blanks, characters and `[..]`.
struct TranscriptPattern: Sendable {
  /// A piece of a line.
  enum Token: Sendable, Equatable {
    /// One or more blanks.
    case blank
    case character(Character)
    /// A number with a point or an exponent, without its sign.
    case number(TranscriptNumber)
    /// `[..]`: any run of characters.
    case anything
  }

  private(set) var tokens: [Token]

  /// The line that stands for any lines; an indented one is NumPy's, for rows that it leaves out.
  static let anyLines = "..."
  /// What stands for any run of characters.
  static let anyRun = "[..]"

  /// Whether a recorded line stands for more than itself.
  static func isWildcard(_ line: String) -> Bool {
    line.trimmedAtEnd == anyLines || line.contains(anyRun)
  }

  /// The pieces of a line, which is trimmed at its right.
  ///
  /// Only an expected line has wildcards. Where numbers may differ, their widths may, and then
  /// NumPy pads differently: blanks between a bracket and a number do not count. Where `hasBlanks`
  /// is false, each blank is a character like any other.
  init(_ line: String, hasWildcards: Bool, hasNumbers: Bool, hasBlanks: Bool = true) {
    var tokens: [Token] = []
    var rest = line[...]
    var isInWord = false
    while let character = rest.first {
      if hasWildcards, rest.hasPrefix(Self.anyRun) {
        rest.removeFirst(Self.anyRun.count)
        tokens.append(.anything)
        isInWord = false
      } else if hasBlanks, character == " " || character == "\t" {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        if !rest.isEmpty { tokens.append(.blank) }
        isInWord = false
      } else if hasNumbers, !isInWord, let number = TranscriptNumber(prefixOf: rest) {
        rest.removeFirst(number.length)
        tokens.append(.number(number))
        isInWord = true
      } else {
        rest.removeFirst()
        tokens.append(.character(character))
        isInWord = character.isLetter || character.isNumber || character == "_"
      }
    }
    self.tokens = hasNumbers ? TranscriptPattern.withoutPadding(tokens) : tokens
  }

  private static func withoutPadding(_ tokens: [Token]) -> [Token] {
    tokens.indices.filter { index in
      guard tokens[index] == .blank else { return true }
      let before = index > 0 ? tokens[index - 1] : nil
      let after = index + 1 < tokens.count ? tokens[index + 1] : nil
      return before != .character("[") && after != .character("]")
    }.map { tokens[$0] }
  }

  /// The numbers, in order.
  var numbers: [TranscriptNumber] {
    tokens.compactMap { token in
      if case .number(let number) = token { return number }
      return nil
    }
  }

  /// The pattern with the largest magnitudes of the arrays that its numbers belong to, in order.
  func with(magnitudes: [Double]) -> TranscriptPattern {
    var pattern = self
    var rest = magnitudes[...]
    for (index, token) in tokens.enumerated() {
      guard case .number(var number) = token, let magnitude = rest.popFirst() else { continue }
      number.magnitude = magnitude
      pattern.tokens[index] = .number(number)
    }
    return pattern
  }

  /// Whether the pattern stands for a line, with numbers compared by `areEqual`.
  ///
  /// - Complexity: O(tokens × tokens) where there are wildcards, else O(tokens).
  func matches(
    _ line: TranscriptPattern, _ areEqual: (TranscriptNumber, TranscriptNumber) -> Bool
  ) -> Bool {
    Glob.matches(tokens, line.tokens, isAny: { $0 == .anything }) { expected, actual in
      if case .number(let expected) = expected, case .number(let actual) = actual {
        return areEqual(expected, actual)
      }
      return expected == actual
    }
  }
}

/// A number with a point or an exponent, as it is written.
struct TranscriptNumber: Sendable, Equatable {
  let value: Double
  /// Half a unit of its last digit.
  let halfUnit: Double
  /// How many characters it has.
  let length: Int
  /// The largest magnitude in the array that it belongs to; 0 where it belongs to none.
  var magnitude = 0.0

  /// The number that a text starts with, if it has a point or an exponent.
  init?(prefixOf text: Substring) {
    var digits = ""
    var fractionDigits = 0
    var hasPoint = false
    var exponent = ""
    scan: for character in text {
      switch character {
      case "0"..."9" where character.isASCII:
        digits.append(character)
        if hasPoint { fractionDigits += 1 }
      case "." where !hasPoint:
        hasPoint = true
        digits.append(character)
      default: break scan
      }
    }
    guard digits.contains(where: { $0 != "." }) else { return nil }
    let rest = text.dropFirst(digits.count)
    if let mark = rest.first, mark == "e" || mark == "E" {
      let sign = rest.dropFirst().prefix { $0 == "-" || $0 == "+" }
      let power = rest.dropFirst(1 + sign.count).prefix { $0.isASCII && $0.isNumber }
      if sign.count <= 1, !power.isEmpty { exponent = String(sign + power) }
    }
    guard hasPoint || !exponent.isEmpty else { return nil }
    length = digits.count + (exponent.isEmpty ? 0 : exponent.count + 1)
    let suffix = exponent.isEmpty ? "" : "e" + exponent
    let whole = digits.hasPrefix(".") ? "0" + digits : digits
    guard let value = Double((whole.hasSuffix(".") ? whole + "0" : whole) + suffix) else {
      return nil
    }
    self.value = value
    let power = (Int(exponent) ?? 0).subtractingReportingOverflow(fractionDigits).partialValue
    halfUnit = Double("0.5e\(power)") ?? 0
  }
}
