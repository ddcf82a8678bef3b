import Autodiff
import Tensors

extension Library {
  /// Keras's losses of margins, counts and angles, and a few of TensorFlow's small functions.
  static let furtherLosses: [Composition] = [
    Composition(
      "hinge", tensorflow: kerasNames(["hinge"]),
      summary: "The mean over the last axis of what products with targets of -1 and 1 lack to 1.",
      formula: "mean(max(1 - y_true*y_pred, 0)); targets of 0 and 1 alone are -1 and 1",
      convention: "that of maximum where the product is 1", example: "hinge([1., -1.], [0.5, 0.3])",
      parameters: targets,
      samples: [
        CallSample(
          "hinge([[1., -1., 1.], [0., 1., -1.]], x)", ["x": .uniform([2, 3], -0.8...0.9)]),
        CallSample("hinge([[1., 0.], [0., 1.]], x)", ["x": .uniform([2, 2], -0.8...0.9)]),
      ],
      errors: ["hinge(ones(2), ones(3))", "hinge('one', ones(3))"]
    ) { arguments, at in
      var (target, prediction) = try at.compared(arguments.required(0), arguments.required(1))
      let labels = try at.evaluator.tensor(of: target).doubles()
      at.evaluator.valueReads &+= 1
      if labels.allSatisfy({ $0 == 0 || $0 == 1 }) {
        target = try at.call("subtract", at.call("multiply", target, .float(2)), .float(1))
      }
      let lacks = try at.call("subtract", .float(1), at.call("multiply", target, prediction))
      return try at.meanOverLastAxis(at.call("maximum", lacks, .float(0)))
    },
    Composition(
      "poisson_loss", tensorflow: kerasNames(["poisson"]),
      summary: "The mean over the last axis of what counts cost where others are expected.",
      formula: "mean(y_pred - y_true*log(y_pred + 1e-7))", convention: "smooth",
      example: "poisson_loss([1., 2.], [3., 4.])",
      parameters: targets,
      samples: [
        CallSample(
          "poisson_loss(y, x)", ["y": .uniform([2, 3], 0.5...3), "x": .uniform([2, 3], 0.5...2)])
      ],
      errors: ["poisson_loss(ones(2), ones(3))", "poisson_loss('one', ones(3))"]
    ) { arguments, at in
      let (target, prediction) = try at.compared(arguments.required(0), arguments.required(1))
      let logarithm = try at.call("log", at.call("add", prediction, .float(1e-7)))
      return try at.meanOverLastAxis(
        at.call("subtract", prediction, at.call("multiply", target, logarithm)))
    },
    Composition(
      "cosine_similarity",
      tensorflow: ["keras.losses.cosine_similarity", "losses.cosine_similarity"],
      summary: "Less the cosine of the angle between vectors: -1 where they point the same way.",
      formula: "-sum(l2_normalize(y_true)*l2_normalize(y_pred))", convention: "as l2_normalize",
      example: "cosine_similarity([1., 2.], [3., 4.])",
      parameters: targets + [.normal("axis", default: .value(.int(-1)))],
      samples: [
        CallSample(
          "cosine_similarity(y, x)",
          ["y": .uniform([2, 3], 0.5...3), "x": .uniform([2, 3], 0.5...2)]),
        CallSample(
          "cosine_similarity(y, x, axis=0)",
          ["y": .uniform([2, 3], 0.5...3), "x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "cosine_similarity(ones(2), ones(3))", "cosine_similarity(ones(2), ones(2), axis=1)",
      ]
    ) { arguments, at in
      let (target, prediction) = try at.compared(arguments.required(0), arguments.required(1))
      func unit(_ x: Object) throws -> Object {
        let squares = try at.reduced(
          "sum", at.call("square", x), axis: arguments.required(2), keepdims: .bool(true))
        // Keras's bound is on the length, 1e-7.
        let limited = try at.call("maximum", squares, .float(1e-14))
        return try at.call("multiply", x, at.call("rsqrt", limited))
      }
      let products = try at.call("multiply", unit(target), unit(prediction))
      return try at.call(
        "negative",
        at.reduced("sum", products, axis: arguments.required(2), keepdims: .bool(false)))
    },
    Composition(
      "reduce_euclidean_norm", tensorflow: ["math.reduce_euclidean_norm"],
      summary: "The root of the sum of squares over the axes.", formula: "sqrt(sum(x**2))",
      convention:
        "at 0 that of the square root: NaN by tensorflow and jax, 0 by torch and tapebook",
      example: "reduce_euclidean_norm([3., 4.])",
      parameters: [
        .normal("input_tensor", "x"), .normal("axis", default: .value(.none)),
        .normal("keepdims", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("reduce_euclidean_norm(x)", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample(
          "reduce_euclidean_norm(x, axis=1, keepdims=True)", ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: ["reduce_euclidean_norm(ones(2), axis=1)", "reduce_euclidean_norm('one')"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      return try at.call(
        "root_of_squares",
        at.reduced(
          "sum", at.call("square", x), axis: arguments.required(1),
          keepdims: arguments.required(2)))
    },
    Composition(
      "crelu", tensorflow: ["nn.crelu"],
      summary: "What is positive of a tensor, and what is positive of its negative, side by side.",
      formula: "concat([relu(x), relu(-x)])", convention: "that of relu at 0",
      example: "crelu([1., -2.])",
      parameters: [.normal("features", "x"), .normal("axis", default: .value(.int(-1)))],
      samples: [
        CallSample("crelu(x)", ["x": .numbers([2, 2], [1.2, -0.7, -1.1, 0.4])]),
        CallSample("crelu(x, axis=0)", ["x": .numbers([2, 2], [1.2, -0.7, -1.1, 0.4])]),
      ],
      errors: ["crelu(3.)", "crelu(ones(2), axis=1)"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "crelu")
      let axis = try at.axis(arguments.required(1), rank: x.tensor.rank)
      let parts = try [x, at.apply("negative", [x])].map { try at.apply("relu", [$0]) }
      return .tensor(try at.concatenated(parts, axis: axis))
    },
  ]

  private static let targets: [BuiltinParameter] = [.normal("y_true"), .normal("y_pred")]
}
