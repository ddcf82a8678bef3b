import Autodiff
import Tensors

/// `recompute_grad`: what a function computes is forgotten, and computed again for the gradient.
///
/// Source: checkpointing, A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., chapter 12;
/// the behaviour follows `tf.recompute_grad`.
extension Evaluator {
  /// Calls a function without recording what it computes, and records the call as a whole.
  func callToBeRecomputed(_ function: Object, _ given: CallArguments) throws -> Object {
    let name = functionName(function)
    let arguments = try customArguments(given)
    let operands = try self.operands(of: arguments)
    let random = session.random
    let resting = session.recorder.restTapes()
    let (result, variables): (Object, [Reference])
    do {
      defer { session.recorder.wakeTapes(resting) }
      (result, variables) = try callNotingVariables(
        function, callArguments(arguments, with: operands), except: arguments.variables)
    }
    let all = operands + readings(of: variables)
    guard all.contains(where: { $0.tensor.dtype.isFloatingPoint }) else { return result }
    var next = 0
    return try mapLeaves(of: result) { leaf in
      defer { next += 1 }
      guard case .tensor(let value) = leaf, value.tensor.dtype.isFloatingPoint else { return leaf }
      let recomputation = Recomputation(
        name: name, function: function, arguments: arguments, variables: variables,
        random: random, output: next)
      return .tensor(
        try session.recorder.record(
          CustomOperation(name: name, dtype: value.tensor.dtype, payload: recomputation), all,
          result: value))
    }
  }

  /// The cotangents of a call's operands: the function runs again on a tape of its own.
  func cotangents(
    of recomputation: Recomputation, operands: [Value], for cotangent: Value
  ) throws -> [Value?] {
    let tape = session.recorder.openTape(
      kind: .transient, isPersistent: false, watchesVariables: false)
    defer { session.recorder.dropTape(tape) }
    let arguments = recomputation.arguments
    var sources: [Source?] = []
    var watched: [Value] = []
    for (operand, reference) in zip(operands, arguments.variables) {
      if let reference, let variable = variable(.reference(reference)) {
        try session.recorder.watch(variable, on: tape)
        sources.append(Source(variable))
        watched.append(operand)
      } else if operand.tensor.dtype.isFloatingPoint {
        // An identity of its own, so that the tape sees the inside of the call and nothing before.
        let copy = try apply(.named("identity"), [operand])
        watched.append(try session.recorder.watch(copy, on: tape))
        sources.append(Source(watched[watched.count - 1]))
      } else {
        watched.append(operand)
        sources.append(nil)
      }
    }
    for reference in recomputation.variables {
      guard let variable = variable(.reference(reference)) else { continue }
      try session.recorder.watch(variable, on: tape)
      sources.append(Source(variable))
    }
    // The Variables hold what they held at the call, whatever was assigned since.
    let result = try withVariables(
      arguments.variables.compactMap { $0 } + recomputation.variables,
      holding: split(operands, arguments).own.variables + split(operands, arguments).others
    ) {
      try drawingAgain(from: recomputation.random) {
        try call(recomputation.function, callArguments(arguments, with: watched))
      }
    }
    let value = try outputs(of: result, recomputation.name)[recomputation.output]
    let gradients = try withRecorder { recorder in
      try recorder.gradient(
        of: [Target(value, seed: cotangent)], by: sources.compactMap { $0 }, on: tape,
        calling: self)
    }
    var next = 0
    return sources.map { source in
      guard source != nil else { return nil }
      defer { next += 1 }
      if case .value(let value) = gradients[next] { return value }
      return nil
    }
  }

  /// The value of a function at other operands.
  func result(of recomputation: Recomputation, operands: [Value]) throws -> Value {
    let (own, others) = split(operands, recomputation.arguments)
    let references = recomputation.arguments.variables.compactMap { $0 } + recomputation.variables
    let result = try withVariables(references, holding: own.variables + others) {
      try drawingAgain(from: recomputation.random) {
        try call(recomputation.function, callArguments(recomputation.arguments, with: own.all))
      }
    }
    return try outputs(of: result, recomputation.name)[recomputation.output]
  }

  /// Runs something with the random numbers that follow a state; the session's go on as they were.
  func drawingAgain<R>(from random: RandomState, _ body: () throws -> R) rethrows -> R {
    let own = session.random
    defer { session.random = own }
    session.random = random
    return try body()
  }
}
