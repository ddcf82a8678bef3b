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

  let tokens: [Token]

  /// The pieces of a line, which is trimmed at its right.
  ///
  /// Only an expected line has wildcards. Where numbers may differ, their widths may, and then
  /// NumPy pads differently: blanks between a bracket and a number do not count.
  init(_ line: String, hasWildcards: Bool, hasNumbers: Bool) {
    var tokens: [Token] = []
    var rest = line[...]
    var isInWord = false
    while let character = rest.first {
      if hasWildcards, rest.hasPrefix("[..]") {
        rest.removeFirst(4)
        tokens.append(.anything)
        isInWord = false
      } else if character == " " || character == "\t" {
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

/// Matching of sequences in which some elements of the pattern stand for any run.
enum Glob {
  /// Whether a pattern stands for a whole sequence.
  ///
  /// - Complexity: O(pattern × sequence); without runs O(sequence).
  static func matches<Pattern, Element>(
    _ pattern: [Pattern], _ sequence: [Element], isAny: (Pattern) -> Bool,
    _ matches: (Pattern, Element) -> Bool
  ) -> Bool {
    var p = 0
    var s = 0
    // Where to go on when a run must take one element more.
    var resume: (pattern: Int, sequence: Int)?
    while s < sequence.count {
      if p < pattern.count, isAny(pattern[p]) {
        resume = (p, s)
        p += 1
      } else if p < pattern.count, matches(pattern[p], sequence[s]) {
        p += 1
        s += 1
      } else if let (run, start) = resume {
        resume = (run, start + 1)
        p = run + 1
        s = start + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy(isAny)
  }
}
