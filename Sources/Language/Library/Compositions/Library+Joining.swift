import Autodiff
import Tensors

extension Library {
  /// Tensors put together, as NumPy has it.
  static let joining: [Composition] = [
    stacked("hstack", "side by side: along the second axis, vectors along their only one.") {
      parts, at in
      let rows = try parts.map {
        try at.reshaped($0, to: $0.tensor.rank == 0 ? [1] : $0.tensor.shape)
      }
      return try at.concatenated(rows, axis: rows[0].tensor.rank == 1 ? 0 : 1)
    },
    stacked("vstack", "one below the other: along the first axis, vectors as rows.") { parts, at in
      try at.concatenated(parts.map { try at.atLeast(2, $0) }, axis: 0)
    },
    stacked("dstack", "one behind the other: along the third axis.") { parts, at in
      try at.concatenated(parts.map { try at.atLeast(3, $0) }, axis: 2)
    },
    stacked("column_stack", "side by side, vectors as columns.") { parts, at in
      let columns = try parts.map { part in
        part.tensor.rank < 2 ? try at.reshaped(part, to: [part.tensor.count, 1]) : part
      }
      return try at.concatenated(columns, axis: 1)
    },
    meshgrid,
  ]

  /// NumPy's `append`; bare, the name is that of the method of lists.
  static let numpyAppend = BuiltinFunction(
    "append", numpy: ["append"],
    summary: "A tensor with another behind it along an axis, by default both as vectors.",
    example: "np.append([1., 2.], [3.])",
    parameters: [
      .normal("arr", "x"), .normal("values"), .normal("axis", default: .value(.none)),
    ]
  ) { arguments, evaluator in
    let at = Composer(evaluator: evaluator, namespace: .numpy)
    var parts = try at.promoted(
      [0, 1].map { try at.tensor(arguments.required($0), in: "append") })
    guard let axis = arguments.given(2) else {
      parts = try parts.map { try at.reshaped($0, to: [$0.tensor.count]) }
      return .tensor(try at.concatenated(parts, axis: 0))
    }
    return .tensor(
      try at.concatenated(parts, axis: at.axis(axis, rank: parts[0].tensor.rank)))
  }

  private static func stacked(
    _ name: String, _ how: String,
    _ body: @escaping @Sendable ([Value], Composer) throws -> Value
  ) -> Composition {
    Composition(
      name, tensorflow: [], numpy: name == "vstack" ? ["vstack", "row_stack"] : [name],
      summary: "Tensors \(how)", formula: "the operands joined", convention: "linear",
      example: "\(name)([ones(2), ones(2)])", parameters: [.normal("values", "tup", "arrays")],
      samples: [
        CallSample(
          "\(name)([x, y])", ["x": .uniform([2], 0.5...2), "y": .uniform([2], 0.5...2)]),
        CallSample(
          "\(name)([x, y])", ["x": .uniform([2, 1], 0.5...2), "y": .uniform([2, 1], 0.5...2)]),
      ],
      errors: ["\(name)([ones(2, 3), ones(3, 2)])", "\(name)([])", "\(name)(3)"]
    ) { arguments, at in
      .tensor(try body(at.tensors(of: arguments.required(0), in: name), at))
    }
  }

  private static let meshgrid = Composition(
    "meshgrid", tensorflow: ["meshgrid"], numpy: ["meshgrid"],
    summary: "The coordinates of the points of a grid, from those of its axes, as a list.",
    formula: "each axis repeated along the others",
    convention: "linear; copies add their cotangents",
    example: "meshgrid([1., 2.], [3., 4., 5.])",
    parameters: [.rest("axes"), .keyword("indexing", default: .value(.string("xy")))],
    samples: [
      CallSample(
        "meshgrid(x, y)[0]", ["x": .uniform([2], 0.5...2), "y": .uniform([3], 0.5...2)]),
      CallSample(
        "meshgrid(x, y, indexing='ij')[1]",
        ["x": .uniform([2], 0.5...2), "y": .uniform([3], 0.5...2)]),
    ],
    errors: ["meshgrid(ones(2), indexing='no')", "meshgrid(ones(2, 2), ones(2))"]
  ) { arguments, at in
    let indexing = try at.evaluator.text(arguments.required(1), "the indexing of meshgrid()")
    guard indexing == "xy" || indexing == "ij" else {
      throw EvaluationError.value(
        "meshgrid() has no indexing '\(indexing)'", hint: "it is 'xy' or 'ij'")
    }
    let axes = try arguments.rest.map { try at.tensor($0, in: "meshgrid") }
    for axis in axes where axis.tensor.rank > 1 {
      throw TensorError.wrongRank(
        operation: "meshgrid", rank: axis.tensor.rank, expected: "0 or 1")
    }
    var shape = axes.map(\.tensor.count)
    let isSwapped = indexing == "xy" && axes.count > 1
    if isSwapped { shape.swapAt(0, 1) }
    return at.list(
      try axes.enumerated().map { place, axis in
        let own = isSwapped && place < 2 ? 1 - place : place
        var flat = [Int](repeating: 1, count: shape.count)
        flat[own] = axis.tensor.count
        return try at.broadcast(at.reshaped(axis, to: flat), to: shape)
      })
  }
}

extension Composer {
  /// A list of tensors of one element type; numbers take that of the tensors beside them.
  func tensors(of object: Object, in function: String) throws -> [Value] {
    guard evaluator.plainTensor(object) != nil || evaluator.listItems(object) != nil else {
      throw EvaluationError.type(
        "\(function)() takes a list of tensors, not \(evaluator.typeName(of: object).name)")
    }
    let items = try evaluator.items(of: object)
    guard !items.isEmpty else {
      throw EvaluationError.value("\(function)() needs at least one tensor")
    }
    guard namespace != .numpy else {
      return try promoted(try items.map { try tensor($0, in: function) })
    }
    let dtype = items.lazy.compactMap { evaluator.plainTensor($0)?.dtype }.first
    return try items.map { item in
      if let dtype, !evaluator.isTensorLike(item) {
        return try evaluator.value(of: item, dtype: dtype)
      }
      return try tensor(item, in: function)
    }
  }

  /// Tensors in the element type of NumPy's that holds the numbers of all.
  fileprivate func promoted(_ parts: [Value]) throws -> [Value] {
    let dtypes = parts.map(\.tensor.dtype)
    guard let first = dtypes.first else { return parts }
    let common = dtypes.dropFirst().reduce(first, Evaluator.promoted)
    return try parts.map { try evaluator.cast($0, to: common) }
  }

  /// A tensor with so many axes at least, as NumPy adds them: for three, one in front and one behind.
  fileprivate func atLeast(_ rank: Int, _ x: Value) throws -> Value {
    let shape = x.tensor.shape
    guard shape.count < rank else { return x }
    let matrix = shape.count == 2 ? shape : shape.isEmpty ? [1, 1] : [1] + shape
    return try reshaped(x, to: rank == 2 ? matrix : matrix + [1])
  }
}
