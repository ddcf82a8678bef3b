import Autodiff
import Tensors

/// An error of an operation that a composition is made of carries the composition's name, which is
/// the one that the user typed.
extension Composition {
  /// What the body gives, its errors under this name.
  func result(_ arguments: BoundArguments, _ composer: Composer) throws -> Object {
    do {
      return try body(arguments, composer)
    } catch let error as TensorError {
      throw error.told(of: name)
    } catch AutodiffError.primitive(_, let operands, let error) {
      throw AutodiffError.primitive(name, operands: operands, error.told(of: name))
    }
  }
}

extension TensorError {
  /// The same error of another operation.
  func told(of operation: String) -> TensorError {
    switch self {
    case .unsupportedDType(_, let dtype, let expected):
      .unsupportedDType(operation: operation, dtype: dtype, expected: expected)
    case .wrongRank(_, let rank, let expected):
      .wrongRank(operation: operation, rank: rank, expected: expected)
    case .windowTooLarge(_, let window, let extent):
      .windowTooLarge(operation: operation, window: window, extent: extent)
    case .windowNumbers(_, let what, let numbers):
      .windowNumbers(operation: operation, what: what, numbers)
    case .filterChannels(_, let images, let filters):
      .filterChannels(operation: operation, images: images, filters: filters)
    case .noOperands: .noOperands(operation: operation)
    case .emptyReduction(_, let shape): .emptyReduction(operation: operation, shape: shape)
    case .linearAlgebra(let error): .linearAlgebra(error.told(of: operation))
    case .notBroadcastable, .notReshapable, .notBroadcastableTo, .negativeExtent, .tooManyElements,
      .memoryLimit, .outOfMemory, .countMismatch, .dtypeMismatch, .axisOutOfRange, .repeatedAxis,
      .notAPermutation, .indexOutOfRange, .tooManyIndices, .zeroStep, .severalEllipses,
      .emptyRange, .notSqueezable, .matmulShapes, .concatShapes, .shapesDiffer, .divisionByZero,
      .negativePower, .notRepresentable, .notAScalar, .interrupted:
      self
    }
  }
}

extension LinearAlgebraError {
  fileprivate func told(of operation: String) -> LinearAlgebraError {
    switch self {
    case .notSquare(_, let shape): .notSquare(operation: operation, shape: shape)
    case .tooWide(_, let shape): .tooWide(operation: operation, shape: shape)
    case .singular(_, let place): .singular(operation: operation, place: place)
    case .noConvergence: .noConvergence(operation: operation)
    case .rightSide(_, let matrix, let side):
      .rightSide(operation: operation, matrix: matrix, side: side)
    case .libraryMissing: .libraryMissing(operation: operation)
    case .tooLarge(_, let shape): .tooLarge(operation: operation, shape: shape)
    case .notPositiveDefinite, .equation: self
    }
  }
}
