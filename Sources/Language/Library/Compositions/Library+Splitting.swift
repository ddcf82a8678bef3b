import Autodiff
import Tensors

extension Library {
  /// Tensors taken apart along an axis.
  static let splitting: [Composition] = [
    Composition(
      "split", tensorflow: ["split"],
      summary: "The parts of a tensor along an axis, by their number or their sizes, as a list.",
      formula: "x[:n], x[n:n + m], ..", convention: "linear", example: "split(ones(4), 2)",
      parameters: [
        .normal("value", "x"), .normal("num_or_size_splits"),
        .normal("axis", default: .value(.int(0))), .normal("num", default: .value(.none)),
      ],
      samples: [
        CallSample("split(x, 2)[1]", ["x": .uniform([4], 0.5...2)]),
        CallSample("split(x, [1, -1], axis=1)[1]", ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "split(ones(3), 2)", "split(ones(3), [1, 1])", "split(ones(3), [-1, -1])",
        "split(ones(3), 0)", "split(ones(3), 3, axis=1)", "split(ones(3), [4, -1])",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "split")
      let axis = try at.axis(arguments.required(2), rank: x.tensor.rank)
      let extent = x.tensor.shape[axis]
      let given = arguments.required(1)
      let isNumber =
        at.evaluator.plainTensor(given).map { $0.rank == 0 }
        ?? {
          if case .int = given { return true }
          return false
        }()
      var sizes = try at.integers(given, "num_or_size_splits")
      if isNumber {
        let count = sizes[0]
        guard count > 0, extent % count == 0 else {
          throw EvaluationError.value(
            "axis \(axis) with extent \(extent) is not divisible into \(count) parts",
            hint: "give the sizes: split(x, [1, \(extent - 1)])")
        }
        try at.evaluator.checkLength(count)
        sizes = Array(repeating: extent / count, count: count)
      }
      return at.list(try at.parts(x, axis: axis, sizes: sizes))
    },
    Composition(
      "array_split", tensorflow: [], numpy: ["array_split"],
      summary: "The parts of a tensor along an axis, by their number or the places between them.",
      formula: "x[:i], x[i:j], ..", convention: "linear", example: "array_split(ones(5), 2)",
      parameters: [
        .normal("x", "ary"), .normal("indices_or_sections"),
        .normal("axis", default: .value(.int(0))),
      ],
      samples: [
        CallSample("array_split(x, 2)[0]", ["x": .uniform([3], 0.5...2)]),
        CallSample("array_split(x, [1, 3], axis=1)[1]", ["x": .uniform([2, 4], 0.5...2)]),
      ],
      errors: ["array_split(ones(3), 0)", "array_split(ones(3), 2, axis=1)"]
    ) { arguments, at in
      try at.arraySplit(arguments, isEven: false)
    },
    Composition(
      "unstack", tensorflow: ["unstack"],
      summary: "The slices of a tensor along an axis, as a list.",
      formula: "x[0], x[1], ..", convention: "linear", example: "unstack(eye(2))",
      parameters: [
        .normal("value", "x"), .normal("num", default: .value(.none)),
        .normal("axis", default: .value(.int(0))),
      ],
      samples: [CallSample("unstack(x, axis=1)[0]", ["x": .uniform([2, 2], 0.5...2)])],
      errors: ["unstack(ones(2), 3)", "unstack(3.)", "unstack(ones(2), axis=1)"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "unstack")
      let axis = try at.axis(arguments.required(2), rank: x.tensor.rank)
      let extent = x.tensor.shape[axis]
      if let count = try arguments.given(1).map(at.evaluator.index), count != extent {
        throw EvaluationError.value("axis \(axis) has extent \(extent), not \(count)")
      }
      try at.evaluator.checkLength(extent)
      return at.list(try (0..<extent).map { try at.part(x, axis: axis, .index($0)) })
    },
  ]

  /// NumPy's `split`: places between the parts, and a number of parts that must be equal.
  static let numpySplit = BuiltinFunction(
    "split", numpy: ["split"],
    summary: "The equal parts of a tensor along an axis, or those between some places.",
    example: "np.split(ones(4), 2)",
    parameters: [
      .normal("ary", "x"), .normal("indices_or_sections"),
      .normal("axis", default: .value(.int(0))),
    ]
  ) { arguments, evaluator in
    try Composer(evaluator: evaluator, namespace: .numpy).arraySplit(arguments, isEven: true)
  }
}

extension Composer {
  /// The parts of some sizes along an axis; one size may be -1 to be found.
  fileprivate func parts(_ x: Value, axis: Int, sizes: [Int]) throws -> [Value] {
    let extent = x.tensor.shape[axis]
    var sizes = sizes
    let known = sizes.reduce(0) { sum, size in
      size == -1 ? sum : size < 0 || sum > extent - size ? extent + 1 : sum + size
    }
    let unknown = sizes.indices.filter { sizes[$0] == -1 }
    if unknown.count == 1, known <= extent { sizes[unknown[0]] = extent - known }
    guard unknown.count == 1 ? known <= extent : unknown.isEmpty && known == extent else {
      throw EvaluationError.value(
        "parts of the sizes \(sizes) do not make up axis \(axis) with extent \(extent)",
        hint: "one size may be -1: it is what the others leave")
    }
    var start = 0
    return try sizes.map { size in
      defer { start += size }
      return try part(x, axis: axis, from: start, to: start + size)
    }
  }

  /// The parts between places, or a number of parts, of which the first are one longer.
  fileprivate func arraySplit(_ arguments: BoundArguments, isEven: Bool) throws -> Object {
    let x = try tensor(arguments.required(0), in: isEven ? "split" : "array_split")
    let axis = try axis(arguments.required(2), rank: x.tensor.rank)
    let extent = x.tensor.shape[axis]
    guard case .int(let count) = arguments.required(1) else {
      let places = try integers(arguments.required(1), "indices_or_sections")
      let starts: [Int?] = [nil] + places.map { $0 }
      let stops: [Int?] = places.map { $0 } + [nil]
      return list(
        try zip(starts, stops).map {
          try part(x, axis: axis, .range(start: $0, stop: $1, step: 1))
        })
    }
    guard count > 0 else {
      throw EvaluationError.value("number sections must be larger than 0.")
    }
    guard !isEven || extent % count == 0 else {
      throw EvaluationError.value(
        "array split does not result in an equal division",
        hint: "array_split() makes the first parts longer")
    }
    try evaluator.checkLength(count)
    return list(
      try parts(
        x, axis: axis,
        sizes: (0..<count).map { extent / count + ($0 < extent % count ? 1 : 0) }))
  }
}
