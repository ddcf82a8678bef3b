import Language
import Testing

@Suite struct TextTableTests {
  @Test func columnsAreAlignedAsATerminalShowsThem() {
    var table = TextTable([("name", .left), ("n", .right), ("value", .left)])
    table.rows = [["重み", "7", "a"], ["x", "12", ""]]
    #expect(table.text == "name   n  value\n重み   7  a\nx     12")
  }
}
