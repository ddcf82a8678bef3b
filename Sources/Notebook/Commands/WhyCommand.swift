import Autodiff
import HashTreeCollections
import Language
import Tensors

extension CommandDeclaration {
  /// The command `why z x`.
  static let why = CommandDeclaration(
    syntax: CommandSyntax(name: "why", arguments: [.expression], required: 2, repeatsLast: true),
    expecting: ArgumentExpectation([.target, .source], clauses: ["on": .tape]),
    group: "understanding",
    summary: "Show why a gradient is None, zero, NaN or infinite, with the line and the mend.",
    usage: "why z x … [on TAPE]",
    details: """
      Follows `z` back to `x`, also through what no tape recorded: numbers that left their tensors, \
      Variables that were assigned, names that were bound anew. The reason comes with the line at \
      fault and with the command or edit that mends it.
      Of a gradient that has zeros it tells what stopped it, and of one with NaN or an infinity the \
      first value that was bad, on the way there or on the way back. Nothing of it is recorded, and \
      no tape is used up.
      """,
    examples: [
      Example(
        "x = constant(3.)\nwatch x\nz = 2. * stop_gradient(x * x)\nwhy z x",
        output: """
          None: z depends on x only through stop_gradient in line 3
            line 3: z = 2. * stop_gradient(x * x)
            mend: leave stop_gradient out of line 3: z = 2. * (x * x)
          """)
    ]
  ) { invocation in
    if let question = try NumberQuestion(invocation) {
      question.show()
      return nil
    }
    try invocation.asking {
      try WhyAnswer(request: DerivativeRequest(invocation)).show()
    }
    return nil
  }
}

/// What `why` shows.
private struct WhyAnswer {
  let request: DerivativeRequest

  func show() throws {
    request.tellTape()
    for index in request.sources.indices {
      if let text = request.textOfItself(at: index) {
        request.evaluator.emit(.text(text))
      } else if let gradient = try gradient(at: index) {
        try tell(gradient, at: index)
      } else {
        let reason = try request.reason(at: index)
        request.evaluator.emit(.value(reason.value))
        if let details = reason.details { request.evaluator.emit(.text(details)) }
      }
    }
  }

  private func gradient(at index: Int) throws -> Tensor? {
    guard let tape = request.tape else { return nil }
    return try request.evaluator.withRecorder { recorder in
      try recorder.askedGradient(
        of: request.targets, by: request.sources[index], on: tape, calling: request.evaluator)
    }
  }

  /// Says what is wrong with a gradient that is there, or that nothing is.
  private func tell(_ gradient: Tensor, at index: Int) throws {
    let numbers = try gradient.doubles()
    if numbers.contains(where: { $0 == 0 || !$0.isFinite }),
      let lines = try GradientDiagnosis(request, at: index).lines()
    {
      request.evaluator.emit(.text(lines.joined(separator: "\n")))
      return
    }
    let target = request.targetName
    let source = request.sourceNames[index]
    var text =
      "there is a gradient: ∂\(target)/∂\(source) = \(NumberText.text(gradient)); "
      + "explain \(target) \(source) shows how"
    if let tape = request.tape, request.evaluator.session.recorder.tape(tape)?.isUsedUp == true {
      text += "\n  the tape is used up: open it with persistent=True to ask for several"
    }
    for line in try GradientDiagnosis(request, at: index).targetLines() { text += "\n" + line }
    request.evaluator.emit(.text(text))
  }
}

/// The question why there is no derivative of a Python number that was a tensor's.
private struct NumberQuestion {
  private let evaluator: Evaluator
  private let name: String
  private let words: String
  private let line: Int
  private let number: Identity

  init?(_ invocation: CommandInvocation) throws {
    evaluator = invocation.evaluator
    guard let name = invocation.operands.first?.name,
      let object = evaluator.session.globals[name]
    else { return nil }
    switch object {
    case .float, .int, .bool: break
    default: return nil
    }
    guard
      let number = evaluator.departure(ofName: name).first,
      let departure = evaluator.session.recorder.departure(of: number)
    else { return nil }
    self.name = name
    self.number = number
    words = departure.words
    line = departure.line
  }

  func show() {
    let cause = NoneCause.leftTape(through: words, line: line)
    let message =
      "\(name) is a Python number: \(words)"
      + (line > 0 ? " in line \(line)" : "") + " took it off the tape"
    let fault = FaultLine(cause, at: number, evaluator)
    let mend = NoneMend(fault).ofLeaving(words, line)
    evaluator.emit(.value(.none(cause: cause, message: message, mend: mend)))
    if let details = fault.details(mend: mend) { evaluator.emit(.text(details)) }
  }
}
