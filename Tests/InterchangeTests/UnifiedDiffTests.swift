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

  @Test func anEmptySideIsNumberedByTheLineBeforeIt() {
    #expect(difference([], ["a"]) == "--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n")
    #expect(difference(["a"], []) == "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n")
  }
}
