import Autodiff
import Tensors

extension RuntimeLibrary {
  static let tapeConstructor = BuiltinFunction(
    "GradientTape", bare: ["GradientTape"], tensorflow: ["GradientTape"],
    summary: "A tape that records inside 'with', and then computes gradients.",
    example: recording + "t.gradient(y, x)",
    parameters: [
      BuiltinParameter("persistent", default: .value(.bool(false))),
      BuiltinParameter("watch_accessed_variables", default: .value(.bool(true))),
    ]
  ) { arguments, evaluator in
    let tape = TapeObject(
      id: nil, isPersistent: try evaluator.isTrue(arguments.required(0)),
      watchesVariables: try evaluator.isTrue(arguments.required(1)))
    return .reference(evaluator.session.heap.insert(.tape(tape)))
  }

  /// A recorded square, for the examples.
  private static let recording =
    "x = constant(3.)\nwith GradientTape() as t:\n  t.watch(x)\n  y = x * x\n"

  /// How TensorFlow is to run the passes of a Jacobian; here it is always one.
  private static let passOptions = [
    BuiltinParameter("parallel_iterations", default: .value(.none)),
    BuiltinParameter("experimental_use_pfor", default: .value(.bool(true))),
  ]

  static let tapeMethods: [BuiltinFunction] = [
    BuiltinFunction(
      "watch", summary: "Records what is computed from a tensor from here on.",
      example: recording + "t.gradient(y, x)",
      parameters: [BuiltinParameter("tensor", role: .watchable)]
    ) { arguments, evaluator in
      let id = try evaluator.openTape(arguments.receiver)
      try evaluator.forEachLeaf(of: arguments.required(0)) { try evaluator.watch($0, on: id) }
      return .none
    },
    BuiltinFunction(
      "gradient", summary: "The gradient of targets by sources, in the sources' structure.",
      example: recording + "t.gradient(y, [x])",
      parameters: [
        BuiltinParameter("target", role: .target), BuiltinParameter("sources", role: .source),
        BuiltinParameter("output_gradients", default: .value(.none)),
        BuiltinParameter("unconnected_gradients", default: .value(.string("none"))),
      ]
    ) { arguments, evaluator in
      try evaluator.gradient(
        of: arguments.required(0), by: arguments.required(1), seeds: arguments.required(2),
        unconnected: arguments.required(3), on: try evaluator.usedTape(arguments.receiver))
    },
    BuiltinFunction(
      "jacobian",
      summary: "The derivative of each element of the target by each element of the sources.",
      example: "x = constant([1., 2.])\nwith GradientTape() as t:\n  t.watch(x)\n  y = x * x\n"
        + "t.jacobian(y, x)",
      parameters: [
        BuiltinParameter("target", role: .target), BuiltinParameter("sources", role: .source),
        BuiltinParameter("unconnected_gradients", default: .value(.string("none"))),
      ] + passOptions
    ) { arguments, evaluator in
      try evaluator.jacobian(
        of: arguments.required(0), by: arguments.required(1), unconnected: arguments.required(2),
        on: try evaluator.usedTape(arguments.receiver))
    },
    BuiltinFunction(
      "batch_jacobian",
      summary: "The Jacobian of each example of a batch, along the first axis.",
      example: "x = constant([[1., 2.], [3., 4.]])\nwith GradientTape() as t:\n  t.watch(x)\n"
        + "  y = x * x\nt.batch_jacobian(y, x)",
      parameters: [
        BuiltinParameter("target", role: .target), BuiltinParameter("source", role: .source),
        BuiltinParameter("unconnected_gradients", default: .value(.string("none"))),
      ] + passOptions
    ) { arguments, evaluator in
      try evaluator.batchJacobian(
        of: arguments.required(0), by: arguments.required(1), unconnected: arguments.required(2),
        on: try evaluator.usedTape(arguments.receiver))
    },
    BuiltinFunction(
      "stop_recording", summary: "Pauses the tape inside 'with'.",
      example: recording + "  with t.stop_recording():\n    print(t.gradient(y, x))",
      parameters: []
    ) { arguments, evaluator in
      guard case .reference(let tape) = arguments.receiver else { return .none }
      _ = try evaluator.openTape(arguments.receiver)
      return .reference(
        evaluator.session.heap.insert(
          .context(ContextObject(.stopRecording(tape: tape)))))
    },
    BuiltinFunction(
      "reset", summary: "Forgets what the tape has recorded.",
      example: recording + "t.reset()\nt", parameters: []
    ) { arguments, evaluator in
      evaluator.session.recorder.resetTape(try evaluator.usedTape(arguments.receiver))
      return .none
    },
    BuiltinFunction(
      "watched_variables", summary: "The Variables that the tape watches.",
      example:
        "w = Variable(3.)\nwith GradientTape() as t:\n  y = w * w\nlen(t.watched_variables())",
      parameters: []
    ) { arguments, evaluator in
      let id = try evaluator.usedTape(arguments.receiver)
      return evaluator.makeTuple(evaluator.watchedVariables(of: arguments.receiver, on: id))
    },
    BuiltinFunction(
      "__enter__", summary: "Starts recording, as 'with' does.",
      example: "t = GradientTape()\nt.__enter__()", parameters: []
    ) { arguments, evaluator in
      if case .reference(let reference) = arguments.receiver {
        try evaluator.enterTape(reference)
      }
      return arguments.receiver
    },
    BuiltinFunction(
      "__exit__", summary: "Ends recording, as leaving 'with' does.",
      example: "t = GradientTape()\nt = t.__enter__()\nt.__exit__()\nt",
      parameters: [BuiltinParameter("exception", kind: .rest, default: .omitted)]
    ) { arguments, evaluator in
      if case .reference(let reference) = arguments.receiver { evaluator.leaveTape(reference) }
      return .none
    },
  ]
}
