import Testing

@testable import Interchange

@Suite struct UnifiedDiffTests {
  private func difference(_ old: [String], _ new: [String]) -> String {
    UnifiedDiff.text(from: old, to: new, oldName: "old", newName: "new")
  }

  @Test func equalTextsHaveNoDifference() {
    #expect(difference(["a", "b"], ["a", "b"]) == "")
  }

  // The expected texts are those of Python's difflib.unified_diff.
  @Test func aChangedLineIsShownWithThreeLinesAroundIt() {
    let old = (1...9).map(String.init)
    var new = old
    new[4] = "five"
    #expect(
      difference(old, new) == """
        --- old
        +++ new
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func distantChangesAreHunksOfTheirOwn() {
    let old = (1...20).map(String.init)
    let new = ["0"] + old.dropLast()
    #expect(
      difference(old, new) == """
        --- old
        +++ new
        @@ -1,3 +1,4 @@
        +0
         1
         2
         3
        @@ -17,4 +18,3 @@
         17
         18
         19
        -20

        """)
  }

  @Test func aShortDifferenceOfLongTextsIsShownAsSuch() {
    let old = (1...20_000).map(String.init)
    var new = old
    new[1] = "two"
    new[19_998] = "last but one"
    let text = difference(old, new)
    #expect(text.contains("@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n"))
    #expect(text.contains("@@ -19996,5 +19996,5 @@\n"))
    #expect(text.count { $0.isNewline } == 16)
  }

  @Test func aVeryLongDifferenceReplacesEverythingInGoodTime() {
    let old = (1...20_000).flatMap { ["x", "\($0)"] }
    let new = (1...20_000).flatMap { ["x", "-\($0)"] }
    let start = ContinuousClock.now
    let lines = difference(old, new).split(separator: "\n")
    #expect(ContinuousClock.now - start < .seconds(8))
    #expect(lines[2] == "@@ -1,40000 +1,40000 @@")
    #expect(lines.count { $0.hasPrefix("+") } == 40_000)
  }

  @Test func anEmptySideIsNumberedByTheLineBeforeIt() {
    #expect(difference([], ["a"]) == "--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n")
    #expect(difference(["a"], []) == "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n")
  }
}
