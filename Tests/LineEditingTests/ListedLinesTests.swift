import LineEditing
import Testing

@Suite struct ListedLinesTests {
  @Test func theEventsComeInOrderAndThenTheEnd() {
    var source = ListedLines([.input("x = 1"), .interruption])
    let prompt = PromptText(first: [StyledText("> ")], continuation: [StyledText(". ")])
    let result1 = source.read(prompt)
    #expect(result1 == .input("x = 1"))
    let result2 = source.read(prompt)
    #expect(result2 == .interruption)
    let result3 = source.read(prompt)
    #expect(result3 == .end)
    let result4 = source.read(prompt)
    #expect(result4 == .end)
  }
}
