import Tensors

extension Primitive {
  /// The rule by a convention.
  func derivative(by convention: Convention) -> Derivative {
    conventions.derivatives[convention] ?? derivative
  }

  /// The partial derivative by each operand, where the primitive is elementwise; else nil.
  public func partials(by convention: Convention = .standard) -> [Formula]? {
    guard case .partials(_, let rule) = derivative(by: convention) else { return nil }
    return rule((0..<operandCount.lowerBound).map(Formula.operand), .result)
  }

  /// What the derivative is where the primitive is not smooth: by the convention that is set, and
  /// by the others.
  public func conventionText(by convention: Convention = .standard) -> String {
    if case .zero = derivative(by: convention), case .none = derivative {
      return "0 everywhere (set kinks \(convention.rawValue); tensorflow has None)"
    }
    var parts = conventions.note.isEmpty ? [] : [conventions.note]
    for kink in conventions.kinks {
      let slots = kink.operands.filter((0..<operandCount.lowerBound).contains)
      let names = parameters.filter(\.kind.isOperand).map(\.name)
      let choices = choices(at: kink.example, of: kink, by: slots, names: names)
      parts.append("at \(kink.place) it is " + choices.text(setBy: convention))
    }
    return parts.joined(separator: "; ")
  }

  /// What a search in the texts about its conventions may find, without computing any of them.
  public var searchedConvention: String {
    let places = conventions.kinks.map { "kink at \($0.place): set kinks" }
    return ([conventions.note] + places).joined(separator: "; ")
  }

  /// What each convention takes for the derivative by some operands at a point.
  ///
  /// It is what the rules give there, so that no text can say anything else.
  func choices(
    at operands: [[Double]], of kink: Kink, by slots: [Int], names: [String]
  ) -> KinkChoices {
    KinkChoices(
      taken: Convention.allCases.map { ($0, taken(by: $0, at: operands, of: kink, slots)) },
      names: slots.map { names[$0] })
  }

  /// The derivatives by some operands that a convention takes at a point: the first element of
  /// each; NaN where the rule fails.
  private func taken(
    by convention: Convention, at operands: [[Double]], of kink: Kink, _ slots: [Int]
  ) -> [Double] {
    let scope = Scope(Recorder())
    let rule = DerivativeTable.table(of: convention).rule(of: index)
    let x = operands.map { numbers in
      if numbers.count == 1 { return scope.term(Tensor(numbers[0])) }
      let vector = try? Tensor(shape: kink.shape ?? [numbers.count], values: numbers)
      return scope.term(vector ?? Tensor(Double.nan))
    }
    let y = scope.apply(self, x, defaultAttributes)
    let at = Linearization(x: x, y: y, attributes: defaultAttributes)
    var one = scope.constant(1, .float64)
    if let numbers = kink.cotangent,
      let cotangent = try? Tensor(shape: y.shape, values: numbers)
    {
      one = scope.term(cotangent)
    }
    return slots.map { slot in
      guard let part = rule.part(at: at, one, operand: slot) else { return 0 }
      return (try? part.value.tensor.cast(to: .float64).values(as: Double.self).first) ?? .nan
    }
  }
}
