import Autodiff
import Tensors

extension Library {
  /// What is made of primitives and declared like one, by the topics of the primitives.
  static let composed: [(title: String, compositions: [Composition])] = [
    ("elementary functions", elementaryCompositions), ("reductions", reductionCompositions),
    ("shapes", shapeCompositions), ("indexing", indexingCompositions),
    ("linear algebra", linearAlgebraCompositions), ("neural networks", networkCompositions),
  ]

  /// Functions that are made of primitives, so that derivatives of every order flow through them.
  static let compositions: [BuiltinFunction] = norms + softmaxes + statistics + combinations

  private static let axis = BuiltinParameter.normal("axis", "axes", default: .value(.none))
  private static let keepdims = BuiltinParameter.normal(
    "keepdims", "keep_dims", default: .value(.bool(false)))

  /// A function under its bare and TensorFlow's names, and under NumPy's with NumPy's habits.
  static func both(
    _ name: String, bare: [String]? = nil, tensorflow: [String], numpy: [String] = [],
    summary: String, example: String, parameters: [BuiltinParameter],
    _ body: @escaping @Sendable (BoundArguments, Composer) throws -> Object
  ) -> [BuiltinFunction] {
    let recorded = BuiltinFunction(
      name, bare: bare ?? [name], tensorflow: tensorflow, summary: summary, example: example,
      parameters: parameters + [.operationName]
    ) { arguments, evaluator in
      try body(arguments, Composer(evaluator: evaluator, namespace: .bare))
    }
    guard !numpy.isEmpty else { return [recorded] }
    let plain = BuiltinFunction(
      name, numpy: numpy, summary: summary,
      example: "np.\(numpy[0])" + example.dropFirst(name.count), parameters: parameters
    ) { arguments, evaluator in
      try body(arguments, Composer(evaluator: evaluator, namespace: .numpy))
    }
    return [recorded, plain]
  }

  private static let norms: [BuiltinFunction] = both(
    "norm", tensorflow: ["norm", "linalg.norm"], numpy: ["linalg.norm"],
    summary: "The length of a tensor's elements, by default the Euclidean one.",
    example: "norm([3., 4.])",
    parameters: [
      .normal("x", "tensor"), .normal("ord", default: .value(.string("euclidean"))), axis,
      keepdims,
    ]
  ) { arguments, at in
    let x = try at.operand(arguments.required(0))
    func reduced(_ name: String, _ x: Object) throws -> Object {
      try at.reduced(name, x, axis: arguments.required(2), keepdims: arguments.required(3))
    }
    switch arguments.given(1) {
    case nil, .string("euclidean"), .string("fro"), .int(2), .float(2):
      return try at.call("root_of_squares", reduced("sum", at.call("square", x)))
    case .int(1), .float(1):
      try at.requireVector(x, axis: arguments.given(2))
      return try reduced("sum", at.call("abs", x))
    case .float(.infinity):
      try at.requireVector(x, axis: arguments.given(2))
      return try reduced("max", at.call("abs", x))
    default:
      throw EvaluationError.value("norm() knows the orders 'euclidean', 1, 2 and inf")
    }
  }

  private static let softmaxes: [BuiltinFunction] =
    [
      along("softmax", ["nn.softmax"], "exp(x) divided by its sum along an axis.") { x, axis, at in
        let exponentials = try at.call("exp", at.shifted(x, axis: axis).rest)
        return try at.call(
          "divide", exponentials,
          at.reduced("sum", exponentials, axis: axis, keepdims: .bool(true)))
      },
      along("log_softmax", ["nn.log_softmax"], "The logarithm of softmax, without overflow.") {
        x, axis, at in
        let rest = try at.shifted(x, axis: axis).rest
        let sum = try at.reduced("sum", at.call("exp", rest), axis: axis, keepdims: .bool(true))
        return try at.call("subtract", rest, at.call("log", sum))
      },
    ].flatMap { $0 }
    + both(
      "logsumexp", tensorflow: ["reduce_logsumexp", "math.reduce_logsumexp"],
      summary: "log(sum(exp(x))) over the axes, without overflow.", example: "logsumexp([1., 2.])",
      parameters: [.normal("x", "input_tensor", "a"), axis, keepdims]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let (axis, keeps) = (arguments.required(1), arguments.required(2))
      let shifted = try at.shifted(x, axis: axis, finite: true)
      let sum = try at.reduced("sum", at.call("exp", shifted.rest), axis: axis, keepdims: keeps)
      let largest = try at.reduced("max", shifted.largest, axis: axis, keepdims: keeps)
      return try at.call("add", at.call("log", sum), largest)
    }

