import Glibc
import Tensors

/// A sum of products: the shape in which like terms are collected.
struct SumForm {
  private(set) var terms: [ProductForm] = []

  /// The sum without terms: 0.
  init() {}

  private init(_ term: ProductForm) { add(term) }

  /// A formula, simplified part by part.
  init(_ formula: Formula) {
    switch formula {
    case .constant(let number): self.init(ProductForm(number))
    case .operand, .result, .cotangent: self.init(ProductForm(formula))
    case .call(let name, let x): self = SumForm.call(name, x)
    }
  }

  private static func call(_ name: String, _ x: [Formula]) -> SumForm {
    switch name {
    case "add": return SumForm(x[0]).plus(SumForm(x[1]))
    case "subtract": return SumForm(x[0]).plus(SumForm(x[1]).scaled(by: -1))
    case "negative": return SumForm(x[0]).scaled(by: -1)
    case "multiply": return SumForm(x[0]).times(SumForm(x[1]))
    case "divide":
      let divisor = SumForm(x[1])
      // What is divided by 0 stays as it is.
      guard !divisor.terms.isEmpty else {
        return atom(.call("divide", [x[0].simplified(), .constant(0)]))
      }
      return SumForm(x[0]).times(divisor.power(.constant(-1)))
    case "reciprocal": return call("divide", [.constant(1), x[0]])
    case "square": return SumForm(x[0]).power(.constant(2))
    case "sqrt": return SumForm(x[0]).power(.constant(0.5))
    case "rsqrt": return SumForm(x[0]).power(.constant(-0.5))
    case "power": return SumForm(x[0]).power(x[1].simplified())
    case "exp":
      let exponent = x[0].simplified()
      return exponent.number.map { SumForm(ProductForm(exp($0))) }
        ?? SumForm(ProductForm(ProductForm.e, exponent))
    case "where": return choice(x)
    default: return atom(folded(name, x.map { $0.simplified() }))
    }
  }

  private static func atom(_ formula: Formula) -> SumForm {
    formula.number.map { SumForm(ProductForm($0)) } ?? SumForm(ProductForm(formula))
  }

  /// A call of numbers alone is a number.
  private static func folded(_ name: String, _ x: [Formula]) -> Formula {
    if name == "log", case .call("exp", let inner)? = x.first { return inner[0] }
    let numbers = x.compactMap(\.number)
    guard numbers.count == x.count, let primitive = Primitive.find(name),
      primitive.hasSharedKernel,
      let value = try? primitive.kernel(numbers.map { Tensor($0) }, []),
      value.dtype == .float64, value.isScalar
    else { return .call(name, x) }
    let number = value.scalar(as: Double.self)
    return number.isFinite ? .constant(number) : .call(name, x)
  }

  /// A choice, whose branches know which way the condition went.
  private static func choice(_ x: [Formula]) -> SumForm {
    var condition = x[0]
    if let number = condition.number { return SumForm(number != 0 ? x[1] : x[2]) }
    if case .call(let name, let operands) = condition {
      condition = .call(name, operands.map { $0.simplified() })
      if let holds = truth(of: condition) { return SumForm(holds ? x[1] : x[2]) }
    }
    let first = x[1].simplified().assuming(condition, true).simplified()
    let second = x[2].simplified().assuming(condition, false).simplified()
    return first == second ? SumForm(first) : atom(.call("where", [condition, first, second]))
  }

  /// Whether a comparison of two numbers holds; nil where it compares something else.
  private static func truth(of condition: Formula) -> Bool? {
    guard case .call(let name, let x) = condition, x.count == 2, let a = x[0].number,
      let b = x[1].number
    else { return nil }
    switch name {
    case "greater": return a > b
    case "greater_equal": return a >= b
    case "less": return a < b
    case "less_equal": return a <= b
    case "equal": return a == b
    case "not_equal": return a != b
    default: return nil
    }
  }

  // MARK: Arithmetic

  mutating func add(_ term: ProductForm) {
    guard term.coefficient != 0 else { return }
    guard let place = terms.firstIndex(where: { $0.isAlike(term) }) else {
      terms.append(term)
      return
    }
    terms[place].coefficient += term.coefficient
    if terms[place].coefficient == 0 { terms.remove(at: place) }
  }

  private func plus(_ other: SumForm) -> SumForm {
    var sum = self
    for term in other.terms { sum.add(term) }
    return sum
  }

