import Autodiff
import Tensors

extension Library {
  /// Gradients and other tensors that are made shorter where they are too long.
  static let lengthLimits: [Composition] = [
    Composition(
      "l2_loss", tensorflow: ["nn.l2_loss"], summary: "Half the sum of the squares.",
      formula: "sum(t**2)/2", example: "l2_loss([3., 4.])", parameters: [.normal("t", "x")],
      samples: [CallSample("l2_loss(x)", ["x": .uniform([2, 3], 0.5...2)])],
      errors: ["l2_loss('three')", "l2_loss(constant([True]))"]
    ) { arguments, at in
      let squares = try at.call("square", at.operand(arguments.required(0)))
      return try at.call("divide", at.call("sum", squares), .float(2))
    },
    Composition(
      "clip_by_norm", tensorflow: ["clip_by_norm"],
      summary: "The tensor, scaled down to a Euclidean length where it is longer.",
      formula: "t*clip_norm/max(norm(t), clip_norm)",
      convention: "1 where the length is 0; that of maximum where it is clip_norm",
      example: "clip_by_norm([3., 4.], 1.)",
      parameters: [
        .normal("t", "x"), .normal("clip_norm"), .normal("axes", "axis", default: .value(.none)),
      ],
      samples: [
        CallSample("clip_by_norm(x, 1.)", ["x": .uniform([3], 0.8...2)]),
        CallSample("clip_by_norm(x, 9., axes=0)", ["x": .uniform([2, 2], 0.8...2)]),
      ],
      errors: ["clip_by_norm(ones(2), 1., axes=1)", "clip_by_norm(constant([1, 2]), 1.)"]
    ) { arguments, at in
      try at.limited(
        at.operand(arguments.required(0)), arguments.required(1), axes: arguments.required(2))
    },
    Composition(
      "global_norm", tensorflow: ["linalg.global_norm"],
      summary: "The Euclidean length of the elements of several tensors together.",
      formula: "sqrt(sum of norm(t)**2)", convention: "that of sqrt where all elements are 0",
      example: "global_norm([[3., 0.], [4.]])", parameters: [.normal("t_list")],
      samples: [
        CallSample(
          "global_norm([x, y])", ["x": .uniform([3], 0.5...2), "y": .uniform([2, 2], 0.5...2)])
      ],
      errors: ["global_norm(3.)", "global_norm([])", "global_norm(['three'])"]
    ) { arguments, at in try at.length(of: at.tensors(arguments.required(0))) },
    Composition(
      "clip_by_global_norm", tensorflow: ["clip_by_global_norm"],
      summary:
        "Tensors, scaled down together to a Euclidean length where they are longer, and that "
        + "length before, as a tuple.",
      formula: "([t*clip_norm/max(global_norm, clip_norm)], global_norm)",
      convention: "that of minimum where the length is clip_norm",
      example: "clip_by_global_norm([[3., 0.], [4.]], 1.)",
      parameters: [
        .normal("t_list"), .normal("clip_norm"), .normal("use_norm", default: .value(.none)),
      ],
      samples: [
        CallSample(
          "clip_by_global_norm([x, y], 1.)[0][1]",
          ["x": .uniform([3], 0.5...2), "y": .uniform([2, 2], 0.5...2)]),
        CallSample(
          "clip_by_global_norm([x, None], 9.)[0][0]", ["x": .uniform([3], 0.5...2)]),
      ],
      errors: ["clip_by_global_norm(3., 1.)", "clip_by_global_norm([], 1.)"]
    ) { arguments, at in
      let tensors = try at.tensors(arguments.required(0))
      let given = try arguments.given(2).map { try at.operand($0) }
      let length = try given ?? at.length(of: tensors)
      let limit = try at.operands(length, arguments.required(1)).1
      let one = Object.float(1)
      // 1/0 is infinite, and then the limit decides; of lengths that are not finite nothing is made.
      let factor = try at.call(
        "multiply", limit,
        at.call("minimum", at.call("divide", one, length), at.call("divide", one, limit)))
      let isFinite = try at.call("isfinite", length)
      let scale = try at.call("where", isFinite, factor, .float(.nan))
      let clipped = try tensors.map { tensor in
        try tensor.map { try at.call("multiply", $0, scale) } ?? .none
      }
      return at.evaluator.makeTuple([at.evaluator.makeList(clipped), length])
    },
  ]
}

extension Composer {
  /// A tensor, scaled down to a Euclidean length over axes.
  func limited(_ x: Object, _ limit: Object, axes: Object) throws -> Object {
    let square = try reduced("sum", call("multiply", x, x), axis: axes, keepdims: .bool(true))
    // The root is kept away from 0, so that the derivative is finite there.
    let isLong = try call("greater", square, .float(0))
    let safe = try call("where", isLong, square, .float(1))
    let norm = try call("where", isLong, call("sqrt", safe), square)
    return try call("divide", call("multiply", x, limit), call("maximum", norm, limit))
  }

  /// The tensors of a list; None, which a gradient may be, stays.
  fileprivate func tensors(_ argument: Object) throws -> [Object?] {
    guard let items = evaluator.listItems(argument), items.contains(where: { !$0.isNone }) else {
      throw EvaluationError.type("a list of tensors is expected, of which one is not None")
    }
    return try items.map { try $0.isNone ? nil : operand($0) }
  }

  /// The Euclidean length of tensors together.
  fileprivate func length(of tensors: [Object?]) throws -> Object {
    var sum: Object?
    for tensor in tensors {
      guard let tensor else { continue }
      let square = try call("sum", call("square", tensor))
      sum = try sum.map { try call("add", $0, square) } ?? square
    }
    guard let sum else { return .float(0) }
    return try call("sqrt", sum)
  }
}
