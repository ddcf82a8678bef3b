import Language
import Testing

/// Listings that people learn from run as they stand, with TensorFlow's numbers.
@Suite struct GuideListingTests {
  @Test func everyCellPrintsWhatTensorFlowPrints() throws {
    var script = Script(echo: .never, hasSessionTape: false)
    for listing in GuideListing.all {
      let shown = try script.run(listing.text)
      #expect(Words(shown).isClose(to: Words(listing.printed)), "\(listing.name): \(shown)")
    }
  }

  /// A comparison that lets everything pass would show nothing.
  @Test func otherNumbersAreNotTheSame() {
    #expect(!Words("0.25 1.0").isClose(to: Words("0.25 1.001")))
    #expect(!Words("[1. 2.]").isClose(to: Words("[1. 2. 3.]")))
    #expect(!Words("None").isClose(to: Words("0.0")))
    #expect(Words("[[1. 2.]\n [3. 4.]]").isClose(to: Words("[[1. 2.] [3. 4.00000001]]")))
  }
}

/// What is printed, word by word; brackets stand alone.
struct Words {
  private let words: [String]

  init(_ text: String) {
    var spaced = ""
    for character in text {
      spaced += "[](),".contains(character) ? " \(character) " : String(character)
    }
    words = spaced.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// Whether the words are equal, numbers to float32's rounding.
  func isClose(to other: Words) -> Bool {
    guard words.count == other.words.count else { return false }
    return zip(words, other.words).allSatisfy { word, other in
      if word == other { return true }
      guard let x = Double(word), let y = Double(other) else { return false }
      return abs(x - y) <= 2e-6 * max(abs(y), 0.1)
    }
  }
}
