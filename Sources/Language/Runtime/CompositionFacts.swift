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

/// What help tells of the mathematics of a function.
public struct FunctionFacts: Sendable {
  /// The value as a formula.
  public let formula: String
  /// The derivative by each operand that has one.
  public let derivative: String
  /// What holds at kinks and singular points, and for draws.
  public let convention: String

  init(formula: String, derivative: String, convention: String) {
    self.formula = formula
    self.derivative = derivative
    self.convention = convention
  }

  init(_ composition: CompositionFacts) {
    self.init(
      formula: composition.formula, derivative: "that of the primitives it is made of",
      convention: composition.convention)
  }
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
