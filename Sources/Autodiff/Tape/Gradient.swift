public import Tensors

/// What a gradient is asked of, and the cotangent that it starts with.
public struct Target: Sendable {
  /// The value whose derivative is taken; several elements are summed by the seed.
  public let value: Value
  /// The cotangent of the value, of its shape and element type; ones where it is nil.
  public let seed: Value?

  /// A target with a seed; without one the sum of its elements is differentiated.
  public init(_ value: Value, seed: Value? = nil) {
    self.value = value
    self.seed = seed
  }
}

/// What a gradient is taken by: a value or a variable.
public struct Source: Sendable {
  /// What tapes know it by.
  public let identity: Identity
  /// The numbers now, for their shape and element type.
  let tensor: Tensor
  let position: Int32

  /// The type of its elements.
  public var dtype: DType { tensor.dtype }

  /// A watched value or an intermediate one.
  public init(_ value: Value) {
    identity = value.identity
    tensor = value.tensor
    position = value.position
  }

  /// A variable, through every one of its readings.
  public init(_ variable: Variable) {
    identity = variable.identity
    tensor = variable.value.tensor
    position = -1
  }
}

/// The gradient by one source.
public enum Gradient: Sendable {
  /// The cotangent, of the source's shape and element type.
  case value(Value)
  /// There is none, and why.
  case none(NoneCause)
}

/// Why a gradient is None.
public enum NoneCause: Sendable, Hashable {
  /// The tape does not watch the source.
  case notWatched
  /// The source was used at this line before it was watched.
  case watchedTooLate(line: Int)
  /// The source is watched, but no recorded operation leads from it to the target.
  case notConnected
  /// The tape has not recorded the target: nothing that it was computed from was watched, or the
  /// tape did not record at the time.
  case targetNotRecorded
  /// The only paths pass a primitive whose result is discrete.
  case notDifferentiable(primitive: String, line: Int)
  /// The source or the target is no floating-point tensor.
  case notFloating(DType)

  /// The code that programs read.
  public var code: String {
    switch self {
    case .notWatched: "not-watched"
    case .watchedTooLate: "watched-too-late"
    case .notConnected: "not-connected"
    case .targetNotRecorded: "target-not-recorded"
    case .notDifferentiable: "not-differentiable"
    case .notFloating: "not-floating"
    }
  }

  /// The line at fault, if it is known.
  public var line: Int? {
    switch self {
    case .watchedTooLate(let line), .notDifferentiable(_, let line): line > 0 ? line : nil
    default: nil
    }
  }

  /// The reason, with names for the target and the source.
  public func message(target: String, source: String) -> String {
    switch self {
    case .notWatched:
      "\(source) is not watched by the tape; watch \(source) before computing \(target)"
    case .watchedTooLate(let line):
      "\(source) was used" + (line > 0 ? " in line \(line)" : "")
        + " before it was watched; watch \(source) first"
    case .notConnected: "\(target) was not computed from \(source)"
    case .targetNotRecorded:
      "the tape has not recorded \(target): nothing that it was computed from was watched, or "
        + "the tape was closed or paused then"
    case .notDifferentiable(let primitive, let line):
      "\(target) depends on \(source) only through \(primitive)"
        + (line > 0 ? " (line \(line))" : "") + ", which has no derivative"
    case .notFloating(let dtype):
      "derivatives need floating-point values, and this is \(dtype.name)"
    }
  }
}
