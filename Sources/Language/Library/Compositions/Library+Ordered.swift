import Autodiff
import Tensors

extension Library {
  /// What is made of sorted tensors.
  static let ordered: [Composition] = [
    Composition(
      "top_k", tensorflow: ["math.top_k", "nn.top_k"],
      summary: "The k largest elements along the last axis and their positions, as a pair.",
      formula: "sort(x, direction='DESCENDING')[..., :k]",
      convention: "each element's derivative goes where the element goes; of equals the first are "
        + "taken, by set kinks torch the last",
      example: "top_k([1., 3., 2.], 2)",
      parameters: [
        .normal("input", "x"), .normal("k", default: .value(.int(1))),
        .normal("sorted", default: .value(.bool(true))),
        .keyword("index_type", default: .value(.dtype(.int32))),
      ],
      samples: [
        CallSample("top_k(x, 2)[0]", ["x": .numbers([2, 3], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])])
      ],
      errors: ["top_k(ones(2), 3)", "top_k(3.)", "top_k(ones(2), -1)"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "top_k")
      let k = try at.evaluator.index(arguments.required(1))
      let values = try at.apply("top_k_values", [x], [.integer(k)])
      let dtype = try at.evaluator.elementType(arguments.required(3))
      let order = try at.apply(
        "argsort", [x], [.integer(-1), .string("DESCENDING"), .flag(true), .dtype(dtype)])
      let positions = try at.part(order, axis: x.tensor.rank - 1, from: 0, to: k)
      return at.evaluator.makeTuple(
        [.tensor(values), .tensor(positions)], fields: ["values", "indices"])
    },
    Composition(
      "median", tensorflow: [], numpy: ["median"],
      summary: "The middle element over an axis or of all; between two, their mean.",
      formula: "quantile(x, 0.5)",
      convention: "the derivative goes to the elements in the middle; of equals to the first",
      example: "median([1., 4., 2.])",
      parameters: [
        .normal("x", "a"), .normal("axis", default: .value(.none)),
        .normal("keepdims", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("median(x)", ["x": .numbers([2, 2], [0.9, 0.4, 1.4, 0.2])]),
        CallSample("median(x, axis=1)", ["x": .numbers([2, 3], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])]),
      ],
      errors: ["median(ones(0))", "median(ones(2), axis=1)"]
    ) { arguments, at in
      .tensor(
        try at.quantile(
          arguments.required(0), 0.5, axis: arguments.given(1),
          keepsAxis: at.evaluator.isTrue(arguments.required(2)), in: "median"))
    },
    Composition(
      "quantile", tensorflow: [], numpy: ["quantile"],
      summary:
        "The element below which a share of the others lies, over an axis or of all; between "
        + "two, on the line from one to the other.",
      formula: "x sorted, at q*(n - 1)",
      convention: "the derivative goes to the elements beside the place; of equals to the first",
      example: "quantile([1., 2., 4.], 0.25)",
      parameters: [
        .normal("x", "a"), .normal("q"), .normal("axis", default: .value(.none)),
        .normal("keepdims", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("quantile(x, 0.3)", ["x": .numbers([4], [0.9, 0.4, 1.4, 0.2])]),
        CallSample(
          "quantile(x, [0.1, 0.8], axis=1)",
          ["x": .numbers([2, 3], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])]),
      ],
      errors: ["quantile(ones(2), 1.5)", "quantile(ones(0), 0.5)", "quantile(ones(2), nan)"]
    ) { arguments, at in
      let keeps = try at.evaluator.isTrue(arguments.required(3))
      func part(_ q: Object) throws -> Value {
        try at.quantile(
          arguments.required(0), at.evaluator.real(q, for: "quantile()"), axis: arguments.given(2),
          keepsAxis: keeps, in: "quantile")
      }
      guard let several = at.evaluator.listItems(arguments.required(1)) else {
        return .tensor(try part(arguments.required(1)))
      }
      return .tensor(try at.apply("stack", several.map(part), [.integer(0)]))
    },
    Composition(
      "percentile", tensorflow: [], numpy: ["percentile"],
      summary: "The element below which so many of a hundred lie, over an axis or of all.",
      formula: "quantile(x, q/100)",
      convention: "the derivative goes to the elements beside the place; of equals to the first",
      example: "percentile([1., 2., 4.], 25)",
      parameters: [
        .normal("x", "a"), .normal("q"), .normal("axis", default: .value(.none)),
        .normal("keepdims", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("percentile(x, 30)", ["x": .numbers([4], [0.9, 0.4, 1.4, 0.2])]),
        CallSample(
          "percentile(x, [10, 80.], axis=1)",
          ["x": .numbers([2, 3], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])]),
      ],
      errors: ["percentile(ones(2), 101)", "percentile(ones(0), 50)", "percentile(ones(2), -1)"]
    ) { arguments, at in
      let keeps = try at.evaluator.isTrue(arguments.required(3))
      func part(_ q: Object) throws -> Value {
        let share = try at.evaluator.real(q, for: "percentile()") / 100
        guard share >= 0, share <= 1 else {
          throw EvaluationError.value("Percentiles must be in the range [0, 100]")
        }
        return try at.quantile(
          arguments.required(0), share, axis: arguments.given(2), keepsAxis: keeps,
          in: "percentile")
      }
      guard let several = at.evaluator.listItems(arguments.required(1)) else {
        return .tensor(try part(arguments.required(1)))
      }
      return .tensor(try at.apply("stack", several.map(part), [.integer(0)]))
    },
  ]
}

