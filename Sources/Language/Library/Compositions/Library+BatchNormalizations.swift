import Autodiff
import Tensors

extension Library {
  /// Elements of mean 0 and variance 1 over a batch or over groups of channels.
  static let batchNormalizations: [Composition] = [
    Composition(
      "batch_normalization", tensorflow: ["nn.batch_normalization"],
      summary: "The tensor less a mean, divided by a deviation, then scaled and moved.",
      formula: "(x - mean)*rsqrt(variance + variance_epsilon)*scale + offset",
      example: "batch_normalization([1., 3.], 2., 1., None, None, 1e-3)",
      parameters: [
        .normal("x"), .normal("mean"), .normal("variance"), .normal("offset"), .normal("scale"),
        .normal("variance_epsilon"),
      ],
      samples: [
        CallSample(
          "batch_normalization(x, m, v, b, a, 1e-3)",
          [
            "x": .uniform([2, 3], -1...2), "m": .uniform([3], -1...1), "v": .uniform([3], 0.5...2),
            "b": .uniform([3], -1...1), "a": .uniform([3], 0.5...2),
          ])
      ],
      errors: [
        "batch_normalization(ones(2), ones(3), 1., None, None, 1e-3)",
        "batch_normalization(ones(2), 1., 1.)",
      ]
    ) { arguments, at in
      let (x, mean) = try at.operands(arguments.required(0), arguments.required(1))
      let variance = try at.operands(x, arguments.required(2)).1
      var factor = try at.call(
        "rsqrt", at.call("add", variance, arguments.required(5)))
      if let scale = arguments.given(4) { factor = try at.call("multiply", factor, scale) }
      // In TensorFlow's order, so that both round alike.
      let shift = try at.call("multiply", mean, factor)
      let offset =
        try arguments.given(3).map { try at.call("subtract", $0, shift) }
        ?? at.call("negative", shift)
      return try at.call("add", at.call("multiply", x, factor), offset)
    },
    Composition(
      "batch_norm", tensorflow: [],
      summary: "The tensor with mean 0 and variance 1 over all axes but one, as in training.",
      formula: "(x - mean(x))*rsqrt(var(x) + epsilon)*scale + offset",
      example: "batch_norm([[1., 2.], [3., 6.]])",
      parameters: [
        .normal("x"), .normal("scale", "gamma", default: .value(.none)),
        .normal("offset", "beta", default: .value(.none)),
        .normal("axis", default: .value(.int(-1))),
        .normal("epsilon", default: .value(.float(1e-3))),
      ],
      samples: [
        CallSample(
          "batch_norm(x, a, b)",
          ["x": .uniform([3, 2], -1...2), "a": .uniform([2], 0.5...2), "b": .uniform([2], -1...1)]),
        CallSample(
          "batch_norm(x, a, axis=1)",
          ["x": .uniform([2, 2, 2], -1...2), "a": .uniform([2], 0.5...2)]),
      ],
      errors: ["batch_norm(ones(2, 3), axis=2)", "batch_norm(ones(2, 3), ones(2))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let rank = try at.type(of: x).shape.count
      let kept = try at.axes(arguments.required(3), rank: rank)
      return try at.standardized(
        x, over: (0..<rank).filter { !kept.contains($0) }, by: kept, arguments.given(1),
        arguments.given(2), epsilon: arguments.required(4))
    },
    Composition(
      "group_norm", tensorflow: [],
      summary: "Images with mean 0 and variance 1 over the pixels of each group of channels.",
      formula: "(x - mean(x))*rsqrt(var(x) + epsilon)*scale + offset",
      example: "group_norm(reshape(arange(8.), (1, 2, 4)), 2)",
      parameters: [
        .normal("x"), .normal("groups", default: .value(.int(32))),
        .normal("scale", "gamma", default: .value(.none)),
        .normal("offset", "beta", default: .value(.none)),
        .normal("epsilon", default: .value(.float(1e-3))),
      ],
      samples: [
        CallSample(
          "group_norm(x, 2, a)",
          ["x": .uniform([1, 2, 4], -1...2), "a": .uniform([4], 0.5...2)])
      ],
      errors: [
        "group_norm(ones(1, 2, 4), 3)", "group_norm(ones(4), 2)", "group_norm(ones(1, 4), 0)",
      ]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let shape = try at.type(of: x).shape
      let groups = try at.evaluator.index(arguments.required(1))
      guard shape.count >= 2, groups > 0, shape[shape.count - 1] % groups == 0 else {
        throw EvaluationError(
          .shapeError, "the last extent of \(Shape.text(shape)) is not divided by \(groups) groups")
      }
      let apart = shape.dropLast() + [groups, shape[shape.count - 1] / groups]
      let axes = Array(1..<(shape.count - 1)) + [shape.count]
      let grouped = try at.standardized(
        at.call("reshape", x, at.numbers(Array(apart))), over: axes, by: [], nil, nil,
        epsilon: arguments.required(4))
      return try at.scaled(
        at.call("reshape", grouped, at.numbers(shape)), by: [shape.count - 1], arguments.given(2),
        arguments.given(3))
    },
  ]
}
