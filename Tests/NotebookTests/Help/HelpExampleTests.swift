import Language
import Testing

@testable import Notebook

/// Everything that a help text shows is run.
@Suite struct HelpExampleTests {
  static let index = HelpIndex(
    HelpMaterial(library: .standard, commands: CommandDeclaration.all(quitting: QuitRequest())))

  @Test(arguments: index.entries.flatMap { entry in entry.examples.map { (entry.name, $0.input) } })
  func anExampleRuns(_ name: String, _ input: String) {
    var transcript = Transcript(surroundings: Surroundings(data: ExampleFiles()))
    let imports = HelpExample(input).imports
    _ = transcript.run((imports + [input]).joined(separator: "\n"))
    #expect(
      transcript.results.allSatisfy { $0.diagnostic == nil },
      "\(name): \(transcript.results.last?.diagnostic?.message ?? "")")
  }

  static let declared = index.entries.flatMap { entry in
    entry.examples.compactMap { example in example.output.map { (example.input, $0) } }
  }

  @Test(arguments: declared)
  func anExampleGivesTheOutputThatIsDeclared(_ input: String, _ output: String) {
    let imports = HelpExample(input).imports
    var transcript = Transcript(surroundings: Surroundings(data: ExampleFiles()))
    let shown = transcript.run((imports + [input]).joined(separator: "\n"))
    // `[..]` stands for what differs from time to time, as in session files.
    if let gap = output.firstRange(of: "[..]") {
      #expect(shown.hasPrefix(output[..<gap.lowerBound]))
      #expect(shown.hasSuffix(output[gap.upperBound...]))
    } else {
      #expect(shown == output)
    }
  }

  /// What has no example, with the reason why.
  static let withoutExample: [String: String] = [
    "quit": "leaves", "exit": "leaves",
    "run": "reads a file", "save": "writes a file",
    "export": "writes a file", "record": "writes a file",
    "StepLimitError": "ends the entry",
    "class": "reserved", "yield": "reserved", "async": "reserved", "await": "reserved",
  ]

  @Test func everythingButAFewHasAnExample() {
    let entries = Self.index.entries.filter { $0.kind != .topic && $0.examples.isEmpty }
    #expect(Set(entries.map(\.name)) == Set(Self.withoutExample.keys))
  }

  @Test func anExampleWithoutDeclaredOutputShowsWhatItGives() {
    #expect(HelpExample("1 + 2").text == "1 + 2\n→ 3")
    #expect(HelpExample("np.arange(3)").text == "np.arange(3)\n→ [0 1 2]")
    #expect(HelpExample("x = 1").text == "x = 1")
    #expect(HelpExample("eye(2)").text == "eye(2)\n→ [[1. 0.]\n   [0. 1.]]")
  }

  @Test func anExampleThatNeverEndsIsStopped() {
    #expect(HelpExample("while True: pass").text.contains("StepLimitError"))
  }
}
