import Autodiff
import Language

extension CommandDeclaration {
  /// The command `grad z x y`.
  static let grad = CommandDeclaration(
    syntax: CommandSyntax(
      name: "grad", arguments: [.expression], required: 2, repeatsLast: true, givesValue: true),
    expecting: ArgumentExpectation(
      [.target, .source], clauses: ["on": .tape], options: ["zero"]),
    group: "derivatives", summary: "Show the gradient of a value by each source.",
    usage: "grad z x y … [on TAPE] [--zero]",
    details: """
      Takes the derivative of `z`, summed over its elements, by `x`, by `y` and so on, from the \
      tape that recorded `z` last, or from the tape named after `on`. `g = grad z x` keeps the \
      gradient; of several sources, the list of gradients.
      Where there is no derivative, `None` is shown with its reason; `--zero` gives zeros instead.
      """,
    examples: [
      Example(
        "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\ngrad z x", output: "[[8. 8.]\n [8. 8.]]"),
      Example(
        "x = constant(3.)\nwatch x\nz = x ** 3\ng = grad z x\ngrad g x", output: "18.0"),
    ]
  ) { invocation in
    try GradientRequest(invocation).run(isValueNeeded: invocation.isValueNeeded)
  }
}

/// A use of `grad`: whose gradient, by what, on which tape.
private struct GradientRequest {
  let evaluator: Evaluator
  let target: CommandArgument
  let sources: [CommandArgument]
  let tapeArgument: CommandArgument?
  let isZeroForUnconnected: Bool

  init(_ invocation: CommandInvocation) throws {
    evaluator = invocation.evaluator
    let known = CommandDeclaration.grad.expectation.options
    isZeroForUnconnected = try invocation.options(known: known).keys.contains("zero")
    var operands = invocation.operands
    // `on` stands before a tape only when a source is left in front of it.
    if operands.count >= 4, operands[operands.count - 2].name == "on" {
      tapeArgument = operands.last
      operands.removeLast(2)
    } else {
      tapeArgument = nil
    }
    guard operands.count >= 2 else {
      throw EvaluationError.type("grad needs a value and what to differentiate it by: grad z x")
    }
    target = operands[0]
    sources = Array(operands.dropFirst())
  }

  func run(isValueNeeded: Bool) throws -> Object? {
    let targets = try readTargets()
    let objects = try self.sources.map { try value(of: $0) }
    let nest = objects.count == 1 ? objects[0] : evaluator.makeList(objects)
    var sources: [Source] = []
    var names: [String] = []
    for (argument, object) in zip(self.sources, objects) {
      if evaluator.listItems(object) != nil || evaluator.dictionary(object) != nil {
        let leaves = try evaluator.gradientSources(object)
        sources += leaves
        names += leaves.indices.map { "\(argument.text)[\($0)]" }
      } else {
        sources.append(try source(object, argument))
        names.append(argument.text)
      }
    }
    let id = try tape(recording: targets)
    let gradients: [Gradient]
    if let id {
      gradients = try evaluator.session.recorder.gradient(
        of: targets, by: sources, on: id, zeroForUnconnected: isZeroForUnconnected)
    } else {
      gradients = try unrecorded(targets, sources)
    }
    let result = try evaluator.gradientNest(gradients, like: nest)
    if isValueNeeded { return result }
    show(gradients, names, of: id)
    evaluator.session.lastValue = result
    return nil
  }

  private func show(_ gradients: [Gradient], _ names: [String], of id: TapeID?) {
    if let id, id != evaluator.session.sessionTape {
      evaluator.emit(.text("by the \(evaluator.tapeDescription(of: id))"))
    }
    for (gradient, name) in zip(gradients, names) {
      switch gradient {
      case .value(let value): evaluator.emit(.value(.tensor(value.tensor)))
      case .none(let cause):
        let message = cause.message(target: target.text, source: name)
        evaluator.emit(.value(.none(cause: cause, message: message)))
      }
    }
  }

  // MARK: Reading the arguments

  private func readTargets() throws -> [Target] {
    let object = try value(of: target)
    if let items = evaluator.listItems(object), !items.isEmpty {
      return try items.map { Target(try tensor($0, "an item of \(target.text)")) }
    }
    return [Target(try tensor(object, target.text))]
  }

  private func tensor(_ object: Object, _ what: String) throws -> Value {
    if case .tensor(let value) = object { return value }
    if evaluator.variable(object) != nil { return try evaluator.value(of: object) }
    switch object {
    case .float, .int, .bool:
      throw EvaluationError.type(
        "\(what) is a Python number, which no tape records",
        hint: "watch what it is computed from, then compute it again")
    default:
      throw EvaluationError.type(
        "the gradient of \(what) is not defined: it is of type "
          + evaluator.typeName(of: object).name)
    }
  }

  private func source(_ object: Object, _ argument: CommandArgument) throws -> Source {
    if case .tensor(let value) = object { return Source(value) }
    if let variable = evaluator.variable(object) { return Source(variable) }
    switch object {
    case .float, .int, .bool:
      throw EvaluationError.type(
        "\(argument.text) is a Python number, which no tape watches",
        hint: "watch \(argument.text), then compute \(target.text) again")
    default:
      throw EvaluationError.type(
        "\(argument.text) is of type \(evaluator.typeName(of: object).name); "
          + "a gradient is taken by tensors and Variables")
    }
  }

  private func value(of argument: CommandArgument) throws -> Object {
    guard case .expression(let expression) = argument.kind else {
      throw EvaluationError.type("'\(argument.text)' is not an expression")
    }
    return try evaluator.evaluate(expression)
  }

  // MARK: The tape

  /// The tape to ask: the one named, or the most recent that recorded a target.
  private func tape(recording targets: [Target]) throws -> TapeID? {
    if let tapeArgument { return try Tapes(evaluator).tape(tapeArgument) }
    for target in targets {
      if let id = evaluator.session.recorder.tapes(recording: target.value.identity).first {
        return id
      }
    }
    return nil
  }

  /// What a target that no tape recorded gives: zeros, or the reasons.
  private func unrecorded(_ targets: [Target], _ sources: [Source]) throws -> [Gradient] {
    if isZeroForUnconnected {
      var recorder = Recorder()
      let id = recorder.openTape(kind: .session, isPersistent: true)
      return try recorder.gradient(of: targets, by: sources, on: id, zeroForUnconnected: true)
    }
    guard let id = Tapes(evaluator).current, let tape = evaluator.session.recorder.tape(id) else {
      return sources.map { _ in .none(.notWatched) }
    }
    return sources.map { .none(tape.cause(targets: targets, source: $0)) }
  }
}
