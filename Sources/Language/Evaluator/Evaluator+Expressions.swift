import Autodiff

extension Evaluator {
  /// The value of an expression.
  ///
  /// - Throws: `EvaluationError`, with the place of the innermost failing part.
  public func evaluate(_ expression: Expression) throws -> Object {
    if let observer { return try observed(expression, by: observer) }
    return try unobserved(expression)
  }

  /// The value of an expression, of which nobody is told.
  @inline(__always)
  func unobserved(_ expression: Expression) throws -> Object {
    switch expression.kind {
    case .none: return .none
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .float(let value): return .float(value)
    case .string(let value): return .string(value)
    case .ellipsis: return .ellipsis
    case .name(let name):
      do {
        return try lookUp(name)
      } catch {
        throw located(error, expression.range)
      }
    case .binary(let operation, let left, let right):
      return try evaluateBinary(operation, left, right, expression.range)
    case .call(let callee, let arguments):
      return try evaluateCall(callee, arguments, expression.range)
    default:
      return try evaluateOther(expression)
    }
  }

  @inline(never)
  private func evaluateBinary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ range: SourceRange
  ) throws -> Object {
    try checkStack()
    let a = try evaluate(left)
    let b = try evaluate(right)
    do {
      return try binary(operation, a, b, names: (left, right))
    } catch {
      throw located(error, range)
    }
  }

  @inline(never)
  private func evaluateOther(_ expression: Expression) throws -> Object {
    try checkStack()
    switch expression.kind {
    case .unary(let operation, let operand):
      let value = try evaluate(operand)
      do {
        return try unary(operation, value)
      } catch {
        throw located(error, expression.range)
      }
    case .comparison(let first, let parts):
      return try evaluateComparison(first, parts)
    case .and(let left, let right):
      let value = try evaluate(left)
      return try truth(of: value, left) ? evaluate(right) : value
    case .or(let left, let right):
      let value = try evaluate(left)
      return try truth(of: value, left) ? value : evaluate(right)
    case .not(let operand):
      return .bool(try !isTrue(operand))
    case .conditional(let condition, let value, let alternative):
      return try evaluate(isTrue(condition) ? value : alternative)
    case .attribute(let base, let name, let range):
      let object = try evaluate(base)
      do {
        return try attribute(name, of: object)
      } catch {
        throw located(error, range)
      }
    case .subscripted(let base, let items, let isTuple):
      return try evaluateSubscript(base, items, isTuple: isTuple, expression.range)
    case .lambda(let definition):
      return try makeFunction(definition)
    default:
      return try evaluateDisplay(expression)
    }
  }

  private func truth(of value: Object, _ expression: Expression) throws -> Bool {
    do {
      return try isTrue(value)
    } catch {
      throw located(error, expression.range)
    }
  }

  private func evaluateComparison(
    _ first: Expression, _ parts: [ComparisonPart]
  ) throws -> Object {
    var left = try evaluate(first)
    var leftExpression = first
    var result = Object.bool(true)
    for (index, part) in parts.enumerated() {
      let right = try evaluate(part.operand)
      do {
        result = try compare(part.comparison, left, right)
        // `a < b < c` is `a < b and b < c`: the first false comparison ends it.
        if index < parts.count - 1, try !isTrue(result) { return result }
      } catch {
        throw located(error, leftExpression.range.union(part.operand.range))
      }
      left = right
      leftExpression = part.operand
    }
    return result
  }

  private func evaluateSubscript(
    _ base: Expression, _ items: [SubscriptItem], isTuple: Bool, _ range: SourceRange
  ) throws -> Object {
    let container = try evaluate(base)
    let index = try subscriptIndex(items, isTuple: isTuple)
    do {
      return try item(of: container, at: index)
    } catch {
      throw located(error, range)
    }
  }

  /// The object that stands between the brackets of a subscript.
  func subscriptIndex(_ items: [SubscriptItem], isTuple: Bool) throws -> Object {
    var parts: [Object] = []
    for item in items {
      switch item {
      case .index(let expression):
        if case .starred(let inner) = expression.kind {
          parts += try self.items(of: evaluate(inner))
        } else {
          parts.append(try evaluate(expression))
        }
      case .slice(let start, let stop, let step, _):
        let slice = HeapObject.slice(
          start: try start.map(evaluate) ?? .none, stop: try stop.map(evaluate) ?? .none,
          step: try step.map(evaluate) ?? .none)
        parts.append(.reference(session.heap.insert(slice)))
      }
    }
    if !isTuple, parts.count == 1 { return parts[0] }
    return makeTuple(parts)
  }
}
