import Tensors

/// What the derivative by one element of a source is made of: which elements of each recorded value
/// move with it, by how much each step passes that on, and the paths that this makes.
public struct ElementTrace: Sendable {
  /// One element of what stands at a position, by its place in row-major order.
  public struct Element: Sendable, Hashable {
    /// Where the value stands on the tape.
    public let position: Int
    /// Which of its elements.
    public let index: Int

    /// The element of an index.
    public init(position: Int, index: Int) {
      self.position = position
      self.index = index
    }
  }

  /// How an element of an operation's result moves with one of an operand.
  public struct Edge: Sendable {
    /// The operand's element.
    public let from: Element
    /// The result's element.
    public let to: Element
    /// The derivative.
    public let derivative: Double
  }

  /// An operation between the source and the target.
  public struct Step: Sendable {
    /// Where it stands on the tape.
    public let position: Int
    /// How many elements of its result move with the source's element.
    public let movedCount: Int
    /// What passes through it on to the target; nil where that is too much to be told apart.
    public internal(set) var edges: [Edge]?
    /// The elements of operands that move and that it does not pass on.
    public internal(set) var stopped: [Element]
    /// The derivative by each operand's position as a formula, where the operation is elementwise.
    public let formulas: [Int: String]
  }

  /// A path from the source's element to the target.
  public struct Path: Sendable {
    /// The elements, the source's first.
    public let elements: [Element]
    /// The derivative of each step.
    public let factors: [Double]
    /// What they multiply to.
    public let product: Double
  }

  /// The tape, with all its values.
  public let tape: Tape
  /// The element of the source.
  public let element: Element
  /// The target's position.
  public let target: Int
  /// The element of the target that is meant; nil for the sum of all.
  public let targetElement: Int?
  /// The operations, the first one first.
  public internal(set) var steps: [Step]
  /// How many paths there are; nil where a step is too wide, `Int.max` stands for more.
  public internal(set) var pathCount: Int?
  /// The paths that count most, the first of them first.
  public internal(set) var paths: [Path]
  /// The sum of all paths; nil where they were not followed.
  public internal(set) var total: Double?
  /// The gradient's element, by reverse mode.
  public let gradient: Double

  /// How many paths are told one by one.
  public static let pathLimit = 6
}

extension Recorder {
  /// The paths from one element of a source to a target; asking uses nothing up.
  ///
  /// - Parameters:
  ///   - element: the place of the source's element in row-major order.
  ///   - targetElement: that of the target; nil for the sum of its elements.
  ///   - name: what a position of the tape is called.
  /// - Returns: nil where there is no gradient.
  /// - Throws: `noSuchTape`, and the errors of computing.
  /// - Complexity: that of some passes over the tape.
  public func elementTrace(
    of target: Value, element targetElement: Int?, by source: Source, element: Int,
    on id: TapeID, calling caller: (any CustomCaller)? = nil, name: (Tape, Int) -> String
  ) throws(AutodiffError) -> ElementTrace? {
    var seed: Value?
    if let targetElement { seed = try .oneHot(like: target.tensor, at: targetElement) }
    let reverse = try ReverseTrace(
      of: [Target(target, seed: seed)], by: [source], on: id, self, calling: caller)
    let cotangents = Dictionary(
      reverse.cotangents.map { ($0.position, $0.cotangent.tensor) }, uniquingKeysWith: { $1 })
    let (start, end) = (reverse.sources[0], reverse.targets[0])
    guard let gradient = cotangents[start] else { return nil }
    let tape = reverse.tape
    var own = Recorder()
    own.derivatives = derivatives
    own.isInterrupted = isInterrupted
    var sweep = ForwardSweep(
      tape, sources: [Int32(start)], last: end, scope: Scope(own, caller))
    try sweep.run([
      (Int32(start), try .oneHot(like: tape.entries[start].result, at: element))
    ])
    let names = (0...end).map { name(tape, $0) }
    var builder = ElementSteps(
      tape,
      LocalDerivatives(
        tape, reached: Set(cotangents.keys), names, derivatives, calling: caller), names,
      source: ElementTrace.Element(position: start, index: element))
    for position in cotangents.keys.sorted() where position != start {
      if isInterrupted?() == true { throw .interrupted }
      guard tape.entries[position].kind == .operation,
        let tangent = sweep.tangent(at: Int32(position))
      else { continue }
      try builder.add(position, tangent: tangent.tensor)
    }
    var trace = ElementTrace(
      tape: tape, element: ElementTrace.Element(position: start, index: element), target: end,
      targetElement: targetElement, steps: builder.steps, pathCount: nil, paths: [], total: nil,
      gradient: try gradient.doubles()[element])
    guard start != end else { return trace }
    let isInterrupted = isInterrupted
    try trace.findPaths { () throws(AutodiffError) in
      if isInterrupted?() == true { throw .interrupted }
    }
    return trace
  }
}

extension Value {
  /// One at one element and zero elsewhere, of a tensor's shape and element type.
  static func oneHot(like tensor: Tensor, at index: Int) throws(AutodiffError) -> Value {
    let values = (0..<tensor.count).map { $0 == index ? 1.0 : 0 }
    return Value(
      try computed { () throws(TensorError) in
        try Tensor(shape: tensor.shape, values: values).cast(to: tensor.dtype)
      })
  }
}
