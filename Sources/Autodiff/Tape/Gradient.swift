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
  /// The identity of a variable's present value; nil for other sources.
  let reading: Identity?
  /// Whether it is a variable.
  public var isVariable: Bool { reading != nil }
  /// Whether tapes watch it by themselves.
  let isTrainable: Bool

  /// The type of its elements.
  public var dtype: DType { tensor.dtype }

  /// The type of its elements and its shape.
  public var type: TensorType { TensorType(tensor) }

  /// A watched value or an intermediate one.
  public init(_ value: Value) {
    identity = value.identity
    tensor = value.tensor
    position = value.position
    reading = nil
    isTrainable = false
  }

  /// A variable, through every one of its readings.
  public init(_ variable: Variable) {
    identity = variable.identity
    tensor = variable.value.tensor
    position = -1
    reading = variable.value.identity
    isTrainable = variable.isTrainable
  }
}

/// The gradient by one source.
public enum Gradient: Sendable {
  /// The cotangent, of the source's shape and element type.
  case value(Value)
  /// There is none, and why.
  case none(NoneCause)

  /// Whether there is none.
  public var isNone: Bool {
    if case .none = self { return true }
    return false
  }
}
