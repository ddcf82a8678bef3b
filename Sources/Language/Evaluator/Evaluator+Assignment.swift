import Autodiff

extension Evaluator {
  /// Gives a target a value: a name, an attribute, a subscript, or the parts of a sequence.
  func assign(_ value: Object, to target: Expression) throws {
    switch target.kind {
    case .name(let name):
      try bind(name, to: value)
    case .tuple(let targets), .list(let targets):
      try unpack(value, to: targets, target.range)
    case .subscripted(let base, let items, let isTuple):
      let container = try evaluate(base)
      let index = try subscriptIndex(items, isTuple: isTuple)
      do {
        try setItem(of: container, at: index, to: value)
      } catch {
        throw located(error, target.range)
      }
    case .attribute(let base, let name, let range):
      let object = try evaluate(base)
      do {
        try setAttribute(name, of: object)
      } catch {
        throw located(error, range)
      }
    default:
      throw located(
        EvaluationError(.syntaxError, "this cannot be assigned to"), target.range)
    }
  }

  private func setAttribute(_ name: String, of object: Object) throws {
    let type = typeName(of: object).name
    guard options.library.attributes[typeName(of: object)]?[name] != nil else {
      throw EvaluationError(
        .attributeError, "'\(type)' object has no attribute '\(name)'",
        hint: "attributes cannot be added; keep the value under a name of its own")
    }
    throw EvaluationError(
      .attributeError, "attribute '\(name)' of '\(type)' objects is not writable")
  }

  private func unpack(_ value: Object, to targets: [Expression], _ range: SourceRange) throws {
    let items: [Object]
    do {
      items = try unpackedItems(value, atMost: targets.count + 1, targets)
    } catch {
      throw located(error, range)
    }
    let star = targets.firstIndex {
      if case .starred = $0.kind { return true }
      return false
    }
    guard let star else {
      guard items.count == targets.count else {
        throw located(
          .value(
            items.count > targets.count
              ? "too many values to unpack (expected \(targets.count))"
              : "not enough values to unpack (expected \(targets.count), got \(items.count))"),
          range)
      }
      for (target, item) in zip(targets, items) { try assign(item, to: target) }
      return
    }
    guard items.count >= targets.count - 1 else {
      throw located(
        .value(
          "not enough values to unpack (expected at least \(targets.count - 1), "
            + "got \(items.count))"),
        range)
    }
    let after = targets.count - star - 1
    for (target, item) in zip(targets[..<star], items) { try assign(item, to: target) }
    if case .starred(let rest) = targets[star].kind {
      try assign(makeList(Array(items[star..<(items.count - after)])), to: rest)
    }
    for (target, item) in zip(targets[(star + 1)...], items.suffix(after)) {
      try assign(item, to: target)
    }
  }

  private func located(_ error: EvaluationError, _ range: SourceRange) -> EvaluationError {
    located(error as any Error, range)
  }

  /// The items of what is unpacked; one more than fits is enough to know of too many.
  private func unpackedItems(
    _ value: Object, atMost limit: Int, _ targets: [Expression]
  ) throws -> [Object] {
    if let items = listItems(value) { return items }
    let hasStar = targets.contains {
      if case .starred = $0.kind { return true }
      return false
    }
    let iterator: Reference
    do {
      iterator = try self.iterator(over: value)
    } catch let error as EvaluationError where error.type == .typeError {
      throw EvaluationError.type(
        "cannot unpack non-iterable \(typeName(of: value).name) object", hint: error.hint)
    }
    var items: [Object] = []
    while hasStar || items.count < limit, let item = try next(iterator) {
      try pollInterruption()
      items.append(item)
    }
    return items
  }

  func executeAugmented(
    _ target: Expression, _ operation: BinaryOperator, _ range: SourceRange, _ value: Expression
  ) throws {
    switch target.kind {
    case .name(let name):
      let old: Object
      do {
        old = try lookUp(name)
      } catch {
        throw located(error, target.range)
      }
      if let observer { observe(old, as: target, by: observer) }
      let operand = try evaluate(value)
      try bind(name, to: try augmented(old, operation, operand, target, range, value))
    case .subscripted(let base, let items, let isTuple):
      let container = try evaluate(base)
      let index = try subscriptIndex(items, isTuple: isTuple)
      do {
        let old = try item(of: container, at: index)
        if let observer { observe(old, as: target, by: observer) }
        let operand = try evaluate(value)
        try setItem(
          of: container, at: index,
          to: try augmented(old, operation, operand, target, range, value))
      } catch {
        throw located(error, target.range)
      }
    case .attribute(let base, let name, let nameRange):
      _ = try attribute(name, of: evaluate(base))
      do {
        try setAttribute(name, of: evaluate(base))
      } catch {
        throw located(error, nameRange)
      }
    default:
      throw located(
        EvaluationError(.syntaxError, "this cannot be assigned to"), target.range)
    }
  }

  /// The new value of an augmented assignment; a list is extended in place.
  private func augmented(
    _ old: Object, _ operation: BinaryOperator, _ operand: Object, _ target: Expression,
    _ range: SourceRange, _ value: Expression
  ) throws -> Object {
    if case .reference(let reference) = old, reference.kind == .list {
      if operation == .add, !isTensorLike(operand) {
        let added: [Object]
        do {
          added = try items(of: operand)
          try checkLength((listItems(old)?.count ?? 0) + added.count)
        } catch {
          throw located(error, value.range)
        }
        session.heap.withList(reference) { $0 += added }
        return old
      }
      if operation == .multiply, let count = plainInteger(operand) {
        let items = listItems(old) ?? []
        let repeated = try self.repeated(items, count)
        session.heap[reference] = .list(repeated)
        return old
      }
    }
    do {
      try refuseVariable(old, operation, target, value)
      let new = try binary(operation, old, operand, names: (target, value))
      return isArray(old) ? try inPlace(old, operation, new, target) : new
    } catch {
      throw located(error, target.range.union(value.range))
    }
  }

  /// Takes away a name's value, an item or a slice.
  func delete(_ target: Expression) throws {
    do {
      switch target.kind {
      case .name(let name):
        try unbind(name)
      case .subscripted(let base, let items, let isTuple):
        let container = try evaluate(base)
        try deleteItem(of: container, at: try subscriptIndex(items, isTuple: isTuple))
      case .tuple(let targets), .list(let targets):
        for target in targets { try delete(target) }
      default:
        throw EvaluationError(.syntaxError, "this cannot be deleted")
      }
    } catch {
      throw located(error, target.range)
    }
  }
}
