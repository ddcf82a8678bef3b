import Autodiff
import Glibc
import Tensors

extension Library {
  /// NumPy's functions of sampled data and of polynomials.
  static let numpyNumerics: [BuiltinFunction] = [
    array(
      "interp", "Values between points on a line, each on the piece from one to the next.",
      "np.interp(1.5, [1., 2.], [10., 20.])",
      [
        .normal("x"), .normal("xp"), .normal("fp"), .normal("left", default: .value(.none)),
        .normal("right", default: .value(.none)),
      ]
    ) { arguments, at in
      let x = try at.evaluator.model(arguments.required(0), isNumPy: true)
      let places = try at.doubles(arguments.required(1), rank: 1, in: "interp")
      let values = try at.doubles(arguments.required(2), rank: 1, in: "interp")
      guard places.count == values.count else {
        throw EvaluationError.value("fp and xp are not of the same length.")
      }
      guard let first = values.first, let last = values.last else {
        throw EvaluationError.value("array of sample points is empty")
      }
      let left = try arguments.given(3).map { try at.evaluator.real($0, for: "left") } ?? first
      let right = try arguments.given(4).map { try at.evaluator.real($0, for: "right") } ?? last
      let results = try x.cast(to: .float64).doubles().map { number -> Double in
        try at.evaluator.pollInterruption()
        if number.isNaN { return .nan }
        guard number >= places[0] else { return left }
        guard number <= places[places.count - 1] else { return right }
        var (low, high) = (0, places.count)
        while low < high {
          let middle = low + (high - low) / 2
          if places[middle] <= number { low = middle + 1 } else { high = middle }
        }
        guard low > 0, low < places.count else { return last }
        let (before, after) = (low - 1, low)
        if number == places[before] { return values[before] }
        let slope = (values[after] - values[before]) / (places[after] - places[before])
        return slope * (number - places[before]) + values[before]
      }
      return try scalar(at.array(results, shape: x.shape), isSized: x.rank > 0, at.evaluator)
    },
    array(
      "convolve", "The sums of products of a sequence and a reversed one that slides over it.",
      "np.convolve([1., 2., 3.], [0., 1., 0.5])",
      [.normal("a"), .normal("v"), .normal("mode", default: .value(.string("full")))]
    ) { arguments, at in
      let both = try (0...1).map { try at.evaluator.model(arguments.required($0), isNumPy: true) }
      var x = try at.doubles(arguments.required(0), in: "convolve")
      var y = try at.doubles(arguments.required(1), in: "convolve")
      guard both.allSatisfy({ $0.rank <= 1 }) else {
        throw TensorError.wrongRank(
          operation: "convolve", rank: max(both[0].rank, both[1].rank), expected: "1")
      }
      guard !x.isEmpty, !y.isEmpty else { throw EvaluationError.value("a cannot be empty") }
      if y.count > x.count { swap(&x, &y) }
      var sums = Array(repeating: 0.0, count: x.count + y.count - 1)
      for (i, number) in x.enumerated() {
        try at.evaluator.pollInterruption()
        for (j, other) in y.enumerated() { sums[i + j] += number * other }
      }
      switch try at.evaluator.text(arguments.required(2), "mode") {
      case "full": break
      case "same":
        let start = (y.count - 1) / 2
        sums = Array(sums[start..<start + x.count])
      case "valid": sums = Array(sums[(y.count - 1)..<x.count])
      case let mode:
        throw EvaluationError.value(
          "there is no mode '\(mode)'", hint: "it is 'full', 'same' or 'valid'")
      }
      let dtype = Evaluator.promoted(both[0].dtype, both[1].dtype)
      return try at.call("cast", at.array(sums), .dtype(dtype))
    },
    array(
      "histogram", "How many elements lie in each bin, and the edges of the bins.",
      "np.histogram([1., 2., 1.], bins=[0., 1., 2., 3.])",
      [
        .normal("a"), .normal("bins", default: .value(.int(10))),
        .normal("range", default: .value(.none)),
        .normal("density", default: .value(.bool(false))),
        .normal("weights", default: .value(.none)),
      ]
    ) { arguments, at in try at.histogram(arguments) },
    array(
      "polyval", "The value of a polynomial, its highest coefficient first.",
      "np.polyval([3., 0., 1.], 5.)", [.normal("p"), .normal("x")]
    ) { arguments, at in
      let coefficients = try at.tensor(arguments.required(0), in: "polyval")
      guard coefficients.tensor.rank == 1 else {
        throw TensorError.wrongRank(
          operation: "polyval", rank: coefficients.tensor.rank, expected: "1")
      }
      let x = Object.tensor(try at.tensor(arguments.required(1), in: "polyval"))
      var result = try at.call("multiply", x, .int(0))
      for place in 0..<coefficients.tensor.count {
        try at.evaluator.pollInterruption()
        let coefficient = Object.tensor(try at.part(coefficients, axis: 0, .index(place)))
        result = try at.call("add", at.call("multiply", result, x), coefficient)
      }
      return result
    },
    array(
      "vander", "The powers of each element as a row, the highest first.",
      "np.vander([1., 2., 3.])",
      [
        .normal("x"), .normal("N", default: .value(.none)),
        .normal("increasing", default: .value(.bool(false))),
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "vander")
      guard x.tensor.rank == 1 else {
        throw TensorError.wrongRank(operation: "vander", rank: x.tensor.rank, expected: "1")
      }
      let count = try arguments.given(1).map(at.evaluator.index) ?? x.tensor.count
      guard count >= 0 else { throw EvaluationError.value("N is 0 or more") }
      _ = try Shape.checkedCount([x.tensor.count, count])
      try at.evaluator.checkLength(count)
      let powers =
        try at.evaluator.isTrue(arguments.required(2))
        ? Array(0..<count) : Array((0..<count).reversed())
      return try at.call(
        "power", .tensor(at.reshaped(x, to: [x.tensor.count, 1])), .tensor(at.indices(powers)))
    },
    array(
      "polyfit", "The polynomial of a degree that is nearest to points, in least squares.",
      "np.polyfit([0., 1., 2.], [1., 3., 5.], 1)",
      [.normal("x"), .normal("y"), .normal("deg")]
    ) { arguments, at in
      let x = try at.doubles(arguments.required(0), rank: 1, in: "polyfit")
      let y = try at.doubles(arguments.required(1), rank: 1, in: "polyfit")
      let degree = try at.evaluator.index(arguments.required(2))
      guard degree >= 0 else { throw EvaluationError.value("expected deg >= 0") }
      guard !x.isEmpty else { throw EvaluationError.type("expected non-empty vector for x") }
      guard x.count == y.count else {
        throw EvaluationError.type("expected x and y to have same length")
      }
      // Powers beyond leave the range of floats.
      guard degree <= 500 else { throw EvaluationError.value("deg is \(degree); it is 0 to 500") }
      try at.evaluator.checkLength(Shape.checkedCount([x.count, degree]))
      // Columns of unit length, so that high powers do not hide the low ones.
      var columns = (0...degree).map { power in x.map { pow($0, Double(degree - power)) } }
      let lengths = columns.map { column in
        let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length == 0 ? 1 : length
      }
      for (place, length) in lengths.enumerated() {
        columns[place] = columns[place].map { $0 / length }
      }
      let matrix = try at.array(columns.flatMap { $0 }, shape: [degree + 1, x.count])
      let inverse = try at.call(
        "pinv", at.call("transpose", matrix), .float(Double(x.count) * Double.ulpOfOne))
      let solution = try at.call("matmul", inverse, at.array(y))
      return try at.call("divide", solution, at.array(lengths))
    },
  ]
}

