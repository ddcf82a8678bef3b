import Autodiff
import Tensors

extension Library {
  /// What predictions are away from targets, on average over the last axis, as Keras has it.
  static let losses: [Composition] = [
    loss(
      "mse", bare: ["mean_squared_error"], keras: ["mse", "MSE", "mean_squared_error"],
      "The mean of the squared differences over the last axis.", "mean((y_pred - y_true)**2)"
    ) { error, _, at in try at.call("square", error) },
    loss(
      "mae", bare: ["mean_absolute_error"], keras: ["mae", "MAE", "mean_absolute_error"],
      "The mean of the absolute differences over the last axis.", "mean(|y_pred - y_true|)",
      convention: "that of abs where a difference is 0"
    ) { error, _, at in try at.call("abs", error) },
    loss(
      "huber", keras: ["huber"],
      "The mean over the last axis of half the squared differences, which go on as lines beyond "
        + "delta.",
      "mean(where(|e| <= delta, e**2/2, delta*|e| - delta**2/2)) for e = y_pred - y_true",
      convention: "the first derivative is continuous; the second is 1 where |e| is delta",
      further: [.normal("delta", default: .value(.float(1)))], call: "huber(y, x, 0.5)"
    ) { error, arguments, at in
      let size = try at.call("abs", error)
      let delta = try at.evaluator.value(
        of: arguments.required(2), castTo: at.type(of: error).dtype)
      let limit = Object.tensor(delta)
      let square = try at.call("multiply", at.call("square", error), .float(0.5))
      let line = try at.call(
        "subtract", at.call("multiply", limit, size),
        at.call("multiply", at.call("square", limit), .float(0.5)))
      return try at.call("where", at.call("less_equal", size, limit), square, line)
    },
    loss(
      "log_cosh", bare: ["logcosh"], keras: ["log_cosh", "logcosh"],
      "The mean over the last axis of the logarithm of the hyperbolic cosine of the differences.",
      "mean(log(cosh(y_pred - y_true)))"
    ) { error, _, at in
      let cost = try at.call("softplus", at.call("multiply", error, .float(-2)))
      return try at.call("subtract", at.call("add", error, cost), .float(0.693_147_180_559_945_3))
    },
  ]

  /// A loss that is a function of the differences.
  private static func loss(
    _ name: String, bare: [String] = [], keras: [String], _ summary: String, _ formula: String,
    convention: String = "smooth", further: [BuiltinParameter] = [], call: String? = nil,
    _ cost:
      @escaping @Sendable (_ error: Object, BoundArguments, Composer) throws -> Object
  ) -> Composition {
    Composition(
      name, bare: bare, tensorflow: kerasNames(keras), summary: summary, formula: formula,
      convention: convention, example: "\(name)([1., 2.], [1.5, 0.])",
      parameters: [.normal("y_true"), .normal("y_pred")] + further,
      samples: [
        CallSample(
          call ?? "\(name)(y, x)",
          ["y": .uniform([2, 3], 0.5...1), "x": .uniform([2, 3], 1.1...2)]
        ),
        CallSample(
          "\(name)(1., x)", ["x": .uniform([2], 1.2...2.5)]),
      ],
      errors: ["\(name)(ones(2), ones(3))", "\(name)('one', ones(3))"]
    ) { arguments, at in
      let (target, prediction) = try at.compared(arguments.required(0), arguments.required(1))
      return try at.meanOverLastAxis(
        cost(at.call("subtract", prediction, target), arguments, at))
    }
  }

  /// The names below Keras's losses, which `tf.losses` has as well, and metrics.
  static func kerasNames(_ names: [String]) -> [String] {
    names.flatMap { ["keras.losses.\($0)", "losses.\($0)", "keras.metrics.\($0)"] }
  }
}

extension Composer {
  /// Targets and predictions: the targets in the predictions' element type, and an axis of extent 1
  /// that only one of them has at its end given to both, as Keras does.
  func compared(_ target: Object, _ prediction: Object) throws -> (Object, Object) {
    let prediction = try operand(prediction)
    let type = try type(of: prediction)
    let target = Object.tensor(try evaluator.value(of: target, castTo: type.dtype))
    let shape = try self.type(of: target).shape
    if shape.count == type.shape.count + 1, shape.last == 1 {
      return type.shape.count == 1
        ? (target, try call("expand_dims", prediction, .int(-1)))
        : (try call("squeeze", target, .int(-1)), prediction)
    }
    if type.shape.count == shape.count + 1, type.shape.last == 1 {
      return shape.count == 1
        ? (try call("expand_dims", target, .int(-1)), prediction)
        : (target, try call("squeeze", prediction, .int(-1)))
    }
    return (target, prediction)
  }
}
