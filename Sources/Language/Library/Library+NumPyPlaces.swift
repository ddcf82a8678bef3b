import Autodiff
import Tensors

extension Library {
  /// NumPy's functions of positions in arrays.
  static let numpyPlaces: [BuiltinFunction] = [
    array(
      "isin", "Whether each element is among some others.", "np.isin([1, 2, 3], [2, 5])",
      [
        .normal("element"), .normal("test_elements"),
        .normal("assume_unique", default: .value(.bool(false))),
        .normal("invert", default: .value(.bool(false))),
      ]
    ) { arguments, at in
      let pair = try (0...1).map { try at.evaluator.model(arguments.required($0), isNumPy: true) }
      let isInverted = try at.evaluator.isTrue(arguments.required(3))
      at.evaluator.valueReads &+= 1
      let answers: [Bool]
      if pair.allSatisfy({ $0.dtype.isInteger }) {
        let others = Set(try pair[1].ints())
        answers = try pair[0].ints().map { others.contains($0) != isInverted }
      } else {
        let others = Set(try pair[1].cast(to: .float64).doubles())
        answers = try pair[0].cast(to: .float64).doubles().map {
          others.contains($0) != isInverted
        }
      }
      return .tensor(Value(try Tensor(shape: pair[0].shape, values: answers)))
    },
    array(
      "flatnonzero", "The positions of what is not 0 among all elements.",
      "np.flatnonzero([0., 3., 4.])", [.normal("a")]
    ) { arguments, at in
      let numbers = try at.doubles(arguments.required(0), in: "flatnonzero")
      return .tensor(try at.indices(numbers.indices.filter { numbers[$0] != 0 }))
    },
    flipped("fliplr", axis: 1, "The columns in reverse order."),
    flipped("flipud", axis: 0, "The rows in reverse order."),
    array(
      "tri", "Ones on and below a diagonal, and zeros above it.", "np.tri(3)",
      [
        .normal("N"), .normal("M", default: .value(.none)),
        .normal("k", default: .value(.int(0))), .dtype,
      ]
    ) { arguments, at in
      let rows = try at.evaluator.index(arguments.required(0))
      let columns = try arguments.given(1).map(at.evaluator.index) ?? rows
      let dtype = try at.evaluator.dtype(arguments.given(3), isNumPy: true)
      let ones = try Tensor.ones([rows, columns], dtype)
      return .tensor(
        Value(
          try ones.triangle(isUpper: false, offset: at.evaluator.index(arguments.required(2)))))
    },
    triangle("triu_indices", "upper") { $0 <= $1 },
    triangle("tril_indices", "lower") { $0 >= $1 },
    array(
      "diag_indices", "The indices of the main diagonal of a cube.", "np.diag_indices(3)",
      [.normal("n"), .normal("ndim", default: .value(.int(2)))]
    ) { arguments, at in
      let extent = try at.evaluator.index(arguments.required(0))
      let rank = try at.evaluator.index(arguments.required(1))
      guard rank >= 0, extent >= 0 else {
        throw EvaluationError.value("n and ndim are 0 or more")
      }
      try at.evaluator.checkLength(rank)
      try at.evaluator.checkLength(extent)
      let places = Object.tensor(try at.indices(Array(0..<extent)))
      return at.evaluator.makeTuple(Array(repeating: places, count: rank))
    },
    array(
      "digitize", "The bin of each element, by the bins' ascending or descending edges.",
      "np.digitize([0.2, 6.4], [0., 1., 5.])",
      [.normal("x"), .normal("bins"), .normal("right", default: .value(.bool(false)))]
    ) { arguments, at in
      let x = try at.evaluator.model(arguments.required(0), isNumPy: true)
      let edges = try at.doubles(arguments.required(1), rank: 1, in: "digitize")
      let includesRight = try at.evaluator.isTrue(arguments.required(2))
      let pairs = zip(edges, edges.dropFirst())
      let rises = pairs.allSatisfy { $0 <= $1 }
      guard rises || pairs.allSatisfy({ $0 >= $1 }) else {
        throw EvaluationError.value("bins must be monotonically increasing or decreasing")
      }
      let sorted = rises ? edges : edges.reversed()
      let places = try x.cast(to: .float64).doubles().map { number -> Int in
        try at.evaluator.pollInterruption()
        // NaN stands behind all numbers.
        let below = sorted.partitioned { edge in
          number.isNaN || (includesRight ? edge < number : edge <= number)
        }
        return rises ? below : sorted.count - below
      }
      return .tensor(try at.indices(places, shape: x.shape))
    },
  ]

  private static func flipped(_ name: String, axis: Int, _ summary: String) -> BuiltinFunction {
    array(name, summary, "np.\(name)([[1, 2], [3, 4]])", [.normal("m")]) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: name)
      guard x.tensor.rank > axis else {
        throw EvaluationError.value("\(name)() takes \(axis + 1) axes or more")
      }
      return .tensor(try at.part(x, axis: axis, .range(start: nil, stop: nil, step: -1)))
    }
  }

  private static func triangle(
    _ name: String, _ adjective: String,
    _ isInside: @escaping @Sendable (_ row: Int, _ column: Int) -> Bool
  ) -> BuiltinFunction {
    array(
      name, "The rows and the columns of the elements in the \(adjective) triangle of a matrix.",
      "np.\(name)(3)",
      [
        .normal("n"), .normal("k", default: .value(.int(0))),
        .normal("m", default: .value(.none)),
      ]
    ) { arguments, at in
      let rows = try at.evaluator.index(arguments.required(0))
      let offset = try at.evaluator.index(arguments.required(1))
      let columns = try arguments.given(2).map(at.evaluator.index) ?? rows
      guard rows >= 0, columns >= 0 else {
        throw EvaluationError.value("the extents are 0 or more")
      }
      try at.evaluator.checkLength(rows)
      try at.evaluator.checkLength(Shape.checkedCount([rows, columns]))
      var places: (rows: [Int], columns: [Int]) = ([], [])
      for row in 0..<rows {
        try at.evaluator.pollInterruption()
        let (first, isOver) = row.addingReportingOverflow(offset)
        let diagonal = isOver ? (offset < 0 ? Int.min : Int.max) : first
        for column in 0..<columns where isInside(diagonal, column) {
          places.rows.append(row)
          places.columns.append(column)
        }
      }
      return at.evaluator.makeTuple([
        .tensor(try at.indices(places.rows)), .tensor(try at.indices(places.columns)),
      ])
    }
  }
}

extension [Double] {
  /// How many elements stand in front of the first for which a condition no longer holds.
  fileprivate func partitioned(_ isInFront: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isInFront(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
