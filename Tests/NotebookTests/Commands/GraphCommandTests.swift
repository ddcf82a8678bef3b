import Language
import Plotting
import Synchronization
import Testing

@testable import Notebook

/// What `graph` draws, in the terminal and to files.
@Suite struct GraphCommandTests {
  private static let first = "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y + y\n"

  @Test func aValueStandsAboveWhatItWasComputedFrom() {
    #expect(
      Transcript.of(Self.first + "graph z") == """
        z = v2 + y = 20.0   line 4
        ├─ v2 = y*y = 16.0   line 4
        │  └─ y = sum(x) = 4.0   line 3
        │     └─ x = [[1.0, 1.0], [1.0, 1.0]]   watched, line 2
        └─ y, see above
        """)
  }

  @Test func theWayOfADerivativeIsDoubled() {
    let shown = Transcript.of(
      "a = constant(2.)\nb = constant(3.)\nwatch a\nwatch b\nc = a * b\nz = c + b * b\ngraph z a")
    #expect(
      shown == """
        z = c + v3 = 15.0   line 6
        ╠═ c = a*b = 6.0   line 5
        │  ╠═ a = 2.0   watched, line 3
        │  └─ b = 3.0   watched, line 4
        └─ v3 = b*b = 9.0   line 6
           └─ b, see above
        """)
  }

  @Test func whatStopsDerivativesIsNotOnTheWay() {
    let shown = Transcript.of("x = constant(2.5)\nwatch x\nz = floor(x) * x\ngraph z x")
    #expect(
      shown == """
        z = v1*x = 5.0   line 3
        ╟─ v1 = floor(x) = 2.0   line 3
        ║  └─ x = 2.5   watched, line 2
        ╚═ x, see above
        """)
    #expect(
      Transcript.of("x = constant(2.5)\nwatch x\nz = floor(x)\ngraph z x").hasPrefix(
        "no derivative passes from z to x\nz = floor(x)"))
  }

  @Test func aVariableIsALeafWithTheValueThatWasRead() {
    let shown = Transcript.of("w = Variable(3.)\ny = w * 2.\nw.assign(5.)\ngraph y w")
    #expect(
      shown.hasSuffix(
        """
        y = w*2 = 6.0   line 2
        ╚═ w = 3.0   Variable, line 2
        """))
  }

  @Test func aDeepGraphIsFoldedAndUnfolds() {
    let text = "x = constant(1.)\nwatch x\nz = x\nfor i in range(50): z = sin(z)\ngraph z"
    let folded = Transcript.of(text).split(separator: "\n")
    #expect(folded.count < 15)
    #expect(folded.last == "… 41 of 51 values are folded: graph z --all")
    let whole = Transcript.of(text + " --all")
    #expect(whole.split(separator: "\n").count { $0.contains("= sin(") } == 54)
    // A long chain goes on at the margin, so no line is wider than the others.
    #expect(whole.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aWideGraphIsFolded() {
    let text =
      "x = ones(20)\nwatch x\nz = stack([x[0] for i in range(20)])\ngraph z"
    let shown = Transcript.of(text).split(separator: "\n")
    #expect(shown.contains { $0.hasSuffix("└─ … 12 operands") })
    #expect(!Transcript.of(text + " --all").contains("… 12"))
  }

  @Test func aVeryLongRecordingIsDrawnWithoutRecursion() {
    let text = "x = constant(1.)\nwatch x\nz = x\nfor i in range(20000): z = z * 1.\ngraph z"
    #expect(Transcript.of(text).hasSuffix("… 19991 of 20001 values are folded: graph z --all"))
    #expect(Transcript.of(text + " --all").split(separator: "\n").count > 20000)
  }

  @Test func askingChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run(Self.first)
    let before = transcript.run("tape")
    _ = transcript.run("graph z x\ngraph z*2 x")
    #expect(transcript.run("tape") == before)
    _ = transcript.run("with GradientTape() as t:\n  t.watch(x)\n  p = sum(x * x)")
    _ = transcript.run("t.gradient(p, x)")
    #expect(transcript.run("graph p x on t").hasPrefix("p = sum(v1) = 4.0"))
  }

  @Test func mistakesAreExplained() {
    #expect(
      Transcript.of("c = constant(1.)\ngraph c") == "ValueError: no tape has recorded c")
    #expect(
      Transcript.of(Self.first + "c = constant(1.)\ngraph z c")
        == "ValueError: c is not on the tape that recorded z")
    #expect(
      Transcript.of(Self.first + "graph z to a.dot") == "OSError: files cannot be used here")
  }

  // MARK: Files

  /// Files in memory, and a program that is there or not.
  private final class Files: GraphFiles {
    let written = Mutex<[String: String]>([:])
    let failure: GraphDrawingError?

    init(failing failure: GraphDrawingError? = nil) { self.failure = failure }

    func write(_ text: String, to path: String) throws(Diagnostic) {
      guard !path.hasPrefix("/no/") else {
        throw Diagnostic(type: "OSError", message: "cannot write \(path)")
      }
      written.withLock { $0[path] = text }
    }

    func write(_ image: Raster, to path: String) throws(Diagnostic) {
      throw Diagnostic(type: "OSError", message: "no images here: \(path)")
    }

    func svg(ofDOT text: String) throws(GraphDrawingError) -> String {
      if let failure { throw failure }
      return "<svg>\(text.count)</svg>"
    }
  }

  private func shown(_ text: String, _ files: Files) -> String {
    var interpreter = Interpreter(.prompt, surroundings: Surroundings(graphs: files))
    var lines: [String] = []
    interpreter.run(
      text: Self.first + text, keepsGoing: true,
      finish: { result in
        lines += result.outputs.map { OutputText.text(of: $0) }
        if let diagnostic = result.diagnostic {
          lines.append("\(diagnostic.type): \(diagnostic.message)")
        }
      })
    return lines.joined(separator: "\n")
  }

  @Test func aGraphIsWrittenAsText() {
    let files = Files()
    #expect(shown("graph z x to out/g.dot", files) == "wrote out/g.dot")
    let text = files.written.withLock { $0["out/g.dot"] } ?? ""
    #expect(text.hasPrefix("digraph tape {\n"))
    #expect(text.contains("  n1 -> n2 [color=red, penwidth=2];\n"))
    #expect(text.hasSuffix("}\n"))
    #expect(shown("tape dot to 'all entries.gv'", files) == "wrote all entries.gv")
    #expect(shown("graph z on nothing to a.dot", files).hasPrefix("NameError"))
  }

  @Test func aGraphIsDrawnAsAPicture() {
    let files = Files()
    #expect(shown("graph z to g.svg", files) == "wrote g.svg")
    #expect(files.written.withLock { $0["g.svg"]?.hasPrefix("<svg>") } == true)
    #expect(shown("tape dot to t.svg", files) == "wrote t.svg")
    #expect(shown("graph z to /no/g.svg", files) == "OSError: cannot write /no/g.svg")
  }

  @Test func withoutGraphvizTheGraphIsThereAsText() {
    let files = Files(failing: .missing)
    #expect(
      shown("graph z to g.svg", files) == """
        there is no program 'dot' to draw g.svg with, so the graph is in g.dot
        hint: install Graphviz (apt-get install graphviz), then dot -Tsvg g.dot -o g.svg
        """)
    #expect(files.written.withLock { $0.keys.sorted() } == ["g.dot"])
    #expect(
      shown("graph z to g.svg", Files(failing: .failed("syntax error"))).hasPrefix(
        "'dot' did not draw g.svg, so the graph is in g.dot: syntax error\n"))
  }

  @Test(arguments: [
    ("graph z to ../it's.dot", "../it's.dot"), ("graph z to 'my file.dot'", "my file.dot"),
    ("graph z x to ~/a-b/z.dot --all", "~/a-b/z.dot"), ("graph z to 1.dot; 2", "1.dot"),
    ("graph z to a.dot # note", "a.dot"), ("tape dot to out/t.gv", "out/t.gv"),
  ])
  func aFileIsNamedAsItIsTyped(_ command: String, _ path: String) {
    #expect(shown(command, Files()).split(separator: "\n").first == "wrote \(path)")
  }

  @Test func theTapeAndTheFileStandInEitherOrder() {
    let tape = "with GradientTape(persistent=True) as t:\n  t.watch(x)\n  k = sum(x * x)\n"
    #expect(shown(tape + "graph k x on t to k.dot", Files()) == "wrote k.dot")
    #expect(shown(tape + "graph k x to k.dot on t", Files()) == "wrote k.dot")
    #expect(shown(tape + "tape dot t to t.dot", Files()) == "wrote t.dot")
  }

  @Test func namesAreQuotedAsGraphvizWantsIt() {
    let files = Files()
    let text = "θ = constant(1.)\nwatch θ\nq = sum(stack([θ, θ]))\ngraph q to q.dot"
    #expect(shown(text, files) == "wrote q.dot")
    #expect(files.written.withLock { $0["q.dot"]?.contains("label=\"θ\\n1.0\\n") } == true)
  }

  @Test func wordsOfTheCommandAreNoNamesOfTheUser() {
    // `to` without anything behind it is a name like others.
    #expect(
      Transcript.of(Self.first + "to = x\ngraph z to").contains("x = [[1.0, 1.0], [1.0, 1.0]]"))
  }
}
