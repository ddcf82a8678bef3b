import Autodiff
import Tensors

/// A call, or statements in a loop, recorded twice, unseen, to make a plan of them.
struct CallRecording {
  private let evaluator: Evaluator
  private let signature: CallSignature
  /// The arguments' tensors.
  private let tensors: [Value]
  private let environment: CallEnvironment
  /// The arguments by which derivatives are taken.
  private let numbers: [Int]
  /// Makes the log of what a run reads.
  private let log: (_ newestID: UInt64) -> ReadLog
  private let compute: (CallArguments) throws -> Object

  /// The most entries that a program may have, and the most bytes that it may hold.
  private static let limits = (entries: 1 << 18, bytes: 1 << 28)
  /// The most bytes that the inputs may have where they are laid down: of more, computing them takes
  /// the time, and recording it takes memory.
  private static let inputLimit = 1 << 24

  init(
    _ evaluator: Evaluator, _ signature: CallSignature, _ tensors: [Value],
    _ environment: CallEnvironment, _ numbers: [Int], log: @escaping (UInt64) -> ReadLog,
    _ compute: @escaping (CallArguments) throws -> Object
  ) {
    self.evaluator = evaluator
    self.signature = signature
    self.tensors = tensors
    self.environment = environment
    self.numbers = numbers
    self.log = log
    self.compute = compute
  }

  /// One run on a tape.
  private struct Recording {
    let program: RecordedProgram
    let result: Nest
    let outputPlaces: [Int]
  }

  /// The plan.
  ///
  /// - Parameter inputs: the arguments' tensors and those of the environment, as they are now.
  /// - Throws: a `PlanRefusal` where there can be none, an interruption.
  func plannedCall(
    on inputs: [Value], _ demand: Demand, valuesStandFirst: Bool
  ) throws -> PlannedCall {
    let bytes = inputs.reduce(0) { $0 + $1.tensor.byteCount }
    guard bytes <= Self.inputLimit || signature.isStreamed else { throw PlanRefusal.program }
    let recording = try record(nil)
    let size = recording.program.size
    guard size.entries <= Self.limits.entries, size.bytes <= Self.limits.bytes,
      !recording.program.hasCustomOperations
    else { throw PlanRefusal.program }
    let other = try otherRecording(recording.result)
    guard recording.program.isSame(as: other.program) else { throw PlanRefusal.differs }
    // What a name or an object held in both calls is taken to stay.
    let fixed = zip(inputs.indices, inputs).dropFirst(tensors.count)
      .filter { $1.identity == environment.tensors[$0 - tensors.count].identity }
      .map { (place: $0, identity: $1.identity) }
    guard let plan = Plan(recording.program, fixed: Set(fixed.map(\.place))) else {
      throw PlanRefusal.program
    }
    return PlannedCall(
      plan: plan, environment: environment, fixed: fixed, places: inputs.firstPlaces,
      sources: sourcePlaces, result: recording.result,
      valueCount: valuesStandFirst ? recording.result.firstPartCount : 0,
      origins: recording.program.origins, outputPlaces: recording.outputPlaces, demand: demand)
  }

  /// A recording with other numbers.
  ///
  /// Positions may be the last ones, or the first, so that only the others exist.
  private func otherRecording(_ result: Nest) throws -> Recording {
    do {
      return try record(.up, giving: result)
    } catch PlanRefusal.differs {
      return try record(.down, giving: result)
    }
  }

  /// The places of the tensors by which derivatives are taken.
  private var sourcePlaces: [Int] {
    let counts = signature.positional.map(\.tensorCount)
    return numbers.filter(counts.indices.contains).flatMap { number -> Range<Int> in
      let first = counts[..<number].reduce(0, +)
      return first..<(first + counts[number])
    }
  }

  /// Runs the call on a tape of its own, unseen.
  ///
  /// - Parameters:
  ///   - move: where its numbers lie; nil for the given ones.
  ///   - result: what the result must look like; nil where that is to be found out.
  /// - Throws: a `PlanRefusal`, an interruption.
  private func record(_ move: Move?, giving result: Nest? = nil) throws -> Recording {
    let outer = evaluator.session.recorder
    let log = log(evaluator.session.heap.newest)
    let (slots, numberNames) = (evaluator.frame.slots, evaluator.frame.numberNames)
    defer { (evaluator.frame.slots, evaluator.frame.numberNames) = (slots, numberNames) }
    var refusal = PlanRefusal.differs
    let recording = try evaluator.sandboxed { () -> Recording? in
      evaluator.session.recorder.convention = outer.convention
      evaluator.session.recorder.line = outer.line
      if outer.kinkLog != nil { evaluator.session.recorder.kinkLog = .collecting }
      do {
        return try record(move, log, giving: result)
      } catch let found as PlanRefusal {
        refusal = found
        return nil
      }
    }
    guard let recording else { throw refusal }
    return recording
  }

