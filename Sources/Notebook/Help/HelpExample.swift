import Language

/// Something to type, with what it shows.
struct HelpExample: Sendable {
  /// What is typed.
  let input: String
  /// What is shown, where it is declared; else it is computed when help is asked for.
  let output: String?

  init(_ input: String, output: String? = nil) {
    self.input = input
    self.output = output
  }

  /// The imports that the names in the input need.
  var imports: [String] {
    LibraryTable.shortModuleNames.filter { input.contains($0.short + ".") }.map { module, short in
      "import " + (module == short ? module : "\(module) as \(short)")
    }.filter { !input.contains($0) }
  }

  /// The input, and below it an arrow and the output.
  var text: String {
    let lines = (output ?? computed).split(separator: "\n", omittingEmptySubsequences: false)
    var text = input
    guard lines.count > 1 || lines.first?.isEmpty == false else { return text }
    for (index, line) in lines.enumerated() {
      text += "\n" + (index == 0 ? "→ " : line.isEmpty ? "" : "  ") + line
    }
    return text
  }

  /// The most steps that an example may take, so that help never hangs.
  private static let stepLimit = 10_000

  /// What the input shows in a session of its own.
  private var computed: String {
    var interpreter = Interpreter(
      .session, maximumSteps: HelpExample.stepLimit,
      surroundings: Surroundings(data: ExampleFiles()))
    var lines: [String] = []
    interpreter.run(
      text: (imports + [input]).joined(separator: "\n"),
      finish: { result in
        lines += result.outputs.map { OutputText.text(of: $0) }
        if let diagnostic = result.diagnostic {
          lines.append("\(diagnostic.type): \(diagnostic.message)")
        }
      })
    return lines.joined(separator: "\n")
  }
}
