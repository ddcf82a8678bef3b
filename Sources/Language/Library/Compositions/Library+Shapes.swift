import Autodiff
import Tensors

extension Library {
  /// Changes of shape.
  static let shapeCompositions: [Composition] =
    axisCompositions + repeating + edges + joining + splitting

  private static let axisCompositions: [Composition] = [
    Composition(
      "swapaxes", tensorflow: [], numpy: ["swapaxes"],
      summary: "The tensor with two axes exchanged.",
      formula: "x with two axes exchanged", convention: "linear",
      example: "swapaxes(ones(2, 3), 0, 1)",
      parameters: [.normal("x", "a"), .normal("axis1"), .normal("axis2")],
      samples: [CallSample("swapaxes(x, 0, -1)", ["x": .uniform([2, 1, 3], 0.5...2)])],
      errors: ["swapaxes(ones(2), 0, 1)"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "swapaxes")
      var order = Array(0..<x.tensor.rank)
      order.swapAt(
        try at.axis(arguments.required(1), rank: order.count),
        try at.axis(arguments.required(2), rank: order.count))
      return .tensor(try at.transposed(x, order))
    },
    Composition(
      "moveaxis", tensorflow: [], numpy: ["moveaxis"],
      summary: "The tensor with some axes moved to other places.",
      formula: "x with its axes permuted", convention: "linear",
      example: "moveaxis(ones(2, 3), 0, -1)",
      parameters: [.normal("x", "a"), .normal("source"), .normal("destination")],
      samples: [CallSample("moveaxis(x, 0, -1)", ["x": .uniform([2, 1, 3], 0.5...2)])],
      errors: ["moveaxis(ones(2, 2), [0, 1], [0])", "moveaxis(ones(2), 1, 0)"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "moveaxis")
      return .tensor(
        try at.moved(
          x, from: at.integers(arguments.required(1), "source"),
          to: at.integers(arguments.required(2), "destination")))
    },
    flattening("ravel"), flattening("flatten"),
    Composition(
      "flip", tensorflow: ["reverse"], numpy: ["flip"],
      summary: "The tensor with the elements along some axes, by default all, in reverse.",
      formula: "y[i] = x[n - 1 - i]", convention: "linear", example: "flip([1., 2., 3.])",
      parameters: [
        .normal("x", "tensor", "m"), .normal("axis", "axes", default: .value(.none)),
      ],
      samples: [
        CallSample("flip(x)", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample("flip(x, axis=[-1])", ["x": .uniform([2, 2], 0.5...2)]),
      ],
      errors: ["flip(ones(2), axis=1)", "flip(ones(2), axis=[0, 0])"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "flip")
      return .tensor(
        try at.flipped(x, axes: at.axes(arguments.given(1), rank: x.tensor.rank)))
    },
    Composition(
      "rot90", tensorflow: ["image.rot90"], numpy: ["rot90"],
      summary: "The tensor turned k times by a quarter from the first axis to the second.",
      formula: "x with two axes exchanged and reversed", convention: "linear",
      example: "rot90([[1., 2.], [3., 4.]])",
      parameters: [
        .normal("x", "m", "image"), .normal("k", default: .value(.int(1))),
        .normal("axes", default: .value(.none)),
      ],
      samples: [
        CallSample("rot90(x)", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample("rot90(x, 3)", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample("rot90(x, 2)", ["x": .uniform([2, 2], 0.5...2)]),
      ],
      errors: ["rot90(ones(2))", "rot90(ones(2, 2), 1, (0, 0))"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "rot90")
      let turns = try at.evaluator.index(arguments.required(1))
      let given = try arguments.given(2).map { try at.integers($0, "axes") } ?? [0, 1]
      let axes = try given.map { axis throws(TensorError) in
        try Shape.normalized(axis: axis, rank: x.tensor.rank)
      }
      guard axes.count == 2, axes[0] != axes[1] else {
        throw EvaluationError.value("the axes of rot90() must be two")
      }
      var order = Array(0..<x.tensor.rank)
      order.swapAt(axes[0], axes[1])
      switch ((turns % 4) + 4) % 4 {
      case 0: return .tensor(x)
      case 1: return .tensor(try at.transposed(at.flipped(x, axes: [axes[1]]), order))
      case 2: return .tensor(try at.flipped(x, axes: axes))
      default: return .tensor(try at.flipped(at.transposed(x, order), axes: [axes[1]]))
      }
    },
  ]

  private static func flattening(_ name: String) -> Composition {
    Composition(
      name, tensorflow: [], numpy: name == "ravel" ? ["ravel"] : [],
      summary: "The elements as a vector, in row-major order.", formula: "reshape(x, -1)",
      convention: "linear", example: "\(name)(ones(2, 3))", parameters: [.normal("x", "a")],
      samples: [CallSample("\(name)(x)", ["x": .uniform([2, 2], 0.5...2)])],
      errors: ["\(name)()"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: name)
      return .tensor(try at.reshaped(x, to: [x.tensor.count]))
    }
  }
}

extension Composer {
  /// The tensor with the elements along some axes in reverse.
  func flipped(_ x: Value, axes: [Int]) throws -> Value {
    guard !axes.isEmpty else { return x }
    let items = (0..<x.tensor.rank).map { axis in
      Tensor.SliceItem.range(start: nil, stop: nil, step: axes.contains(axis) ? -1 : 1)
    }
    return try apply("slice", [x], [.slices(items)])
  }

  /// The tensor with axes moved to other places, as NumPy has it.
  func moved(_ x: Value, from sources: [Int], to destinations: [Int]) throws -> Value {
    let rank = x.tensor.rank
    guard sources.count == destinations.count else {
      throw EvaluationError.value(
        "`source` and `destination` arguments must have the same number of elements")
    }
    _ = try Shape.normalized(axes: sources, rank: rank)
    _ = try Shape.normalized(axes: destinations, rank: rank)
    let pairs = zip(sources, destinations).map { source, destination in
      (source < 0 ? source + rank : source, destination < 0 ? destination + rank : destination)
    }
    var order = (0..<rank).filter { axis in !pairs.contains { $0.0 == axis } }
    for (source, destination) in pairs.sorted(by: { $0.1 < $1.1 }) {
      order.insert(source, at: destination)
    }
    return try transposed(x, order)
  }
}
