import Autodiff
import Tensors

extension Library {
  /// Elements around a tensor.
  static let edges: [Composition] = [
    Composition(
      "pad", tensorflow: ["pad"], numpy: ["pad"],
      summary: "The tensor with elements before and after it along each axis.",
      formula: "x inside of a constant, or of its own elements",
      convention: "linear; elements that are mirrored or repeated add their cotangents",
      example: "pad([1., 2.], [[1, 1]])",
      parameters: [
        .normal("x", "tensor", "array"), .normal("paddings", "pad_width"),
        .normal("mode", default: .value(.string("CONSTANT"))),
        .normal("constant_values", default: .value(.int(0))),
      ],
      samples: [
        CallSample("pad(x, [[1, 0], [0, 2]])", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample(
          "pad(x, [[0, 1], [2, 1]], mode='REFLECT')", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample("pad(x, [[2, 1]], 'SYMMETRIC')", ["x": .uniform([3], 0.5...2)]),
        CallSample("pad(x, [[2, 1]], 'edge')", ["x": .uniform([2], 0.5...2)]),
        CallSample("pad(x, [[3, 1]], 'wrap')", ["x": .uniform([2], 0.5...2)]),
      ],
      errors: [
        "pad(ones(2), [[1, 1], [1, 1]])", "pad(ones(2), [[-1, 1]])", "pad(ones(2), [[1]])",
        "pad(ones(2), [[1, 1]], 'no')", "pad(ones(2), [[2, 0]], 'REFLECT')",
        "pad(ones(2), [[3, 0]], 'SYMMETRIC')", "pad(ones(0), [[1, 0]], 'edge')",
        "pad(constant([1]), [[1, 1]], constant_values=0.5)", "pad(ones(2), [[2 ** 62, 2 ** 62]])",
      ]
    ) { arguments, at in
      var x = try at.tensor(arguments.required(0), in: "pad")
      let widths = try at.paddings(arguments.required(1), rank: x.tensor.rank)
      let mode = try at.evaluator.text(arguments.required(2), "the mode of pad()").lowercased()
      if mode == "constant" {
        let value = try at.evaluator.real(arguments.required(3), for: "pad()")
        return .tensor(try at.apply("constant_pad", [x], [.rows(widths), .number(value)]))
      }
      guard let mirror = Mirroring(rawValue: mode) else {
        throw EvaluationError.value(
          "pad() has no mode '\(mode)'",
          hint: "it is one of CONSTANT, REFLECT, SYMMETRIC, edge and wrap")
      }
      _ = try Shape.padded(x.tensor.shape, widths)
      for (axis, width) in widths.enumerated() where width != [0, 0] {
        let extent = x.tensor.shape[axis]
        guard extent > 0 else {
          throw EvaluationError.value("pad() has no element along axis \(axis) to continue with")
        }
        // TensorFlow mirrors once; NumPy goes on.
        if let most = mirror.most(extent), at.namespace != .numpy,
          width.contains(where: { $0 > most })
        {
          throw EvaluationError.value(
            "pad() by \(mode) adds at most \(most) elements to each side of axis \(axis), "
              + "not \(width.max() ?? 0)")
        }
        try at.evaluator.checkLength(extent + width[0] + width[1])
        let positions = (-width[0]..<(extent + width[1])).map { mirror.position($0, extent) }
        x = try at.gathered(x, at.indices(positions), axis: axis)
      }
      return .tensor(x)
    }
  ]

  /// How elements continue beyond a tensor's border.
  private enum Mirroring: String {
    case reflect, symmetric, edge, wrap

    /// The element that stands at a place, inside or outside.
    func position(_ place: Int, _ extent: Int) -> Int {
      func modulo(_ period: Int) -> Int { ((place % period) + period) % period }
      switch self {
      case .edge: return min(max(place, 0), extent - 1)
      case .wrap: return modulo(extent)
      case .reflect:
        guard extent > 1 else { return 0 }
        let rest = modulo(2 * (extent - 1))
        return min(rest, 2 * (extent - 1) - rest)
      case .symmetric:
        let rest = modulo(2 * extent)
        return min(rest, 2 * extent - 1 - rest)
      }
    }

    /// How many elements TensorFlow adds at most to a side.
    func most(_ extent: Int) -> Int? {
      switch self {
      case .reflect: extent - 1
      case .symmetric: extent
      case .edge, .wrap: nil
      }
    }
  }
}

extension Composer {
  /// The elements before and after each axis: a list of pairs, or as NumPy has it one pair or one
  /// number for all axes.
  fileprivate func paddings(_ object: Object, rank: Int) throws -> [[Int]] {
    let isNested =
      evaluator.plainTensor(object).map { $0.rank > 1 }
      ?? (evaluator.listItems(object)?.contains { evaluator.listItems($0) != nil } == true)
    if isNested {
      return try evaluator.items(of: object).map { try integers($0, "paddings") }
    }
    let numbers = try integers(object, "paddings")
    guard namespace == .numpy || rank == 1, (1...2).contains(numbers.count) else {
      guard numbers.isEmpty, rank == 0 else {
        throw EvaluationError.value(
          "pad() takes a pair of numbers for each of the \(rank) axes",
          hint: "such as [\(Array(repeating: "[1, 1]", count: rank).joined(separator: ", "))]")
      }
      return []
    }
    return Array(repeating: numbers.count == 1 ? numbers + numbers : numbers, count: rank)
  }
}
