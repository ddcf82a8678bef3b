import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// The result of a comparison; of tensors it is elementwise.
  public func compare(
    _ comparison: ComparisonOperator, _ a: Object, _ b: Object
  ) throws -> Object {
    switch comparison {
    case .isSame: return .bool(isSame(a, b))
    case .isNotSame: return .bool(!isSame(a, b))
    case .isIn: return .bool(try contains(a, in: b))
    case .isNotIn: return .bool(try !contains(a, in: b))
    default: break
    }
    if let x = Arithmetic.number(a), let y = Arithmetic.number(b) {
      return .bool(Self.holds(comparison, Arithmetic.ordering(x, y)))
    }
    if isTensorLike(a) || isTensorLike(b) {
      if let result = try compareTensors(comparison, a, b) { return .tensor(result) }
    }
    if comparison == .equal { return .bool(try areEqual(a, b)) }
    if comparison == .notEqual { return .bool(try !areEqual(a, b)) }
    if let ordering = try ordering(a, b, comparison) {
      return .bool(Self.holds(comparison, ordering))
    }
    throw EvaluationError.type(
      "'\(comparison.rawValue)' not supported between instances of "
        + "'\(typeName(of: a).name)' and '\(typeName(of: b).name)'")
  }

  private static func holds(_ comparison: ComparisonOperator, _ ordering: Int?) -> Bool {
    guard let ordering else { return comparison == .notEqual }
    switch comparison {
    case .less: return ordering < 0
    case .lessEqual: return ordering <= 0
    case .greater: return ordering > 0
    case .greaterEqual: return ordering >= 0
    case .equal: return ordering == 0
    default: return ordering != 0
    }
  }

  /// An elementwise comparison; nil where the other operand is no number, list or tensor.
  private func compareTensors(
    _ comparison: ComparisonOperator, _ a: Object, _ b: Object
  ) throws -> Value? {
    guard let primitive = Operators.primitive(comparison) else { return nil }
    let x: Value
    let y: Value
    if isTensorLike(a) {
      x = try value(of: a)
      if isTensorLike(b) {
        y = try value(of: b)
      } else {
        guard let other = try operandTensor(b, beside: x) else { return nil }
        y = other
      }
    } else {
      y = try value(of: b)
      guard let other = try operandTensor(a, beside: y) else { return nil }
      x = other
    }
    guard x.tensor.dtype == y.tensor.dtype else {
      guard let (x, y) = try agreed(x, y) else {
        throw mismatch(comparison.rawValue, x.tensor.dtype, y.tensor.dtype, nil)
      }
      return try apply(primitive, x, y)
    }
    if x.tensor.dtype == .bool, x.isArray, y.isArray, comparison != .equal, comparison != .notEqual
    {
      // NumPy's truth values have an order.
      return try apply(primitive, cast(x, to: .int32), cast(y, to: .int32))
    }
    return try apply(primitive, x, y)
  }

  /// Python's `is`.
  func isSame(_ a: Object, _ b: Object) -> Bool {
    switch (a, b) {
    case (.none, .none), (.ellipsis, .ellipsis): true
    case (.bool(let x), .bool(let y)): x == y
    case (.int(let x), .int(let y)): x == y
    case (.float(let x), .float(let y)): x.bitPattern == y.bitPattern
    case (.string(let x), .string(let y)): x == y && x.utf8.elementsEqual(y.utf8)
    case (.tensor(let x), .tensor(let y)): x.identity == y.identity
    case (.range(let x), .range(let y)): x == y
    case (.dtype(let x), .dtype(let y)): x == y
    case (.type(let x), .type(let y)): x == y
    case (.builtin(let x), .builtin(let y)): x === y
    case (.primitive(let x), .primitive(let y)):
      x.primitive === y.primitive && x.namespace == y.namespace
    case (.module(let x), .module(let y)): x == y
    case (.reference(let x), .reference(let y)): x == y
    default: false
    }
  }

  /// Whether Python's `int`, `float` or `bool` names an element type, NumPy's or TensorFlow's.
  private func stands(_ type: TypeName, for dtype: DType) -> Bool {
    switch type {
    case .int: dtype == .int64
    case .float: dtype.isFloatingPoint
    case .bool: dtype == .bool
    default: false
    }
  }

  /// Python's `==`, as a truth value.
  ///
  /// - Throws: `ValueError` where tensors of several elements are compared, `RecursionError`.
  public func areEqual(_ a: Object, _ b: Object) throws -> Bool {
    if let x = Arithmetic.number(a), let y = Arithmetic.number(b) {
      return Arithmetic.ordering(x, y) == 0
    }
    if isTensorLike(a) || isTensorLike(b) {
      guard let result = try compareTensors(.equal, a, b) else { return false }
      return try isTrue(result.tensor)
    }
    guard case .reference(let x) = a, case .reference(let y) = b else {
      if case .range(let x) = a, case .range(let y) = b { return areEqual(x, y) }
      if case .dtype(let x) = a, case .type(let y) = b { return stands(y, for: x) }
      if case .type(let x) = a, case .dtype(let y) = b { return stands(x, for: y) }
      if case .dtype(let x) = a, case .string(let y) = b { return x.name == y }
      if case .string(let x) = a, case .dtype(let y) = b { return x == y.name }
      return isSame(a, b)
    }
    if x == y { return true }
    switch (session.heap[x], session.heap[y]) {
    case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)):
      return try areEqual(x, y)
    case (.dict(let x), .dict(let y)):
      guard x.count == y.count else { return false }
      for (key, entry) in x {
        guard let other = y[key] else { return false }
        guard try areEqualItems(entry.value, other.value) else { return false }
      }
      return true
    case (.slice(let a, let b, let c), .slice(let d, let e, let f)):
      return try areEqual([a, b, c], [d, e, f])
    default:
      return false
    }
  }

  private func areEqual(_ x: IntegerRange, _ y: IntegerRange) -> Bool {
    guard x.count == y.count else { return false }
    return x.count == 0 || (x.start == y.start && (x.count == 1 || x.step == y.step))
  }

  private func areEqual(_ x: [Object], _ y: [Object]) throws -> Bool {
    guard x.count == y.count else { return false }
    for (a, b) in zip(x, y) where try !areEqualItems(a, b) { return false }
    return true
  }

  /// Items are equal when they are one object, or equal: as Python's containers compare.
  func areEqualItems(_ a: Object, _ b: Object) throws -> Bool {
    if case .reference = a, case .reference = b { try checkComparison() }
    if isSame(a, b) {
      // A NaN is itself, though it equals nothing.
      return true
    }
    return try nested { try areEqual(a, b) }
  }

  private func checkComparison() throws {
    guard stack.hasRoom else {
      throw EvaluationError(
        .recursionError, "maximum recursion depth exceeded in comparison")
    }
  }

  /// Whether `a` comes before `b`, as `sorted` asks.
  public func isLess(_ a: Object, _ b: Object) throws -> Bool {
    try isTrue(compare(.less, a, b))
  }

  /// How strings, lists and tuples compare: by their first difference.
  private func ordering(
    _ a: Object, _ b: Object, _ comparison: ComparisonOperator
  ) throws -> Int? {
    switch (a, b) {
    case (.string(let x), .string(let y)):
      // Python compares code points, not the letters they make.
      if x == y { return 0 }
      return x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars) ? -1 : 1
    case (.reference(let x), .reference(let y)):
      switch (session.heap[x], session.heap[y]) {
      case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)):
        for (a, b) in zip(x, y) where try !areEqualItems(a, b) {
          let less = try nested { try isTrue(compare(.less, a, b)) }
          return less ? -1 : 1
        }
        return x.count < y.count ? -1 : x.count == y.count ? 0 : 1
      default: return nil
      }
    default: return nil
    }
  }

  /// Python's `in`.
  public func contains(_ item: Object, in container: Object) throws -> Bool {
    switch container {
    case .string(let text):
      guard case .string(let part) = item else {
        throw EvaluationError.type(
          "'in <string>' requires string as left operand, not \(typeName(of: item).name)")
      }
      return part.isEmpty || text.utf8.contains(part.utf8)
    case .range(let range):
      guard let value = plainInteger(item) else {
        guard case .float(let number) = item, let whole = Int(exactly: number) else {
          return false
        }
        return contains(whole, range)
      }
      return contains(value, range)
    case .reference(let reference):
      if case .dict(let entries) = session.heap[reference] {
        return entries[try key(for: item)] != nil
      }
    case .tensor(let value):
      let same = try compare(.equal, .tensor(value), item)
      guard case .tensor(let flags) = same else { return false }
      return try isTrue(flags.tensor.reduce(.any, axes: nil))
    default: break
    }
    let iterator: Reference
    do {
      iterator = try self.iterator(over: container)
    } catch let error as EvaluationError where error.type == .typeError {
      throw EvaluationError.type(
        "argument of type '\(typeName(of: container).name)' is not iterable")
    }
    while let element = try next(iterator) {
      try pollInterruption()
      if try areEqualItems(element, item) { return true }
    }
    return false
  }

  private func contains(_ value: Int, _ range: IntegerRange) -> Bool {
    let last = range.count - 1
    guard last >= 0 else { return false }
    let (low, high) =
      range.step > 0 ? (range.start, range[last]) : (range[last], range.start)
    guard value >= low, value <= high else { return false }
    let distance = UInt(bitPattern: value) &- UInt(bitPattern: low)
    return distance % range.step.magnitude == 0
  }
}

extension String.UTF8View {
  /// Whether the bytes of another string stand somewhere in these.
  func contains(_ other: String.UTF8View) -> Bool {
    let text = Array(self)
    let part = Array(other)
    guard let first = part.first, part.count <= text.count else { return part.isEmpty }
    var start = 0
    while start <= text.count - part.count {
      if text[start] == first, text[start..<(start + part.count)].elementsEqual(part) {
        return true
      }
      start += 1
    }
    return false
  }
}
