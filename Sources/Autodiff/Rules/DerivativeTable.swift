/// The derivatives of all primitives, ready to run, in the order of `Primitive.all`.
final class DerivativeTable: Sendable {
  let rules: [CompiledDerivative]
  /// What scalar tapes need of each rule.
  let scalarRules: ContiguousArray<ScalarRule>
  let programs: ScalarPrograms

  /// The programs of an elementwise primitive of one or two operands; nil where a partial
  /// derivative is zero.
  struct ScalarRule: Sendable {
    let first: ScalarPrograms.Location?
    let second: ScalarPrograms.Location?
    let isElementwise: Bool
  }

  init(_ rules: [CompiledDerivative]) {
    self.rules = rules
    var programs = ScalarPrograms()
    scalarRules = ContiguousArray(
      rules.map { rule in
        guard case .partials(let partials) = rule, partials.count <= 2 else {
          return ScalarRule(first: nil, second: nil, isElementwise: false)
        }
        let places = partials.map { $0.map { programs.add($0) } }
        return ScalarRule(
          first: places[0], second: places.count == 2 ? places[1] : nil, isElementwise: true)
      })
    self.programs = programs
  }

  /// This table with another rule for one primitive.
  func replacing(_ primitive: Primitive, by derivative: Derivative) -> DerivativeTable {
    var rules = rules
    rules[Int(primitive.index)] = CompiledDerivative(
      derivative, operandCount: primitive.parameters.count)
    return DerivativeTable(rules)
  }

  /// The table that is declared.
  static let standard = DerivativeTable(
    (Primitive.all + [.custom]).map {
      CompiledDerivative($0.derivative, operandCount: $0.parameters.count)
    })
}
