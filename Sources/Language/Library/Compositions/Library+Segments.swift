import Autodiff
import Tensors

extension Library {
  /// Reductions of rows by the segments that they belong to.
  static let segmentReductions: [Composition] = SegmentReduction.allCases.flatMap { reduction in
    [
      Composition(
        "segment_\(reduction)", tensorflow: ["math.segment_\(reduction)"],
        summary: "The \(reduction.noun) of the rows of each segment, by ids that ascend from 0.",
        formula: "\(reduction) of x[i] where ids[i] == k", convention: reduction.convention,
        example: "segment_\(reduction)([1., 2., 3.], [0, 0, 1])",
        parameters: [.normal("data", "x"), .normal("segment_ids")],
        samples: [
          CallSample(
            "segment_\(reduction)(x, [0, 0, 2])",
            ["x": .numbers([3, 2], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])])
        ],
        errors: [
          "segment_\(reduction)(ones(2), [0])", "segment_\(reduction)(ones(2), [1, 0])",
          "segment_\(reduction)(ones(2), [0.5, 1.])", "segment_\(reduction)(ones(2), [-1, 0])",
          "segment_\(reduction)(3., [0])",
        ]
      ) { arguments, at in
        let data = try at.tensor(arguments.required(0), in: "segment_\(reduction)")
        let ids = try at.wholeNumbers(arguments.required(1), "segment_ids")
        at.evaluator.valueReads &+= 1
        let numbers = try ids.ints()
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 <= $1 }), numbers.first ?? 0 >= 0
        else {
          throw EvaluationError.value(
            "segment_ids must ascend from 0",
            hint: "unsorted_segment_\(reduction)() takes them in any order")
        }
        return .tensor(
          try at.segments(data, ids, count: (numbers.last ?? -1) + 1, reduction, emptyIsZero: true))
      },
      Composition(
        "unsorted_segment_\(reduction)", tensorflow: ["math.unsorted_segment_\(reduction)"],
        summary: "The \(reduction.noun) of the parts of each segment; parts with a negative id are "
          + "left out.",
        formula: "\(reduction) of x[i] where ids[i] == k", convention: reduction.convention,
        example: "unsorted_segment_\(reduction)([1., 2., 3.], [1, 0, 1], 2)",
        parameters: [.normal("data", "x"), .normal("segment_ids"), .normal("num_segments")],
        samples: [
          CallSample(
            "unsorted_segment_\(reduction)(x, [0, -1, 0], 1)",
            ["x": .numbers([3, 2], [0.9, 0.4, 1.4, 0.2, 1.7, 1.1])])
        ],
        errors: [
          "unsorted_segment_\(reduction)(ones(2), [0], 1)",
          "unsorted_segment_\(reduction)(ones(2), [0, 2], 2)",
          "unsorted_segment_\(reduction)(ones(2), [0, 1], -1)",
          "unsorted_segment_\(reduction)(ones(2), [0, 0], 2 ** 62)",
        ]
      ) { arguments, at in
        let data = try at.tensor(arguments.required(0), in: "unsorted_segment_\(reduction)")
        let ids = try at.wholeNumbers(arguments.required(1), "segment_ids")
        let count = try at.evaluator.index(arguments.required(2))
        let (rows, segments) = try at.kept(data, ids)
        return .tensor(
          try at.segments(rows, segments, count: count, reduction, emptyIsZero: false))
      },
    ]
  }
}

/// How the rows of a segment become one.
private enum SegmentReduction: String, CaseIterable, CustomStringConvertible, Sendable {
  case sum, mean, max, min

  var description: String { rawValue }

  var noun: String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .max: "largest elements"
    case .min: "smallest elements"
    }
  }

  var convention: String {
    switch self {
    case .sum, .mean: "linear"
    case .max, .min: "equal extrema of a segment share the cotangent evenly"
    }
  }
}

extension Composer {
  /// The rows whose id is not negative, with their ids; ids of several axes are taken in a row.
  fileprivate func kept(_ data: Value, _ ids: Tensor) throws -> (rows: Value, ids: Tensor) {
    let shape = data.tensor.shape
    guard ids.rank <= shape.count, Array(shape[..<ids.rank]) == ids.shape else {
      throw TensorError.shapesDiffer(ids.shape, Array(shape.prefix(ids.rank)))
    }
    let rows = try reshaped(data, to: [ids.count] + shape[ids.rank...])
    evaluator.valueReads &+= 1
    let numbers = try ids.ints()
    guard numbers.contains(where: { $0 < 0 }) else {
      return (rows, try ids.reshaped(to: [ids.count]))
    }
    let places = numbers.indices.filter { numbers[$0] >= 0 }
    return (
      try gathered(rows, indices(places), axis: 0),
      try indices(places.map { numbers[$0] }).tensor
    )
  }

  /// A reduction of rows by segments, by `emptyIsZero` with 0 where there are none.
  fileprivate func segments(
    _ rows: Value, _ ids: Tensor, count: Int, _ reduction: SegmentReduction, emptyIsZero: Bool
  ) throws -> Value {
    _ = try Shape.segments(rows.tensor.shape, ids.shape, count: count)
    let segments = Value(ids)
    func sums(_ rows: Value) throws -> Value {
      try apply("scatter_add", [rows, segments], [.integer(0), .integer(count)])
    }
    func counts() throws -> Value {
      let ones = try Tensor.ones(
        [ids.count] + rows.tensor.shape.dropFirst().map { _ in 1 }, rows.tensor.dtype)
      return try sums(Value(ones))
    }
    let one = Value(try Tensor(1, dtype: rows.tensor.dtype))
    switch reduction {
    case .sum: return try sums(rows)
    case .mean: return try apply("divide", [sums(rows), apply("maximum", [counts(), one])])
    case .max, .min:
      let extrema = try apply(
        reduction == .max ? "segment_maxima" : "segment_minima", [rows, segments],
        [.integer(count)])
      let dtype = rows.tensor.dtype
      guard emptyIsZero || dtype.isFloatingPoint else { return extrema }
      let hasRows = try apply("greater_equal", [counts(), one])
      // Without rows TensorFlow has the lowest, or highest, finite number.
      let most =
        dtype == .float32
        ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
      let bound = emptyIsZero ? 0 : reduction == .max ? -most : most
      return try apply("where", [hasRows, extrema, Value(Tensor(bound, dtype: dtype))])
    }
  }
}
