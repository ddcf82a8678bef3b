import Autodiff
import Tensors

extension Library {
  /// Elements of mean 0 and variance 1, or of length 1.
  static let normalizations: [Composition] = [
    Composition(
      "moments", tensorflow: ["nn.moments"],
      summary: "The mean and the variance over the axes, as a tuple.",
      formula: "(mean(x), mean((x - mean(x))**2))",
      convention: "smooth; second derivatives know that the mean moves, which TensorFlow holds back",
      example: "moments([1., 2., 4.], 0)",
      parameters: [
        .normal("x"), .normal("axes", "axis"), .normal("shift", default: .value(.none)),
        .normal("keepdims", "keep_dims", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("moments(x, [0])[0]", ["x": .uniform([3, 2], -1...2)]),
        CallSample("moments(x, [0, 1], keepdims=True)[1]", ["x": .uniform([3, 2], -1...2)]),
      ],
      errors: ["moments(ones(2), [1])", "moments(constant([1, 2]), [0])"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let axes = arguments.required(1)
      let (mean, rest) = try at.centred(x, axes)
      let keeps = arguments.required(3)
      let variance = try at.reduced(
        "mean", at.call("square", rest), axis: axes, keepdims: keeps)
      guard !(try at.evaluator.isTrue(keeps)) else {
        return at.evaluator.makeTuple([mean, variance])
      }
      let flat = try at.call("reshape", mean, at.numbers(at.type(of: variance).shape))
      return at.evaluator.makeTuple([flat, variance])
    },
    Composition(
      "l2_normalize",
      tensorflow: ["nn.l2_normalize", "math.l2_normalize", "linalg.l2_normalize"],
      summary: "The tensor, scaled to the Euclidean length 1 over the axes.",
      formula: "x*rsqrt(max(sum(x**2), epsilon))",
      convention: "at 0 it is rsqrt(epsilon), 1e6, as in TensorFlow; x/max(norm(x), epsilon), which "
        + "PyTorch takes, has 1/epsilon",
      example: "l2_normalize([3., 4.])",
      parameters: [
        .normal("x", "a"), .normal("axis", "dim", default: .value(.none)),
        .normal("epsilon", default: .value(.float(1e-12))),
      ],
      samples: [
        CallSample("l2_normalize(x)", ["x": .uniform([3], 0.5...2)]),
        CallSample("l2_normalize(x, axis=0)", ["x": .uniform([2, 2], 0.5...2)]),
      ],
      errors: ["l2_normalize(ones(2), axis=1)", "l2_normalize(constant([1, 2]))"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let square = try at.reduced(
        "sum", at.call("square", x), axis: arguments.required(1), keepdims: .bool(true))
      let limited = try at.call("maximum", square, arguments.required(2))
      return try at.call("multiply", x, at.call("rsqrt", limited))
    },
    Composition(
      "layer_norm", tensorflow: [],
      summary: "The tensor with mean 0 and variance 1 over the axes, then scaled and moved.",
      formula: "(x - mean(x))*rsqrt(var(x) + epsilon)*scale + offset",
      example: "layer_norm([1., 2., 4.])",
      parameters: [
        .normal("x"), .normal("scale", "gamma", default: .value(.none)),
        .normal("offset", "beta", default: .value(.none)),
        .normal("axis", default: .value(.int(-1))),
        .normal("epsilon", default: .value(.float(1e-5))),
      ],
      samples: [
        CallSample("layer_norm(x)", ["x": .uniform([2, 3], -1...2)]),
        CallSample(
          "layer_norm(x, a, b, axis=0)",
          ["x": .uniform([3, 2], -1...2), "a": .uniform([3], 0.5...2), "b": .uniform([3], -1...1)]),
      ],
      errors: [
        "layer_norm(ones(2), axis=1)", "layer_norm(ones(2, 3), ones(2))",
        "layer_norm(constant([1, 2]))",
      ]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let axes = try at.axes(arguments.given(3), rank: at.type(of: x).shape.count)
      return try at.standardized(
        x, over: axes, by: axes, arguments.given(1), arguments.given(2),
        epsilon: arguments.required(4))
    },
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
      example: "group_norm(reshape(range(8.), (1, 2, 4)), 2)",
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
      errors: ["group_norm(ones(1, 2, 4), 3)", "group_norm(ones(4), 2)", "group_norm(ones(1, 4), 0)"]
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

extension Composer {
  /// The mean over axes, which stay with extent 1, and the tensor less it.
  fileprivate func centred(_ x: Object, _ axes: Object) throws -> (mean: Object, rest: Object) {
    let mean = try reduced("mean", x, axis: axes, keepdims: .bool(true))
    return (mean, try call("subtract", x, mean))
  }

  /// A tensor with mean 0 and variance 1 over axes, scaled and moved by parameters along others.
  fileprivate func standardized(
    _ x: Object, over axes: [Int], by others: [Int], _ scale: Object?, _ offset: Object?,
    epsilon: Object
  ) throws -> Object {
    let axes = numbers(axes)
    let rest = try centred(x, axes).rest
    let variance = try reduced("mean", call("square", rest), axis: axes, keepdims: .bool(true))
    let factor = try call("rsqrt", call("add", variance, epsilon))
    return try scaled(call("multiply", rest, factor), by: others, scale, offset)
  }

  /// A tensor times a scale, moved by an offset, both along some of its axes.
  fileprivate func scaled(
    _ x: Object, by axes: [Int], _ scale: Object?, _ offset: Object?
  ) throws -> Object {
    var result = x
    if let scale { result = try call("multiply", result, along(axes, of: x, scale)) }
    if let offset { result = try call("add", result, along(axes, of: x, offset)) }
    return result
  }

  /// A parameter in such a shape that it meets a tensor along axes.
  private func along(_ axes: [Int], of x: Object, _ parameter: Object) throws -> Object {
    let parameter = try operands(x, parameter).1
    let shape = try type(of: x).shape
    let own = try type(of: parameter).shape
    guard own == axes.map({ shape[$0] }) else {
      guard own.isEmpty else {
        throw EvaluationError(
          .shapeError,
          "a scale or offset has the shape \(Shape.text(axes.map { shape[$0] })), not "
            + Shape.text(own))
      }
      return parameter
    }
    if axes == Array((shape.count - axes.count)..<shape.count) { return parameter }
    return try call(
      "reshape", parameter,
      numbers(shape.indices.map { axes.contains($0) ? shape[$0] : 1 }))
  }
}
