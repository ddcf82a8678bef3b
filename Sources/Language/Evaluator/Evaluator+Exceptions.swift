import HashTreeCollections

extension Evaluator {
  func executeTry(
    _ body: [Statement], _ handlers: [ExceptionHandler], _ otherwise: [Statement],
    _ finally: [Statement]
  ) throws -> Flow {
    let running = frame
    let scopes = frame.scopes.count
    var flow = Flow.normal
    var failure: (any Error)?
    do {
      flow = try executeGuarded(body, handlers, otherwise)
    } catch {
      failure = error
    }
    frame = running
    frame.scopes.removeLast(frame.scopes.count - scopes)
    let last = try execute(finally)
    // `return`, `break` and `continue` in `finally` stand before a failure, as in Python.
    guard case .normal = last else {
      if failure != nil { valueReads &+= 1 }
      return last
    }
    if let failure { throw failure }
    return flow
  }

  private func executeGuarded(
    _ body: [Statement], _ handlers: [ExceptionHandler], _ otherwise: [Statement]
  ) throws -> Flow {
    let running = frame
    let nesting = depth
    do {
      let flow = try execute(body)
      guard case .normal = flow else { return flow }
    } catch let error as EvaluationError {
      // The user's Ctrl-C and the limit on steps stop the entry, whatever it would catch.
      if error.isInterruption || error.type == .stepLimitError { throw error }
      frame = running
      depth = nesting
      guard let handler = try handlers.first(where: { try matches(error, $0) }) else {
        throw error
      }
      // That it failed may tell of a tensor's numbers.
      valueReads &+= 1
      return try execute(handler, for: error)
    }
    return try execute(otherwise)
  }

  private func matches(_ error: EvaluationError, _ handler: ExceptionHandler) throws -> Bool {
    guard let expression = handler.type else { return true }
    let type = try evaluate(expression)
    return try matches(error, type, expression.range)
  }

  private func matches(
    _ error: EvaluationError, _ type: Object, _ range: SourceRange
  ) throws -> Bool {
    if case .type(.exception(let accepted)) = type {
      return error.type.isSubclass(of: accepted)
    }
    if case .reference(let reference) = type, case .tuple(let types) = session.heap[reference] {
      for type in types {
        guard case .type(.exception(let accepted)) = type else { throw notAnException(range) }
        if error.type.isSubclass(of: accepted) { return true }
      }
      return false
    }
    throw notAnException(range)
  }

  private func notAnException(_ range: SourceRange) -> EvaluationError {
    located(
      EvaluationError.type(
        "catching classes that do not inherit from BaseException is not allowed"),
      range)
  }

  private func execute(_ handler: ExceptionHandler, for error: EvaluationError) throws -> Flow {
    var failure = error
    let object = exceptionObject(for: &failure)
    if let name = handler.name { try bind(name, to: object) }
    frame.handled.append(failure)
    let running = frame
    defer {
      running.handled.removeLast()
      // Python deletes the name, so that the exception does not outlive its handler.
      if let name = handler.name, frame === running { try? unbind(name) }
    }
    return try execute(handler.body)
  }

  /// The failure that a `raise` statement throws.
  func raised(
    _ expression: Expression?, cause: Expression?, at range: SourceRange
  ) throws -> EvaluationError {
    guard let expression else {
      guard let handled = frame.handled.last else {
        return EvaluationError(.runtimeError, "No active exception to reraise")
      }
      return handled
    }
    var object = try evaluate(expression)
    if case .type(.exception) = object {
      object = try call(object, CallArguments())
    }
    guard case .reference(let reference) = object,
      case .exception(let exception) = session.heap[reference]
    else {
      return EvaluationError.type("exceptions must derive from BaseException")
    }
    var failure = EvaluationError(exception.type, try string(of: object))
    failure.hint = exception.failure?.hint
    failure.exception = object
    if let cause {
      let reason = try evaluate(cause)
      if case .none = reason { return failure }
      failure.notes.append("caused by \(try representation(of: reason))")
    }
    return failure
  }
}
