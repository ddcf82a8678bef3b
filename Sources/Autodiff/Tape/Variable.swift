public import Tensors

/// The state of a variable: a value that `assign` replaces, under an identity that stays.
///
/// Follows `tf.Variable`: tapes watch a trainable variable by themselves when it is read, and what
/// was read before an assignment keeps the value that it had then.
public struct Variable: Sendable {
  /// What tapes know the variable by, whatever its value.
  public let identity: Identity
  /// The value now.
  public private(set) var value: Value
  /// Whether tapes watch it by themselves.
  public let isTrainable: Bool
  /// The name it shows.
  public let name: String

  /// A variable that starts with a value.
  public init(_ tensor: Tensor, isTrainable: Bool = true, name: String = "Variable") {
    identity = .next()
    value = Value(tensor)
    self.isTrainable = isTrainable
    self.name = name
  }

  /// The variable itself as a value: what `tf.GradientTape` takes where a Variable is the target.
  public var handle: Value { Value(value.tensor, identity: identity) }

  /// The same variable with another value, of any element type: to compute at another point.
  public func holding(_ value: Value) -> Variable {
    var variable = self
    variable.value = value
    return variable
  }

  /// Replaces the value; derivatives do not flow through an assignment.
  ///
  /// - Throws: `assignedShape`, `assignedDType` where they differ from the variable's.
  public mutating func assign(_ tensor: Tensor) throws(AutodiffError) {
    guard tensor.dtype == value.tensor.dtype else {
      throw .assignedDType(variable: value.tensor.dtype, value: tensor.dtype)
    }
    guard tensor.shape == value.tensor.shape else {
      throw .assignedShape(variable: value.tensor.shape, value: tensor.shape)
    }
    value = Value(tensor)
  }
}