  private func record(
    _ move: Move?, _ log: ReadLog, giving known: Nest?
  ) throws -> Recording {
    // What is one value stays one.
    var moved: [Identity: Value] = [:]
    func other(_ value: Value) throws -> Value {
      guard let move else { return value }
      if let known = moved[value.identity] { return known }
      let other = try value.moved(move)
      moved[value.identity] = other
      return other
    }
    let others = try environment.replaceTensors(in: evaluator, by: other)
    let own = try tensors.map(other)
    var rest = own[...]
    var arguments = CallArguments(signature.positional.map { evaluator.object($0, &rest) })
    for keyword in signature.keywords {
      arguments.keywords.append(.init(keyword.name, evaluator.object(keyword.nest, &rest)))
    }
    let id = evaluator.session.recorder.openTape(
      kind: .transient, isPersistent: true, watchesVariables: false)
    let inputs = try (own + others).map { try evaluator.session.recorder.watchAny($0, on: id) }
    let moment = Identity.next()
    let watch = EffectWatch(evaluator, mayBind: log.frame != nil)
    let line = evaluator.session.recorder.line
    evaluator.session.heap.readLog = log
    let result = try compute(arguments)
    evaluator.session.heap.readLog = nil
    if let refusal = watch.refusal(evaluator) { throw refusal }
    guard environment.holds(log) else { throw PlanRefusal.environment }
    var reader = NestReader(evaluator)
    // What statements find in a name stays the object that it is.
    if log.frame != nil { reader.newestID = log.newestID }
    let nest: Nest
    if let known {
      guard reader.matches(result, known) else { throw PlanRefusal.differs }
      nest = known
    } else {
      guard let found = reader.nest(result),
        log.frame == nil ? found.holdsTensorsOnly : !found.holdsNew(after: log.newestID)
      else { throw PlanRefusal.result }
      nest = found
    }
    let kinks = evaluator.session.recorder.kinkLog
    evaluator.session.recorder.closeTape(id)
    guard let tape = evaluator.session.recorder.tape(id) else { throw PlanRefusal.differs }
    let program = RecordedProgram(
      tape, inputs: inputs, outputs: reader.tensors, kinks: kinks, line: line)
    guard program.takesNothing(olderThan: moment) else { throw PlanRefusal.environment }
    return Recording(
      program: program, result: nest, outputPlaces: reader.tensors.firstPlaces)
  }
}

extension Nest {
  /// How many tensors the first part of a pair has.
  fileprivate var firstPartCount: Int {
    switch self {
    case .tuple(let nests, _), .list(let nests): nests.first?.tensorCount ?? 0
    default: 0
    }
  }
}

/// To which side of the given numbers the numbers of a second recording lie.
private enum Move: Int {
  case up = 1
  case down = -1
}

extension Value {
  /// Other numbers near these, under another identity: whole numbers change places, or by one.
  fileprivate func moved(_ move: Move) throws -> Value {
    let other: Tensor
    switch tensor.dtype {
    case .float32, .float64: other = try tensor.movedReals()
    case .int32, .int64, .bool: other = try tensor.movedIntegers(move)
    }
    return Value(other).asArray(isArray)
  }
}

extension Tensor {
  fileprivate func movedReals() throws(TensorError) -> Tensor {
    let scale = try Tensor(1 + 0x1p-10).cast(to: dtype)
    let shift = try Tensor(0x1p-9).cast(to: dtype)
    let moved = try Tensor.binary(.add, Tensor.binary(.multiply, self, scale), shift)
    // Infinities and NaN have no neighbours; the difference is computed with all the rest.
    let zero = try Tensor(0.0).cast(to: dtype)
    let isFinite = try Tensor.compare(.equal, Tensor.binary(.subtract, self, self), zero)
    return try Tensor.select(isFinite, moved, Tensor(0.75).cast(to: dtype))
  }

  fileprivate func movedIntegers(_ move: Move) throws(TensorError) -> Tensor {
    let numbers = try ints()
    var moved = Array(numbers.dropFirst() + numbers.prefix(1))
    if moved == numbers { moved = numbers.map { $0 &+ move.rawValue } }
    if dtype == .bool { moved = moved.map { abs($0) % 2 } }
    return try Tensor(shape: shape, values: moved.map(Int64.init)).cast(to: dtype)
  }
}
