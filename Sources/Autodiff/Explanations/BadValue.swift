/// The number that made a gradient NaN or infinite.
public struct BadValue: Sendable {
  /// The tape, with all its values.
  public let tape: Tape
  /// The source's position.
  public let source: Int
  /// The first element of the gradient that is not finite, in row-major order.
  public let element: Int
  /// How many elements are not finite.
  public let badCount: Int
  /// What that element is.
  public let value: Double
  /// The first value of the forward pass that was not finite, where the trouble begins there.
  public let origin: Point?
  /// The first cotangent of the backward pass that was not finite; nil where a seed was not.
  public let fault: Fault?
  /// What kind of trouble it is.
  public let kind: Kind
  /// The program that avoids it, where `where` is no guard: the lines that replace the value at a
  /// position.
  public let rewrite: Rewrite?

  /// An operation, or a value that was given, at one element.
  public struct Point: Sendable {
    /// Where it stands.
    public let position: Int
    /// The operands' positions, with their numbers at the element.
    public let operands: [(position: Int, value: Double)]
    /// The result at the element.
    public let value: Double
    /// The element of the result, in row-major order; nil where a whole tensor is meant.
    let place: Int?
    /// Whether the numbers are those of one element; else those of a whole tensor are meant.
    public var isElement: Bool { place != nil }
  }

  /// An operation through which a finite cotangent came out bad.
  public struct Fault: Sendable {
    /// The operation.
    public let point: Point
    /// The operand whose cotangent is bad.
    public let slot: Int
    /// The cotangent that came in.
    public let incoming: Double
    /// The derivative that it was multiplied by, and its value; nil where the rule is no factor.
    public let derivative: (formula: Formula, value: Double)?
    /// What came out.
    public let outgoing: Double
  }

  /// Lines that compute the same without the trouble.
  public struct Rewrite: Sendable {
    /// The position that they compute anew.
    public let position: Int
    /// The lines, as they are typed; the last is the value's expression.
    public let lines: [String]
  }

  /// What kind of trouble it is.
  public enum Kind: Sendable, Hashable {
    /// A branch that `where` does not take, with an infinite derivative.
    case untakenBranch
    /// What was given is not finite.
    case given
    /// The square root of 0; of a sum of squares, of a norm.
    case rootOfZero, rootOfSumOfSquares, normOfZero
    /// The logarithm of 0.
    case logOfZero
    /// The logarithm of something that underflowed, or overflowed.
    case logOfSigmoid, logOfOneMinusSigmoid, logOfSoftmax, logOfOnePlusExp, logOfSumOfExp
    /// exp of too much, alone or below a softmax written by hand.
    case expOverflow, softmaxByHand
    /// A denominator of 0.
    case divisionByZero
    /// 0 to the power of 0, or to one below 1; a negative number to a broken power.
    case zeroToZero, powerOfZero, powerOfNegative
    /// The square root or the logarithm of a negative number.
    case rootOfNegative, logOfNegative
    /// The angle of the point (0, 0).
    case angleOfOrigin
    /// The edge of where asin or acos is defined, or beyond it.
    case edgeOfDomain
    /// Equal eigenvalues or singular values, whose vectors are any of a plane.
    case equalSpectrum
    /// Columns that depend on each other.
    case dependentColumns
    /// Numbers at which the function is not defined, or its derivative is not.
    case notDefined
    /// A number that is too large for its type.
    case overflow

    /// The code that programs read.
    public var code: String {
      switch self {
      case .untakenBranch: "untaken-branch"
      case .given: "given"
      case .rootOfZero, .rootOfSumOfSquares, .normOfZero: "root-of-zero"
      case .logOfZero, .logOfSigmoid, .logOfOneMinusSigmoid, .logOfSoftmax: "log-of-zero"
      case .logOfOnePlusExp, .logOfSumOfExp, .expOverflow, .softmaxByHand: "exp-overflow"
      case .divisionByZero: "division-by-zero"
      case .zeroToZero, .powerOfZero: "power-of-zero"
      case .powerOfNegative, .rootOfNegative, .logOfNegative: "negative-operand"
      case .angleOfOrigin: "angle-of-origin"
      case .edgeOfDomain: "edge-of-domain"
      case .equalSpectrum: "equal-spectrum"
      case .dependentColumns: "dependent-columns"
      case .notDefined: "not-defined"
      case .overflow: "overflow"
      }
    }
  }
}

extension Recorder {
  /// The number that made the gradient of the targets' sum by a source NaN or infinite.
  ///
  /// The tape is only read: it is neither closed nor used up, and nothing is recorded.
  ///
  /// - Parameter names: what the session calls its values, for the program that avoids the trouble.
  /// - Returns: nil where there is no gradient, or all of it is finite.
  /// - Throws: `noSuchTape`, `seedMismatch`, `interrupted`, and the errors of computing.
  /// - Complexity: that of some passes over the tape.
  public func badValue(
    of targets: [Target], by source: Source, on id: TapeID, names: SessionNames,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> BadValue? {
    let trace = try ReverseTrace(of: targets, by: [source], on: id, self, calling: caller)
    guard let gradient = trace.gradient else { return nil }
    let elements = try gradient.doubles()
    let bad = elements.indices.filter { !elements[$0].isFinite }
    guard let first = bad.first else { return nil }
    let search = BadValueSearch(trace, self, calling: caller)
    let fault = try search.fault(at: first)
    let origin = try fault.flatMap { fault throws(AutodiffError) in try search.origin(of: fault) }
    let guards = try fault.flatMap { fault throws(AutodiffError) in
      try search.uselessGuard(of: fault)
    }
    return BadValue(
      tape: trace.tape, source: trace.sources[0], element: first, badCount: bad.count,
      value: elements[first], origin: origin, fault: fault,
      kind: guards == nil ? search.kind(fault, origin) : .untakenBranch,
      rewrite: try guards.map { guards throws(AutodiffError) in
        try DoubleWhere(trace.tape, names, guards: guards).rewrite()
      })
  }

  /// Where the first value came from that made the first of the targets NaN or infinite which is.
  ///
  /// - Returns: nil where the targets are finite, or no tape holds them; else the tape, with all its
  ///   values, the target's position, and the value.
  /// - Throws: `noSuchTape`, `seedMismatch`, `interrupted`, and the errors of computing.
  /// - Complexity: that of a pass over the tape.
  public func badTarget(
    of targets: [Target], by source: Source, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> (tape: Tape, target: Int, origin: BadValue.Point)? {
    let trace = try ReverseTrace(of: targets, by: [source], on: id, self, calling: caller)
    let search = BadValueSearch(trace, self, calling: caller)
    for target in trace.targets where target >= 0 {
      if let origin = try search.origin(of: [(target, nil)]) {
        return (trace.tape, target, origin)
      }
    }
    return nil
  }
}
