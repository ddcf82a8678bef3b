/// The derivatives of all primitives by one convention, ready to run, in the order of
/// `Primitive.all`.
final class DerivativeTable: Sendable {
  let rules: [CompiledDerivative]
  /// Whose choices the rules make.
  let convention: Convention
  /// What scalar tapes need of each rule.
  let scalarRules: ContiguousArray<ScalarRule>
  let programs: ScalarPrograms

  /// The programs of an elementwise primitive of one or two operands; nil where a partial
  /// derivative is zero.
  struct ScalarRule: Sendable {
    let first: ScalarPrograms.Location?
    let second: ScalarPrograms.Location?
    let isElementwise: Bool
    /// What is not 0 where there is a kink by the first or the second operand; nil where there is
    /// none anywhere.
    let firstKink: ScalarPrograms.Location?
    let secondKink: ScalarPrograms.Location?
  }

  init(_ rules: [CompiledDerivative], by convention: Convention) {
    self.rules = rules
    self.convention = convention
    var programs = ScalarPrograms()
    scalarRules = ContiguousArray(
      zip(rules, Primitive.all + [.custom]).map { rule, primitive in
        guard case .partials(let partials) = rule, partials.count <= 2 else {
          return ScalarRule(
            first: nil, second: nil, isElementwise: false, firstKink: nil, secondKink: nil)
        }
        let places = partials.map { $0.map { programs.add($0) } }
        func kink(_ operand: Int) -> ScalarPrograms.Location? {
          let kinks = primitive.conventions.kinks.filter { $0.operands.contains(operand) }
          return KinkTest.program(
            of: kinks, operandCount: primitive.operandCount.lowerBound
          ).map { programs.add($0) }
        }
        return ScalarRule(
          first: places[0], second: places.count == 2 ? places[1] : nil, isElementwise: true,
          firstKink: kink(0), secondKink: kink(1))
      })
    self.programs = programs
  }

  /// This table with another rule for one primitive.
  func replacing(_ primitive: Primitive, by derivative: Derivative) -> DerivativeTable {
    var rules = rules
    rules[Int(primitive.index)] = CompiledDerivative(
      derivative, operandCount: primitive.parameters.count, by: convention)
    return DerivativeTable(rules, by: convention)
  }

  /// The table of the standard convention.
  static let standard = table(of: .standard)

  /// The table that is declared for a convention.
  static func table(of convention: Convention) -> DerivativeTable {
    switch convention {
    case .tapebook: tapebook
    case .tensorflow: tensorflow
    case .torch: torch
    case .jax: jax
    }
  }

  private static let tapebook = declared(by: .tapebook)
  private static let tensorflow = declared(by: .tensorflow)
  private static let torch = declared(by: .torch)
  private static let jax = declared(by: .jax)

  private static func declared(by convention: Convention) -> DerivativeTable {
    DerivativeTable(
      (Primitive.all + [.custom]).map {
        CompiledDerivative(
          $0.derivative(by: convention), operandCount: $0.parameters.count,
          by: convention)
      }, by: convention)
  }

  /// The tests for the kinks of each primitive, in their order.
  static let kinkTests: [[KinkTest]] = (Primitive.all + [.custom]).map { primitive in
    primitive.conventions.kinks.map {
      KinkTest($0, operandCount: primitive.operandCount.lowerBound)
    }
  }

  /// Whether what stopped a derivative has zero for one by this convention: a result that is no
  /// real number has no cotangent that its rule could be given.
  func givesZero(for cause: NoneCause) -> Bool {
    guard case .notDifferentiable(let name, _) = cause, let primitive = Primitive.find(name),
      case .rule(.zero) = rules[Int(primitive.index)]
    else { return false }
    return true
  }
}
