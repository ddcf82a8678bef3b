import Language
import Testing

@testable import Notebook

@Suite struct HistoryCommandTests {
  private static let inputs = [
    "x = ones(2)", "def f(x):\n  return x", "EXP = exp(x)", "y = f(x) * 3", "exp(f(y))",
  ]

  private func history(_ pattern: String, _ inputs: [String] = Self.inputs) -> String {
    PastInputs(inputs.enumerated().map { PastInput($0.element, number: $0.offset + 1) })
      .text(matching: pattern)
  }

  @Test func inputsAreNumberedAndIndented() {
    #expect(
      history("") == """
        1  x = ones(2)
        2  def f(x):
             return x
        3  EXP = exp(x)
        4  y = f(x) * 3
        5  exp(f(y))
        """)
  }

  @Test(arguments: [
    ("exp", [3, 5]), ("EXP(", [3, 5]), ("f(", [2, 4, 5]), ("f(*)", [2, 4, 5]),
    ("exp*y", [5]), ("y*exp", []), ("*", [1, 2, 3, 4, 5]), ("ones*", [1]), ("return x", [2]),
    ("zzz", []),
  ])
  func aPatternChooses(_ pattern: String, _ numbers: [Int]) {
    let shown = history(pattern)
    if numbers.isEmpty { return #expect(shown == "no input matches '\(pattern)'") }
    let lines = shown.split(separator: "\n").filter { !$0.hasPrefix("    ") }
    #expect(lines.map { $0.first?.wholeNumberValue } == numbers)
  }

  @Test func theLastTwentyFiveAreListed() {
    let inputs = (1...100).map { "x = \($0)" }
    let lines = history("", inputs).split(separator: "\n")
    #expect(lines.first == " 76  x = 76")
    #expect(lines.last == "100  x = 100")
    #expect(history("x", inputs).split(separator: "\n").count == 100)
  }

  @Test func withoutInputsThereIsNothingToList() {
    #expect(Transcript.of("history") == "nothing was typed before")
    #expect(Transcript.of("history x") == "no input matches 'x'")
  }

  @Test func theInputsOfOthersAreListedWhereTheyAreGiven() {
    var interpreter = Interpreter(
      .prompt,
      surroundings: Surroundings(pastInputs: {
        [PastInput("of yesterday"), PastInput("of today", number: 12)]
      }))
    let result = interpreter.run(EntrySource(file: nil, text: "history", firstLine: 1))
    #expect(
      result.outputs.map { OutputText.text(of: $0) } == ["    of yesterday\n12  of today"])
  }
}
