import Autodiff
import Tensors

extension RuntimeLibrary {
  static let accumulatorConstructor = BuiltinFunction(
    "ForwardAccumulator", bare: ["ForwardAccumulator"], tensorflow: ["autodiff.ForwardAccumulator"],
    summary: "Carries tangents forward through what is computed inside 'with'.",
    example: "x = constant(3.)\n" + accumulated + "acc.jvp(y)",
    parameters: [
      BuiltinParameter("primals", role: .source), BuiltinParameter("tangents"),
    ]
  ) { arguments, evaluator in
    let nest = arguments.required(0)
    var primals: [Object] = []
    try evaluator.forEachLeaf(of: nest) { primals.append($0) }
    let sources = try evaluator.gradientSources(nest)
    for source in sources where !source.dtype.isFloatingPoint {
      throw AutodiffError.cannotWatch(source.dtype)
    }
    guard Set(sources.map(\.identity)).count == sources.count else {
      throw EvaluationError.value(
        "a tensor is among the primals more than once", hint: "add up its tangents")
    }
    let tangents = try evaluator.tangents(arguments.required(1), for: sources, like: nest)
    return .reference(
      evaluator.session.heap.insert(
        .accumulator(AccumulatorObject(id: nil, primals: primals, tangents: tangents))))
  }

  /// A square inside an accumulator, for the examples.
  private static let accumulated =
    "with ForwardAccumulator(x, constant(1.)) as acc:\n  y = x * x\n"

  static let accumulatorMethods: [BuiltinFunction] = [
    BuiltinFunction(
      "jvp", summary: "The tangents of what was computed, in its structure.",
      example: "x = constant(3.)\n" + accumulated + "acc.jvp(y)",
      parameters: [
        BuiltinParameter("primals", role: .target),
        BuiltinParameter("unconnected_gradients", default: .value(.string("none"))),
      ]
    ) { arguments, evaluator in
      try evaluator.accumulatedTangents(
        arguments.receiver, of: arguments.required(0), unconnected: arguments.required(1))
    }
  ]
}

extension Evaluator {
  /// Starts carrying tangents, again where it was left before.
  func enterAccumulator(_ reference: Reference) throws {
    guard case .accumulator(var accumulator) = session.heap[reference] else { return }
    let enclosing = session.recorder.openTapes.filter {
      session.recorder.tape($0)?.kind == .explicit
    }
    if let id = accumulator.id {
      guard session.recorder.tape(id)?.isOpen != true else {
        // TensorFlow's text.
        throw EvaluationError.value("Accumulator is already recording.")
      }
      try session.recorder.reopenTape(id)
    } else {
      let id = session.recorder.openTape(
        kind: .explicit, isPersistent: true, watchesVariables: false)
      accumulator.id = id
      for primal in accumulator.primals { try watch(primal, on: id) }
    }
    accumulator.enclosing = enclosing
    session.heap[reference] = .accumulator(accumulator)
  }

  /// Ends the carrying of tangents.
  func leaveAccumulator(_ reference: Reference) {
    guard case .accumulator(let accumulator) = session.heap[reference], let id = accumulator.id,
      session.recorder.tape(id)?.isOpen == true
    else { return }
    session.recorder.closeTape(id)
  }

  /// The tangents of a nest of values along the accumulator's.
  ///
  /// They are recorded by the tapes and accumulators that were open around it, also when these are
  /// closed by now: in TensorFlow a tangent is computed with its value, in this one when it is
  /// asked for, and nobody is to notice.
  func accumulatedTangents(
    _ object: Object, of primals: Object, unconnected: Object
  ) throws -> Object {
    let isZero = try isZeroMode(unconnected)
    guard case .accumulator(let accumulator)? = heapObject(object) else { return .none }
    guard let id = accumulator.id else {
      throw EvaluationError(
        .runtimeError, "the accumulator has seen nothing",
        hint: "compute inside it: with ForwardAccumulator(x, v) as acc:")
    }
    let pairs = try zip(accumulator.primals, accumulator.tangents).map { primal, tangent in
      (source: try gradientSource(primal), tangent: tangent)
    }
    var reopened: [TapeID] = []
    for tape in accumulator.enclosing {
      guard let known = session.recorder.tape(tape), !known.isOpen, !known.isUsedUp else {
        continue
      }
      try session.recorder.reopenTape(tape)
      reopened.append(tape)
    }
    defer { for tape in reopened { session.recorder.closeTape(tape) } }
    return try mapLeaves(of: primals) { leaf in
      let value = try gradientTarget(leaf)
      let found = try withRecorder { recorder in
        try recorder.pushforward(of: [value], along: pairs, on: id, calling: self)
      }
      if case .value(let tangent) = found[0] { return .tensor(tangent) }
      return isZero
        ? .tensor(Value(try Tensor.zeros(value.tensor.shape, value.tensor.dtype))) : .none
    }
  }
}
