import CKernels

extension Tensor {
  /// The operation applied to the elements of two tensors, broadcast against each other.
  ///
  /// Integers wrap around where they leave the range, as NumPy's and TensorFlow's do; they have
  /// no `divide` and no `atan2`. Booleans take the logical operations, and only they do.
  ///
  /// - Throws: `dtypeMismatch`, `unsupportedDType`, `notBroadcastable`; for integers
  ///   `divisionByZero` and `negativePower`; the errors of allocation.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func binary(
    _ operation: BinaryOperation, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard x.dtype == y.dtype else { throw .dtypeMismatch(x.dtype, y.dtype) }
    switch x.dtype {
    case .float32: return try floating(operation, x, y, Float.self)
    case .float64: return try floating(operation, x, y, Double.self)
    case .int32: return try integer(operation, x, y, Int32.self)
    case .int64: return try integer(operation, x, y, Int64.self)
    case .bool: return try logical(operation, x, y)
    }
  }

  /// The sum of two tensors of one shape and type, in `x`'s memory when nobody else holds it.
  ///
  /// Cotangents are added up with it: a chain of additions touches one buffer.
  ///
  /// - Throws: as `binary`.
  /// - Complexity: O(n), where n is the number of elements of the result.
  public static func sum(of x: consuming Tensor, adding y: Tensor) throws(TensorError) -> Tensor {
    guard x.dtype == y.dtype, x.dtype != .bool, x.shape == y.shape,
      isKnownUniquelyReferenced(&x.array), let array = x.array, array.owner == nil,
      array.buffer.isWritable, array.buffer.deferred == nil, y.array?.buffer.deferred == nil
    else { return try binary(.add, x, y) }
    let loop =
      y.isContiguous
      ? Loop(count: y.count, step: [1, 1, 1, 0]) : loop(over: y.shape, x, y)
    switch x.dtype {
    case .float32: add(loop, array, y, Float.self)
    case .float64: add(loop, array, y, Double.self)
    case .int32: add(loop, array, y, Int32.self)
    case .int64: add(loop, array, y, Int64.self)
    case .bool: break
    }
    try InterruptionCheck.check()
    return x
  }

  private static func add<T: NumericElement>(
    _ loop: Loop, _ array: StridedArray, _ y: Tensor, _ type: T.Type
  ) {
    let output = array.buffer.pointer.assumingMemoryBound(to: T.self)
    y.withBase(as: T.self) { y in loop.map(output, output, y) { T.sum($0, $1) } }
  }

  private static func floating<T: FloatElement>(
    _ operation: BinaryOperation, _ x: Tensor, _ y: Tensor, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    if operation.isLogical {
      throw .unsupportedDType(operation: "\(operation)", dtype: T.dtype, expected: "booleans")
    }
    // Squares are worth a loop without a test per element.
    if operation == .power, y.isScalar, y.scalar(as: T.self) == 2 { return try x.unary(.square) }
    if operation == .power, y.isScalar, y.scalar(as: T.self) == 1 { return x }
    if max(x.count, y.count) >= deferralCount,
      let result = try deferred(
        .binary(operation), [x, y], shape: Shape.broadcast(x.shape, y.shape), dtype: T.dtype)
    {
      return result
    }
    return try zipped(x, y) { loop, output, x, y in
      operation.run(loop, output, x as UnsafePointer<T>, y as UnsafePointer<T>)
    }
  }

  private static func integer<T: IntegerElement>(
    _ operation: BinaryOperation, _ x: Tensor, _ y: Tensor, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    guard operation.isDefinedForIntegers else {
      throw .unsupportedDType(
        operation: "\(operation)", dtype: T.dtype,
        expected: operation.isLogical ? "booleans" : "floating-point numbers")
    }
    let shape = try Shape.broadcast(x.shape, y.shape)
    // Every element of `y` meets one of `x`, unless there are none.
    if Shape.count(shape) != 0 {
      switch operation {
      case .floorDivide, .modulo, .truncatedModulo:
        if try y.contains(where: { (y: T) in y == 0 }) { throw .divisionByZero }
      case .power:
        if try y.contains(where: { (y: T) in y < 0 }) { throw .negativePower }
      default: break
      }
    }
    return try zipped(x, y) { loop, output, x, y in
      operation.run(loop, output, x as UnsafePointer<T>, y as UnsafePointer<T>)
    }
  }

  private static func logical(
    _ operation: BinaryOperation, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard operation.isLogical else {
      throw .unsupportedDType(operation: "\(operation)", dtype: .bool, expected: "numbers")
    }
    return try zipped(x, y) { loop, output, x, y in
      switch operation {
      case .logicalAnd: loop.map(output, x, y) { (x: Bool, y: Bool) in x && y }
      case .logicalOr: loop.map(output, x, y) { (x: Bool, y: Bool) in x || y }
      default: loop.map(output, x, y) { (x: Bool, y: Bool) in x != y }
      }
    }
  }

  /// Whether an element satisfies the condition.
  func contains<T: Element>(where condition: (T) -> Bool) throws(TensorError) -> Bool {
    try BufferPool.shared.checkExtent(bytes: byteCount)
    let loop = Tensor.loop(over: shape, self)
    return withBase(as: T.self) { base in
      var found = false
      loop.forEachRow { at, count in
        for i in 0..<count where !found {
          found = condition(base[at[1] &+ i &* loop.step[1]])
        }
      }
      return found
    }
  }
}

