import Testing

@testable import LineEditing

@Suite struct CompletionListTests {
  /// Widths are those of the locale that an editor sets.
  init() { _ = Terminal.isUTF8 }

  private func rows(
    _ candidates: [LineCompletion.Candidate], columns: Int = 40, rows: Int = 10
  ) -> [String] {
    pages(candidates, columns: columns, rows: rows)[0]
  }

  private func pages(
    _ candidates: [LineCompletion.Candidate], columns: Int, rows: Int
  ) -> [[String]] {
    CandidateList(candidates).pages(in: TerminalSize(columns: columns, rows: rows))
      .map { $0.map { $0.map(\.text).joined() } }
  }

  @Test func aFewWithNotesHaveARowEach() {
    let candidates = [
      LineCompletion.Candidate("sum", note: "adds"), LineCompletion.Candidate("重み", note: "(2,)"),
    ]
    #expect(rows(candidates) == ["sum   adds", "重み  (2,)"])
  }

  @Test func manyStandInColumnsReadDownwards() {
    let candidates = ["a", "b", "c", "d", "e"].map { LineCompletion.Candidate($0) }
    #expect(rows(candidates, columns: 6) == ["a  d", "b  e", "c"])
  }

  @Test func atMostHalfOfTheWindowIsUsed() {
    let candidates = (10..<60).map { LineCompletion.Candidate("\($0)") }
    let rows = rows(candidates, columns: 8, rows: 8)
    #expect(rows.count == 4)
    #expect(rows.last == "and 44 more: Tab")
  }

  @Test func everyPossibilityStandsOnAPage() {
    let candidates = (10..<30).map { LineCompletion.Candidate("\($0)") }
    let pages = pages(candidates, columns: 8, rows: 8)
    #expect(
      pages == [
        ["10  13", "11  14", "12  15", "and 14 more: Tab"],
        ["16  19", "17  20", "18  21", "and 8 more: Tab"],
        ["22  25", "23  26", "24  27", "and 2 more: Tab"],
        ["28  29"],
      ])
  }

  @Test func aWindowOfThreeRowsHasAPageForEachRow() {
    let candidates = ["one", "two"].map { LineCompletion.Candidate($0) }
    #expect(pages(candidates, columns: 4, rows: 3) == [["one"], ["two"]])
  }

  @Test func theCommonPrefixGoesByCharacters() {
    #expect(Editor.commonPrefix(["reduce_sum", "reduce_mean"]) == "reduce_")
    #expect(Editor.commonPrefix(["e\u{301}a", "eb"]) == "")
    #expect(Editor.commonPrefix(["one"]) == "one")
  }
}
