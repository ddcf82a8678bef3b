import Autodiff

extension Library {
  private static let features = BuiltinParameter.normal("x", "features", "input")

  /// An activation of one operand.
  private static func activation(
    _ name: String, bare: [String] = [], tensorflow: [String] = [], _ summary: String,
    _ formula: String, convention: String = "smooth", parameters: [BuiltinParameter] = [],
    calls: [String]? = nil, domain: ClosedRange<Double> = -1.5...1.2, errors: [String]? = nil,
    _ body: @escaping @Sendable (Object, BoundArguments, Composer) throws -> Object
  ) -> Composition {
    Composition(
      name, bare: bare, tensorflow: tensorflow, summary: summary, formula: formula,
      convention: convention, example: "\(name)([-1., 2.])", parameters: [features] + parameters,
      samples: (calls ?? ["\(name)(x)"]).map { CallSample($0, ["x": .uniform([2, 3], domain)]) },
      errors: errors ?? ["\(name)()", "\(name)(constant([1]))", "\(name)(constant([True]))"]
    ) { arguments, at in try body(at.operand(arguments.required(0)), arguments, at) }
  }

  /// Activations that are a few primitives.
  static let activationCompositions: [Composition] = [
    activation(
      "bounded_relu", tensorflow: ["keras.activations.relu"],
      "Keras's relu: each element above a threshold, up to a greatest value, else a slope.",
      "x if x > threshold else negative_slope*(x - threshold), at most max_value",
      convention: "that of relu; with other bounds 0 at the threshold",
      parameters: [
        .normal("negative_slope", default: .value(.float(0))),
        .normal("max_value", default: .value(.none)),
        .normal("threshold", default: .value(.float(0))),
      ],
      calls: ["bounded_relu(x)", "bounded_relu(x, 0.1, 1., 0.05)"],
      errors: ["bounded_relu()", "bounded_relu(constant([True]))", "bounded_relu(1., 'one')"]
    ) { x, arguments, at in
      let slope = try at.evaluator.real(arguments.required(1), for: "negative_slope")
      let threshold = try at.evaluator.real(arguments.required(3), for: "threshold")
      var result: Object
      if slope == 0, threshold == 0 {
        result = try at.call("relu", x)
      } else {
        let below = try at.call(
          "multiply", at.call("subtract", x, .float(threshold)), .float(slope))
        result = try at.call("where", at.call("greater", x, .float(threshold)), x, below)
      }
      guard let limit = arguments.given(2) else { return result }
      result = try at.call(
        "minimum", result, .float(at.evaluator.real(limit, for: "max_value")))
      return result
    },
    activation(
      "gelu", tensorflow: ["nn.gelu", "keras.activations.gelu"],
      "Each element times the probability that a standard normal variable is below it.",
      "x*ndtr(x); approximately x*sigmoid(sqrt(8/pi)*(x + 0.044715*x**3))",
      parameters: [.normal("approximate", default: .value(.bool(false)))],
      calls: ["gelu(x)", "gelu(x, approximate=True)"]
    ) { x, arguments, at in
      guard try at.evaluator.isTrue(arguments.required(1)) else {
        return try at.call("x_ndtr", x)
      }
      // (1 + tanh(z))/2 is sigmoid(2 z), which does not cancel far below zero.
      let cube = try at.call(
        "multiply", at.call("multiply", x, at.call("square", x)), .float(0.044715))
      let inner = try at.call(
        "multiply", at.call("add", x, cube), .float((8 / Double.pi).squareRoot()))
      return try at.call("multiply", x, at.call("sigmoid", inner))
    },
    activation(
      "silu", bare: ["swish"],
      tensorflow: ["nn.silu", "nn.swish", "keras.activations.silu", "keras.activations.swish"],
      "Each element times its logistic function.", "x*sigmoid(beta*x)",
      parameters: [.normal("beta", default: .value(.float(1)))],
      calls: ["silu(x)", "silu(x, beta=1.5)"]
    ) { x, arguments, at in
      let beta = arguments.required(1)
      if case .float(1) = beta { return try at.call("x_sigmoid", x) }
      return try at.call("multiply", x, at.call("sigmoid", at.call("multiply", x, beta)))
    },
    activation(
      "celu", "The exponential linear unit whose slope at 0 is 1 from both sides.",
      "x if x > 0 else alpha*(e**(x/alpha) - 1)",
      parameters: [.normal("alpha", default: .value(.float(1)))],
      calls: ["celu(x)", "celu(x, alpha=0.5)"], domain: -1.5 ... -0.3
    ) { x, arguments, at in
      let alpha = arguments.required(1)
      return try at.call("multiply", at.call("elu", at.call("divide", x, alpha)), alpha)
    },
    activation(
      "hard_sigmoid", tensorflow: ["keras.activations.hard_sigmoid"],
      "relu6(x + 3)/6: a sigmoid of three straight parts.", "relu6(x + 3)/6",
      convention: "at -3 and 3 it is 0, as relu6"
    ) { x, _, at in
      try at.call("divide", at.call("relu6", at.call("add", x, .float(3))), .float(6))
    },
    activation(
      "hard_silu", bare: ["hard_swish"],
      tensorflow: ["keras.activations.hard_silu", "keras.activations.hard_swish"],
      "Each element times its hard_sigmoid.",
      "x*relu6(x + 3)/6", convention: "at -3 and 3 as hard_sigmoid"
    ) { x, _, at in
      let gate = try at.call("divide", at.call("relu6", at.call("add", x, .float(3))), .float(6))
      return try at.call("multiply", x, gate)
    },
  ]
}