extension Composer {
  /// The counts of elements in bins, and the edges: equally wide bins, or those that are given.
  ///
  /// Source: NumPy 2.4's reference, `numpy.histogram`; the last bin holds its upper edge too.
  fileprivate func histogram(_ arguments: BoundArguments) throws -> Object {
    let numbers = try doubles(arguments.required(0), in: "histogram")
    let weights = try arguments.given(4).map { try doubles($0, in: "histogram") }
    guard weights.map({ $0.count == numbers.count }) ?? true else {
      throw EvaluationError.value("weights should have the same shape as a.")
    }
    var edges: [Double]
    var own: Object?
    if evaluator.listItems(arguments.required(1)) != nil
      || evaluator.isTensorLike(arguments.required(1))
    {
      edges = try doubles(arguments.required(1), rank: 1, in: "histogram")
      // Edges that are given are given back as they are.
      own = .tensor(Value(try evaluator.model(arguments.required(1), isNumPy: true)))
      guard zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw EvaluationError.value("`bins` must increase monotonically, when an array")
      }
    } else {
      let count = try evaluator.index(arguments.required(1))
      guard count >= 1 else {
        throw EvaluationError.value("`bins` must be positive, when an integer")
      }
      try evaluator.checkLength(count)
      let bounds = try arguments.given(2).map { try doubles($0, rank: 1, in: "histogram") }
      guard bounds?.count ?? 2 == 2 else {
        throw EvaluationError.value("range is a pair of numbers")
      }
      var (low, high) = (bounds?[0] ?? numbers.min() ?? 0, bounds?[1] ?? numbers.max() ?? 1)
      guard low <= high else {
        throw EvaluationError.value("max must be larger than min in range parameter.")
      }
      guard low.isFinite, high.isFinite else {
        throw EvaluationError.value("range of [\(low), \(high)] is not finite")
      }
      if low == high { (low, high) = (low - 0.5, high + 0.5) }
      edges = try Tensor.linspace(low, high, count + 1, .float64).doubles()
    }
    guard edges.count > 1 else {
      return evaluator.makeTuple([.tensor(try indices([])), try own ?? array(edges)])
    }
    var sums = Array(repeating: 0.0, count: edges.count - 1)
    for (place, number) in numbers.enumerated() {
      try evaluator.pollInterruption()
      guard number >= edges[0], number <= edges[edges.count - 1] else { continue }
      var (low, high) = (0, edges.count)
      while low < high {
        let middle = low + (high - low) / 2
        if edges[middle] <= number { low = middle + 1 } else { high = middle }
      }
      sums[min(low, edges.count - 1) - 1] += weights?[place] ?? 1
    }
    if try evaluator.isTrue(arguments.required(3)) {
      let total = sums.reduce(0, +)
      let widths = zip(edges, edges.dropFirst()).map { $1 - $0 }
      sums = zip(sums, widths).map { $0 / $1 / total }
      return evaluator.makeTuple([try array(sums), try own ?? array(edges)])
    }
    let counts = weights == nil ? try indices(sums.map { Int($0) }) : nil
    return evaluator.makeTuple([
      try counts.map { .tensor($0) } ?? array(sums), try own ?? array(edges),
    ])
  }
}
