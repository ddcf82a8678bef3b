import Language
import Testing

@testable import Notebook

/// Runs a listing, and asks what is wrong with a gradient of it.
struct DiagnosisTranscript {
  private var transcript = Transcript()

  /// What the listing shows.
  mutating func run(_ text: String) -> String { transcript.run(text) }

  /// The lines on `z` by `x`, or on what is named; nil where there is no gradient.
  func lines(_ request: String = "z x") throws -> [String]? {
    let lines = Lines()
    let command = CommandDeclaration(
      syntax: CommandSyntax(
        name: "diagnose", arguments: [.expression], required: 2, repeatsLast: true),
      expecting: ArgumentExpectation([.target, .source], clauses: ["on": .tape]),
      group: "understanding", summary: "For tests.", usage: "diagnose z x", details: "",
      examples: []
    ) { invocation in
      let request = try DerivativeRequest(invocation)
      if let found = try GradientDiagnosis(request, at: 0).lines() {
        for line in found { invocation.evaluator.emit(.text(line)) }
      } else {
        invocation.evaluator.emit(.text("no gradient"))
      }
      return nil
    }
    var session = transcript.interpreter.session
    let entry = try Parser(commands: [command.syntax], isBound: session.isBound)
      .parse(EntrySource(file: nil, text: "diagnose \(request)", firstLine: 1))
    try Evaluator.run(
      entry, in: &session, options: EvaluatorOptions(library: .standard, commands: [command])
    ) { lines.texts.append(OutputText.text(of: $0)) }
    return lines.texts == ["no gradient"] ? nil : lines.texts
  }

  private final class Lines {
    var texts: [String] = []
  }
}