  private static func along(
    _ name: String, _ tensorflow: [String], _ summary: String,
    _ body: @escaping @Sendable (Object, Object, Composer) throws -> Object
  ) -> [BuiltinFunction] {
    both(
      name, tensorflow: tensorflow, summary: summary, example: "\(name)([1., 2., 3.])",
      parameters: [
        .normal("x", "logits", "a"), .normal("axis", "dim", default: .value(.int(-1))),
      ]
    ) { arguments, at in
      try body(at.operand(arguments.required(0)), arguments.given(1) ?? .int(-1), at)
    }
  }

  private static let statistics: [BuiltinFunction] =
    both(
      "var", tensorflow: ["math.reduce_variance"], numpy: ["var"],
      summary: "The mean square distance from the mean over the axes.",
      example: "var([1., 2., 3.])",
      parameters: [.normal("x", "input_tensor", "a"), axis, keepdims]
    ) { try variance($0, $1) }
    + both(
      "std", tensorflow: ["math.reduce_std"], numpy: ["std"],
      summary: "The root of the mean square distance from the mean over the axes.",
      example: "std([1., 2., 3.])",
      parameters: [.normal("x", "input_tensor", "a"), axis, keepdims]
    ) { arguments, at in try at.call("root_of_squares", variance(arguments, at)) }

  private static func variance(_ arguments: BoundArguments, _ at: Composer) throws -> Object {
    let x = try at.operand(arguments.required(0))
    let mean = try at.reduced("mean", x, axis: arguments.required(1), keepdims: .bool(true))
    return try at.reduced(
      "mean", at.call("square", at.call("subtract", x, mean)), axis: arguments.required(1),
      keepdims: arguments.required(2))
  }

  private static let combinations: [BuiltinFunction] =
    both(
      "clip", tensorflow: [], numpy: ["clip"],
      summary: "Each element, moved into a range; None is no bound.",
      example: "clip([1., 5.], 0., 2.)",
      parameters: [
        .normal("x", "t", "a"), .normal("low", "clip_value_min", "a_min", "min"),
        .normal("high", "clip_value_max", "a_max", "max"),
      ]
    ) { arguments, at in
      let x = arguments.required(0)
      let low = arguments.given(1)
      let high = arguments.given(2)
      if low == nil, high == nil { return x }
      return try at.call("clip_by_value", x, low ?? at.bound(-1, of: x), high ?? at.bound(1, of: x))
    }
    + both(
      "squared_difference", tensorflow: ["math.squared_difference"],
      summary: "The square of the difference of two tensors.",
      example: "squared_difference([3.], [1.])", parameters: [.normal("x"), .normal("y")]
    ) { arguments, at in
      try at.call("square", at.call("subtract", arguments.required(0), arguments.required(1)))
    }
    + both(
      "l2_loss", tensorflow: ["nn.l2_loss"], summary: "Half the sum of the squares.",
      example: "l2_loss([3., 4.])", parameters: [.normal("t", "x")]
    ) { arguments, at in
      let squares = try at.call("square", at.operand(arguments.required(0)))
      return try at.call("divide", at.call("sum", squares), .float(2))
    }
    + both(
      "softmax_cross_entropy_with_logits", tensorflow: ["nn.softmax_cross_entropy_with_logits"],
      summary: "-sum(labels * log_softmax(logits)) along an axis.",
      example: "softmax_cross_entropy_with_logits([0., 1.], [1., 2.])",
      parameters: [
        .normal("labels"), .normal("logits"), .normal("axis", default: .value(.int(-1))),
      ]
    ) { arguments, at in
      let axis = arguments.required(2)
      let rest = try at.shifted(at.operand(arguments.required(1)), axis: axis).rest
      let sum = try at.reduced("sum", at.call("exp", rest), axis: axis, keepdims: .bool(true))
      let logarithms = try at.call("subtract", rest, at.call("log", sum))
      let products = try at.call("multiply", at.operand(arguments.required(0)), logarithms)
      return try at.call(
        "negative", at.reduced("sum", products, axis: axis, keepdims: .bool(false)))
    }
    + [
      BuiltinFunction(
        "add_n", bare: ["add_n"], tensorflow: ["add_n", "math.add_n"],
        summary: "The sum of a list of tensors.", example: "add_n([ones(2), ones(2)])",
        parameters: [.normal("inputs"), .operationName]
      ) { arguments, evaluator in
        var sum: Object?
        for item in try evaluator.items(of: arguments.required(0)) {
          let value = Object.tensor(try evaluator.value(of: item))
          sum = try sum.map { try evaluator.binary(.add, $0, value) } ?? value
        }
        guard let sum else {
          throw EvaluationError.value("add_n() takes a list of at least one tensor")
        }
        return sum
      }
    ]
}
