import Autodiff
import Language

extension CommandDeclaration {
  /// The command `graph z`.
  static let graph = CommandDeclaration(
    syntax: CommandSyntax(
      name: "graph", arguments: [.expression], required: 1, repeatsLast: true,
      clauses: ["to": .path]),
    expecting: ArgumentExpectation(
      [.target, .source], clauses: ["on": .tape, "to": .path], options: ["all"]),
    group: "understanding", summary: "Draw what a value was computed from.",
    usage: "graph z [x] … [on TAPE] [to FILE] [--all]",
    details: """
      The value stands at the top, below it what it was computed from, down to what is watched; what \
      is used again stands there by its name. With `x` the way of the derivative from `z` to `x` is \
      drawn in double lines. A large graph is folded unless `--all` is given.
      `to graph.dot` writes the graph for Graphviz, and `to graph.svg` the picture that Graphviz \
      makes of it; a file that is there is replaced. Nothing of it is recorded.
      """,
    examples: [
      Example(
        "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y + y\ngraph z x",
        output: """
          z = v2 + y = 20.0   line 4
          ╠═ v2 = y*y = 16.0   line 4
          ║  ╚═ y = sum(x) = 4.0   line 3
          ║     ╚═ x = [[1.0, 1.0], [1.0, 1.0]]   watched, line 2
          ╚═ y, see above
          """)
    ],
    fileWords: ["to"]
  ) { invocation in
    let isWhole = try invocation.hasOption("all")
    try invocation.asking { try GraphDrawing(invocation, isWhole: isWhole).show() }
    return nil
  }
}

/// A use of `graph`.
private struct GraphDrawing {
  private let evaluator: Evaluator
  private let graph: TapeGraph
  private let target: Int
  private let name: String
  private let file: GraphFile?
  private let isWhole: Bool

  init(_ invocation: CommandInvocation, isWhole: Bool) throws {
    let evaluator = invocation.evaluator
    self.evaluator = evaluator
    self.isWhole = isWhole
    let (operands, clauses) = invocation.clauses(["on", "to"], behind: 1)
    guard let first = operands.first else {
      throw EvaluationError.type("graph needs a value that a tape recorded: graph z")
    }
    name = first.text
    file = try clauses["to"].map { argument in
      try GraphFile(argument.name ?? argument.text, invocation)
    }
    let value = try invocation.value(of: first)
    let source = try evaluator.gradientSource(value)
    let recorder = evaluator.session.recorder
    let id = try clauses["on"].map { try Tapes(evaluator).tape($0) } ?? recorder.tape(of: source)
    guard let id, let tape = try recorder.wholeTape(id),
      let target = tape.position(ofSource: source)
    else {
      throw EvaluationError.value(
        "no tape has recorded \(first.text)",
        hint: "watch what it is computed from, then compute it again")
    }
    self.target = target
    let sources = try operands.dropFirst().map { argument -> Int in
      let source = try evaluator.gradientSource(try invocation.value(of: argument))
      guard let position = tape.position(ofSource: source) else {
        throw EvaluationError.value(
          "\(argument.text) is not on the tape that recorded \(first.text)",
          hint: "grad \(first.text) \(argument.text) says why")
      }
      return position
    }
    graph = TapeGraph(
      tape, names: TapeNames(tape, evaluator.sessionNames),
      marked: tape.positions(between: target, and: sources))
    if !sources.isEmpty, graph.marked.isEmpty {
      let rest = operands.dropFirst().map(\.text).joined(separator: " ")
      evaluator.emit(.text("no derivative passes from \(name) to \(rest)"))
    }
  }

  func show() throws {
    if let file {
      let text = try GraphDOT(graph, reachable()).text(poll: evaluator.poll)
      evaluator.emit(.text(try file.write(text)))
      return
    }
    var tree = GraphTree(graph, root: target, isWhole: isWhole, poll: evaluator.poll)
    let (text, left, count) = try tree.text()
    guard left > 0 else {
      evaluator.emit(isWhole ? .page(text) : .text(text))
      return
    }
    evaluator.emit(.text(text + "\n… \(left) of \(count) values are folded: graph \(name) --all"))
  }

  /// Everything that the target was computed from, in the order of the tape.
  private func reachable() throws -> [Int] {
    var found: Set<Int> = [target]
    var pending = [target]
    while let position = pending.popLast() {
      try evaluator.poll()
      pending += graph.operands(of: position).filter { found.insert($0).inserted }
    }
    return found.sorted()
  }
}

extension Recorder {
  /// The tape that recorded a value or watches a Variable, the most recent of them.
  fileprivate func tape(of source: Source) -> TapeID? { tapes(recording: source.identity).first }
}
