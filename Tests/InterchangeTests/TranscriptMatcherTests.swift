import Testing

@testable import Interchange

@Suite struct TranscriptMatcherTests {
  private func matches(
    _ expected: String, _ actual: String, _ mode: TranscriptMatcher.Mode = .numeric,
    relative: Double = 1e-6, magnitude: Double = 0,
    tolerance: TranscriptMatcher.Tolerance? = nil
  ) -> Bool {
    let lines = actual.split(separator: "\n", omittingEmptySubsequences: false).map {
      TranscriptLine(String($0), relative: relative, magnitude: magnitude)
    }
    return TranscriptMatcher(mode: mode, tolerance: tolerance).matches(
      expected: expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      actual: actual.isEmpty ? [] : lines)
  }

  @Test(arguments: [
    ("abc", "abc"), ("abc   ", "abc"), ("a  b", "a b"), ("a b", "a     b"), ("a\tb", "a b"),
    ("...", "one\ntwo\nthree"), ("...", ""), ("one\n...\nthree", "one\ntwo\n2\nthree"),
    ("one\n...", "one"), ("x [..] z", "x y y z"), ("a[..]", "a"), ("[..]b", "aab"),
    ("id [..], [..].", "id 17, now."), ("8.0", "8.0"), ("8.", "8.0"), ("1e3", "1000.0"),
    ("0.1", "0.10000001"), ("[1. 2.]", "[0.9999999 2.       ]"), ("[ 1. 2.]", "[1. 2.]"),
    ("-1.5e-05", "-1.5000001e-05"), ("nan inf", "nan inf"), ("(2, 3)", "(2, 3)"),
    ("None: x is not watched", "None: x is not watched"),
  ])
  func theseAreTheSame(_ expected: String, _ actual: String) {
    #expect(matches(expected, actual))
  }

  @Test(arguments: [
    ("abc", "abd"), ("abc", "abc\ndef"), ("abc\ndef", "abc"), ("a b", "ab"), ("ab", "a b"),
    ("one\n...\nfour", "one\ntwo\nthree"), ("x [..] z", "x y"), ("7", "8"), ("7", "7.0"),
    ("1000000", "1000001"), ("0.1", "0.1001"), ("1.0", "-1.0"), ("-0.", "0."), ("nan", "inf"),
    ("inf", "-inf"), ("(2, 3)", "(3, 2)"), ("x1.5", "x1.6"), ("1e-9", "2e-9"),
    ("tensor", "Tensor"), ("", "a"), ("1e400", "1.0"), ("1.0", "1.0 " + "x"),
  ])
  func theseAreNot(_ expected: String, _ actual: String) {
    #expect(!matches(expected, actual))
  }

  @Test func toleranceIsTheElementTypes() {
    #expect(matches("0.3333333", "0.33333334", relative: 1e-6))
    #expect(!matches("0.3333333", "0.33333334", relative: 1e-12))
  }

  @Test func aSmallNumberMatchesWithinTheArraysMagnitude() {
    #expect(matches("[1e-08 1.0]", "[3e-08 1.0]", magnitude: 1))
    #expect(!matches("[1e-05 1.0]", "[3e-05 1.0]", magnitude: 1))
    #expect(!matches("[1e-08 1.0]", "[3e-08 1.0]", magnitude: 0))
  }

  @Test func fewDigitsNeverLoosenTheTolerance() {
    #expect(!matches("0.3", "0.33333334"))
    #expect(!matches("3.14", "3.1415927"))
  }

  @Test func roundedLoosensByHalfAUnitOfTheLastDigit() {
    #expect(matches("3.14", "3.1415927", .rounded))
    #expect(matches("3.1e2", "312.0", .rounded))
    #expect(!matches("3.15", "3.1415927", .rounded))
    #expect(!matches("3.14", "3.1465927", .rounded))
    #expect(!matches("3", "4", .rounded))
  }

  @Test func exactComparesCharacters() {
    #expect(matches("[1. 2.]", "[1. 2.]", .exact))
    #expect(matches("[1. 2.]  ", "[1. 2.]", .exact))
    #expect(!matches("[1.  2.]", "[1. 2.]", .exact))
    #expect(!matches("0.1", "0.10000000", .exact))
    #expect(!matches("...", "abc", .exact))
    #expect(!matches("[..]", "abc", .exact))
  }

  @Test func ignoredMatchesEverything() {
    #expect(matches("abc", "something else", .ignored))
  }

  @Test func aGivenToleranceStandsInPlaceOfTheElementTypes() {
    let loose = TranscriptMatcher.Tolerance(relative: 0.01)
    #expect(matches("1.0", "1.005", tolerance: loose))
    #expect(!matches("1.0", "1.02", tolerance: loose))
    let absolute = TranscriptMatcher.Tolerance(relative: 0, absolute: 0.5)
    #expect(matches("1.0", "1.4", tolerance: absolute))
    #expect(!matches("1.0", "1.6", tolerance: absolute))
  }

  @Test func manyWildcardsEndInGoodTime() {
    let expected = String(repeating: "...\na\n", count: 100) + "b"
    let actual = Array(repeating: "a", count: 2000).joined(separator: "\n")
    #expect(!matches(expected, actual))
    #expect(
      !matches(
        String(repeating: "[..]a", count: 100) + "b", String(repeating: "a", count: 5000)))
  }
}
