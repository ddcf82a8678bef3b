public import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// Whether an object is a tensor or a Variable.
  func isTensorLike(_ object: Object) -> Bool {
    switch object {
    case .tensor: true
    case .reference(let reference): reference.kind == .variable
    default: false
    }
  }

  /// Computes a primitive of any number of operands.
  public func apply(
    _ primitive: Primitive, _ operands: [Value], _ attributes: [Attribute] = []
  ) throws -> Value {
    try pollInterruption()
    let result = try session.recorder.apply(primitive, operands, attributes)
    return result.asArray(!operands.isEmpty && operands.allSatisfy(\.isArray))
  }

  /// Computes a primitive of one operand.
  func apply(_ primitive: Primitive, _ x: Value) throws -> Value {
    try pollInterruption()
    return try session.recorder.apply(primitive, x).asArray(x.isArray)
  }

  /// Computes a primitive of two operands.
  func apply(_ primitive: Primitive, _ x: Value, _ y: Value) throws -> Value {
    try pollInterruption()
    return try session.recorder.apply(primitive, x, y).asArray(x.isArray && y.isArray)
  }

  /// An operator on two tensors.
  func tensors(
    _ operation: BinaryOperator, _ x: Value, _ y: Value, names: (Expression, Expression)?
  ) throws -> Object {
    let dtype = x.tensor.dtype
    guard dtype == y.tensor.dtype else {
      guard let (x, y) = try agreed(x, y) else {
        throw mismatch(operation.rawValue, dtype, y.tensor.dtype, names)
      }
      return try tensors(operation, x, y, names: names)
    }
    if operation == .bitAnd || operation == .bitOr, dtype != .bool {
      throw EvaluationError(
        .dtypeError, "\(operation.rawValue) takes truth values, not \(dtype.name)",
        hint: "compare first: (x > 0) \(operation.rawValue) (y > 0)")
    }
    if dtype == .bool, let result = try truths(operation, x, y, names) {
      return .tensor(result)
    }
    if operation == .divide, !dtype.isFloatingPoint {
      // TensorFlow and NumPy divide integers as float64.
      return .tensor(
        try apply(Operators.primitive(.divide), cast(x, to: .float64), cast(y, to: .float64)))
    }
    return .tensor(try apply(Operators.primitive(operation), x, y))
  }

  /// The error of two element types that do not agree, with the cast to write.
  func mismatch(
    _ symbol: String, _ x: DType, _ y: DType, _ names: (Expression, Expression)?
  ) -> EvaluationError {
    // The narrower one is cast, so that nothing is lost.
    let castsFirst = Self.width(x) < Self.width(y)
    let target = castsFirst ? y : x
    let operand = names.flatMap { text(at: castsFirst ? $0.0.range : $0.1.range) } ?? "x"
    let words = names.flatMap { text(at: $0.0.range.union($0.1.range)) }
    let subject = words.map { $0.contains("\n") || $0.count > 60 ? symbol : $0 } ?? symbol
    return EvaluationError(
      .dtypeError, "\(subject): the operands have different dtypes: \(x.name) and \(y.name)",
      hint: "write cast(\(operand), \(target.name))")
  }

  private static func width(_ dtype: DType) -> Int {
    switch dtype {
    case .bool: 0
    case .int32: 1
    case .int64: 2
    case .float32: 3
    case .float64: 4
    }
  }

  /// What stands beside a tensor: a Python number or a list takes the tensor's element type.
  func operand(
    _ object: Object, beside value: Value, _ operation: BinaryOperator, _ a: Object, _ b: Object
  ) throws -> Value {
    guard let tensor = try operandTensor(object, beside: value) else {
      throw unsupported(operation, a, b)
    }
    return tensor
  }

  /// What stands beside a tensor; nil for what is no number, list or tuple.
  func operandTensor(_ object: Object, beside value: Value) throws -> Value? {
    value.isArray
      ? try arrayOperand(object, beside: value.tensor.dtype)
      : try operandTensor(object, dtype: value.tensor.dtype)
  }

  /// A Python number, list or tuple as a tensor of an element type; nil for other objects.
  private func operandTensor(_ object: Object, dtype: DType) throws -> Value? {
    switch object {
    case .int, .float, .bool:
      return converted(try literal(object, dtype: dtype), from: object)
    case .reference(let reference) where reference.kind == .list || reference.kind == .tuple:
      return try value(of: object, dtype: dtype)
    default: return nil
    }
  }

  /// A Python number as a scalar of an element type, rounded once.
  ///
  /// - Throws: `DTypeError` where the number would lose its meaning, `OverflowError`.
  func literal(_ object: Object, dtype: DType) throws -> Tensor {
    switch (object, dtype) {
    case (.float(let value), .float32): return Tensor(Float(value))
    case (.float(let value), .float64): return Tensor(value)
    case (.int(let value), .float32): return Tensor(Float(value))
    case (.int(let value), .float64): return Tensor(Double(value))
    case (.int(let value), .int32):
      guard let narrow = Int32(exactly: value) else {
        throw EvaluationError(
          .overflowError, "\(value) does not fit int32",
          hint: "cast the tensor first: cast(x, int64)")
      }
      return Tensor(narrow)
    case (.int(let value), .int64): return Tensor(Int64(value))
    case (.bool(let value), .bool): return Tensor(value)
    case (.float(let value), _):
      throw EvaluationError(
        .dtypeError, "the float \(PythonFloat.text(value)) beside a tensor of \(dtype.name)",
        hint: dtype.isInteger
          ? "write cast(x, float32) around the tensor" : "write cast(x, float32)")
    default:
      throw EvaluationError(
        .dtypeError,
        "the \(typeName(of: object).name) \(object.literalText) beside a tensor of \(dtype.name)",
        hint: dtype == .bool
          ? "write cast(x, int32) around the tensor" : "write 1 or 0 instead of True or False")
    }
  }
}
