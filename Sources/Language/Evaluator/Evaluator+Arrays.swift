import Autodiff
import Tensors

/// What NumPy's arrays become beside each other, beside Python's numbers, and beside tensors.
///
/// Arrays are promoted to a common element type (NumPy's NEP 50); beside a tensor an array takes the
/// tensor's, as TensorFlow's operators convert it.
extension Evaluator {
  /// Whether an object is an array that no tape records: NumPy's rules hold for it.
  func isArray(_ object: Object) -> Bool {
    guard case .tensor(let value) = object, value.isArray else { return false }
    return session.recorder.tapes(recording: value.identity).isEmpty
  }

  /// Whether all tensors among some objects are arrays, and at least one is there.
  func areArrays(_ objects: [Object]) -> Bool {
    var isOne = false
    for object in objects {
      if let items = listItems(object) {
        if items.contains(where: isTensorLike) {
          guard items.allSatisfy({ isArray($0) || !isTensorLike($0) }) else { return false }
          isOne = true
        }
      } else if isTensorLike(object) {
        guard isArray(object) else { return false }
        isOne = true
      }
    }
    return isOne
  }

  /// Tensors of a result as arrays, or as tensors that are none.
  func marked(_ object: Object, isArray: Bool) -> Object {
    switch object {
    case .tensor(let value): return .tensor(value.asArray(isArray))
    case .reference(let reference):
      switch session.heap[reference] {
      case .list(let items) where items.contains(where: isTensorLike):
        session.heap[reference] = .list(items.map { marked($0, isArray: isArray) })
      case .tuple(let items) where items.contains(where: isTensorLike):
        session.heap[reference] = .tuple(items.map { marked($0, isArray: isArray) })
      default: break
      }
      return object
    default: return object
    }
  }

  /// Two operands in one element type, where one of them gives way; nil where none does.
  func agreed(_ x: Value, _ y: Value) throws -> (Value, Value)? {
    let (a, b) = (x.tensor.dtype, y.tensor.dtype)
    switch (x.isArray, y.isArray) {
    case (true, true):
      let dtype = Self.promoted(a, b)
      return (try cast(x, to: dtype), try cast(y, to: dtype))
    case (true, false):
      guard let x = try givingWay(x, to: b) else { return nil }
      return (x, y)
    case (false, true):
      guard let y = try givingWay(y, to: a) else { return nil }
      return (x, y)
    case (false, false): return nil
    }
  }

  /// An array in a tensor's element type; nil where it would lose its meaning.
  ///
  /// TensorFlow cuts the fractions off floats beside a tensor of integers; here they are refused.
  func givingWay(_ array: Value, to dtype: DType) throws -> Value? {
    guard array.isArray else { return nil }
    let own = array.tensor.dtype
    if own == dtype { return array }
    switch (own, dtype) {
    case (.float32, .int32), (.float32, .int64), (.float64, .int32), (.float64, .int64),
      (_, .bool):
      return nil
    case (.int64, .int32):
      let narrow = try cast(array, to: dtype)
      let back = try narrow.tensor.cast(to: own)
      let differs = try Tensor.compare(.notEqual, back, array.tensor)
      return try differs.values(as: Bool.self).contains(true) ? nil : narrow
    default: return try cast(array, to: dtype)
    }
  }

  /// A Python number or a list beside an array; nil for other objects.
  ///
  /// A number gives way to an element type of its kind.
  func arrayOperand(_ object: Object, beside dtype: DType) throws -> Value? {
    switch object {
    case .float(let number):
      return dtype.isFloatingPoint
        ? converted(try literal(object, dtype: dtype), from: object).asArray(true)
        : converted(Tensor(number), from: object).asArray(true)
    case .int(let number):
      return dtype == .bool
        ? converted(Tensor(Int64(number)), from: object).asArray(true)
        : converted(try literal(object, dtype: dtype), from: object).asArray(true)
    case .bool(let flag): return Value(Tensor(flag)).asArray(true)
    case .reference(let reference) where reference.kind == .list || reference.kind == .tuple:
      let list = try value(object, type: nil, isNumPy: true)
      return (listItems(object) ?? []).contains(where: isTensorLike) ? list : list.asArray(true)
    default: return nil
    }
  }

  /// What operators on truth values mean; nil for other operators.
  ///
  /// The sum of NumPy's is their or, the product their and; `^` is the exclusive or for all.
  func truths(
    _ operation: BinaryOperator, _ x: Value, _ y: Value, _ names: (Expression, Expression)?
  ) throws -> Value? {
    switch operation {
    case .add where x.isArray && y.isArray: return try apply(Operators.primitive(.bitOr), x, y)
    case .multiply where x.isArray && y.isArray:
      return try apply(Operators.primitive(.bitAnd), x, y)
    case .power:
      // `^` is a power of numbers; of truth values it is what Python has it for.
      guard let names, names.0.range.end <= names.1.range.start,
        text(at: SourceRange(names.0.range.end, names.1.range.start))?.contains("^") == true
      else { return nil }
      return try apply(.named("logical_xor"), [x, y])
    default: return nil
    }
  }

  /// A tensor in an element type, recorded where it has another.
  func cast(_ x: Value, to dtype: DType) throws -> Value {
    x.tensor.dtype == dtype ? x : try apply(Operators.cast, [x], [.dtype(dtype)])
  }

  /// The element type of NumPy's that holds the numbers of both.
  static func promoted(_ x: DType, _ y: DType) -> DType {
    if x == y { return x }
    switch (x, y) {
    case (.bool, let other), (let other, .bool): return other
    case (.int32, .int64), (.int64, .int32): return .int64
    default: return .float64
    }
  }
}
