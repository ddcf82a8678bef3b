public import Autodiff
import OrderedCollections
public import Tensors

extension Evaluator {
  /// An object as a tensor that tapes know: `tf.convert_to_tensor`.
  ///
  /// A Variable is read; a list that holds tensors is stacked, so that derivatives flow.
  ///
  /// - Throws: `TypeError`, `ValueError` for a ragged list, `DTypeError`, `OverflowError`.
  public func value(of object: Object, dtype: DType? = nil) throws -> Value {
    switch object {
    case .tensor(let value):
      return try checked(value, dtype)
    case .int, .float, .bool:
      return converted(
        try literal(object, dtype: dtype ?? defaultDType(of: object)), from: object)
    case .range(let range):
      try checkLength(range.count)
      let dtype = dtype ?? session.options.integerDType
      return Value(
        try Tensor.arange(start: range.start, stop: range.stop, step: range.step, dtype: dtype))
    case .reference(let reference):
      switch session.heap[reference] {
      case .variable(let variable): return try checked(read(variable, reference), dtype)
      case .list(let items), .tuple(let items):
        return try stacked(items, dtype: dtype, of: object)
      case .iterator:
        return try stacked(self.items(of: object), dtype: dtype, of: object)
      default: break
      }
    case .none:
      throw EvaluationError.value(
        "None is no tensor",
        hint: noneHint("why z x tells why a gradient is None"))
    default: break
    }
    throw EvaluationError.type(
      "'\(typeName(of: object).name)' object cannot be converted to a tensor")
  }

  /// An object as a tensor of which Python numbers take an element type, and tensors keep theirs.
  ///
  /// - Throws: as `value(of:dtype:)`.
  func value(of object: Object, numbersAs dtype: DType) throws -> Value {
    if case .tensor(let value) = object { return try givingWay(value, to: dtype) ?? value }
    return try isTensorLike(object) ? value(of: object) : value(of: object, dtype: dtype)
  }

  /// An object as a tensor, without its history.
  public func tensor(of object: Object, dtype: DType? = nil) throws -> Tensor {
    try value(of: object, dtype: dtype).tensor
  }

  /// An object as a tensor of an element type, cast where it has another.
  func value(of object: Object, castTo dtype: DType) throws -> Value {
    switch object {
    case .int(let number):
      return converted(try Tensor(Int64(number)).cast(to: dtype), from: object)
    case .float(let number): return converted(try Tensor(number).cast(to: dtype), from: object)
    case .bool(let flag): return converted(try Tensor(flag).cast(to: dtype), from: object)
    default: return try apply(Operators.cast, [value(of: object)], [.dtype(dtype)])
    }
  }

  private func checked(_ value: Value, _ dtype: DType?) throws -> Value {
    guard let dtype, dtype != value.tensor.dtype else { return value }
    if let array = try givingWay(value, to: dtype) { return array }
    throw EvaluationError(
      .dtypeError,
      "a tensor of \(value.tensor.dtype.name) where \(dtype.name) is needed",
      hint: "write cast(x, \(dtype.name))")
  }

  /// The element type of a Python number that becomes a tensor alone.
  func defaultDType(of object: Object) -> DType {
    switch object {
    case .bool: .bool
    case .int(let number): session.options.integerDType(holding: number...number)
    default: session.options.floatDType
    }
  }

  // MARK: Lists

  private func stacked(_ items: [Object], dtype: DType?, of object: Object) throws -> Value {
    var leaves = Leaves()
    guard try collect(items, depth: 0, into: &leaves) else {
      return try stackedTensors(items, dtype: dtype, depth: 0)
    }
    let shape = leaves.shape
    let dtype = dtype ?? leaves.dtype(session.options)
    return converted(try tensor(leaves.numbers, shape: shape, dtype: dtype), from: object)
  }

  /// The numbers of a nested list, in order, and its shape.
  private struct Leaves {
    var numbers: [Object] = []
    var shape: [Int] = []
    var hasFloat = false
    /// The integers' bounds; nil where there are none.
    var integers: ClosedRange<Int>?
    var isRagged = false

    func dtype(_ options: SessionOptions) -> DType {
      if hasFloat || numbers.isEmpty { return options.floatDType }
      return integers.map(options.integerDType) ?? .bool
    }
  }

