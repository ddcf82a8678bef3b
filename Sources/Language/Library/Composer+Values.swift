import Autodiff
import Tensors

/// What compositions of shapes and indices are written with.
extension Composer {
  /// An argument as a tensor of its own element type.
  ///
  /// NumPy's functions leave the tape: there the tensor is one that no tape knows.
  func tensor(_ object: Object, in function: String) throws -> Value {
    let value = try evaluator.value(object, type: nil, isNumPy: namespace == .numpy)
    guard namespace == .numpy else { return value }
    let plain = evaluator.departed(
      value.tensor, from: [object], through: "np.\(function)()")
    return try evaluator.value(of: plain)
  }

  /// What a primitive gives for tensors.
  func apply(
    _ primitive: String, _ operands: [Value], _ attributes: [Attribute] = []
  ) throws -> Value {
    try evaluator.apply(.named(primitive), operands, attributes)
  }

  /// A tensor of whole numbers that no tape knows.
  func indices(_ numbers: [Int], shape: [Int]? = nil) throws -> Value {
    Value(try Tensor(shape: shape ?? [numbers.count], values: numbers.map(Int64.init)))
  }

  /// An argument as a tensor of whole numbers, which no derivative flows through.
  ///
  /// - Throws: `TypeError` for other elements.
  func wholeNumbers(_ object: Object, _ what: String) throws -> Tensor {
    let tensor = try evaluator.value(object, type: nil, isNumPy: namespace == .numpy).tensor
    if tensor.dtype.isInteger { return tensor }
    if tensor.count == 0 { return try tensor.cast(to: .int64) }
    throw EvaluationError.type(
      "\(what) must be integers, not \(tensor.dtype.name)", hint: "write cast(i, int32)")
  }

  /// The whole numbers that an argument lists; one of its own is a list of one.
  ///
  /// They decide shapes, so that what reads them is computed anew for other numbers.
  func integers(_ object: Object, _ what: String) throws -> [Int] {
    if evaluator.plainTensor(object) != nil {
      evaluator.valueReads &+= 1
      let tensor = try wholeNumbers(object, what)
      try evaluator.checkLength(tensor.count)
      return try tensor.ints()
    }
    if case .range = object { return try evaluator.items(of: object).map(evaluator.index) }
    guard let items = evaluator.listItems(object) else { return [try evaluator.index(object)] }
    return try items.map(evaluator.index)
  }

  /// The axes that an argument names, counted from the start; all where it is None.
  func axes(_ object: Object?, rank: Int) throws -> [Int] {
    guard let object else { return Array(0..<rank) }
    return try Shape.normalized(axes: integers(object, "axes"), rank: rank)
  }

  /// The one axis that an argument names, counted from the start.
  func axis(_ object: Object, rank: Int) throws -> Int {
    try Shape.normalized(axis: evaluator.index(object), rank: rank)
  }

  // MARK: parts

  func reshaped(_ x: Value, to shape: [Int]) throws -> Value {
    shape == x.tensor.shape ? x : try apply("reshape", [x], [.integers(shape)])
  }

  func broadcast(_ x: Value, to shape: [Int]) throws -> Value {
    shape == x.tensor.shape ? x : try apply("broadcast_to", [x], [.integers(shape)])
  }

  func transposed(_ x: Value, _ order: [Int]) throws -> Value {
    order == Array(order.indices) ? x : try apply("transpose", [x], [.integers(order)])
  }

  /// The part that a subscript names along one axis.
  func part(_ x: Value, axis: Int, _ item: Tensor.SliceItem) throws -> Value {
    let whole = Tensor.SliceItem.range(start: nil, stop: nil, step: 1)
    return try apply("slice", [x], [.slices(Array(repeating: whole, count: axis) + [item])])
  }

  /// The neighbours from a position up to another along an axis.
  func part(_ x: Value, axis: Int, from start: Int, to stop: Int) throws -> Value {
    try part(x, axis: axis, .range(start: start, stop: max(start, stop), step: 1))
  }

  func gathered(_ x: Value, _ indices: Value, axis: Int) throws -> Value {
    try apply("gather", [x, indices], [.integer(axis)])
  }

  func concatenated(_ parts: [Value], axis: Int) throws -> Value {
    parts.count == 1 ? parts[0] : try apply("concat", parts, [.integer(axis)])
  }

  func list(_ values: [Value]) -> Object { evaluator.makeList(values.map { .tensor($0) }) }
}
