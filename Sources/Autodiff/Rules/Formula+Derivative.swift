/// Why there is no closed form, or none that anybody would read.
public enum ClosedFormError: Error, Sendable, Hashable {
  /// An operation that is no function of numbers one by one.
  case notElementwise(primitive: String, line: Int?)
  /// A function of the user's with a gradient of its own.
  case ownGradient(name: String, line: Int?)
  /// A value that is no single number.
  case notScalar(shape: [Int], line: Int?)
  /// The formula would have more parts than the limit.
  case tooLarge(limit: Int)
  /// The formula nests more calls than the limit.
  case tooDeep(limit: Int)
  /// What a session computed it with failed.
  case computing(AutodiffError)
}

extension Formula {
  /// More parts than this nobody reads, and expressions grow fast.
  static let partLimit = 600
  /// A formula is walked by recursion.
  static let depthLimit = 48

  /// The derivative by an operand, simplified, from what the primitives declare for a convention.
  ///
  /// - Throws: `tooLarge`, `tooDeep`.
  /// - Complexity: O(parts²).
  public func derivative(
    by operand: Int, _ convention: Convention = .standard
  ) throws(ClosedFormError) -> Formula {
    try unsimplifiedDerivative(by: operand, convention).simplified().checked()
  }

  private func unsimplifiedDerivative(
    by operand: Int, _ convention: Convention
  ) throws(ClosedFormError) -> Formula {
    guard mentions(operand) else { return .constant(0) }
    switch self {
    case .operand(let index): return .constant(index == operand ? 1 : 0)
    case .result, .cotangent, .constant: return .constant(0)
    case .call("where", let x):
      let first = try x[1].unsimplifiedDerivative(by: operand, convention)
      let second = try x[2].unsimplifiedDerivative(by: operand, convention)
      return try Formula.call("where", [x[0], first, second]).simplified().checked()
    case .call(let name, let x):
      // What has no derivative, or is flat, passes none.
      guard let partials = Primitive.find(name)?.partials(by: convention) else {
        return .constant(0)
      }
      var sum: Formula?
      for (partial, inner) in zip(partials, x) where inner.mentions(operand) {
        let here = partial.replacing(result: self) { x[$0] }
        let product = here * (try inner.unsimplifiedDerivative(by: operand, convention))
        sum = sum.map { $0 + product } ?? product
      }
      return try (sum ?? .constant(0)).simplified().checked()
    }
  }

  /// The formula itself, where it is small enough.
  ///
  /// - Throws: `tooLarge`, `tooDeep`.
  func checked() throws(ClosedFormError) -> Formula {
    guard partCount <= Formula.partLimit else { throw .tooLarge(limit: Formula.partLimit) }
    guard depth <= Formula.depthLimit else { throw .tooDeep(limit: Formula.depthLimit) }
    return self
  }
}
