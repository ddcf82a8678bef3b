/// The derivatives of all primitives, ready to run, in the order of `Primitive.all`.
final class DerivativeTable: Sendable {
  let rules: [CompiledDerivative]
  /// The programs of elementwise primitives of one or two operands, for scalar tapes.
  ///
  /// The table owns the programs, so that a pass may borrow them without counting references.
  let scalarRules: ContiguousArray<ScalarRule>

  /// What a scalar tape needs of a rule.
  struct ScalarRule: @unchecked Sendable {
    let isElementwise: Bool
    let first: Unmanaged<Program>?
    let second: Unmanaged<Program>?
  }

  init(_ rules: [CompiledDerivative]) {
    self.rules = rules
    scalarRules = ContiguousArray(
      rules.map { rule in
        guard case .partials(let programs) = rule, programs.count <= 2 else {
          return ScalarRule(isElementwise: false, first: nil, second: nil)
        }
        return ScalarRule(
          isElementwise: true, first: programs[0].map(Unmanaged.passUnretained),
          second: programs.count == 2 ? programs[1].map(Unmanaged.passUnretained) : nil)
      })
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
    Primitive.all.map {
      CompiledDerivative($0.derivative, operandCount: $0.parameters.count)
    })
}
