import Autodiff
import Tensors

/// NumPy's functions promote their operands, and their results leave the tape.
extension Evaluator {
  func callNumPy(
    _ primitive: Primitive, _ operands: [Object], _ roles: [OperandRole], _ attributes: [Attribute]
  ) throws -> Object {
    var tensors = try withNumPyTypes { try operands.map { try tensor(of: $0) } }
    try primitive.requireElements(tensors, attributes)
    let shared = sharedNumPyDType(operands, roles, tensors)
    let habit = NumPyHabit.habits[primitive.name]
    let dtype = shared.map { habit?.computes(in: $0) ?? $0 }
    for (index, role) in roles.enumerated() where role == .shared {
      if let dtype { tensors[index] = try Self.numpyCast(tensors[index], to: dtype) }
    }
    var result: Tensor
    do {
      result = try apply(primitive, tensors.map(Value.init), attributes).tensor
    } catch AutodiffError.primitive(_, _, .unsupportedDType(_, let dtype, _))
      where !dtype.isFloatingPoint && dtype == shared
    {
      // `np.sqrt(2)`: whole numbers where real ones are needed are these.
      let floats = try zip(tensors, roles).map { tensor, role in
        Value(role == .shared ? try tensor.cast(to: .float64) : tensor)
      }
      result = try apply(primitive, floats, attributes).tensor
    }
    if habit == .staysTruth, shared == .bool { result = try Self.numpyCast(result, to: .bool) }
    return departed(result, from: operands, through: "np.\(primitive.name)()")
  }

  /// The element type that operands share.
  private func sharedNumPyDType(
    _ operands: [Object], _ roles: [OperandRole], _ tensors: [Tensor]
  ) -> DType? {
    var dtype: DType?
    for (index, role) in roles.enumerated() where role == .shared {
      // A Python number gives way to an array's element type of its kind.
      if case .float = operands[index], operands.count > 1 { continue }
      if plainInteger(operands[index]) != nil, operands.count > 1 { continue }
      dtype = dtype.map { Self.promoted($0, tensors[index].dtype) } ?? tensors[index].dtype
    }
    for (index, role) in roles.enumerated() where role == .shared {
      if case .float = operands[index], dtype?.isFloatingPoint != true { dtype = .float64 }
      // A truth value alone stays one.
      if case .bool = operands[index], dtype == nil || dtype == .bool {
        dtype = .bool
      } else if plainInteger(operands[index]) != nil, dtype == nil || dtype == .bool {
        dtype = .int64
      }
    }
    return dtype
  }

  /// A tensor in an element type; what is not zero is true.
  private static func numpyCast(_ tensor: Tensor, to dtype: DType) throws -> Tensor {
    guard dtype == .bool, tensor.dtype != .bool else { return try tensor.cast(to: dtype) }
    return try Tensor.compare(.notEqual, tensor, Tensor(0, dtype: tensor.dtype))
  }
}

/// Where NumPy computes in another element type than its operands have.
///
/// Source: NumPy 2.4's reference, `ndarray.sum`, `ndarray.any`, `numpy.mean`.
private enum NumPyHabit {
  /// Numbers count as truth values.
  case truths
  /// Integers and truth values are added up in int64.
  case wide
  /// Integers and truth values have a mean of float64.
  case real
  /// Truth values are compared as integers, and the result is one of them.
  case staysTruth

  static let habits: [String: NumPyHabit] = [
    "any": .truths, "all": .truths, "logical_and": .truths, "logical_or": .truths,
    "logical_xor": .truths, "logical_not": .truths,
    "sum": .wide, "prod": .wide, "cumsum": .wide, "cumprod": .wide, "mean": .real,
    "max": .staysTruth, "min": .staysTruth, "maximum": .staysTruth, "minimum": .staysTruth,
    "abs": .staysTruth, "argmax": .staysTruth, "argmin": .staysTruth,
  ]

  /// The element type to compute in.
  func computes(in dtype: DType) -> DType {
    switch self {
    case .truths: .bool
    case .wide: dtype == .bool || dtype == .int32 ? .int64 : dtype
    case .real: dtype.isFloatingPoint ? dtype : .float64
    case .staysTruth: dtype == .bool ? .int32 : dtype
    }
  }
}
