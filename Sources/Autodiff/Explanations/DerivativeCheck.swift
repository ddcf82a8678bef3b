public import Tensors

/// A gradient held against finite differences and against forward mode, all in float64.
///
/// The recorded operations are computed again in float64. Central differences take the step
/// `6e-6·max(1, |x|)` for each element, about the cube root of float64's precision (D. Goldfarb's
/// rule as in W. Press et al., "Numerical Recipes", section 5.7).
public struct DerivativeCheck: Sendable {
  /// The gradient by reverse mode.
  public let reverse: Tensor
  /// Central differences, element by element; nil for a source with too many elements.
  public let differences: Tensor?
  /// Along one random direction: reverse mode, forward mode, and the central difference.
  public let along: Directional
  /// How many elements the source has.
  public let count: Int

  /// Three values of one directional derivative.
  public struct Directional: Sendable {
    /// By reverse mode.
    public let reverse: Double
    /// By forward mode.
    public let forward: Double
    /// By a central difference.
    public let difference: Double
  }

  /// The most elements that are moved one by one.
  public static let elementLimit = 64
  /// The relative differences that rounding explains.
  public struct Tolerance: Sendable, Hashable {
    /// Between reverse and forward mode.
    public let modes: Double
    /// Between either of them and finite differences.
    public let differences: Double

    /// Where everything is computed in float64.
    static let double = Tolerance(modes: 1e-9, differences: 1e-6)
    /// Where a user's own gradient is computed in float32.
    static let single = Tolerance(modes: 1e-4, differences: 1e-4)
  }

  /// The differences that are let pass.
  public let tolerance: Tolerance

  /// The largest difference between reverse mode and finite differences, of the elements or along
  /// the direction.
  public let largestDifference: Double
  /// What the differences are measured by: the largest of the numbers compared, 1 at least.
  public let scale: Double
  /// The error of a difference that rounding in the target's own sums explains.
  public let rounding: Double

  /// The first operation, from the source on, whose own derivative is not what differences say;
  /// looked for only where the whole does not agree.
  public let blamed: Blame?

  /// An operation whose derivative by an operand disagrees with finite differences.
  public struct Blame: Sendable {
    /// Its position on the tape.
    public let position: Int
    /// The operand's position.
    public let operand: Int
    /// The derivative along a random direction, as the rule has it.
    public let rule: Double
    /// The same by a central difference.
    public let difference: Double
  }

  /// Whether all three agree.
  public var agrees: Bool {
    DerivativeCheck.agree(largestDifference, along, scale: scale, rounding: rounding, tolerance)
  }

  // Comparisons that NaN cannot pass.
  static func agree(
    _ gap: Double, _ along: Directional, scale: Double, rounding: Double, _ tolerance: Tolerance
  ) -> Bool {
    gap <= tolerance.differences * scale + rounding
      && abs(along.forward - along.reverse) <= tolerance.modes * scale
  }
}

extension Recorder {
  /// Checks the derivative of a target's sum by a source; asking uses nothing up.
  ///
  /// - Parameter progress: told after each element how many are done of how many.
  /// - Returns: nil where there is no derivative.
  /// - Throws: `noSuchTape`, `interrupted`, and the errors of computing.
  /// - Complexity: two forward passes for each element, or two in all where there are many.
  public func derivativeCheck(
    of target: Target, by source: Source, on id: TapeID,
    calling caller: (any CustomCaller)? = nil,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(AutodiffError) -> DerivativeCheck? {
    guard let tape = tape(id) else { throw .noSuchTape }
    let last = Int(tape.position(of: target.value))
    let origin = Int(tape.position(of: source))
    guard last >= 0, origin >= 0 else { return nil }
    let checker = try TapeChecker(
      tape.inFloat64(upTo: last, isInterrupted: isInterrupted, calling: caller), target: last,
      source: origin, seed: target.checkedSeed()?.tensor, self, calling: caller)
    return try checker.check(progress: progress)
  }
}
