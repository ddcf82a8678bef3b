/// What can go wrong in a tensor operation.
///
/// The cases carry facts; `description` is the one place where they become text.
public enum TensorError: Error, Sendable, Hashable {
  /// Two shapes do not broadcast together.
  case notBroadcastable([Int], [Int])
  /// A tensor of one shape cannot be laid out as another.
  case notReshapable(from: [Int], to: [Int])
  /// A tensor of a shape cannot be broadcast to another.
  case notBroadcastableTo(from: [Int], to: [Int])
  /// An extent of a shape is negative.
  case negativeExtent(shape: [Int])
  /// A shape has more elements than a tensor may have.
  case tooManyElements(shape: [Int])
  /// An allocation would go over the limit on the bytes that tensors hold.
  case memoryLimit(requested: Int, inUse: Int, limit: Int)
  /// The system gave no memory.
  case outOfMemory(requested: Int)
  /// The number of elements does not fit the shape.
  case countMismatch(count: Int, shape: [Int])
  /// Two operands have different element types.
  case dtypeMismatch(DType, DType)
  /// An operation is not defined for an element type.
  case unsupportedDType(operation: String, dtype: DType, expected: String)
  /// An axis is not one of the tensor's.
  case axisOutOfRange(axis: Int, rank: Int)
  /// An axis is named twice.
  case repeatedAxis(axis: Int)
  /// A list of axes is no permutation of the tensor's axes.
  case notAPermutation([Int], rank: Int)
  /// An index is outside of its axis.
  case indexOutOfRange(index: Int, axis: Int, extent: Int)
  /// More indices than axes.
  case tooManyIndices(count: Int, rank: Int)
  /// A slice's or a range's step is zero.
  case zeroStep
  /// More than one index is an ellipsis.
  case severalEllipses
  /// A range of integers to draw from is empty.
  case emptyRange(low: Int, high: Int)
  /// An axis that must have extent 1 has another.
  case notSqueezable(axis: Int, extent: Int)
  /// The shapes of a matrix product do not fit.
  case matmulShapes([Int], [Int])
  /// A rank is too low or too high for an operation.
  case wrongRank(operation: String, rank: Int, expected: String)
  /// A window is larger than what it slides over.
  case windowTooLarge(operation: String, window: Int, extent: Int)
  /// Numbers of windows are none that there can be.
  case windowNumbers(operation: String, what: String, [Int])
  /// The channels of images and filters do not fit.
  case filterChannels(operation: String, images: [Int], filters: [Int])
  /// Shapes differ where they must agree but for one axis.
  case concatShapes([Int], [Int], axis: Int)
  /// Shapes differ where they must be equal.
  case shapesDiffer([Int], [Int])
  /// An operation needs at least one operand.
  case noOperands(operation: String)
  /// An integer was divided by zero.
  case divisionByZero
  /// An integer was raised to a negative power.
  case negativePower
  /// A reduction over no elements has no value.
  case emptyReduction(operation: String, shape: [Int])
  /// A value does not fit the element type.
  case notRepresentable(value: String, dtype: DType)
  /// The tensor has not exactly one element.
  case notAScalar(shape: [Int])
  /// A matrix, or an equation of `einsum`, is not what an operation needs.
  case linearAlgebra(LinearAlgebraError)
  /// The operation was to stop before it was done.
  case interrupted
}

extension TensorError: CustomStringConvertible {
  /// What happened, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .notBroadcastable(let x, let y):
      "shapes \(text(x)) and \(text(y)) do not broadcast together"
    case .notReshapable(let from, let to):
      "cannot reshape \(text(from)) (\(elements(from))) to \(text(to))"
    case .notBroadcastableTo(let from, let to):
      "cannot broadcast \(text(from)) to \(text(to))"
    case .negativeExtent(let shape):
      "a shape cannot have a negative extent: \(text(shape))"
    case .tooManyElements(let shape):
      "a tensor of shape \(text(shape)) has more elements than fit in memory"
    case .memoryLimit(let requested, let inUse, let limit):
      "this needs \(bytes(requested)) more; \(bytes(inUse)) of the limit of \(bytes(limit)) are in use"
    case .outOfMemory(let requested):
      "the system has no \(bytes(requested)) of memory to give"
    case .countMismatch(let count, let shape):
      "\(count) values do not fill the shape \(text(shape))"
    case .dtypeMismatch(let x, let y):
      "the operands have different dtypes: \(x.name) and \(y.name)"
    case .unsupportedDType(let operation, let dtype, let expected):
      "\(operation) takes \(expected), not \(dtype.name)"
    case .axisOutOfRange(let axis, let rank):
      "axis \(axis) is out of range for a tensor of rank \(rank)"
    case .repeatedAxis(let axis):
      "axis \(axis) is named twice"
    case .notAPermutation(let axes, let rank):
      "\(text(axes)) is not a permutation of the \(rank) axes"
    case .indexOutOfRange(let index, let axis, let extent):
      "index \(index) is out of range for axis \(axis) with extent \(extent)"
    case .tooManyIndices(let count, let rank):
      "\(count) indices for a tensor of rank \(rank)"
    case .zeroStep:
      "a step cannot be zero"
    case .severalEllipses:
      "an index can hold only one ellipsis"
    case .emptyRange(let low, let high):
      "no integer is at least \(low) and less than \(high)"
    case .notSqueezable(let axis, let extent):
      "axis \(axis) has extent \(extent); only an axis of extent 1 can be squeezed"
    case .matmulShapes(let x, let y):
      "the inner extents of \(text(x)) @ \(text(y)) do not agree"
    case .wrongRank(let operation, let rank, let expected):
      "\(operation) takes a tensor of rank \(expected), not \(rank)"
    case .windowTooLarge(let operation, let window, let extent):
      "a window of \(operation) over \(window) elements does not fit in \(extent)"
    case .windowNumbers(let operation, let what, let numbers):
      "\(what) of \(operation) cannot be \(text(numbers))"
    case .filterChannels(let operation, let images, let filters):
      "\(operation) of \(text(images)) with filters \(text(filters)): the last extent of the images "
        + "is the third of the filters, or several times that in groups that divide the fourth"
    case .concatShapes(let x, let y, let axis):
      "shapes \(text(x)) and \(text(y)) differ in more than axis \(axis)"
    case .shapesDiffer(let x, let y):
      "shapes \(text(x)) and \(text(y)) must be equal"
    case .noOperands(let operation):
      "\(operation) needs at least one tensor"
    case .divisionByZero:
      "integer division by zero"
    case .negativePower:
      "an integer tensor cannot be raised to a negative power"
    case .emptyReduction(let operation, let shape):
      "\(operation) of no elements has no value (shape \(text(shape)))"
    case .notRepresentable(let value, let dtype):
      "\(value) is not representable as \(dtype.name)"
    case .notAScalar(let shape):
      "a tensor of shape \(text(shape)) is not a single number"
    case .linearAlgebra(let error):
      error.description
    case .interrupted:
      "interrupted"
    }
  }

  private func text(_ shape: [Int]) -> String { Shape.text(shape) }

  private func elements(_ shape: [Int]) -> String {
    let count = Shape.count(shape) ?? 0
    return count == 1 ? "1 element" : "\(count) elements"
  }

  private func bytes(_ count: Int) -> String { ByteCount.text(count) }
}
