import Autodiff

extension Library {
  /// Tensors that are made shorter where they are too long.
  static let clipping: [BuiltinFunction] = both(
    "clip_by_norm", tensorflow: ["clip_by_norm"],
    summary: "The tensor, scaled down to a Euclidean length where it is longer.",
    example: "clip_by_norm([3., 4.], 1.)",
    parameters: [
      .normal("t", "x"), .normal("clip_norm"), .normal("axes", "axis", default: .value(.none)),
    ]
  ) { arguments, at in
    let x = try at.operand(arguments.required(0))
    let square = try at.reduced(
      "sum", at.call("multiply", x, x), axis: arguments.required(2), keepdims: .bool(true))
    // The root is kept away from 0, so that the derivative is finite there.
    let isLong = try at.call("greater", square, .float(0))
    let safe = try at.call("where", isLong, square, .float(1))
    let norm = try at.call("where", isLong, at.call("sqrt", safe), square)
    let limit = arguments.required(1)
    return try at.call(
      "divide", at.call("multiply", x, limit), at.call("maximum", norm, limit))
  }
}
