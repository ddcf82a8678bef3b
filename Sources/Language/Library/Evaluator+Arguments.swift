import Autodiff
import Tensors

/// Conversions of arguments, with the errors that Python gives.
extension Evaluator {
  /// An integer that counts or indexes: an int, a bool, or an integer tensor of one element.
  ///
  /// - Throws: `TypeError`.
  func index(_ object: Object) throws -> Int {
    switch object {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    case .tensor, .reference:
      if let tensor = plainTensor(object), tensor.dtype.isInteger,
        case .int(let value)? = try item(of: tensor)
      {
        return value
      }
    default: break
    }
    throw EvaluationError.type(
      "'\(typeName(of: object).name)' object cannot be interpreted as an integer")
  }

  /// The tensor that an object is, or the value of the Variable that it is.
  func plainTensor(_ object: Object) -> Tensor? {
    if case .tensor(let value) = object { return value.tensor }
    return variable(object)?.value.tensor
  }

  /// The number or truth value of a tensor of one element; nil of any other tensor.
  func item(of tensor: Tensor) throws -> Object? {
    guard tensor.count == 1 else { return nil }
    valueReads &+= 1
    let scalar = tensor.isScalar ? tensor : try tensor.reshaped(to: [])
    return switch scalar.dtype {
    case .float32: .float(Double(scalar.scalar(as: Float.self)))
    case .float64: .float(scalar.scalar(as: Double.self))
    case .int32: .int(Int(scalar.scalar(as: Int32.self)))
    case .int64: .int(Int(scalar.scalar(as: Int64.self)))
    case .bool: .bool(scalar.scalar(as: Bool.self))
    }
  }

  /// The Python number that an object is, or that a tensor of one element holds; nil of the rest.
  ///
  /// - Throws: `TypeError` for tensors with another number of elements.
  func number(_ object: Object, for use: String) throws -> Object? {
    switch object {
    case .bool, .int, .float: return object
    default:
      guard let tensor = plainTensor(object) else { return nil }
      guard let item = try item(of: tensor) else {
        throw EvaluationError.type(
          "\(use) takes a tensor of one element, not one of shape \(Shape.text(tensor.shape))")
      }
      noteNumbers(of: object, item, through: use)
      return item
    }
  }

  /// A real number as a float.
  ///
  /// - Throws: `TypeError`.
  func real(_ object: Object, for use: String) throws -> Double {
    switch try number(object, for: use) {
    case .float(let value): return value
    case .int(let value): return Double(value)
    case .bool(let value): return value ? 1 : 0
    default:
      throw EvaluationError.type("must be real number, not \(typeName(of: object).name)")
    }
  }

  /// A string.
  ///
  /// - Throws: `TypeError` with the place in the call: `replace() argument 1`.
  func text(_ object: Object, _ place: @autoclosure () -> String) throws -> String {
    guard case .string(let value) = object else {
      throw EvaluationError.type("\(place()) must be str, not \(typeName(of: object).name)")
    }
    return value
  }

  /// An element type: `tf.float32`, `'float32'`, `float`.
  ///
  /// - Throws: `TypeError`.
  func elementType(_ object: Object, isNumPy: Bool = false) throws -> DType {
    if let dtype = session.options.dtype(named: object, isNumPy: isNumPy) { return dtype }
    switch object {
    case .string(let name):
      throw EvaluationError.type(
        "there is no dtype '\(name)'",
        hint: "the dtypes are " + DType.allCases.map(\.name).joined(separator: ", "))
    default:
      throw EvaluationError.type(
        "a dtype is expected, not \(typeName(of: object).name)",
        hint: "such as float64 or 'float64'")
    }
  }

  /// A shape: an extent, or a sequence or tensor of extents.
  ///
  /// - Throws: `TypeError`, `ShapeError`.
  func shape(_ object: Object) throws -> [Int] {
    switch object {
    case .int, .bool: return try checked([index(object)])
    case .tensor, .reference, .range:
      if let tensor = plainTensor(object) {
        guard tensor.dtype.isInteger, tensor.rank <= 1 else { break }
        if tensor.isScalar { return try checked([index(object)]) }
        try checkLength(tensor.count)
        valueReads &+= 1
        return try checked(tensor.cast(to: .int64).values(as: Int64.self).map(Int.init))
      }
      if case .range(let range) = object { try checkLength(range.count) }
      return try checked(items(of: object).map(index))
    default: break
    }
    throw EvaluationError.type(
      "a shape is an integer or a sequence of integers, not \(typeName(of: object).name)")
  }

  /// A shape given as one object or as several extents: `ones((2, 3))`, `ones(2, 3)`.
  func shape(_ objects: [Object]) throws -> [Int] {
    objects.count == 1 ? try shape(objects[0]) : try checked(objects.map(index))
  }

  private func checked(_ shape: [Int]) throws -> [Int] {
    guard shape.count <= 64 else {
      throw EvaluationError(.shapeError, "a tensor has at most 64 axes, not \(shape.count)")
    }
    _ = try Shape.checkedCount(shape)
    return shape
  }
}
