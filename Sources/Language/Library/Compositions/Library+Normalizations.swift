import Autodiff
import Tensors

extension Library {
  /// Elements of mean 0 and variance 1, or of length 1.
  static let normalizations: [Composition] = [
    Composition(
      "moments", tensorflow: ["nn.moments"],
      summary: "The mean and the variance over the axes, as a tuple.",
      formula: "(mean(x), mean((x - mean(x))**2))",
      convention:
        "smooth; second derivatives know that the mean moves, which TensorFlow holds back",
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
      convention:
        "at 0 it is rsqrt(epsilon), 1e6, as in TensorFlow; x/max(norm(x), epsilon), which "
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
  ]
}
