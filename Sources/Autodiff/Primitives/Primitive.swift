public import Tensors

/// A function of tensors that tapes record: one value, declared in one place, with every fact.
///
/// Names, operators and parsing, help and completion, gradient checks, tests and exporters are
/// computed from these declarations.
public final class Primitive: Sendable {
  /// The NumPy-like name.
  public let name: String
  /// Other names that stand bare.
  public let bareAliases: [String]
  /// The names below `tf.`.
  public let tensorflow: [String]
  /// The names below `np.`.
  public let numpy: [String]
  /// The operators that it serves: `+`, `unary -`, `@`, `==`.
  public let operators: [String]
  /// One sentence.
  public let summary: String
  /// The value as a formula.
  public let formula: String
  /// A call that can be typed.
  public let example: String
  /// Operands and attributes in the order of a call.
  public let parameters: [Parameter]
  /// How many operands a call may have.
  public let operandCount: ClosedRange<Int>
  /// Operands that the checker and the tests use, away from kinks.
  public let samples: [Sample]
  /// Operands that must be refused.
  public let errorSamples: [ErrorSample]
  /// The result's type from the operands'.
  let resultType: ResultType
  let kernel: Kernel
  /// The derivative rule of the standard convention, and of those that have no other.
  let derivative: Derivative
  /// What it does to operands that are many at once.
  let batching: Batching
  /// What is decided about the points where it is not smooth.
  let conventions: PointConventions
  /// The place in `all`.
  let index: UInt16
  /// The attributes of a call that gives none.
  let defaultAttributes: [Attribute]

  /// The result's type from the operands', or the error that the kernel would throw.
  typealias ResultType =
    @Sendable (_ x: [TensorType], _ attributes: [Attribute]) throws(TensorError) -> TensorType

  init(_ declaration: Declaration, index: UInt16) {
    name = declaration.name
    bareAliases = declaration.aliases.bare
    tensorflow = declaration.aliases.tensorflow
    numpy = declaration.aliases.numpy
    operators = declaration.aliases.operators
    summary = declaration.summary
    formula = declaration.formula
    conventions = declaration.convention
    example = declaration.example
    parameters = declaration.parameters
    samples = declaration.samples
    errorSamples = declaration.errors
    resultType = declaration.result
    kernel = declaration.kernel
    derivative = declaration.derivative
    self.index = index
    switch (declaration.batching, declaration.kernel) {
    case (let batching?, .general): self.batching = batching
    case (nil, .general): preconditionFailure("\(declaration.name) has no batching rule")
    // The other kernels are elementwise.
    case (_, _): batching = .elementwise
    }
    let operands = parameters.filter(\.kind.isOperand)
    let takesList = operands.contains(where: \.kind.isSeveral)
    operandCount = takesList ? 1...Int.max : operands.count...operands.count
    defaultAttributes = parameters.filter { !$0.kind.isOperand }.map { $0.defaultValue ?? .none }
  }

  /// The parameters that are no operands, in the order of a call's attributes.
  public var attributeParameters: [Parameter] { parameters.filter { !$0.kind.isOperand } }

  /// The type of the result for operands of some types.
  ///
  /// - Throws: the error that computing it would give.
  public func resultType(
    of operands: [TensorType], _ attributes: [Attribute]
  ) throws(TensorError) -> TensorType {
    try resultType(operands, attributes)
  }

  /// Whether the kernel is one of those that serve several primitives.
  var hasSharedKernel: Bool {
    if case .general = kernel { return false }
    return true
  }

  /// Whether derivatives pass through it, if only as zeros.
  public var isDifferentiable: Bool {
    if case .none = derivative { return false }
    return true
  }

  /// What the function is called in a listing that it is the work of: `eigh` for `eigh_parts`.
  public var toldName: String {
    for ending in ["_full_parts", "_parts"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// Whether it has a derivative at some points.
  public var hasDerivative: Bool {
    if case .refused = derivative { return false }
    return isDifferentiable
  }
}

/// The other names of a primitive.
struct Aliases: Sendable {
  var bare: [String] = []
  var tensorflow: [String] = []
  var numpy: [String] = []
  var operators: [String] = []
}

/// What is written down for a primitive; no fact is optional.
struct Declaration: Sendable {
  let name: String
  let aliases: Aliases
  let summary: String
  let formula: String
  let parameters: [Parameter]
  let result: Primitive.ResultType
  let kernel: Kernel
  let derivative: Derivative
  /// What is done to rows; nil for the elementwise kernels, which need no rule.
  var batching: Batching? = nil
  let convention: PointConventions
  let example: String
  let samples: [Sample]
  let errors: [ErrorSample]
}
