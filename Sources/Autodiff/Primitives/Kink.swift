/// A kind of point at which a primitive has no derivative, and each convention takes one.
struct Kink: Sendable {
  /// Where, as it stands behind "at": `0`, `a tie`.
  let place: String
  /// The operands by which there is no derivative.
  let operands: ClosedRange<Int>
  /// Whether operands are at such a point.
  let test: Test
  /// The elements of each operand at such a point, for help and for tests; one is a scalar.
  let example: [[Double]]
  /// The shape of the operands at such a point; nil for vectors and numbers.
  var shape: [Int]?
  /// The cotangent by which the derivative is told there; nil where it is 1 for every element.
  var cotangent: [Double]?

  /// How such points are found.
  enum Test: Sendable {
    /// A formula of the operands that is not 0 there, element by element.
    case elements(@Sendable (_ x: [Formula]) -> Formula)
    /// Of a reduction to an extremum: how many elements have it, for each element of the result;
    /// from two on it is such a point.
    case ties(@Sendable (_ at: Linearization) -> Term)
    /// Of a factor of matrices: whether each element of the result belongs to such a point.
    case factors(@Sendable (_ at: Linearization) -> Term)
  }
}

extension Kink {
  /// Whether operands can be at such a point.
  ///
  /// - Parameter operands: the number that each operand is; nil of one that is not known.
  func isPossible(_ operands: [Double?]) -> Bool {
    guard case .elements(let formula) = test else { return true }
    return formula(operands.indices.map(Formula.operand)).value(operands) != 0
  }
}
