import Autodiff

extension Evaluator {
  /// Runs statements in order until one leaves the block.
  func execute(_ statements: [Statement]) throws -> Flow {
    for statement in statements {
      let flow = try execute(statement)
      if case .normal = flow { continue }
      return flow
    }
    return .normal
  }

  private func execute(_ statement: Statement) throws -> Flow {
    session.recorder.line = frame.lines.line(at: statement.range.start)
    self.statement = statement.range
    departures.statementStart = departures.count
    retireDead()
    do {
      switch statement.kind {
      case .expression(let expression, let muted):
        try executeExpression(expression, muted: muted)
      case .assignment(let targets, let value):
        let object = try evaluate(value)
        for target in targets { try assign(object, to: target) }
      case .annotated(let target, let value):
        if let value { try assign(try evaluate(value), to: target) }
      case .augmented(let target, let operation, let range, let value):
        try executeAugmented(target, operation, range, value)
      case .returned(let value):
        return .returned(try value.map(evaluate) ?? .none)
      case .breakLoop: return .breaking
      case .continueLoop: return .continuing
      // The parser has told each function its global and nonlocal names.
      case .pass, .global, .nonlocal: break
      default:
        return try executeBlock(statement)
      }
      return .normal
    } catch {
      throw located(error, statement.range)
    }
  }

  /// The compound and the rarer statements, apart so that the common ones take little stack.
  @inline(never)
  private func executeBlock(_ statement: Statement) throws -> Flow {
    try checkStack()
    switch statement.kind {
    case .conditional(let branches, let otherwise):
      for branch in branches where try isTrue(branch.condition) {
        return try execute(branch.body)
      }
      return try execute(otherwise)
    case .forLoop(let target, let iterable, let body, let otherwise):
      return try executeFor(target, in: iterable, body, otherwise)
    case .whileLoop(let condition, let body, let otherwise):
      return try executeWhile(condition, body, otherwise)
    case .with(let items, let body):
      return try executeWith(items[...], body)
    case .attempt(let body, let handlers, let otherwise, let finally):
      return try executeTry(body, handlers, otherwise, finally)
    default:
      try executeRare(statement)
      return .normal
    }
  }

  @inline(never)
  private func executeRare(_ statement: Statement) throws {
    switch statement.kind {
    case .function(let definition):
      try define(definition)
    case .raised(let expression, let cause):
      throw try raised(expression, cause: cause, at: statement.range)
    case .assertion(let condition, let message):
      if try !isTrue(condition) {
        let text = try message.map { try string(of: evaluate($0)) } ?? ""
        throw EvaluationError(.assertionError, text)
      }
    case .deletion(let targets):
      for target in targets { try delete(target) }
    case .imported(let module, let alias, let range):
      try importModule(module, as: alias, range)
    case .importedNames(let module, let names, let range):
      try importNames(names, from: module, range)
    case .command(let command, let muted):
      try executeCommand(command, muted: muted)
    default:
      break
    }
  }

  /// Runs a command's argument that is a statement, which the parser lets leave no block.
  ///
  /// - Throws: the statement's failure, with its place.
  public func run(_ statements: [Statement]) throws {
    _ = try execute(statements)
  }

  /// The condition's truth, with the condition as the place of a failure.
  func isTrue(_ condition: Expression) throws -> Bool {
    let value = try evaluate(condition)
    if case .bool(let truth) = value { return truth }
    do {
      return try isTrue(value)
    } catch {
      throw located(error, condition.range)
    }
  }

  private func executeExpression(_ expression: Expression, muted: Bool) throws {
    let earlier = missing?.moment
    let value = try evaluate(expression)
    guard frame === topLevel else { return }
    if case .none = value {
      if missing?.moment != earlier, showsValues, !muted { showMissingGradient(expression) }
      return
    }
    session.lastValue = value
    session.heap.readLog?.noteLastValue()
    if showsValues && !muted { emit(.value(displayValue(of: value))) }
  }

  private func executeCommand(_ command: Command, muted: Bool) throws {
    guard let value = try run(command, isValueNeeded: muted) else { return }
    if frame === topLevel, showsValues, !muted {
      if case .none = value { return }
      session.lastValue = value
      emit(.value(displayValue(of: value)))
    }
  }

  /// Runs a command.
  func run(_ command: Command, isValueNeeded: Bool) throws -> Object? {
    effects &+= 1
    // Commands look at tapes and at what is told of values.
    try settleLoops()
    guard let declaration = options.commands[command.name] else {
      throw EvaluationError(.nameError, "there is no command '\(command.name)'")
    }
    do {
      return try declaration.run(
        CommandInvocation(command: command, isValueNeeded: isValueNeeded, evaluator: self))
    } catch {
      throw located(error, command.range)
    }
  }

  private func define(_ definition: FunctionDefinition) throws {
    // Decorators are evaluated before the function is made, and applied from the inside.
    let decorators = try definition.decorators.map { ($0, try evaluate($0)) }
    var object = try makeFunction(definition)
    for (expression, decorator) in decorators.reversed() {
      do {
        object = try call(decorator, CallArguments([object]))
      } catch {
        throw located(error, expression.range)
      }
    }
    try bind(definition.name, to: object)
  }

  /// A function with its defaults evaluated and its cells taken along.
  func makeFunction(_ definition: FunctionDefinition) throws -> Object {
    let defaults = try definition.parameters.map { parameter -> Object? in
      try parameter.defaultValue.map(evaluate)
    }
    functionCount &+= 1
    let function = Function(
      definition: definition, defaults: defaults, cells: cells(for: definition))
    return .reference(session.heap.insert(.function(function)))
  }

  @inline(__always)
  private func retireDead() {
    if session.heap.hasDead { session.collect() }
  }
}
