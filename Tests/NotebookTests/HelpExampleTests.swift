import Autodiff
import Language
import Testing

@testable import Notebook

/// Everything that a help text shows is run.
@Suite struct HelpExampleTests {
  static let commands = CommandDeclaration.all(quitting: QuitRequest())

  @Test(arguments: commands.flatMap { command in command.examples.map { ($0.input, $0.output) } })
  func anExampleOfACommandGivesItsOutput(_ input: String, _ output: String) {
    let prelude = input.contains("tf.") ? "import tensorflow as tf\n" : ""
    #expect(Transcript.of(prelude + input) == output)
  }

  @Test(arguments: Primitive.all.map { ($0.name, $0.example) })
  func anExampleOfAPrimitiveRuns(_ name: String, _ example: String) {
    var transcript = Transcript()
    _ = transcript.run(example)
    #expect(transcript.results.allSatisfy { $0.diagnostic == nil }, "\(example)")
  }

  @Test(arguments: LibraryTable.standard.builtins.map { ($0.name, $0.example) })
  func anExampleOfABuiltinRuns(_ name: String, _ example: String) {
    var transcript = Transcript()
    let prelude =
      "import tensorflow as tf\nimport numpy as np\nimport math\n"
      + "x = constant([1., 2.])\n"
    _ = transcript.run(prelude + example)
    #expect(
      transcript.results.allSatisfy { $0.diagnostic == nil },
      "\(example): \(transcript.results.last?.diagnostic?.message ?? "")")
  }

  @Test func everyCommandHasHelp() {
    for command in Self.commands {
      #expect(command.summary.hasSuffix("."), "\(command.name)")
      #expect(Transcript.of("help \(command.name)").hasPrefix(command.usage), "\(command.name)")
    }
  }
}
