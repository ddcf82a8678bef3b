import Autodiff

extension Evaluator {
  func executeWhile(
    _ condition: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws -> Flow {
    loopDepth += 1
    defer { loopDepth -= 1 }
    let ended: Flow? = try withRounds(LoopRounds(head: condition.range)) { rounds in
      while try isTrue(condition) {
        try poll()
        switch try executeRound(body, of: rounds) {
        case .normal, .continuing: continue
        case .breaking: return .normal
        case .returned(let value): return .returned(value)
        }
      }
      return nil
    }
    return try ended ?? execute(otherwise)
  }

  func executeFor(
    _ target: Expression, in iterable: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws -> Flow {
    var ended = Flow.normal
    let head = SourceRange(target.range.start, iterable.range.end)
    let object = try evaluate(iterable)
    let rounds = LoopRounds(target: object.givesItsOwnItems ? target.boundName : nil)
    let wasBroken = try withRounds(rounds) { rounds in
      try forEach(in: iterable, object, head: head) { item in
        try assign(item, to: target)
        switch try withLoopItem(item, { try executeRound(body, of: rounds) }) {
        case .normal, .continuing: return true
        case .breaking: return false
        case .returned(let value):
          ended = .returned(value)
          return false
        }
      }
    }
    return wasBroken ? ended : try execute(otherwise)
  }

  /// Calls `body` with each item of an iterable until it gives false.
  ///
  /// - Returns: whether `body` gave false.
  private func forEach(
    in iterable: Expression, _ object: Object, head: SourceRange,
    _ body: (Object) throws -> Bool
  ) throws -> Bool {
    loopDepth += 1
    defer { loopDepth -= 1 }
    return try metered(over: object, at: head) { isMetered in
      try forEach(in: iterable, object, isMetered: isMetered, body)
    }
  }

  private func forEach(
    in iterable: Expression, _ object: Object, isMetered: Bool, _ body: (Object) throws -> Bool
  ) throws -> Bool {
    // The two most common iterables need no iterator in the heap.
    switch object {
    case .range(let range):
      for index in 0..<range.count {
        try poll()
        if isMetered { meter?.advance() }
        if try !body(.int(range[index])) { return true }
      }
      return false
    case .reference(let reference) where reference.kind == .list || reference.kind == .tuple:
      var position = 0
      while let item = element(of: reference, at: position) {
        try poll()
        if isMetered { meter?.advance() }
        position += 1
        if try !body(item) { return true }
      }
      return false
    default: break
    }
    let iterator: Reference
    do {
      iterator = try self.iterator(over: object)
    } catch {
      throw located(error, iterable.range)
    }
    while true {
      let item: Object?
      do {
        item = try next(iterator)
      } catch {
        throw located(error, iterable.range)
      }
      guard let item else { return false }
      try poll()
      if isMetered { meter?.advance() }
      if try !body(item) { return true }
    }
  }

  /// The element of a list or tuple at a position, or nil at its end.
  func element(of reference: Reference, at position: Int) -> Object? {
    switch session.heap[reference] {
    case .list(let items), .tuple(let items):
      position < items.count ? items[position] : nil
    default: nil
    }
  }
}

extension Object {
  /// Whether going over it runs nothing and changes nothing: a range, a list, a tuple.
  fileprivate var givesItsOwnItems: Bool {
    switch self {
    case .range: true
    case .reference(let reference): reference.kind == .list || reference.kind == .tuple
    default: false
    }
  }
}

extension Expression {
  /// The name that an assignment to this binds and does nothing else.
  fileprivate var boundName: String? {
    if case .name(let name) = kind { name } else { nil }
  }
}
