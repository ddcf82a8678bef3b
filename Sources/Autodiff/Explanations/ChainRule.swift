public import Tensors

/// The chain rule of one gradient with its numbers: what was recorded between a target and a
/// source, the derivative of each operation by each of its operands, and what they multiply to.
public struct ChainRule: Sendable {
  /// An operation between the target and the source.
  public struct Step: Sendable {
    /// Where it stands on the tape.
    public let position: Int
    /// The operation in the names of values: `y*y`.
    public let expression: String
    /// Its derivative by each operand that leads on to the source.
    public let factors: [Factor]
    /// The derivative of the target by this operation's result.
    public let cotangent: Tensor
  }

  /// The derivative of an operation by one operand.
  public struct Factor: Sendable {
    /// The operand's position.
    public let operand: Int
    /// The derivative.
    public let derivative: LocalDerivative
  }

  /// A derivative of one operation, as it can be read.
  public enum LocalDerivative: Sendable {
    /// Each element of the result depends on one of the operand's: a formula in the names of
    /// values, and its numbers, of the result's shape.
    case elementwise(formula: String, Tensor)
    /// The result is one number: its derivative by each element.
    case gradient(Tensor)
    /// A linear map of cotangents: the program of what becomes of the cotangent `g`.
    case map([String])
    /// The value passes as it is.
    case same
  }

  /// One way from the target to the source.
  public struct Path: Sendable {
    /// The positions, from the target's to the source's.
    public let positions: [Int]
    /// What this way contributes to the gradient.
    public let contribution: Tensor
  }

  /// The tape, with all its values.
  public let tape: Tape
  /// The target's position.
  public let target: Int
  /// The source's position.
  public let source: Int
  /// The operations from the target back; the source's own is not among them.
  public let steps: [Step]
  /// The ways from the target to the source; empty where there are more than were asked for.
  public let paths: [Path]
  /// How many ways there are; `Int.max` stands for more.
  public let pathCount: Int
  /// What each operation that takes the source itself contributes to the gradient, the last one
  /// first; found where the ways are too many.
  public let parts: [(position: Int, contribution: Tensor)]
  /// The sum over the ways.
  public let gradient: Tensor

  /// The most ways that are told one by one.
  public static let pathLimit = 6
  /// The most ways that are told where all are asked for.
  public static let widePathLimit = 64
}

extension Recorder {
  /// The chain rule of a target's sum by a source; asking uses nothing up.
  ///
  /// - Parameters:
  ///   - pathLimit: of more ways none is told, but their parts at the source.
  ///   - name: what a position of the tape is called.
  /// - Returns: nil where there is no gradient.
  /// - Throws: `noSuchTape`, `seedMismatch`, and the errors of computing.
  /// - Complexity: that of some passes over the tape, and of each way.
  public func chainRule(
    of target: Target, by source: Source, on id: TapeID, pathLimit: Int = ChainRule.pathLimit,
    calling caller: (any CustomCaller)? = nil, name: (Tape, Int) -> String
  ) throws(AutodiffError) -> ChainRule? {
    let trace = try ReverseTrace(of: [target], by: [source], on: id, self, calling: caller)
    let tape = trace.tape
    let cotangents = Dictionary(
      trace.cotangents.map { ($0.position, $0.cotangent) }, uniquingKeysWith: { $1 })
    guard let gradient = cotangents[trace.sources[0]] else { return nil }
    let names = (0...max(trace.targets[0], 0)).map { name(tape, $0) }
    let local = LocalDerivatives(
      tape, reached: Set(cotangents.keys), names, derivatives, calling: caller)
    var steps: [ChainRule.Step] = []
    for (position, cotangent) in trace.cotangents where position != trace.sources[0] {
      if isInterrupted?() == true { throw .interrupted }
      steps.append(
        ChainRule.Step(
          position: position, expression: try local.expression(at: position),
          factors: try local.factors(at: position), cotangent: cotangent.tensor))
    }
    let ways = Ways(steps: steps, from: trace.targets[0], to: trace.sources[0])
    var paths: [ChainRule.Path] = []
    var parts: [(position: Int, contribution: Tensor)] = []
    if ways.count > pathLimit {
      parts = try local.parts(at: trace.sources[0], of: steps)
    } else {
      for positions in ways.all() {
        paths.append(
          ChainRule.Path(
            positions: positions,
            contribution: try local.contribution(of: positions, seed: trace.seeds[0])))
      }
    }
    return ChainRule(
      tape: tape, target: trace.targets[0], source: trace.sources[0], steps: steps, paths: paths,
      pathCount: ways.count, parts: parts, gradient: gradient.tensor)
  }

  /// The derivative of the targets' sum by a source; asking uses nothing up.
  ///
  /// - Returns: nil where there is no gradient.
  /// - Throws: `noSuchTape`, `seedMismatch`, and the errors of computing.
  /// - Complexity: that of a pass over the tape.
  public func summedDerivative(
    of targets: [Target], by source: Source, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Tensor? {
    let trace = try ReverseTrace(of: targets, by: [source], on: id, self, calling: caller)
    return trace.cotangents.first { $0.position == trace.sources[0] }?.cotangent.tensor
  }
}

/// The ways from a target to a source over the operands that derivatives pass.
private struct Ways {
  private let next: [Int: [Int]]
  private let start: Int
  private let end: Int
  /// How many there are.
  let count: Int

  init(steps: [ChainRule.Step], from start: Int, to end: Int) {
    var next: [Int: [Int]] = [:]
    for step in steps { next[step.position] = step.factors.map(\.operand) }
    self.next = next
    self.start = start
    self.end = end
    // The steps go from the target back, so each is counted before its operands are.
    var counts = [start: 1]
    for step in steps {
      let ways = counts[step.position] ?? 0
      for operand in next[step.position] ?? [] {
        let (sum, isTooMuch) = (counts[operand] ?? 0).addingReportingOverflow(ways)
        counts[operand] = isTooMuch ? .max : sum
      }
    }
    count = counts[end] ?? 0
  }

  /// Each of them, for a count that is small.
  func all() -> [[Int]] {
    var found: [[Int]] = []
    var open = [[start]]
    while let way = open.popLast() {
      guard let last = way.last else { continue }
      if last == end { found.append(way) }
      let further = last == end ? [] : next[last] ?? []
      for operand in further.reversed() { open.append(way + [operand]) }
    }
    return found
  }
}