  private func scaled(by number: Double) -> SumForm {
    var sum = SumForm()
    for var term in terms {
      term.coefficient *= number
      sum.add(term)
    }
    return sum
  }

  /// The sum as one product: its only term, or the number that all terms are multiples of times the
  /// rest, so that `2 + 2*x` and `1 + x` are powers of one base.
  private var product: ProductForm {
    if terms.count == 1 { return terms[0] }
    guard let least = terms.map(\.coefficient).min(by: { $0.magnitude < $1.magnitude }),
      terms.allSatisfy({ ($0.coefficient / least).rounded() * least == $0.coefficient })
    else { return ProductForm(formula) }
    let content = terms.allSatisfy { $0.coefficient < 0 } ? least : least.magnitude
    var product = ProductForm(scaled(by: 1 / content).formula)
    product.coefficient = content
    return product
  }

  private func times(_ other: SumForm) -> SumForm {
    if terms.isEmpty || other.terms.isEmpty { return SumForm() }
    for (number, sum) in [(self, other), (other, self)] where number.terms.count == 1 {
      if number.terms[0].factors.isEmpty { return sum.scaled(by: number.terms[0].coefficient) }
    }
    if let difference = SumForm.differenceOfSquares(self, other) { return difference }
    var result = product
    result.multiply(by: other.product)
    return SumForm.opened(result)
  }

  /// Of (a - b)*(a + b), a**2 - b**2; nil of other products.
  private static func differenceOfSquares(_ x: SumForm, _ y: SumForm) -> SumForm? {
    guard x.terms.count == 2, y.terms.count == 2 else { return nil }
    func isSame(_ x: ProductForm, _ y: ProductForm, times factor: Double) -> Bool {
      SumForm(x).formula == SumForm(y).scaled(by: factor).formula
    }
    for i in 0...1 {
      for j in 0...1
      where isSame(x.terms[i], y.terms[j], times: 1)
        && isSame(x.terms[1 - i], y.terms[1 - j], times: -1)
      {
        let (a, b) = (SumForm(x.terms[i]), SumForm(x.terms[1 - i]))
        return a.power(.constant(2)).plus(b.power(.constant(2)).scaled(by: -1))
      }
    }
    return nil
  }

  /// A product; a sum that it has become a multiple of is a sum again.
  private static func opened(_ product: ProductForm) -> SumForm {
    if product.factors.count == 1, product.factors[0].exponent == .constant(1),
      case .call(let name, _) = product.factors[0].base, name == "add" || name == "subtract"
    {
      return SumForm(product.factors[0].base).scaled(by: product.coefficient)
    }
    return SumForm(product)
  }

  private func power(_ exponent: Formula) -> SumForm {
    if exponent == .constant(1) { return self }
    if exponent == .constant(0) { return SumForm(ProductForm(1)) }
    guard !terms.isEmpty else {
      if let number = exponent.number, number > 0 { return SumForm() }
      return SumForm.atom(.call("power", [.constant(0), exponent]))
    }
    var term = product
    if let number = exponent.number, let whole = Int(exactly: number), whole.magnitude <= 1000 {
      let power = term.power(whole)
      if power.coefficient.isFinite, power.coefficient != 0 { return SumForm.opened(power) }
    }
    var front = 1.0
    if let number = exponent.number, term.coefficient > 0 {
      // A positive number comes in front, whatever the exponent.
      front = pow(term.coefficient, number)
      term.coefficient = 1
      if term.factors.isEmpty { return SumForm(ProductForm(front)) }
    }
    var result = ProductForm(front)
    if term.coefficient == 1, term.factors.count == 1, let factor = term.factors.first,
      SumForm.isPositive(factor) || factor.exponent == .constant(1)
    {
      result.multiply(by: factor.base, (factor.exponent * exponent).simplified())
    } else if term.factors.isEmpty {
      result.multiply(by: .constant(term.coefficient), exponent)
    } else {
      result.multiply(by: SumForm.opened(term).formula, exponent)
    }
    return SumForm.opened(result)
  }

  /// Whether a power of a power is a power of the base: of `exp` and of roots, which are positive.
  private static func isPositive(_ factor: ProductForm.Factor) -> Bool {
    factor.base == ProductForm.e || factor.exponent.number?.magnitude == 0.5
  }
}