extension BinaryOperation {
  /// Runs the loop of the operation; a case each, so that each loop is compiled for its own.
  func run<T: FloatElement>(
    _ loop: Loop, _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafePointer<T>
  ) {
    switch self {
    case .add: loop.map(output, x, y, lane_add) { BinaryOperation.add($0, $1) }
    case .subtract: loop.map(output, x, y, lane_subtract) { BinaryOperation.subtract($0, $1) }
    case .multiply: loop.map(output, x, y, lane_multiply) { BinaryOperation.multiply($0, $1) }
    case .divide: loop.map(output, x, y, lane_divide) { BinaryOperation.divide($0, $1) }
    case .floorDivide: loop.map(output, x, y) { BinaryOperation.floorDivide($0, $1) }
    case .modulo: loop.map(output, x, y) { BinaryOperation.modulo($0, $1) }
    case .power: loop.map(output, x, y) { BinaryOperation.power($0, $1) }
    case .maximum: loop.map(output, x, y, lane_maximum) { BinaryOperation.maximum($0, $1) }
    case .minimum: loop.map(output, x, y, lane_minimum) { BinaryOperation.minimum($0, $1) }
    case .atan2: loop.map(output, x, y) { BinaryOperation.atan2($0, $1) }
    case .hypot: loop.map(output, x, y) { BinaryOperation.hypot($0, $1) }
    case .truncatedModulo: loop.map(output, x, y) { BinaryOperation.truncatedModulo($0, $1) }
    case .leakyReLU: loop.map(output, x, y) { BinaryOperation.leakyReLU($0, $1) }
    case .xdivy: loop.map(output, x, y) { BinaryOperation.xdivy($0, $1) }
    case .logAddExp, .xlogy, .xlog1py, .elu, .polygamma, .sincDerivative:
      // Their functions cost more than the switch that is taken per element.
      loop.map(output, x, y) { self($0, $1) }
    case .logicalAnd, .logicalOr, .logicalXor:
      preconditionFailure("logical operations take booleans")
    }
  }

  /// Runs the loop of the operation on integers.
  fileprivate func run<T: IntegerElement>(
    _ loop: Loop, _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafePointer<T>
  ) {
    switch self {
    case .add: loop.map(output, x, y) { BinaryOperation.add($0, $1) }
    case .subtract: loop.map(output, x, y) { BinaryOperation.subtract($0, $1) }
    case .multiply: loop.map(output, x, y) { BinaryOperation.multiply($0, $1) }
    case .floorDivide: loop.map(output, x, y) { BinaryOperation.floorDivide($0, $1) }
    case .modulo: loop.map(output, x, y) { BinaryOperation.modulo($0, $1) }
    case .truncatedModulo: loop.map(output, x, y) { BinaryOperation.truncatedModulo($0, $1) }
    case .power: loop.map(output, x, y) { BinaryOperation.power($0, $1) }
    case .maximum: loop.map(output, x, y) { BinaryOperation.maximum($0, $1) }
    case .minimum: loop.map(output, x, y) { BinaryOperation.minimum($0, $1) }
    default:
      preconditionFailure("\(self) does not take integers")
    }
  }
}
