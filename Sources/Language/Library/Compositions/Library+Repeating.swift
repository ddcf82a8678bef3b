import Autodiff
import Tensors

extension Library {
  /// Copies of a tensor or of its elements, and elements that move round.
  static let repeating: [Composition] = [
    Composition(
      "tile", tensorflow: ["tile"], numpy: ["tile"],
      summary: "The tensor, several times one after another along each axis.",
      formula: "y[i] = x[i % n]", convention: "linear; copies add their cotangents",
      example: "tile([1., 2.], [2])",
      parameters: [.normal("x", "input", "A"), .normal("multiples", "reps")],
      samples: [
        CallSample("tile(x, [2, 1])", ["x": .uniform([1, 2], 0.5...2)]),
        CallSample("tile(x, (2, 1, 2))", ["x": .uniform([2], 0.5...2)]),
      ],
      errors: ["tile(ones(2), [-1])", "tile(ones(2), [1.5])", "tile(ones(2), [2 ** 60, 2 ** 60])"]
    ) { arguments, at in
      var x = try at.tensor(arguments.required(0), in: "tile")
      var multiples = try at.integers(arguments.required(1), "multiples")
      guard multiples.allSatisfy({ $0 >= 0 }) else {
        throw TensorError.negativeExtent(shape: multiples)
      }
      guard multiples.count <= 64 else {
        throw EvaluationError(
          .shapeError, "a tensor has at most 64 axes, not \(multiples.count)")
      }
      let rank = max(multiples.count, x.tensor.rank)
      multiples = Array(repeating: 1, count: rank - multiples.count) + multiples
      let shape = Array(repeating: 1, count: rank - x.tensor.rank) + x.tensor.shape
      var result: [Int] = []
      for (extent, multiple) in zip(shape, multiples) {
        let (product, overflow) = extent.multipliedReportingOverflow(by: multiple)
        guard !overflow else { throw TensorError.tooManyElements(shape: multiples) }
        result.append(product)
      }
      _ = try Shape.checkedCount(result)
      // A copy is a new axis in front of the axis that it repeats.
      let split = zip(shape, multiples).flatMap { $1 == 1 ? [$0] : [1, $0] }
      let copied = zip(shape, multiples).flatMap { $1 == 1 ? [$0] : [$1, $0] }
      x = try at.broadcast(at.reshaped(x, to: split), to: copied)
      return .tensor(try at.reshaped(x, to: result))
    },
    Composition(
      "repeat", tensorflow: ["repeat"], numpy: ["repeat"],
      summary: "Each element along an axis several times, one count for all or one for each.",
      formula: "x[i] repeats[i] times", convention: "linear; copies add their cotangents",
      example: "repeat([1., 2.], [1, 3])",
      parameters: [
        .normal("x", "input", "a"), .normal("repeats"), .normal("axis", default: .value(.none)),
      ],
      samples: [
        CallSample("repeat(x, 2)", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample("repeat(x, [2, 0, 1], axis=1)", ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "repeat(ones(2), [1, 2, 3])", "repeat(ones(2), -1)", "repeat(ones(2), 2, axis=1)",
        "repeat(ones(2), 2 ** 62)",
      ]
    ) { arguments, at in
      var x = try at.tensor(arguments.required(0), in: "repeat")
      var axis = 0
      if let given = arguments.given(2) {
        axis = try at.axis(given, rank: x.tensor.rank)
      } else {
        x = try at.reshaped(x, to: [x.tensor.count])
      }
      let extent = x.tensor.shape[axis]
      try at.evaluator.checkLength(extent)
      var counts = try at.integers(arguments.required(1), "repeats")
      guard counts.allSatisfy({ $0 >= 0 }) else {
        throw EvaluationError.value("repeats may not contain negative values.")
      }
      guard counts.count == 1 || counts.count == extent else {
        throw EvaluationError.value(
          "\(counts.count) repeats do not fit the \(extent) elements of axis \(axis)")
      }
      if counts.count == 1 { counts = Array(repeating: counts[0], count: extent) }
      let total = counts.reduce(0) {
        $0 > Shape.elementLimit - $1 ? Shape.elementLimit + 1 : $0 + $1
      }
      try at.evaluator.checkLength(total)
      var positions: [Int] = []
      positions.reserveCapacity(total)
      for (position, count) in counts.enumerated() {
        positions.append(contentsOf: repeatElement(position, count: count))
      }
      return .tensor(try at.gathered(x, at.indices(positions), axis: axis))
    },
    Composition(
      "roll", tensorflow: ["roll"], numpy: ["roll"],
      summary: "The elements moved along axes, those of the end to the start.",
      formula: "y[i] = x[(i - shift) % n]", convention: "linear", example: "roll([1., 2., 3.], 1)",
      parameters: [
        .normal("x", "input", "a"), .normal("shift"), .normal("axis", default: .value(.none)),
      ],
      samples: [
        CallSample("roll(x, 1)", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample("roll(x, [1, -1], [0, 1])", ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "roll(ones(2), 1, axis=1)", "roll(ones(2, 2), [1, 2], [0, 1, 0])", "roll(ones(2), 1.5)",
      ]
    ) { arguments, at in
      var x = try at.tensor(arguments.required(0), in: "roll")
      let shape = x.tensor.shape
      var shifts = try at.integers(arguments.required(1), "shift")
      guard let given = arguments.given(2) else {
        let shift = shifts.reduce(0, &+)
        x = try at.rolled(at.reshaped(x, to: [x.tensor.count]), by: shift, axis: 0)
        return .tensor(try at.reshaped(x, to: shape))
      }
      var axes = try at.integers(given, "axis")
      if shifts.count == 1 { shifts = Array(repeating: shifts[0], count: axes.count) }
      if axes.count == 1 { axes = Array(repeating: axes[0], count: shifts.count) }
      guard shifts.count == axes.count else {
        throw EvaluationError.value(
          "\(shifts.count) shifts and \(axes.count) axes do not fit each other")
      }
      for (shift, axis) in zip(shifts, axes) {
        x = try at.rolled(
          x, by: shift, axis: Shape.normalized(axis: axis, rank: shape.count))
      }
      return .tensor(x)
    },
  ]
}

extension Composer {
  fileprivate func rolled(_ x: Value, by shift: Int, axis: Int) throws -> Value {
    let extent = x.tensor.shape[axis]
    guard extent > 0, shift % extent != 0 else { return x }
    let border = extent - ((shift % extent) + extent) % extent
    return try concatenated(
      [part(x, axis: axis, from: border, to: extent), part(x, axis: axis, from: 0, to: border)],
      axis: axis)
  }
}
