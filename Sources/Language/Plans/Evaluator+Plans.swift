import Autodiff
import Tensors

/// Functions that are differentiated again and again in one entry are run as written at first. The
/// second call notes what the function reads; the third records it twice, unseen: with its own
/// arguments and with others near them. Where both recordings are one program and nothing was
/// shown, changed, drawn or decided by a number, the program becomes a plan, and calls are computed
/// from it as long as what the function reads is what it was. The results have the same bits.
extension Evaluator {
  /// The result of a derivative's function, from a plan where there is one.
  ///
  /// - Parameters:
  ///   - target: what is differentiated.
  ///   - valuesStandFirst: whether the first part of the result is no derivative.
  ///   - compute: the call as it is written.
  func planned(
    _ key: PlanKey, of target: Object, _ arguments: CallArguments, valuesStandFirst: Bool,
    _ compute: @escaping (CallArguments) throws -> Object
  ) throws -> Object {
    guard mayPlan, let site = plans.site(key, of: target) else { return try compute(arguments) }
    var reader = NestReader(self)
    guard let signature = site.signature(arguments, &reader), !isTracked(reader.tensors) else {
      return try compute(arguments)
    }
    // Another function of the same text that takes along the same variables is the same one.
    var function: Reference?
    if case .definition = key.function, case .reference(let reference) = target {
      function = reference
    }
    switch signature.state {
    case .refused: return try compute(arguments)
    case .new:
      signature.state = .called
      return try compute(arguments)
    case .called:
      return try discover(signature, function, arguments, compute)
    case .discovered(let environment, let demand):
      let tensors = reader.tensors
      guard environment.read(&reader) else {
        return try discoverAgain(signature, function, arguments, compute)
      }
      do {
        let recording = CallRecording(
          self, signature, tensors, environment, key.numbers,
          log: { ReadLog(newestID: $0, except: function) }, compute)
        let call = try recording.plannedCall(
          on: reader.tensors, demand, valuesStandFirst: valuesStandFirst)
        signature.state = .planned(call)
        options.planObserver?(.made(steps: call.plan.stepCount))
        return try replay(call, of: signature, on: reader.tensors, arguments, compute)
      } catch let refusal as PlanRefusal {
        refuse(signature, refusal)
        return try compute(arguments)
      }
    case .planned(let call):
      guard call.environment.read(&reader), call.fits(reader.tensors) else {
        return try discoverAgain(signature, function, arguments, compute)
      }
      return try replay(call, of: signature, on: reader.tensors, arguments, compute)
    }
  }

  /// Whether calls may be computed from plans now: nobody watches what the function does.
  var mayPlan: Bool {
    options.usesPlans && passDepth == 0 && muteDepth == 0 && !isAsking && readVariables == nil
      && enteredTapes.isEmpty && session.heap.readLog == nil && observer == nil
  }

  /// Whether a tape that records now holds one of some values, so that the call must be recorded.
  func isTracked(_ values: [Value]) -> Bool {
    guard session.recorder.isRecording else { return false }
    return values.contains { session.recorder.isTracked($0) }
  }

  private func refuse(_ signature: CallSignature, _ refusal: PlanRefusal) {
    signature.state = .refused
    options.planObserver?(.refused(refusal))
  }

  /// Runs code as written, and notes what it reads.
  ///
  /// - Returns: its result, why no plan can stand for it, and what it takes of the limits.
  func logging<R>(
    in log: ReadLog, _ body: () throws -> R
  ) rethrows -> (result: R, refusal: PlanRefusal?, demand: Demand) {
    let watch = EffectWatch(self, mayBind: log.frame != nil)
    let (stepsBefore, deepestBefore) = (steps, deepest)
    deepest = depth
    defer { deepest = max(deepest, deepestBefore) }
    session.heap.readLog = log
    defer { session.heap.readLog = nil }
    let result = try body()
    return (
      result, watch.refusal(self), Demand(steps: steps - stepsBefore, depth: deepest - depth)
    )
  }

  /// Runs a call as written, and notes what it reads.
  private func discover(
    _ signature: CallSignature, _ function: Reference?, _ arguments: CallArguments,
    _ compute: (CallArguments) throws -> Object
  ) throws -> Object {
    let log = ReadLog(newestID: session.heap.newest, except: function)
    let largeOperations = session.recorder.largeOperations
    let (result, refusal, demand) = try logging(in: log) { try compute(arguments) }
    signature.isStreamed = session.recorder.largeOperations == largeOperations
    var reader = NestReader(self)
    for argument in arguments.positional { _ = reader.nest(argument) }
    for keyword in arguments.keywords { _ = reader.nest(keyword.value) }
    if let refusal {
      refuse(signature, refusal)
    } else if let environment = CallEnvironment(log, containers: reader.containers, self) {
      signature.state = .discovered(environment, demand)
    } else {
      refuse(signature, .environment)
    }
    return result
  }

  /// Runs a call as written where what the function reads is no longer what it was.
  private func discoverAgain(
    _ signature: CallSignature, _ function: Reference?, _ arguments: CallArguments,
    _ compute: (CallArguments) throws -> Object
  ) throws -> Object {
    signature.misses += 1
    guard signature.misses <= Self.mostMisses else {
      refuse(signature, .changes)
      return try compute(arguments)
    }
    return try discover(signature, function, arguments, compute)
  }

  /// Computes a call from a plan that fits; as written where the plan cannot tell what happens.
  private func replay(
    _ call: PlannedCall, of signature: CallSignature, on inputs: [Value],
    _ arguments: CallArguments, _ compute: (CallArguments) throws -> Object
  ) throws -> Object {
    // Where a limit would end the call, it ends where it is written.
    if let mostSteps, steps + call.demand.steps > mostSteps { return try compute(arguments) }
    if depth + call.demand.depth > options.maximumDepth { return try compute(arguments) }
    if isTracked(inputs) { return try compute(arguments) }
    let outputs: [Value]
    do throws(AutodiffError) {
      outputs = try session.recorder.run(
        call.plan, on: inputs, sources: call.sources, valueCount: call.valueCount,
        in: &signature.memory)
    } catch {
      // What fails is told by the call itself, with its place.
      if error == .interrupted { throw error }
      return try compute(arguments)
    }
    steps += call.demand.steps
    options.planObserver?(.replayed)
    var rest = outputs[...]
    return object(call.result, &rest)
  }

  /// How often a plan may be made anew because something changed that the function reads.
  static let mostMisses = 3
}
