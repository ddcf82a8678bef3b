import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// The result of an operator between two objects.
  public func binary(_ operation: BinaryOperator, _ a: Object, _ b: Object) throws -> Object {
    try binary(operation, a, b, names: nil)
  }

  /// The result of an operator; `names` are the operands as written, for messages.
  @inline(__always)
  func binary(
    _ operation: BinaryOperator, _ a: Object, _ b: Object, names: (Expression, Expression)?
  ) throws -> Object {
    if case .tensor(let x) = a, case .tensor(let y) = b {
      return try tensors(operation, x, y, names: names)
    }
    if let x = Arithmetic.number(a), let y = Arithmetic.number(b) {
      if case .bool(let p) = a, case .bool(let q) = b {
        if operation == .bitAnd { return .bool(p && q) }
        if operation == .bitOr { return .bool(p || q) }
      }
      if let result = try Arithmetic.apply(operation, x, y) { return result }
      throw unsupported(operation, a, b)
    }
    return try binaryOther(operation, a, b, names: names)
  }

  @inline(never)
  private func binaryOther(
    _ operation: BinaryOperator, _ a: Object, _ b: Object, names: (Expression, Expression)?
  ) throws -> Object {
    if operation == .modulo, case .string(let template) = a {
      return .string(try PercentFormat(self, template, b).text())
    }
    if isTensorLike(a) || isTensorLike(b) {
      let x: Value
      let y: Value
      if isTensorLike(a) {
        x = try value(of: a)
        y = isTensorLike(b) ? try value(of: b) : try operand(b, beside: x, operation, a, b)
      } else {
        y = try value(of: b)
        x = try operand(a, beside: y, operation, a, b)
      }
      return try tensors(operation, x, y, names: names)
    }
    switch (operation, a, b) {
    case (.add, .string(let x), .string(let y)):
      try checkLength(x.utf8.count + y.utf8.count)
      return .string(x + y)
    case (.multiply, .string(let text), _):
      if let count = plainInteger(b) { return .string(try repeated(text, count)) }
    case (.multiply, _, .string(let text)):
      if let count = plainInteger(a) { return .string(try repeated(text, count)) }
    case (_, .reference(let x), .reference(let y)):
      if let result = try references(operation, x, y) { return result }
    case (.multiply, .reference(let reference), _):
      if let count = plainInteger(b), let result = try repeated(reference, count) {
        return result
      }
    case (.multiply, _, .reference(let reference)):
      if let count = plainInteger(a), let result = try repeated(reference, count) {
        return result
      }
    default: break
    }
    throw unsupported(operation, a, b)
  }

  private func references(
    _ operation: BinaryOperator, _ x: Reference, _ y: Reference
  ) throws -> Object? {
    switch (operation, session.heap[x], session.heap[y]) {
    case (.add, .list(let x), .list(let y)):
      try checkLength(x.count + y.count)
      return makeList(x + y)
    case (.add, .tuple(let x), .tuple(let y)):
      try checkLength(x.count + y.count)
      return makeTuple(x + y)
    case (.bitOr, .dict(var x), .dict(let y)):
      for (key, entry) in y { x.set(entry.value, for: key, entry.key) }
      return .reference(session.heap.insert(.dict(x)))
    default: return nil
    }
  }

  private func repeated(_ reference: Reference, _ count: Int) throws -> Object? {
    switch session.heap[reference] {
    case .list(let items): makeList(try repeated(items, count))
    case .tuple(let items): makeTuple(try repeated(items, count))
    default: nil
    }
  }

  /// Items again and again.
  ///
  /// - Throws: `MemoryError` before anything is allocated.
  func repeated(_ items: [Object], _ count: Int) throws -> [Object] {
    guard count > 0, !items.isEmpty else { return [] }
    let (total, overflow) = items.count.multipliedReportingOverflow(by: count)
    try checkLength(overflow ? .max : total)
    var result: [Object] = []
    result.reserveCapacity(total)
    for _ in 0..<count { result += items }
    return result
  }

  private func repeated(_ text: String, _ count: Int) throws -> String {
    guard count > 0, !text.isEmpty else { return "" }
    let (total, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
    try checkLength(overflow ? .max : total)
    return String(repeating: text, count: count)
  }

  /// Refuses a list, tuple or string longer than fits in memory.
  func checkLength(_ count: Int) throws {
    let limit = 50_000_000
    if count > limit {
      throw EvaluationError(
        .memoryError, "this would have \(count) items; a list or string may have \(limit)",
        hint: "use a tensor for many numbers")
    }
  }

  /// An integer or a boolean, as a count or an index.
  func plainInteger(_ object: Object) -> Int? {
    switch object {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  func unsupported(_ operation: BinaryOperator, _ a: Object, _ b: Object) -> EvaluationError {
    let x = typeName(of: a)
    let y = typeName(of: b)
    if operation == .add, x == .string {
      return EvaluationError.type(
        "can only concatenate str (not \"\(y.name)\") to str",
        hint: "write str(…) around it, or an f-string: f\"{…}\"")
    }
    if operation == .add, x == .list || x == .tuple {
      return EvaluationError.type(
        "can only concatenate \(x.name) (not \"\(y.name)\") to \(x.name)")
    }
    if operation == .multiply, x == .string || x == .list || x == .tuple {
      return EvaluationError.type("can't multiply sequence by non-int of type '\(y.name)'")
    }
    let hint =
      a.isNone || b.isNone
      ? noneHint("None has no value; why z x tells why a gradient is None") : nil
    let symbol = operation == .power ? "** or pow()" : operation.rawValue
    return EvaluationError.type(
      "unsupported operand type(s) for \(symbol): '\(x.name)' and '\(y.name)'", hint: hint)
  }

  /// The result of an operator before its operand.
  public func unary(_ operation: UnaryOperator, _ operand: Object) throws -> Object {
    switch (operation, operand) {
    case (.minus, .int(let value)):
      guard value != .min else { throw EvaluationError.overflow("-(\(value))") }
      return .int(-value)
    case (.minus, .float(let value)): return .float(-value)
    case (.minus, .bool(let value)): return .int(value ? -1 : 0)
    case (.plus, .int), (.plus, .float): return operand
    case (.plus, .bool(let value)): return .int(value ? 1 : 0)
    case (.invert, .int(let value)): return .int(~value)
    case (.invert, .bool(let value)): return .int(value ? -2 : -1)
    default: break
    }
    if isTensorLike(operand) {
      let x = try value(of: operand)
      switch operation {
      case .plus: return .tensor(x)
      case .minus: return .tensor(try apply(Operators.negative, x))
      case .invert:
        guard x.tensor.dtype == .bool else {
          throw EvaluationError(
            .dtypeError, "~ takes truth values, not \(x.tensor.dtype.name)",
            hint: "compare first: ~(x > 0)")
        }
        return .tensor(try apply(Operators.invert, x))
      }
    }
    throw EvaluationError.type(
      "bad operand type for unary \(operation.rawValue): '\(typeName(of: operand).name)'")
  }
}

extension Object {
  /// Whether this is None.
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }
}