  /// Collects the numbers of a nested list.
  ///
  /// - Returns: false where it holds a tensor, which must be stacked instead.
  private func collect(_ items: [Object], depth: Int, into leaves: inout Leaves) throws -> Bool {
    guard depth < 64 else {
      throw EvaluationError.value("a list nested deeper than 64 levels is no tensor")
    }
    if leaves.shape.count == depth {
      leaves.shape.append(items.count)
      if !leaves.numbers.isEmpty { throw ragged() }
    } else if leaves.shape[depth] != items.count {
      throw EvaluationError.value(
        "a ragged list is no tensor: its rows have \(leaves.shape[depth]) and \(items.count) items")
    }
    try pollInterruption()
    for item in items {
      switch item {
      case .float:
        leaves.hasFloat = true
      case .int(let number):
        let known = leaves.integers ?? number...number
        leaves.integers = min(known.lowerBound, number)...max(known.upperBound, number)
      case .bool:
        break
      case .tensor:
        return false
      case .reference(let reference):
        guard let inner = session.heap.items(reference) else {
          if reference.kind == .variable { return false }
          _ = try value(of: item)
          return false
        }
        guard try collect(inner, depth: depth + 1, into: &leaves) else { return false }
        continue
      default:
        _ = try value(of: item)
        return false
      }
      guard leaves.shape.count == depth + 1 else { throw ragged() }
      leaves.numbers.append(item)
    }
    return true
  }

  private func ragged() -> EvaluationError {
    EvaluationError.value("a ragged list is no tensor: numbers stand beside lists")
  }

  private func tensor(_ numbers: [Object], shape: [Int], dtype: DType) throws -> Tensor {
    switch dtype {
    case .float32:
      return try Tensor(
        shape: shape, values: numbers.map { Float(Arithmetic.number($0)?.double ?? 0) })
    case .float64:
      return try Tensor(shape: shape, values: numbers.map { Arithmetic.number($0)?.double ?? 0 })
    case .int32:
      return try Tensor(
        shape: shape, values: numbers.map { try literal($0, dtype: dtype).scalar(as: Int32.self) })
    case .int64:
      return try Tensor(
        shape: shape, values: numbers.map { try literal($0, dtype: dtype).scalar(as: Int64.self) })
    case .bool:
      return try Tensor(
        shape: shape, values: numbers.map { try literal($0, dtype: dtype).scalar(as: Bool.self) })
    }
  }

  /// A list with tensors among its items, through the primitive `stack`.
  private func stackedTensors(_ items: [Object], dtype: DType?, depth: Int) throws -> Value {
    guard depth < 64 else {
      throw EvaluationError.value("a list nested deeper than 64 levels is no tensor")
    }
    let dtype = try dtype ?? firstDType(in: items, depth: depth)
    let rows = try items.map { item -> Value in
      if let inner = listItems(item) {
        return try stackedTensors(inner, dtype: dtype, depth: depth + 1)
      }
      // Beside arrays a truth value is a number.
      if case .bool(let flag) = item, let dtype, dtype != .bool, areArrays(items) {
        return Value(try Tensor(flag).cast(to: dtype)).asArray(true)
      }
      return try value(of: item, dtype: dtype)
    }
    guard !rows.isEmpty else { return Value(try Tensor.zeros([0], dtype ?? .float32)) }
    return try apply(Operators.stack, rows, [.integer(0)])
  }

  private func firstDType(in items: [Object], depth: Int) throws -> DType? {
    guard depth < 64 else { return nil }
    if let promoted = promotedDType(of: items, depth: depth), promoted.hasArray {
      return promoted.dtype
    }
    for item in items {
      if case .tensor(let value) = item, !value.isArray { return value.tensor.dtype }
      if let variable = variable(item) { return variable.value.tensor.dtype }
      if let inner = listItems(item), let found = try firstDType(in: inner, depth: depth + 1) {
        return found
      }
    }
    return items.lazy.compactMap { self.plainTensor($0)?.dtype }.first
  }

  /// The element type of NumPy's that holds what a list of arrays and numbers holds, and whether an
  /// array is among them; nil where other tensors are.
  private func promotedDType(of items: [Object], depth: Int) -> (dtype: DType?, hasArray: Bool)? {
    guard depth < 64 else { return nil }
    var dtype: DType?
    var hasArray = false
    for item in items {
      let own: DType?
      switch item {
      case .tensor(let value):
        guard value.isArray else { return nil }
        hasArray = true
        own = value.tensor.dtype
      case .float: own = .float64
      case .int: own = .int64
      case .bool: own = .bool
      default:
        guard let inner = listItems(item), let found = promotedDType(of: inner, depth: depth + 1)
        else { return nil }
        hasArray = hasArray || found.hasArray
        own = found.dtype
      }
      guard let own else { continue }
      dtype = dtype.map { Self.promoted($0, own) } ?? own
    }
    return (dtype, hasArray)
  }
}
