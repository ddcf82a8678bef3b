import Testing

@testable import LineEditing

@Suite struct TextStyleTests {
  @Test func plainHasNoColorAndNoAttribute() {
    #expect(TextStyle.plain == TextStyle(nil))
  }
}
