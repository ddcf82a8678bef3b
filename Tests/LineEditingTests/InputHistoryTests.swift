import Testing

@testable import LineEditing

@Suite struct InputHistoryTests {
  private let history = InputHistory(["watch x", "y = sum(x)", "watch y", "Y = 1", "重み = y"])

  @Test func anInputGivenTwiceInARowIsKeptOnce() {
    var history = InputHistory(["a"])
    for input in ["a", "b", "a", "a"] { history.add(input) }
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func theOldestAreDroppedBeyondTheLimit() {
    var history = InputHistory()
    for number in 0..<InputHistory.limit * 2 { history.add("\(number)") }
    #expect(history.entries.last == "\(InputHistory.limit * 2 - 1)")
    #expect(history.entries.count <= InputHistory.limit + InputHistory.limit / 10)
    #expect(history.entries.count >= InputHistory.limit)
  }

  @Test func aPrefixIsFoundOlderAndNewer() {
    let older = history.place(before: 5, prefix: "watch", otherThan: "watch")
    #expect(older == 2)
    #expect(history.place(before: 2, prefix: "watch", otherThan: "watch y") == 0)
    #expect(history.place(before: 0, prefix: "watch", otherThan: "watch x") == nil)
    #expect(history.place(after: 0, prefix: "watch", otherThan: "watch x") == 2)
    #expect(history.place(after: 4, prefix: "", otherThan: "") == nil)
  }

  @Test func typingAPatternStaysAtTheNewestMatch() {
    var search = HistorySearch()
    for scalar in "sum".unicodeScalars { search.extend(scalar, in: history) }
    #expect(search.place == 1)
    search.extend("!", in: history)
    #expect(search.hasFailed)
    #expect(search.place == 1)
    search.shorten(in: history)
    #expect(!search.hasFailed)
    #expect(search.place == 1)
  }

  @Test func shorteningAPatternThatIsNotFoundKeepsWhatItsStartFinds() {
    var search = HistorySearch()
    for scalar in "sumzzz".unicodeScalars { search.extend(scalar, in: history) }
    search.shorten(in: history)
    #expect(search.hasFailed)
    #expect(search.pattern == "sumzz")
    #expect(search.place == 1)
  }

  @Test func anEmptyPatternFindsNothingAndFailsNot() {
    var search = HistorySearch()
    search.restart("", in: history)
    #expect(!search.hasFailed)
    #expect(search.place == nil)
  }

  @Test func goingOnFindsOlderAndNewerMatches() {
    var search = HistorySearch()
    for scalar in "watch".unicodeScalars { search.extend(scalar, in: history) }
    #expect(search.place == 2)
    search.goOn(isOlder: true, in: history)
    #expect(search.place == 0)
    search.goOn(isOlder: true, in: history)
    #expect(search.hasFailed)
    search.goOn(isOlder: false, in: history)
    #expect(search.place == 2)
  }

  @Test(arguments: [
    ("y", "Y = 1", 0..<1), ("Y", "y = Y", 4..<5), ("重み", "x 重み", 2..<8), ("b", "aab", 2..<3),
  ])
  func caseCountsOnlyWhereThePatternHasCapitals(pattern: String, text: String, range: Range<Int>) {
    #expect(HistorySearch.range(of: pattern, in: text) == range)
  }

  @Test func whatIsNotThereIsNotFound() {
    #expect(HistorySearch.range(of: "abc", in: "ab") == nil)
    #expect(HistorySearch.range(of: "", in: "ab") == nil)
    #expect(HistorySearch.range(of: "Y", in: "y") == nil)
  }
}
