import Autodiff
import Language
import Tensors

extension CommandDeclaration {
  /// The command `trace x[1, 2] z`.
  static let trace = CommandDeclaration(
    syntax: CommandSyntax(
      name: "trace", arguments: [.expression], required: 2, repeatsLast: true),
    expecting: ArgumentExpectation([.source, .target], clauses: ["on": .tape]),
    group: "understanding", summary: "Follow one element of a source to a value, path by path.",
    usage: "trace x[1, 2] z [on TAPE]",
    details: """
      Each operation between the element and `z` with the elements that the derivative passes through, \
      and the derivative of each by each; then the paths with their products, and their sum: the \
      element of `grad z x`. Of many elements and many paths those that count most are told, and the \
      others together. `z` is summed over its elements; `trace x[1, 2] z[0]` follows to one of them. \
      Nothing of it is recorded, and no tape is used up.
      """,
    examples: [
      Example(
        "x = ones(2, 3)\nwatch x\ny = sum(x)\nz = y * y\ntrace x[1, 2] z",
        output: """
          x[1, 2] = 1.0   line 2
          y = sum(x) = 6.0   line 3
            ∂y/∂x[1, 2] = 1.0
          z = y*y = 36.0   line 4
            ∂z/∂y = 2*y = 12.0

          one path: x[1, 2] → y → z
          ∂z/∂x[1, 2] = 1.0 · 12.0 = 12.0
          """)
    ]
  ) { invocation in
    _ = try invocation.options(known: [])
    try invocation.asking { try ElementRequest(invocation).show() }
    return nil
  }
}

/// A use of `trace`.
private struct ElementRequest {
  private let evaluator: Evaluator
  private let source: ElementArgument
  private let target: ElementArgument
  /// The tape to ask; nil where none has recorded the target.
  private let tape: TapeID?

  init(_ invocation: CommandInvocation) throws {
    evaluator = invocation.evaluator
    let (operands, clauses) = invocation.clauses(["on"], behind: 2)
    guard operands.count == 2 else {
      throw EvaluationError.type(
        "trace takes an element and a value: trace x[1, 2] z",
        hint: "to follow several elements, ask for one after the other")
    }
    source = try ElementArgument(operands[0], evaluator)
    target = try ElementArgument(operands[1], evaluator)
    guard source.index != nil else { throw source.wholeError(beside: target.text) }
    guard case .tensor(let value) = target.object else {
      throw EvaluationError.type(
        "\(target.text) is of type \(evaluator.typeName(of: target.object).name); "
          + "trace follows an element to a tensor that a tape recorded")
    }
    if let named = clauses["on"] {
      tape = try Tapes(evaluator).tape(named)
    } else {
      tape = evaluator.session.recorder.tapes(recording: value.identity).first
    }
  }

  func show() throws {
    guard case .tensor(let value) = target.object, let element = source.index else { return }
    let by = try evaluator.gradientSource(source.object)
    let request = DerivativeRequest(
      evaluator, target: (value, target.base), source: (by, source.object, source.base), on: tape)
    guard let id = tape else { return try request.showCause(at: 0) }
    guard let tape = evaluator.session.recorder.tape(id) else { throw AutodiffError.noSuchTape }
    let names = TapeNames(
      tape, evaluator.sessionNames,
      typed: tape.typed([(source.base, by), (target.base, Source(value))]))
    let trace = try evaluator.withRecorder { recorder in
      try recorder.elementTrace(
        of: value, element: target.index, by: by, element: element, on: id,
        calling: evaluator, name: { names[$1] })
    }
    guard let trace else { return try request.showCause(at: 0) }
    request.tellTape()
    evaluator.emit(.text(try ElementTraceText(trace, names: names).text()))
  }
}
