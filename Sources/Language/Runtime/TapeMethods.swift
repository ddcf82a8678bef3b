import Autodiff
import Tensors

extension RuntimeLibrary {
  static let tapeConstructor = BuiltinFunction(
    "GradientTape", bare: ["GradientTape"], tensorflow: ["GradientTape"],
    summary: "A tape that records inside 'with', and then computes gradients.",
    example: "with GradientTape() as t:",
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

  static let tapeMethods: [BuiltinFunction] = [
    BuiltinFunction(
      "watch", summary: "Records what is computed from a tensor from here on.",
      parameters: [BuiltinParameter("tensor")]
    ) { arguments, evaluator in
      let id = try evaluator.openTape(arguments.receiver)
      try evaluator.forEachLeaf(of: arguments.required(0)) { try evaluator.watch($0, on: id) }
      return .none
    },
    BuiltinFunction(
      "gradient", summary: "The gradient of targets by sources, in the sources' structure.",
      parameters: [
        BuiltinParameter("target"), BuiltinParameter("sources"),
        BuiltinParameter("output_gradients", default: .value(.none)),
        BuiltinParameter("unconnected_gradients", default: .value(.string("none"))),
      ]
    ) { arguments, evaluator in
      try evaluator.gradient(
        of: arguments.required(0), by: arguments.required(1), seeds: arguments.required(2),
        unconnected: arguments.required(3), on: try evaluator.usedTape(arguments.receiver))
    },
    BuiltinFunction(
      "stop_recording", summary: "Pauses the tape inside 'with'.", parameters: []
    ) { arguments, evaluator in
      guard case .reference(let tape) = arguments.receiver else { return .none }
      _ = try evaluator.openTape(arguments.receiver)
      return .reference(
        evaluator.session.heap.insert(
          .context(ContextObject(.stopRecording(tape: tape)))))
    },
    BuiltinFunction(
      "reset", summary: "Forgets what the tape has recorded.", parameters: []
    ) { arguments, evaluator in
      evaluator.session.recorder.resetTape(try evaluator.usedTape(arguments.receiver))
      return .none
    },
    BuiltinFunction(
      "watched_variables", summary: "The Variables that the tape watches.", parameters: []
    ) { arguments, evaluator in
      let id = try evaluator.usedTape(arguments.receiver)
      return evaluator.makeTuple(evaluator.watchedVariables(of: arguments.receiver, on: id))
    },
    BuiltinFunction(
      "__enter__", summary: "Starts recording, as 'with' does.", parameters: []
    ) { arguments, evaluator in
      if case .reference(let reference) = arguments.receiver {
        try evaluator.enterTape(reference)
      }
      return arguments.receiver
    },
    BuiltinFunction(
      "__exit__", summary: "Ends recording, as leaving 'with' does.",
      parameters: [BuiltinParameter("exception", kind: .rest, default: .omitted)]
    ) { arguments, evaluator in
      if case .reference(let reference) = arguments.receiver { evaluator.leaveTape(reference) }
      return .none
    },
  ]
}
