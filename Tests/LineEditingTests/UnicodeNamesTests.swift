import Testing

@testable import LineEditing

@Suite struct UnicodeNamesTests {
  @Test func aWholeNameIsItsCharacter() throws {
    let found = try #require(UnicodeNames.completion(of: EditBuffer("x + \\alpha")))
    #expect(found.start == 4)
    #expect(found.names.map { UnicodeNames.characters[$0] } == ["α"])
  }

  @Test func aPartHasAllNamesThatItBegins() throws {
    let found = try #require(UnicodeNames.completion(of: EditBuffer("\\al")))
    #expect(found.names == ["aleph", "alpha"])
  }

  @Test(arguments: ["alpha", "\\nothing", "\\a b", "'\\n' + x"])
  func otherTextsAreNoNames(text: String) {
    #expect(UnicodeNames.completion(of: EditBuffer(text)) == nil)
  }

  // From the Unicode character database.
  @Test(arguments: [
    ("prime", "\u{2032}"), ("dprime", "\u{2033}"), ("partial", "\u{2202}"), ("nabla", "\u{2207}"),
    ("varepsilon", "\u{3B5}"), ("Omega", "\u{3A9}"), ("_1", "\u{2081}"), ("^2", "\u{B2}"),
  ])
  func namesAreLaTeXs(name: String, character: String) {
    #expect(UnicodeNames.characters[name] == character)
  }

  @Test func everyNameStandsForOneScalar() {
    for (name, character) in UnicodeNames.characters {
      #expect(character.unicodeScalars.count == 1, "\(name)")
    }
  }
}
