import Autodiff
import Tensors

/// What layers and losses have in common.
extension Composer {
  /// What a primitive gives for operands and attributes by name.
  func call(
    _ name: String, _ operands: [Object], _ attributes: KeyValuePairs<String, Object>
  ) throws -> Object {
    try evaluator.call(
      PrimitiveReference(.named(name), namespace: namespace),
      CallArguments(operands, keywords: attributes.map { .init($0.key, $0.value) }))
  }

  /// What is known of an operand.
  func type(of operand: Object) throws -> TensorType {
    guard let tensor = evaluator.plainTensor(operand) else {
      throw EvaluationError.type(
        "'\(evaluator.typeName(of: operand).name)' object is no tensor")
    }
    return TensorType(tensor)
  }

  /// Two arguments as tensors; what is no tensor takes the element type of the other.
  func operands(_ x: Object, _ y: Object) throws -> (Object, Object) {
    switch (evaluator.isTensorLike(x), evaluator.isTensorLike(y)) {
    case (false, true):
      let y = try operand(y)
      return (.tensor(try evaluator.value(of: x, dtype: type(of: y).dtype)), y)
    case (true, false):
      let x = try operand(x)
      return (x, .tensor(try evaluator.value(of: y, dtype: type(of: x).dtype)))
    default: return (try operand(x), try operand(y))
    }
  }

  /// A sequence of whole numbers as an argument.
  func numbers(_ numbers: [Int]) -> Object { evaluator.makeTuple(numbers.map { .int($0) }) }

  /// The mean of squares and products over the last axis; a scalar is its own mean.
  func meanOverLastAxis(_ x: Object) throws -> Object {
    guard !(try type(of: x).shape.isEmpty) else { return x }
    return try reduced("mean", x, axis: .int(-1), keepdims: .bool(false))
  }

  /// Refuses operands whose shapes differ.
  func requireEqualShapes(_ x: Object, _ y: Object, _ names: (String, String)) throws {
    let shapes = (try type(of: x).shape, try type(of: y).shape)
    guard shapes.0 == shapes.1 else {
      throw EvaluationError(
        .shapeError,
        "\(names.0) and \(names.1) must have one shape, not \(Shape.text(shapes.0)) and "
          + Shape.text(shapes.1))
    }
  }

  /// Refuses an operand of another rank.
  func requireRank(_ rank: Int, _ x: Object, _ what: String) throws {
    let shape = try type(of: x).shape
    guard shape.count == rank else {
      throw EvaluationError(
        .shapeError, "\(what) has rank \(rank), not \(shape.count), as \(Shape.text(shape)) has")
    }
  }
}
