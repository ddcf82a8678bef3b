public import Tensors

/// A tensor with the identity that tapes know it by.
///
/// Copies share the identity, as `y = x` does in TensorFlow; every primitive's result has a new one.
public struct Value: Sendable {
  /// The numbers.
  public let tensor: Tensor
  /// What tapes know it by.
  public let identity: Identity
  /// Where the tape that recorded it last holds it, or -1: a guess that is checked before use.
  let position: Int32
  /// Whether it gives way to the element types of other tensors, as NumPy's arrays do.
  public let isArray: Bool

  /// A tensor with an identity of its own.
  public init(_ tensor: Tensor) {
    self.init(tensor, identity: .next())
  }

  init(_ tensor: Tensor, identity: Identity, position: Int32 = -1, isArray: Bool = false) {
    self.tensor = tensor
    self.identity = identity
    self.position = position
    self.isArray = isArray
  }

  /// The same value as an array, or as a tensor that is none.
  public func asArray(_ isArray: Bool) -> Value {
    self.isArray == isArray
      ? self : Value(tensor, identity: identity, position: position, isArray: isArray)
  }
}
