extension SumForm {
  /// The sum as a formula, which begins with no minus where that can be.
  var formula: Formula {
    var terms = withoutPythagoras
    guard !terms.isEmpty else { return .constant(0) }
    if terms[0].coefficient < 0, let place = terms.firstIndex(where: { $0.coefficient > 0 }) {
      terms.insert(terms.remove(at: place), at: 0)
    }
    var parts: [(isNegative: Bool, formula: Formula)] = []
    for (index, term) in terms.enumerated() {
      var term = term
      let isNegative = index > 0 && term.coefficient < 0
      if isNegative { term.coefficient = -term.coefficient }
      let formula = term.formula
      if !isNegative, let (place, joined) = SumForm.joined(formula, parts) {
        parts[place].formula = joined
      } else {
        parts.append((isNegative, formula))
      }
    }
    return parts.dropFirst().reduce(parts[0].formula) { sum, part in
      .call(part.isNegative ? "subtract" : "add", [sum, part.formula])
    }
  }

  /// Two choices by the same condition are one.
  private static func joined(
    _ formula: Formula, _ parts: [(isNegative: Bool, formula: Formula)]
  ) -> (place: Int, formula: Formula)? {
    guard case .call("where", let x) = formula else { return nil }
    for (place, part) in parts.enumerated() where !part.isNegative {
      guard case .call("where", let y) = part.formula, y[0] == x[0] else { continue }
      let first = (y[1] + x[1]).simplified()
      let second = (y[2] + x[2]).simplified()
      return (place, .call("where", [x[0], first, second]))
    }
    return nil
  }

  /// The terms with `sin(u)**2 + cos(u)**2` as 1.
  private var withoutPythagoras: [ProductForm] {
    for term in terms {
      for factor in term.factors {
        guard case .call("sin", let x) = factor.base, let times = factor.exponent.number,
          times >= 2
        else { continue }
        var rest = term
        rest.multiply(by: factor.base, .constant(-2))
        var other = rest
        other.multiply(by: .call("cos", x), .constant(2))
        guard terms.contains(where: { $0.isAlike(other) && $0.coefficient == term.coefficient })
        else { continue }
        var sum = SumForm()
        for known in terms where !known.isAlike(other) && !known.isAlike(term) { sum.add(known) }
        sum.add(rest)
        return sum.withoutPythagoras
      }
    }
    return terms
  }
}
