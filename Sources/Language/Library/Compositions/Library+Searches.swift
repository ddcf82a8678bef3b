import Autodiff
import Tensors

extension Library {
  /// Counting and looking for elements: whole numbers, without derivatives but by weights.
  static let searches: [Composition] = [
    Composition(
      "searchsorted", tensorflow: ["searchsorted"], numpy: ["searchsorted"],
      summary:
        "Where values belong in a sorted vector, or in each row of a matrix, so that it stays "
        + "sorted.",
      formula: "count of sequence < value, or of sequence <= value",
      convention: "positions have no derivative", example: "searchsorted([1., 3., 5.], [2., 3.])",
      parameters: [
        .normal("sorted_sequence", "a"), .normal("values", "v"),
        .normal("side", default: .value(.string("left"))),
        .normal("out_type", default: .value(.none), role: .dtype),
      ],
      samples: [
        CallSample("searchsorted([1, 3], x, out_type=float64)", ["x": .integers([3], [0, 3, 4])]),
        CallSample(
          "searchsorted([[1, 3]], x, side='right', out_type=float64)",
          ["x": .integers([1, 2], [0, 3])]),
      ],
      errors: [
        "searchsorted([1.], [1.], side='no')", "searchsorted([[1.], [2.]], [[1.]])",
        "searchsorted(3., [1.])",
      ]
    ) { arguments, at in
      let sequence = try at.tensor(arguments.required(0), in: "searchsorted").tensor
      let values = try at.tensor(arguments.required(1), in: "searchsorted").tensor
      let side = try at.evaluator.text(arguments.required(2), "the side of searchsorted()")
      guard side == "left" || side == "right" else {
        throw EvaluationError.value(
          "searchsorted() has no side '\(side)'", hint: "it is 'left' or 'right'")
      }
      guard let extent = sequence.shape.last else {
        throw TensorError.wrongRank(operation: "searchsorted", rank: 0, expected: "1 or more")
      }
      let batches = Array(sequence.shape.dropLast())
      guard batches.isEmpty || batches == Array(values.shape.dropLast()) else {
        throw TensorError.shapesDiffer(sequence.shape, values.shape)
      }
      at.evaluator.valueReads &+= 1
      let rows = batches.reduce(1, *)
      let positions =
        sequence.dtype.isInteger && values.dtype.isInteger
        ? search(try sequence.ints(), try values.ints(), extent, rows, isRight: side == "right")
        : search(
          try sequence.doubles(), try values.doubles(), extent, rows, isRight: side == "right")
      let dtype =
        try arguments.given(3).map { try at.evaluator.elementType($0) }
        ?? (at.namespace == .numpy ? .int64 : .int32)
      let tensor = try Tensor(shape: values.shape, values: positions).cast(to: dtype)
      return at.evaluator.unrecorded(tensor)
    },
    Composition(
      "bincount", tensorflow: ["math.bincount"], numpy: ["bincount"],
      summary: "How often each whole number from 0 on occurs, or the sum of its weights.",
      formula: "sum of weights[i] where x[i] == k", convention: "linear by the weights",
      example: "bincount([0, 2, 2])",
      parameters: [
        .normal("x", "arr"), .normal("weights", default: .value(.none)),
        .normal("minlength", default: .value(.none)), .normal("maxlength", default: .value(.none)),
        .dtype,
      ],
      samples: [
        CallSample("bincount([0, 2, 2], x)", ["x": .uniform([3], 0.5...2)]),
        CallSample(
          "bincount([0, 3, 1], x, minlength=2, maxlength=3)", ["x": .uniform([3], 0.5...2)]),
      ],
      errors: [
        "bincount([-1])", "bincount([0.5])", "bincount([0, 1], [1.])",
        "bincount([0], minlength=-1)", "bincount([2 ** 40])",
      ]
    ) { arguments, at in
      let given = try at.wholeNumbers(arguments.required(0), "bincount()'s elements")
      at.evaluator.valueReads &+= 1
      let numbers = try given.ints()
      let least = try arguments.given(2).map(at.evaluator.index) ?? 0
      let most = try arguments.given(3).map(at.evaluator.index)
      guard least >= 0, most ?? 0 >= 0, numbers.allSatisfy({ $0 >= 0 }) else {
        throw EvaluationError.value("bincount() takes numbers and lengths from 0 on")
      }
      let reached = max((numbers.max() ?? -1), least - 1)
      let count = min(reached == Int.max ? reached : reached + 1, most ?? Int.max)
      try at.evaluator.checkLength(count)
      let weights = try arguments.given(1).map { try at.tensor($0, in: "bincount") }
      if let weights, weights.tensor.shape != given.shape {
        throw TensorError.shapesDiffer(weights.tensor.shape, given.shape)
      }
      let standard: DType = at.namespace == .numpy ? .int64 : .int32
      let dtype = try arguments.given(4).map { try at.evaluator.elementType($0) } ?? standard
      let ones = Value(try Tensor.ones([numbers.count], dtype))
      var rows = try weights.map { try at.reshaped($0, to: [numbers.count]) } ?? ones
      let places = numbers.indices.filter { numbers[$0] < count }
      if places.count < numbers.count {
        rows = try at.gathered(rows, at.indices(places), axis: 0)
      }
      return .tensor(
        try at.apply(
          "scatter_add", [rows, at.indices(places.map { numbers[$0] })],
          [.integer(0), .integer(count)]))
    },
  ]

  /// The places of values in sorted rows; NaN belongs behind every number.
  private static func search<T: Comparable>(
    _ sequence: [T], _ values: [T], _ extent: Int, _ rows: Int, isRight: Bool
  ) -> [Int64] {
    let perRow = rows == 0 ? 0 : values.count / rows
    return values.indices.map { place in
      let start = rows == 1 ? 0 : place / max(perRow, 1) * extent
      let value = values[place]
      var (low, high) = (0, extent)
      while low < high {
        let middle = (low + high) / 2
        let element = sequence[start + middle]
        // Only NaN differs from itself.
        let precedes =
          isRight
          ? !(value < element || (element != element && value == value))
          : element < value || (value != value && element == element)
        if precedes { low = middle + 1 } else { high = middle }
      }
      return Int64(low)
    }
  }
}
