import Language
import Testing

@testable import Notebook

@Suite struct AproposTests {
  private static func names(_ words: String) -> [String] {
    Apropos(words).entries(in: HelpTests.index).map(\.name)
  }

  @Test func namesStandBeforeSentencesAndThoseBeforeDetails() {
    let names = Self.names("logarithm")
    #expect(names.contains("log"))
    let gradient = Self.names("gradient")
    #expect(Set(gradient.prefix(2)) == ["np.gradient", "GradientTape.gradient"])
    #expect(Self.names("seed").first == "seed")
  }

  @Test func everyWordMustOccurAndCapitalsDoNotMatter() {
    #expect(Self.names("Natural LOGARITHM") == ["log", "math.log", "e"])
    #expect(Self.names("natural logarithm volcano").isEmpty)
  }

  @Test(arguments: [
    ("reduce_sum", "sum"), ("logistic", "sigmoid"), ("extrema", "max"), ("transpose", "transpose"),
    ("circumference", "pi"), ("float64", "dtype"), ("nonlocal", "nonlocal"),
    ("append", "list.append"),
  ])
  func everyKindOfTextIsSearched(_ word: String, _ name: String) {
    #expect(Self.names(word).contains(name), "\(Self.names(word))")
  }

  @Test func theAnswerFitsAWindow() {
    let lines = Transcript.of("apropos the").split(separator: "\n")
    #expect(lines.count <= 21)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    #expect(lines.last?.hasPrefix("… ") == true)
    #expect(lines.first?.contains(" — ") == true)
  }

  @Test func nothingFoundIsSaid() {
    #expect(Transcript.of("apropos qqqqqq") == "nothing is said about 'qqqqqq'")
    #expect(
      Transcript.of("apropos jacobain").hasPrefix("nothing is said about 'jacobain'"))
    #expect(Transcript.of("apropos").hasPrefix("SyntaxError: "))
  }

  @Test func eachNameIsListedOnce() {
    let names = Self.names("sum")
    #expect(Set(names).count == names.count)
  }
}
