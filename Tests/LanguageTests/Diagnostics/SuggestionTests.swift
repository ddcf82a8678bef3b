import Testing

@testable import Language

@Suite struct SuggestionTests {
  @Test func theClosestComesFirstAndTiesKeepTheirOrder() {
    #expect(Suggestion.closest(to: "wach", among: ["vars", "watch", "wack"]) == ["watch", "wack"])
    #expect(Suggestion.closest(to: "reduce_smu", among: ["reduce_sum"]) == ["reduce_sum"])
    #expect(Suggestion.closest(to: "fro", among: ["for"]) == ["for"])
  }

  @Test func theDistanceIsLessThanHalfOfTheLength() {
    #expect(Suggestion.closest(to: "x", among: ["y"]) == [])
    #expect(Suggestion.closest(to: "ab", among: ["ac"]) == [])
    #expect(Suggestion.closest(to: "abcd", among: ["axyd"]) == [])
    #expect(Suggestion.closest(to: "abcde", among: ["axyde"]) == ["axyde"])
  }

  @Test func longWordsAreGuarded() {
    let long = String(repeating: "a", count: 100_000)
    #expect(Suggestion.closest(to: long, among: [long + "b"]) == [])
    #expect(Suggestion.closest(to: "abc", among: [long]) == [])
  }

  static let theDistanceCountsTranspositionsCases: [(String, String, Int)] = [
    ("", "", 0), ("a", "", 1), ("abc", "acb", 1), ("abc", "abd", 1), ("abcd", "badc", 2),
    ("abcdef", "uvwxyz", 3), ("ab", "abcde", 3),
  ]

  @Test(arguments: theDistanceCountsTranspositionsCases)
  func theDistanceCountsTranspositions(_ a: String, _ b: String, _ distance: Int) {
    #expect(Suggestion.distance(Array(a.unicodeScalars), Array(b.unicodeScalars)) == distance)
  }
}
