/// A primitive's derivative rule in the notebook's own notation.
///
/// The rules of elementwise primitives are formulas. Every other rule computes with values, so it
/// is run once on a sample, and what the tape recorded of it is written down: the text cannot say
/// anything but what the rule does.
///
///     reverse  x: g/n
///     forward  sum(t, axis=0)/n
public struct DerivativeText: Sendable {
  /// How the rule is given.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A partial derivative by each operand, element by element.
    case elementwise
    /// Linear in all operands together: a transpose.
    case linear
    /// Linear in each operand: a transpose by each.
    case multilinear
    /// Both modes written by hand.
    case custom
    /// The derivative is zero everywhere.
    case zero
    /// There is no derivative: gradients are None.
    case none
    /// There is no derivative: gradients are errors.
    case refused
  }

  /// The program of one cotangent or tangent.
  public struct Part: Sendable {
    /// What it computes: an operand's cotangent, or the result's tangent.
    public let name: String
    /// Assignments, and in the last line the value.
    public let lines: [String]
  }

  /// The sample that a rule was run on.
  public struct Point: Sendable {
    /// The operands by their names in the programs.
    public let operands: [(name: String, type: TensorType)]
    /// The attributes by their parameters' names, as they are typed.
    public let attributes: [(name: String, text: String)]
  }

  /// How the rule is given.
  public let kind: Kind
  /// What the programs call the result.
  public let result: String
  /// What the programs call the result's cotangent.
  public static let cotangent = "g"
  /// The cotangent of each operand that has one.
  public let reverse: [Part]
  /// The result's tangent; nil where there is none.
  public let forward: Part?
  /// The sample that the programs are of; nil where they hold for every shape.
  public let point: Point?
}

extension Primitive {
  /// How it is differentiated.
  public var derivativeKind: DerivativeText.Kind { derivativeKind(by: .standard) }

  /// How it is differentiated by a convention.
  public func derivativeKind(by convention: Convention) -> DerivativeText.Kind {
    switch derivative(by: convention) {
    case .partials: .elementwise
    case .linear: .linear
    case .multilinear: .multilinear
    case .custom: .custom
    case .zero: .zero
    case .none: .none
    case .refused: .refused
    // What a user's function computes is no rule of a primitive.
    case .external: .custom
    }
  }

  /// The derivative rule of a convention, as text.
  ///
  /// - Throws: the errors of allocation: a rule may have to be run on a small sample.
  public func derivativeText(
    by convention: Convention = .standard
  ) throws(AutodiffError) -> DerivativeText {
    switch derivative(by: convention) {
    case .zero, .none, .refused, .external:
      return DerivativeText(
        kind: derivativeKind(by: convention), result: resultName, reverse: [], forward: nil,
        point: nil)
    case .partials:
      let products = derivative(by: convention)
        .products(operandCount: operandCount.lowerBound, by: convention)
      return elementwiseText(products ?? [])
    case .linear, .multilinear, .custom:
      // At a scalar most rules say nothing.
      let telling = samples.filter { !$0.isScalar }
      var shortest: DerivativeText?
      for sample in telling.isEmpty ? samples : telling {
        let text = try RuleTrace(self, sample, by: convention).text()
        if text.lineCount <= DerivativeText.lineLimit { return text }
        if text.lineCount < shortest?.lineCount ?? Int.max { shortest = text }
      }
      guard let shortest else { preconditionFailure("\(name) has no samples") }
      return shortest
    }
  }

  /// What formulas and programs call the result: a name that no operand has.
  public var resultName: String {
    let operands = parameters.filter(\.kind.isOperand).map(\.name)
    return operands.contains("y") ? "z" : "y"
  }

  /// The text of a rule of partial derivatives, each times the cotangent.
  private func elementwiseText(_ products: [Formula?]) -> DerivativeText {
    let names = parameters.filter(\.kind.isOperand).map(\.name)
    let reverse = zip(names, products).map { name, product in
      DerivativeText.Part(
        name: name,
        lines: [product?.text(operands: names, result: resultName) ?? "0"])
    }
    let tangents = names.map(DerivativeText.tangent)
    let parts = products.enumerated().compactMap { index, product in
      product?.replacingCotangent(by: .operand(names.count + index))
    }
    let forward = parts.dropFirst().reduce(parts.first) { sum, part in
      sum.map { $0.plus(part) }
    }
    return DerivativeText(
      kind: .elementwise, result: resultName, reverse: reverse,
      forward: DerivativeText.Part(
        name: DerivativeText.tangent(resultName),
        lines: [forward?.text(operands: names + tangents, result: resultName) ?? "0"]),
      point: nil)
  }
}

extension DerivativeText {
  /// A rule whose text is longer is shown at another sample, if there is one.
  fileprivate static let lineLimit = 12

  fileprivate var lineCount: Int {
    reverse.reduce(forward?.lines.count ?? 0) { $0 + $1.lines.count }
  }

  /// What the programs call a value's tangent.
  static func tangent(_ name: String) -> String { "t_" + name }
}

extension Sample {
  /// Whether every operand is a scalar.
  fileprivate var isScalar: Bool {
    operands.allSatisfy { operand in
      switch operand {
      case .uniform(let shape, _), .numbers(let shape, _), .constants(let shape, _),
        .integers(let shape, _),
        .booleans(let shape, _):
        shape.isEmpty
      }
    }
  }
}

extension Formula {
  /// The same formula with something else in the cotangent's place.
  fileprivate func replacingCotangent(by other: Formula) -> Formula {
    switch self {
    case .cotangent: other
    case .call(let primitive, let operands):
      .call(primitive, operands.map { $0.replacingCotangent(by: other) })
    case .operand, .result, .constant: self
    }
  }

  /// A sum, written as a difference where the second part is a negative.
  fileprivate func plus(_ part: Formula) -> Formula {
    if case .call("negative", let operands) = part { return self - operands[0] }
    return self + part
  }
}
