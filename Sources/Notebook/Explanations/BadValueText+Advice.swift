import Autodiff
import Tensors

/// What to do about NaN or an infinity: code that can be typed, in the user's names.
extension BadValueText {
  func adviceLines() throws -> [String] {
    guard let point = bad.origin ?? bad.fault?.point else {
      return ["look at the seed that was given"]
    }
    if let rewrite = bad.rewrite {
      let name = texts.session.bound[bad.tape.operation(at: rewrite.position).identity]
      let last = (name.map { "\($0) = " } ?? "") + (rewrite.lines.last ?? "")
      return [
        "where sends 0 into the branch that it does not take, and 0 · inf is nan:",
        "make the operand safe inside the branch too (or set kinks tapebook, where 0 stays 0)",
      ] + (rewrite.lines.dropLast() + [last]).map { "  " + $0 }
    }
    let operands = try point.operands.map { try texts.name($0.position) }
    return [try advice(operands.first ?? "", operands.count > 1 ? operands[1] : "", point)]
  }

  /// One sentence, with code that can be typed.
  private func advice(_ x: String, _ y: String, _ point: BadValue.Point) throws -> String {
    switch bad.kind {
    case .untakenBranch: "make the operand safe inside the branch too"
    case .given: "look at where it was given that number"
    case .rootOfZero:
      "a root is vertical at 0; add a little inside: "
        + "\(primitive(point) ?? "sqrt")(\(x) + 1e-12)"
    case .rootOfSumOfSquares:
      "a length has no derivative at 0; add a little inside: sqrt(\(x) + 1e-12)"
    case .normOfZero: "a norm or std has no derivative at 0; set kinks tapebook takes 0 there"
    case .logOfZero:
      "keep it from 0: \(primitive(point) ?? "log")(\(x) + 1e-12)"
    case .logOfSigmoid:
      "take it as one function: -softplus(-\(PositionTexts.atom(try inner(point))))"
    case .logOfOneMinusSigmoid:
      "take it as one function: -softplus(\(try complementedInput(point)))"
    case .logOfSoftmax: "take it as one function: log_softmax(\(try softmaxInput(point)))"
    case .logOfOnePlusExp: "take it as one function: softplus(\(x))"
    case .logOfSumOfExp: "take it as one function: logsumexp(\(try exponent(point) ?? x))"
    case .softmaxByHand: "softmax(\(x)) takes the largest away before it takes exp"
    case .expOverflow: "keep what exp is taken of below \(limit): exp(minimum(\(x), \(limit)))"
    case .divisionByZero where Double(y) != nil:
      "the denominator is the number 0 itself: there is no such quotient"
    case .divisionByZero:
      y.isEmpty
        ? "keep it from 0: \(primitive(point) ?? "")(\(x) + 1e-12)"
        : "keep the denominator from 0: \(PositionTexts.atom(x))/where(\(y) == 0, 1, \(y))"
    case .zeroToZero: "x**0 is 1 for every x; set kinks tapebook takes 0 at 0**0"
    case .powerOfZero:
      "the power is vertical at 0; add a little: (\(x) + 1e-12)**\(PositionTexts.atom(y))"
    case .powerOfNegative:
      "a negative number has no such real power; take abs(\(x))**\(PositionTexts.atom(y)) "
        + "if that is meant"
    case .rootOfNegative:
      "a negative number has no real root; keep it above 0: "
        + "\(primitive(point) ?? "sqrt")(maximum(\(x), 1e-12))"
    case .logOfNegative:
      "a negative number has no real logarithm; keep it above 0: "
        + "\(primitive(point) ?? "log")(maximum(\(x), 1e-12))"
    case .angleOfOrigin: "the point (0, 0) has no angle; set kinks tapebook takes 0 there"
    case .edgeOfDomain:
      "keep it inside: \(primitive(point) ?? "asin")(clip(\(x), -0.999999, 0.999999))"
    case .equalSpectrum:
      "vectors of equal values have no derivative; use the values alone, or set kinks tensorflow"
    case .dependentColumns: "a column depends on those before it; leave it out, or use svd(\(x))"
    case .notDefined: "it is not defined at these numbers: look at \(x)"
    case .overflow:
      isFloat32
        ? "the number is larger than float32 holds (3.4e38): scale it, or set dtype float64"
        : "the number is larger than float64 holds (1.8e308): scale it"
    }
  }

  private func primitive(_ point: BadValue.Point) -> String? {
    bad.tape.operation(at: point.position).primitive
  }

  private var isFloat32: Bool { bad.tape.operation(at: bad.source).dtype == .float32 }

  /// What exp can be taken of.
  private var limit: String { isFloat32 ? "80." : "700." }

  /// What the function below a logarithm was taken of.
  private func inner(_ point: BadValue.Point) throws -> String {
    guard let below = point.operands.first?.position,
      let operand = bad.tape.operation(at: below).operands.first
    else { return source }
    return try texts.name(operand)
  }

  /// What the sigmoid was taken of whose complement a logarithm is of.
  private func complementedInput(_ point: BadValue.Point) throws -> String {
    guard let below = point.operands.first?.position,
      let input = bad.tape.complementedSigmoid(at: below, of: primitive(point) ?? "")
    else { return source }
    return try texts.name(input)
  }

  /// What the exponentials were taken of whose sum a logarithm is of; nil where the trouble is
  /// another operation's.
  private func exponent(_ point: BadValue.Point) throws -> String? {
    guard primitive(point) == "log", let below = point.operands.first?.position else { return nil }
    return try bad.tape.sumOfExponentials(at: below).map { try texts.name($0) }
  }

  private func softmaxInput(_ point: BadValue.Point) throws -> String {
    guard let below = point.operands.first?.position,
      let input = bad.tape.softmaxInput(at: below)
    else { return source }
    return try texts.name(input)
  }
}
