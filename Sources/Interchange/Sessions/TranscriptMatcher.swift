/// Compares what an entry shows with what was recorded.
///
/// Lines are trimmed at their right, and runs of blanks are equal. A line `...`, which is not
/// indented, stands for any lines and `[..]` for any run of characters. Numbers with a point or an exponent match within a
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
  /// Whether `...` and `[..]` stand for anything else than themselves.
  public var hasWildcards: Bool
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
  public init(
    mode: Mode = .numeric, tolerance: Tolerance? = nil, hasWildcards: Bool = true
  ) {
    self.mode = mode
    self.tolerance = tolerance
    self.hasWildcards = hasWildcards && mode != .exact
  }

  /// Whether lines are what was recorded.
  ///
  /// - Complexity: O(expected × actual) where `...` is used, else O(actual).
  public func matches(expected: [String], actual: [TranscriptLine]) -> Bool {
    if mode == .ignored { return true }
    return Glob.matches(
      expected.map(self.expected), actual.map(self.actual), isAny: \.isAny, areSame)
  }

  /// A line that was recorded, read as what it stands for.
  struct Expected {
    let text: String
    /// Whether it stands for any lines.
    let isAny: Bool
    fileprivate let pattern: TranscriptPattern
  }

  /// A line that was shown, read as it is compared.
  struct Actual {
    let text: String
    fileprivate let relative: Double
    fileprivate let pattern: TranscriptPattern
  }

  func expected(_ line: String) -> Expected {
    let text = line.trimmedAtEnd
    return Expected(
      text: text, isAny: hasWildcards && text == TranscriptPattern.anyLines,
      pattern: TranscriptPattern(
        text, hasWildcards: hasWildcards, hasNumbers: mode != .exact, hasBlanks: mode != .exact))
  }

  func actual(_ line: TranscriptLine) -> Actual {
    Actual(
      text: line.text.trimmedAtEnd, relative: line.relative,
      pattern: mode == .exact
        ? TranscriptPattern(
          line.text.trimmedAtEnd, hasWildcards: false, hasNumbers: false, hasBlanks: false)
        : line.pattern)
  }

  /// Whether a line is what one recorded line stands for.
  func areSame(_ expected: Expected, _ actual: Actual) -> Bool {
    expected.pattern.matches(actual.pattern) { areEqual($0, $1, relative: actual.relative) }
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
