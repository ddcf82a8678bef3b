/// What passes over scalar tapes need of the rules that they have met.
///
/// A pass holds it as a value, so that it reads a rule without a lock.
struct ScalarRules: Sendable {
  private var rules: ContiguousArray<ScalarRule?>
  private(set) var programs = ScalarPrograms()

  /// No rule yet for any of a number of primitives.
  init(count: Int) { rules = ContiguousArray(repeating: nil, count: count) }

  /// The rule of the primitive at a place; nil where it is still to be added.
  @inline(__always)
  subscript(primitive: Int) -> ScalarRule? { rules[primitive] }

  /// Adds a primitive's rule, once.
  mutating func add(_ rule: CompiledDerivative, of primitive: Primitive) {
    guard rules[Int(primitive.index)] == nil else { return }
    rules[Int(primitive.index)] = ScalarRule(rule, of: primitive, in: &programs)
  }
}

/// The programs of an elementwise primitive of one or two operands; nil where a partial derivative
/// is zero.
struct ScalarRule: Sendable {
  private(set) var first: ScalarPrograms.Location?
  private(set) var second: ScalarPrograms.Location?
  private(set) var isElementwise = false
  /// What is not 0 where there is a kink by the first or the second operand; nil where there is
  /// none anywhere.
  private(set) var firstKink: ScalarPrograms.Location?
  private(set) var secondKink: ScalarPrograms.Location?

  init(_ rule: CompiledDerivative, of primitive: Primitive, in programs: inout ScalarPrograms) {
    guard case .partials(let partials) = rule, partials.count <= 2 else { return }
    let kinks = primitive.conventions.kinks
    func kink(_ operand: Int) -> ScalarPrograms.Location? {
      KinkTest.program(
        of: kinks.filter { $0.operands.contains(operand) },
        operandCount: primitive.operandCount.lowerBound
      ).map { programs.add($0) }
    }
    isElementwise = true
    first = partials[0].map { programs.add($0) }
    if partials.count == 2 { second = partials[1].map { programs.add($0) } }
    firstKink = kink(0)
    secondKink = kink(1)
  }
}
