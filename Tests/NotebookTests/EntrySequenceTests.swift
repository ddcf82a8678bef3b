import Language
import Testing

@testable import Notebook

@Suite struct EntrySequenceTests {
  @Test func aTextIsCutIntoItsTopLevelStatements() {
    let text = """
      # a comment
      a = 1; b = 2

      for i in range(2):
        print(i)

        # still inside
        print(-i)
      else:
        print('done')
      c = [1,
           2]
      """
    let entries = Array(EntrySequence(text, file: "f.py"))
    #expect(entries.map(\.firstLine) == [2, 4, 11])
    #expect(entries[0].text == "a = 1; b = 2")
    #expect(entries[1].text.hasSuffix("print('done')"))
    #expect(entries[2].text == "c = [1,\n     2]")
    #expect(entries.allSatisfy { $0.file == "f.py" })
  }

  @Test func aTextWithoutEntriesHasNone() {
    #expect(Array(EntrySequence("")).isEmpty)
    #expect(Array(EntrySequence("\n\n# only a comment\n")).isEmpty)
  }

  @Test func linesAreCountedFromTheGivenOne() {
    #expect(EntrySequence("\nx", firstLine: 40).map(\.firstLine) == [41])
  }
}
