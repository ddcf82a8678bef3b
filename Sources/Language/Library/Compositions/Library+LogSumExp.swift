import Autodiff

extension Library {
  /// The logarithm of a sum of exponentials: a reduction of its own kind.
  static let logSumExp = Composition(
    "logsumexp", tensorflow: ["reduce_logsumexp", "math.reduce_logsumexp"],
    summary: "log(sum(exp(x))) over the axes, without overflow.", formula: "log(sum(exp(x)))",
    convention: "NaN where all elements are -inf, as everywhere", example: "logsumexp([1., 2.])",
    parameters: [
      .normal("x", "input_tensor", "a"), .normal("axis", "axes", default: .value(.none)),
      .normal("keepdims", "keep_dims", default: .value(.bool(false))),
    ],
    samples: [
      CallSample("logsumexp(x)", ["x": .uniform([2, 3], -1...2)]),
      CallSample("logsumexp(x, axis=[0, -1], keepdims=True)", ["x": .uniform([2, 2, 2], -1...2)]),
    ],
    errors: ["logsumexp(ones(2), axis=1)", "logsumexp(constant([1, 2]))"]
  ) { arguments, at in
    let x = try at.operand(arguments.required(0))
    let (axis, keeps) = (arguments.required(1), arguments.required(2))
    let shifted = try at.shifted(x, axis: axis)
    let sum = try at.reduced("sum", at.call("exp", shifted.rest), axis: axis, keepdims: keeps)
    let largest = try at.reduced("max", shifted.largest, axis: axis, keepdims: keeps)
    return try at.call("add", at.call("log", sum), largest)
  }
}
