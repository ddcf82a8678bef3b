import Tensors

/// What kind of trouble a bad number is.
extension BadValueSearch {
  /// What kind of trouble a fault is.
  func kind(_ fault: BadValue.Fault?, _ origin: BadValue.Point?) -> BadValue.Kind {
    guard let point = origin ?? fault?.point else { return .given }
    guard let name = tape.primitiveName(at: point.position) else { return .given }
    let x = point.operands.first?.value ?? .nan
    let y = point.operands.count > 1 ? point.operands[1].value : .nan
    let operand = point.operands.first?.position
    switch name {
    case "sqrt", "rsqrt":
      if x < 0 { return .rootOfNegative }
      guard x == 0 else { return .overflow }
      if name == "rsqrt" { return .divisionByZero }
      return operand.flatMap { tape.primitiveName(at: $0) } == "sum"
        ? .rootOfSumOfSquares : .rootOfZero
    case "cbrt": return x == 0 ? .rootOfZero : .overflow
    case "root_of_squares": return .normOfZero
    case "hypot": return x == 0 && y == 0 ? .normOfZero : .overflow
    case "log", "log1p", "log2", "log10": return kindOfLogarithm(name, x, operand)
    case "divide", "reciprocal":
      let divisor = name == "divide" ? y : x
      if divisor == 0 { return .divisionByZero }
      return .overflow
    case "power":
      if x < 0 { return .powerOfNegative }
      return x == 0 ? (y == 0 ? .zeroToZero : .powerOfZero) : .overflow
    case "atan2": return .angleOfOrigin
    case "asin", "acos", "atanh", "erfinv": return .edgeOfDomain
    case "exp", "expm1", "sinh", "cosh": return kindOfExponential(point.position)
    case "eigh_parts", "svd_parts": return .equalSpectrum
    case "qr_parts": return .dependentColumns
    default: return isTooLarge(fault, origin) ? .overflow : .notDefined
    }
  }

  /// Whether a number is infinite where none was.
  private func isTooLarge(_ fault: BadValue.Fault?, _ origin: BadValue.Point?) -> Bool {
    if let origin { return origin.value.isInfinite }
    return fault?.outgoing.isInfinite == true
  }

  private func kindOfLogarithm(_ name: String, _ x: Double, _ operand: Int?) -> BadValue.Kind {
    guard x <= 0 else { return .overflow }
    let maker = operand.flatMap { tape.primitiveName(at: $0) }
    if maker == "sigmoid" { return .logOfSigmoid }
    if let operand, tape.complementedSigmoid(at: operand, of: name) != nil {
      return .logOfOneMinusSigmoid
    }
    if name == "log", let operand, tape.sumOfExponentials(at: operand) != nil {
      return .logOfSumOfExp
    }
    if let operand, tape.softmaxInput(at: operand) != nil { return .logOfSoftmax }
    return x < (name == "log1p" ? -1 : 0) ? .logOfNegative : .logOfZero
  }

  /// What an exponential that overflows is for.
  private func kindOfExponential(_ position: Int) -> BadValue.Kind {
    for user in users[position, default: []] {
      let name = tape.primitiveName(at: user)
      let further = users[user, default: []]
      let isLogarithm = further.contains { tape.primitiveName(at: $0) == "log" }
      if name == "log1p" || name == "add" && isLogarithm { return .logOfOnePlusExp }
      if name == "sum", isLogarithm { return .logOfSumOfExp }
      if ([user] + further).contains(where: { tape.softmaxInput(at: $0) != nil }) {
        return .softmaxByHand
      }
    }
    return .expOverflow
  }
}

extension Tape {
  /// Of 1 - sigmoid(x), as log takes it, or of -sigmoid(x), as log1p does: the position of x.
  public func complementedSigmoid(at position: Int, of logarithm: String) -> Int? {
    let parts = operands(of: entries[position]).map(Int.init)
    let sigmoid: Int
    switch (logarithm, primitiveName(at: position)) {
    case ("log", "subtract"):
      let one = entries[parts[0]]
      guard one.kind == .constant, one.result.isScalar, one.result.doubleValue == 1 else {
        return nil
      }
      sigmoid = parts[1]
    case ("log1p", "negative"): sigmoid = parts[0]
    default: return nil
    }
    guard primitiveName(at: sigmoid) == "sigmoid" else { return nil }
    return operands(of: entries[sigmoid]).first.map(Int.init)
  }

  /// Of sum(exp(x)), the position of x.
  public func sumOfExponentials(at position: Int) -> Int? {
    guard primitiveName(at: position) == "sum",
      let terms = operands(of: entries[position]).first.map(Int.init),
      primitiveName(at: terms) == "exp"
    else { return nil }
    return operands(of: entries[terms]).first.map(Int.init)
  }
}
