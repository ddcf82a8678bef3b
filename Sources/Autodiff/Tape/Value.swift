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

  /// A tensor with an identity of its own.
  public init(_ tensor: Tensor) {
    self.init(tensor, identity: .next())
  }

  init(_ tensor: Tensor, identity: Identity, position: Int32 = -1) {
    self.tensor = tensor
    self.identity = identity
    self.position = position
  }
}
