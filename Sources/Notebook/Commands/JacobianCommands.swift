import Autodiff
import Language

extension CommandDeclaration {
  /// The command `jacobian y x`.
  static let jacobian = CommandDeclaration(
    syntax: CommandSyntax(
      name: "jacobian", arguments: [.expression], required: 2, repeatsLast: true,
      givesValue: true),
    expecting: ArgumentExpectation([.target, .source], clauses: ["on": .tape]),
    group: "derivatives",
    summary: "Show the derivative of each element of a value by each element of each source.",
    usage: "jacobian y x … [on TAPE]",
    details: """
      The Jacobian has the shape of `y` followed by that of `x`. One pass carries all its rows at \
      once, forward where `x` has fewer elements than `y`, else backward. The tape is used as \
      `grad` uses it. `jacobian(f)` gives the function that computes the Jacobian of a function.
      """,
    examples: [
      Example(
        "x = constant([1., 2.])\nwatch x\ny = x * x\njacobian y x",
        output: "[[2. 0.]\n [0. 4.]]")
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation)
    let target = try request.onlyTarget()
    guard let id = request.tape else {
      return try request.answer(request.causes(), isValueNeeded: invocation.isValueNeeded)
    }
    let jacobians = try request.evaluator.withRecorder { recorder in
      try recorder.jacobian(
        of: target.value, by: request.sources, on: id, calling: request.evaluator)
    }
    return try request.answer(jacobians, isValueNeeded: invocation.isValueNeeded)
  }

  /// The command `batch_jacobian y x`.
  static let batchJacobian = CommandDeclaration(
    syntax: CommandSyntax(
      name: "batch_jacobian", arguments: [.expression], required: 2, repeatsLast: true,
      givesValue: true),
    expecting: ArgumentExpectation([.target, .source], clauses: ["on": .tape]),
    group: "derivatives",
    summary: "Show the Jacobian of each example of a batch, along the first axis.",
    usage: "batch_jacobian y x [on TAPE]",
    details: """
      For examples of which `y[i]` depends on `x[i]` alone. The result has the shape of `y` followed by \
      that of `x` without its first axis. The tape is used as `grad` uses it.
      """,
    examples: [
      Example(
        "x = constant([[1., 2.], [3., 4.]])\nwatch x\ny = x * x\nbatch_jacobian y x",
        output: "[[[2. 0.]\n  [0. 4.]]\n\n [[6. 0.]\n  [0. 8.]]]")
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation)
    let (target, source) = (try request.onlyTarget(), try request.onlySource())
    guard let id = request.tape else {
      return try request.answer(request.causes(), isValueNeeded: invocation.isValueNeeded)
    }
    let jacobian = try request.evaluator.withRecorder { recorder in
      try recorder.batchJacobian(
        of: target.value, by: source, on: id, calling: request.evaluator)
    }
    return try request.answer([jacobian], isValueNeeded: invocation.isValueNeeded)
  }

  /// The command `hessian z x`.
  static let hessian = CommandDeclaration(
    syntax: CommandSyntax(
      name: "hessian", arguments: [.expression], required: 2, repeatsLast: true,
      givesValue: true),
    expecting: ArgumentExpectation([.target, .source], clauses: ["on": .tape]),
    group: "derivatives", summary: "Show the second derivatives of a value by each source.",
    usage: "hessian z x … [on TAPE]",
    details: """
      The Hessian of the sum of `z` has the shape of `x` twice; of several sources, each block is \
      shown, and `H = hessian z x y` is a list of rows of blocks. What is shown is computed from what \
      the tape recorded; nothing is recorded, and the tape is not used up. `H = hessian z x` is \
      recorded by a tape that is open and persistent, so that it has derivatives itself.
      """,
    examples: [
      Example(
        "x = constant([1., 2.])\nwatch x\nz = x[0] ** 2 * x[1]\nhessian z x",
        output: "[[4. 2.]\n [2. 0.]]")
    ]
  ) { invocation in
    let request = try DerivativeRequest(invocation)
    let target = try request.onlyTarget()
    guard let id = request.tape else {
      return try request.answer(request.causes(), isValueNeeded: invocation.isValueNeeded)
    }
    let evaluator = request.evaluator
    let blocks = try evaluator.hessian(
      of: target, by: request.sources, on: id, isRecorded: invocation.isValueNeeded)
    if blocks.count == 1 {
      return try request.answer(blocks[0], isValueNeeded: invocation.isValueNeeded)
    }
    let result = try evaluator.hessianNest(blocks, like: request.nest)
    if invocation.isValueNeeded { return result }
    request.tellTape()
    for (row, name) in zip(blocks, request.sourceNames) {
      for (index, block) in row.enumerated() {
        evaluator.emit(
          .text("∂²\(request.targetName)/∂\(name)∂\(request.sourceNames[index]) ="))
        switch block {
        case .value(let value): evaluator.emit(.value(.tensor(value.tensor)))
        case .none: try request.showCause(at: index)
        }
      }
    }
    evaluator.session.lastValue = result
    return nil
  }
}
