import Glibc
import Tensors

/// A product of powers with a number in front: the shape in which factors are collected.
struct ProductForm {
  /// A base with its exponent.
  struct Factor {
    let base: Formula
    var exponent: Formula
  }

  var coefficient: Double
  private(set) var factors: [Factor] = []

  /// e, whose powers are written as `exp`.
  static let e = Formula.call("exp", [.constant(1)])

  init(_ coefficient: Double) { self.coefficient = coefficient }

  init(_ base: Formula, _ exponent: Formula = .constant(1)) {
    coefficient = 1
    multiply(by: base, exponent)
  }

  /// Whether two products differ in nothing but the number in front.
  func isAlike(_ other: ProductForm) -> Bool {
    factors.count == other.factors.count
      && factors.allSatisfy { factor in
        other.factors.contains { $0.base == factor.base && $0.exponent == factor.exponent }
      }
  }

  /// The factor of a base, as a number of times that it stands there.
  func exponent(of base: Formula) -> Double? {
    factors.first { $0.base == base }?.exponent.number
  }

  mutating func multiply(by other: ProductForm) {
    coefficient *= other.coefficient
    for factor in other.factors { multiply(by: factor.base, factor.exponent) }
  }

  /// Multiplies by a power; equal bases are one.
  mutating func multiply(by base: Formula, _ exponent: Formula) {
    guard let place = factors.firstIndex(where: { $0.base == base }) else {
      factors.append(Factor(base: base, exponent: exponent))
      return
    }
    let sum = (factors[place].exponent + exponent).simplified()
    if sum == .constant(0) { factors.remove(at: place) } else { factors[place].exponent = sum }
  }

  /// The product to a whole power.
  func power(_ exponent: Int) -> ProductForm {
    var result = ProductForm(pow(coefficient, Double(exponent)))
    for factor in factors {
      let product = (factor.exponent * .constant(Double(exponent))).simplified()
      result.multiply(by: factor.base, product)
    }
    return result
  }

  /// The product as a formula: numbers first, then names, then calls; negative powers below a
  /// fraction's line.
  var formula: Formula {
    if let chosen = pushedIntoChoice { return chosen }
    var (number, divisor) = ProductForm.fraction(coefficient)
    var above: [Formula] = []
    var below: [Formula] = divisor == 1 ? [] : [.constant(divisor)]
    for factor in factors.sorted(by: { ProductForm.rank($0.base) < ProductForm.rank($1.base) }) {
      if factor.base != ProductForm.e, let exponent = factor.exponent.number, exponent < 0 {
        below.append(ProductForm.power(factor.base, .constant(-exponent)))
      } else {
        above.append(ProductForm.power(factor.base, factor.exponent))
      }
    }
    if number == -1, let first = above.first {
      above[0] = .call("negative", [first])
      number = 1
    }
    if number != 1 || above.isEmpty { above.insert(.constant(number), at: 0) }
    let product = { (parts: [Formula]) in
      parts.dropFirst().reduce(parts[0]) { .call("multiply", [$0, $1]) }
    }
    return below.isEmpty ? product(above) : .call("divide", [product(above), product(below)])
  }

  /// Where a factor chooses between a number and 0, what it multiplies is chosen.
  private var pushedIntoChoice: Formula? {
    for (place, factor) in factors.enumerated() where factor.exponent == .constant(1) {
      guard case .call("where", let x) = factor.base, let p = x[1].number, let q = x[2].number,
        p == 0 || q == 0
      else { continue }
      var rest = self
      rest.factors.remove(at: place)
      guard !rest.factors.isEmpty || rest.coefficient != 1 else { return nil }
      rest.coefficient *= p == 0 ? q : p
      let other = rest.formula
      return p == 0
        ? .call("where", [x[0], .constant(0), other]) : .call("where", [x[0], other, .constant(0)])
    }
    return nil
  }

  /// Names stand before calls; the order is kept among equals.
  private static func rank(_ base: Formula) -> Int {
    switch base {
    case .constant: 0
    case .operand, .result, .cotangent: 1
    case .call: base == e ? 3 : 2
    }
  }

  private static func power(_ base: Formula, _ exponent: Formula) -> Formula {
    if base == e { return .call("exp", [exponent]) }
    switch exponent {
    case .constant(1): return base
    case .constant(0.5): return .call("sqrt", [base])
    default: return .call("power", [base, exponent])
    }
  }

  /// A number as a fraction of whole numbers, where it is one that reads better so: `x/3`.
  private static func fraction(_ number: Double) -> (number: Double, divisor: Double) {
    guard number.isFinite, PythonFloat.text(number).count > 8 else { return (number, 1) }
    for divisor in 3...64 {
      let whole = (number * Double(divisor)).rounded()
      if whole != 0, whole.magnitude < 1000, whole / Double(divisor) == number {
        return (whole, Double(divisor))
      }
    }
    return (number, 1)
  }
}
