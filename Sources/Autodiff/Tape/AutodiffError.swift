public import Tensors

/// What can go wrong with tapes, primitives and derivatives.
public enum AutodiffError: Error, Sendable, Hashable {
  /// A primitive refused its operands.
  case primitive(String, operands: [TensorType], TensorError)
  /// A primitive was given too few or too many operands.
  case operandCount(String, given: Int, expected: ClosedRange<Int>)
  /// A single-use tape was asked a second time.
  case usedUp
  /// No tape has this identity any more.
  case noSuchTape
  /// A tape that is still recording was entered again.
  case alreadyRecording
  /// Only floating-point values can be watched.
  case cannotWatch(DType)
  /// A value of another shape was assigned to a variable.
  case assignedShape(variable: [Int], value: [Int])
  /// A value of another element type was assigned to a variable.
  case assignedDType(variable: DType, value: DType)
  /// A seed has not its target's shape or element type.
  case seedMismatch(seed: TensorType, target: TensorType)
  /// A tangent has not its source's shape or element type.
  case tangentMismatch(tangent: TensorType, source: TensorType)
  /// A tape cannot hold more entries.
  case tapeIsFull
  /// The batch axes of a target and a source differ, or one has none.
  case batchesDiffer(target: [Int], source: [Int])
  /// The function of an operation with a derivative of its own failed; its caller knows how.
  case customFailed(String)
  /// An operation with a derivative of its own was met where nobody can call it.
  case noCaller(String)
  /// A result's derivative was asked for that is not defined.
  case notDefined(String)
  /// The user stopped a pass.
  case interrupted
}

extension AutodiffError: CustomStringConvertible {
  /// What happened, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .primitive(let name, let operands, let error):
      switch error {
      case .notBroadcastable, .matmulShapes, .shapesDiffer, .concatShapes, .dtypeMismatch,
        .memoryLimit, .outOfMemory, .tooManyElements, .negativeExtent, .divisionByZero,
        .unsupportedDType:
        "\(name): \(error)"
      default:
        operands.count == 1
          ? "\(name) of a tensor of shape \(Shape.text(operands[0].shape)): \(error)"
          : "\(name): \(error)"
      }
    case .operandCount(let name, let given, let expected):
      "\(name) takes \(AutodiffError.count(expected)), not \(given)"
    case .usedUp:
      // TensorFlow's text, to the letter.
      "A non-persistent GradientTape can only be used to compute one set of gradients "
        + "(or jacobians)"
    case .noSuchTape: "this tape is gone"
    case .alreadyRecording:
      "Tape is still recording, This can happen if you try to re-enter an already-active tape."
    case .cannotWatch(let dtype):
      "a tape can watch float32 and float64, not \(dtype.name): derivatives need real numbers"
    case .assignedShape(let variable, let value):
      "the variable has shape \(Shape.text(variable)), the value \(Shape.text(value))"
    case .assignedDType(let variable, let value):
      "the variable is \(variable.name), the value \(value.name)"
    case .seedMismatch(let seed, let target):
      "the seed is \(AutodiffError.text(seed)), but its target is \(AutodiffError.text(target))"
    case .tangentMismatch(let tangent, let source):
      "the tangent is \(AutodiffError.text(tangent)), but its source is "
        + AutodiffError.text(source)
    case .batchesDiffer(let target, let source):
      "the target has shape \(Shape.text(target)) and the source \(Shape.text(source)): their "
        + "first axes must be one batch"
    case .customFailed(let name): "the gradient of \(name) failed"
    case .noCaller(let name): "the gradient of \(name) cannot be computed here"
    case .notDefined(let function):
      "\(function) has no derivative by the columns that complete the factor: any that are "
        + "orthogonal to the others would do"
    case .interrupted: "interrupted"
    case .tapeIsFull: "a tape holds at most 2147483647 entries"
    }
  }

  /// The Python exception that it becomes.
  public var errorType: String {
    switch self {
    case .primitive(_, _, let error): error.errorType
    case .operandCount, .cannotWatch: "TypeError"
    case .usedUp, .noSuchTape, .customFailed, .noCaller: "RuntimeError"
    case .alreadyRecording, .batchesDiffer: "ValueError"
    case .notDefined: "NotImplementedError"
    case .assignedShape: "ShapeError"
    case .seedMismatch(let given, let type), .tangentMismatch(let given, let type):
      given.shape == type.shape ? "DTypeError" : "ShapeError"
    case .assignedDType: "DTypeError"
    case .tapeIsFull: "MemoryError"
    case .interrupted: "KeyboardInterrupt"
    }
  }

  /// What to do next, where that is known.
  public var hint: String? {
    switch self {
    case .usedUp: "open the tape with persistent=True to take several gradients from it"
    case .cannotWatch(let dtype) where dtype.isInteger:
      "write the number with a point (3. instead of 3), or cast(x, 'float32')"
    case .primitive(_, let operands, .dtypeMismatch(let x, let y)):
      operands.isEmpty ? nil : "cast one of them: cast(x, '\(x.isFloatingPoint ? x.name : y.name)')"
    case .primitive(_, _, .unsupportedDType(_, let dtype, _)) where dtype.isInteger:
      "cast it first: cast(x, 'float32')"
    case .primitive(_, _, .memoryLimit):
      "make it smaller, delete what is no longer needed, or raise the limit: set memory SIZE"
    case .primitive(_, _, .linearAlgebra(let error)): error.hint
    case .primitive(_, _, .windowTooLarge): "padding='SAME' lets windows reach beyond the edge"
    case .batchesDiffer: "t.jacobian(y, x) gives the derivative of every element by every element"
    case .notDefined: "full_matrices=False leaves them out; or use the other parts alone"
    case .seedMismatch: "give one seed for each target, of the target's shape and dtype"
    case .tangentMismatch: "give one tangent for each value, of its shape and dtype"
    default: nil
    }
  }

  private static func text(_ type: TensorType) -> String {
    "\(type.dtype.name) of shape \(Shape.text(type.shape))"
  }

  private static func count(_ range: ClosedRange<Int>) -> String {
    if range.upperBound == Int.max { return "\(range.lowerBound) or more operands" }
    let plural = range.upperBound == 1 ? "operand" : "operands"
    return range.count == 1
      ? "\(range.lowerBound) \(plural)" : "\(range.lowerBound) to \(range.upperBound) \(plural)"
  }
}

extension TensorError {
  /// The Python exception that it becomes.
  public var errorType: String {
    switch self {
    case .notBroadcastable, .notReshapable, .notBroadcastableTo, .negativeExtent, .countMismatch,
      .notSqueezable, .matmulShapes, .wrongRank, .concatShapes, .shapesDiffer, .notAScalar,
      .windowTooLarge, .filterChannels:
      "ShapeError"
    case .tooManyElements, .memoryLimit, .outOfMemory: "MemoryError"
    case .dtypeMismatch, .unsupportedDType: "DTypeError"
    case .axisOutOfRange, .indexOutOfRange, .tooManyIndices: "IndexError"
    case .divisionByZero: "ZeroDivisionError"
    case .notRepresentable: "OverflowError"
    case .repeatedAxis, .notAPermutation, .zeroStep, .severalEllipses, .emptyRange, .noOperands,
      .negativePower, .emptyReduction, .windowNumbers:
      "ValueError"
    case .linearAlgebra(.libraryMissing): "RuntimeError"
    case .linearAlgebra(let error): error.isAboutShapes ? "ShapeError" : "ValueError"
    case .interrupted: "KeyboardInterrupt"
    }
  }
}