extension Composer {
  /// A quantile over an axis, or of all elements; NaN where an element is, as in NumPy.
  fileprivate func quantile(
    _ object: Object, _ q: Double, axis: Object?, keepsAxis: Bool, in function: String
  ) throws -> Value {
    guard q >= 0, q <= 1 else {
      throw EvaluationError.value("Quantiles must be in the range [0, 1]")
    }
    var x = try tensor(object, in: function)
    if !x.tensor.dtype.isFloatingPoint {
      let dtype = namespace == .numpy ? DType.float64 : evaluator.session.options.floatDType
      x = try evaluator.apply(Operators.cast, [x], [.dtype(dtype)])
    }
    let rank = x.tensor.rank
    var place = 0
    if let axis, evaluator.listItems(axis) != nil {
      // Several axes are one, behind the others.
      let axes = try axes(axis, rank: rank)
      let shape = x.tensor.shape
      let others = shape.indices.filter { !axes.contains($0) }
      let line = try reshaped(
        transposed(x, others + axes),
        to: others.map { shape[$0] } + [axes.reduce(1) { $0 * shape[$1] }])
      let result = try quantile(.tensor(line), q, axis: .int(-1), keepsAxis: false, in: function)
      guard keepsAxis else { return result }
      return try reshaped(
        result, to: Shape.reduced(shape, axes: axes, keepingDimensions: true))
    }
    if let axis {
      place = try self.axis(axis, rank: rank)
    } else {
      x = try reshaped(x, to: [x.tensor.count])
    }
    let extent = x.tensor.shape[place]
    guard extent > 0 else {
      throw TensorError.emptyReduction(operation: function, shape: x.tensor.shape)
    }
    let sorted = try apply("sort", [x], [.integer(place), .string("ASCENDING")])
    let position = q * Double(extent - 1)
    let below = Int(position.rounded(.down))
    let share = position - Double(below)
    var result = try part(sorted, axis: place, from: below, to: below + 1)
    if share > 0 {
      let above = try part(sorted, axis: place, from: below + 1, to: below + 2)
      let step = try apply("subtract", [above, result])
      let part = try apply(
        "multiply", [step, Value(Tensor(share, dtype: step.tensor.dtype))])
      result = try apply("add", [result, part])
    }
    // NaN is sorted behind the numbers.
    let last = try part(sorted, axis: place, from: extent - 1, to: extent)
    if try last.tensor.predicate(.isNaN).values(as: Bool.self).contains(true) {
      result = try apply("where", [apply("isnan", [last]), last, result])
    }
    if axis == nil {
      return try reshaped(result, to: keepsAxis ? Array(repeating: 1, count: rank) : [])
    }
    return keepsAxis ? result : try apply("squeeze", [result], [.integer(place)])
  }
}
