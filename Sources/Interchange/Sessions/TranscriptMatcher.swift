/// Compares what an entry shows with what was recorded.
///
/// Lines are trimmed at their right, and runs of blanks are equal. A line `...` stands for any
/// lines and `[..]` for any run of characters. Numbers with a point or an exponent match within a
/// tolerance; everything else, signs included, matches exactly.
public struct TranscriptMatcher: Sendable, Hashable {
  /// How an entry's output is compared.
  public enum Mode: Sendable, Hashable {
    /// Numbers within their tolerance.
    case numeric
    /// Numbers also within half a unit of the recorded number's last digit.
    case rounded
    /// Every character.
    case exact
    /// Not at all.
    case ignored
  }

  /// How output is compared.
  public var mode: Mode
  /// The tolerances that stand in place of those that an element type gives.
  public var tolerance: Tolerance?

  /// How far numbers may be apart.
  public struct Tolerance: Sendable, Hashable {
    /// The part of the larger number's magnitude.
    public var relative: Double
    /// The distance that is allowed however small the numbers are; nil to derive it from the
    /// relative one and the largest magnitude in the array.
    public var absolute: Double?

    /// A relative tolerance, and an absolute one.
    public init(relative: Double, absolute: Double? = nil) {
      self.relative = relative
      self.absolute = absolute
    }
  }

  /// A matcher; by default of numbers, with the tolerances of their element types.
  public init(mode: Mode = .numeric, tolerance: Tolerance? = nil) {
    self.mode = mode
    self.tolerance = tolerance
  }

  /// Whether lines are what was recorded.
  ///
  /// - Complexity: O(expected × actual) where `...` is used, else O(actual).
  public func matches(expected: [String], actual: [TranscriptLine]) -> Bool {
    if mode == .ignored { return true }
    if mode == .exact {
      return expected.map(\.trimmedAtEnd) == actual.map(\.text.trimmedAtEnd)
    }
    let patterns = expected.map { line in
      (
        isAny: line.trimmed == "...",
        pattern: TranscriptPattern(line.trimmedAtEnd, hasWildcards: true, hasNumbers: true)
      )
    }
    let lines = actual.map { line in
      (relative: line.relative, pattern: line.pattern)
    }
    return Glob.matches(patterns, lines, isAny: \.isAny) { expected, actual in
      expected.pattern.matches(actual.pattern) { areEqual($0, $1, relative: actual.relative) }
    }
  }

  private func areEqual(
    _ expected: TranscriptNumber, _ actual: TranscriptNumber, relative: Double
  ) -> Bool {
    if expected.value == actual.value { return true }
    guard expected.value.isFinite, actual.value.isFinite else { return false }
    let relative = tolerance?.relative ?? relative
    var allowed = max(
      relative * max(expected.value, actual.value),
      tolerance?.absolute ?? relative * actual.magnitude)
    if mode == .rounded { allowed += expected.halfUnit * (1 + 1e-9) }
    return abs(expected.value - actual.value) <= allowed
  }
}

extension StringProtocol {
  /// The text without the blanks at its end.
  var trimmedAtEnd: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return String(self[..<end])
  }

  /// The text without the blanks at both ends.
  var trimmed: String { String(drop(while: \.isWhitespace)).trimmedAtEnd }
}
