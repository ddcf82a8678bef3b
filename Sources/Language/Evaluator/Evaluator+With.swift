import Autodiff

extension Evaluator {
  /// Enters the contexts one after another, runs the body, and leaves them in reverse.
  func executeWith(_ items: ArraySlice<WithItem>, _ body: [Statement]) throws -> Flow {
    guard let item = items.first else { return try execute(body) }
    let object = try evaluate(item.context)
    do {
      try enter(object)
    } catch {
      throw located(error, item.context.range)
    }
    let result: Result<Flow, any Error>
    do {
      if let target = item.target { try assign(object, to: target) }
      result = .success(try executeWith(items.dropFirst(), body))
    } catch {
      result = .failure(error)
    }
    do {
      try leave(object)
    } catch {
      throw located(error, item.context.range)
    }
    return try result.get()
  }

  private func enter(_ object: Object) throws {
    if case .reference(let reference) = object {
      switch session.heap[reference] {
      case .tape: return try enterTape(reference)
      case .accumulator: return try enterAccumulator(reference)
      case .context(let context):
        if case .stopRecording(let tape) = context.kind, let id = tapeID(tape) {
          session.recorder.pauseTape(id)
        }
        return
      // An archive is read whole, so that there is nothing to close.
      case .dict where !session.heap.fields(of: reference).isEmpty: return
      default: break
      }
    }
    throw EvaluationError.type(
      "'\(typeName(of: object).name)' object does not support the context manager protocol",
      hint: "'with' takes a tape: with GradientTape() as t:")
  }

  private func leave(_ object: Object) throws {
    guard case .reference(let reference) = object else { return }
    switch session.heap[reference] {
    case .tape: leaveTape(reference)
    case .accumulator: leaveAccumulator(reference)
    case .context(let context):
      if case .stopRecording(let tape) = context.kind, let id = tapeID(tape) {
        session.recorder.resumeTape(id)
      }
    default: break
    }
  }
}
