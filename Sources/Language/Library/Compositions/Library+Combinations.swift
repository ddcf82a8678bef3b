import Autodiff
import Tensors

extension Library {
  /// Elements moved into a range, and sums of tensors.
  static let combinedCompositions: [Composition] = [
    Composition(
      "clip", tensorflow: [], numpy: ["clip"],
      summary: "Each element, moved into a range; None is no bound.",
      formula: "min(max(x, low), high)",
      convention:
        "at a bound as clip_by_value: 1 by set kinks tensorflow, 0.5 by jax, 0 by tapebook "
        + "and torch",
      example: "clip([1., 5.], 0., 2.)",
      parameters: [
        .normal("x", "t", "a"), .normal("low", "clip_value_min", "a_min", "min"),
        .normal("high", "clip_value_max", "a_max", "max"),
      ],
      samples: [
        CallSample("clip(x, 0., 1.)", ["x": .numbers([4], [-1, 0.3, 0.7, 2])]),
        CallSample(
          "clip(x, None, y)", ["x": .uniform([3], 0.2...0.4), "y": .uniform([], 0.6...1)]),
      ],
      errors: ["clip(ones(2), ones(3), 2.)", "clip([True], False, True)"]
    ) { arguments, at in
      let x = arguments.required(0)
      let low = arguments.given(1)
      let high = arguments.given(2)
      if low == nil, high == nil { return x }
      return try at.call("clip_by_value", x, low ?? at.bound(-1, of: x), high ?? at.bound(1, of: x))
    },
    Composition(
      "add_n", tensorflow: ["add_n", "math.add_n"], summary: "The sum of a list of tensors.",
      formula: "x[0] + x[1] + ..", convention: "linear", example: "add_n([ones(2), ones(2)])",
      parameters: [.normal("inputs")],
      samples: [
        CallSample(
          "add_n([x, y, x])", ["x": .uniform([2], 0.5...2), "y": .uniform([2], 0.5...2)])
      ],
      errors: ["add_n([])", "add_n([ones(2), ones(3)])"]
    ) { arguments, at in
      var sum: Object?
      for item in try at.evaluator.items(of: arguments.required(0)) {
        let value = Object.tensor(try at.evaluator.value(of: item))
        sum = try sum.map { try at.evaluator.binary(.add, $0, value) } ?? value
      }
      guard let sum else {
        throw EvaluationError.value("add_n() takes a list of at least one tensor")
      }
      return sum
    },
  ]
}
