public import Autodiff

/// What is declared of a function that is made of primitives, as of a primitive.
public struct CompositionFacts: Sendable {
  /// The value as a formula.
  public let formula: String
  /// What the derivative is at kinks and singular points.
  public let convention: String
  /// Calls that the tests try: values, derivatives in both modes and of second order.
  public let samples: [CallSample]
  /// Calls that must be refused, as they are typed.
  public let errors: [String]
}

/// A call and the operands that it names.
public struct CallSample: Sendable {
  /// The call as it is typed: `layer_norm(x, scale, offset)`.
  public let call: String
  /// The operands by name; derivatives are taken by those of real numbers.
  public let operands: [(name: String, operand: Sample.Operand)]

  /// A call with its operands.
  public init(_ call: String, _ operands: KeyValuePairs<String, Sample.Operand>) {
    self.call = call
    self.operands = operands.map { ($0.key, $0.value) }
  }
}
