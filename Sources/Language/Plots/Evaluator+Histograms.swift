import Plotting
import Tensors

extension Evaluator {
  /// `plt.hist(x, bins)`, which gives the counts and the bounds of the bins.
  func drawHistogram(_ arguments: BoundArguments) throws -> Object {
    try FigureKeywords.check(arguments, "hist", known: ["label", "density"])
    let values = try plotArray(arguments.required(0), "x").values
    let name = try arguments.given("label").flatMap(label)
    let bins = arguments.required(1)
    var bars: Bars
    if let count = try? index(bins) {
      try checkBins(count)
      if let range = arguments.given("range") {
        let ends = try plotArray(range, "range").values
        guard ends.count == 2, ends[0] < ends[1], ends.allSatisfy(\.isFinite) else {
          throw EvaluationError.value("range is a pair of numbers of which the first is less")
        }
        let step = (ends[1] / 2 - ends[0] / 2) / Double(count) * 2
        let edges = (0...count).map { $0 == count ? ends[1] : ends[0] + Double($0) * step }
        bars = .histogram(name: name, of: values, edges: edges)
      } else {
        bars = .histogram(name: name, of: values, bins: count)
      }
    } else {
      let edges = try plotArray(bins, "bins").values
      guard edges.count >= 2, zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw EvaluationError.value("bins are a number, or bounds that increase")
      }
      try checkBins(edges.count - 1)
      bars = .histogram(name: name, of: values, edges: edges)
    }
    if try arguments.given("density").map(isTrue) ?? false {
      let total = bars.heights.reduce(0, +)
      let densities = bars.heights.indices.map { index in
        bars.heights[index] / total / (bars.upper[index] - bars.lower[index])
      }
      bars = Bars(
        name: name, lower: bars.lower, upper: bars.upper, heights: densities, areBins: true,
        outside: bars.outside)
    }
    session.figure.change { $0.marks.append(.bars(bars)) }
    let edges = bars.lower + bars.upper.suffix(1)
    return makeTuple([
      departed(
        try Tensor(shape: [bars.heights.count], values: bars.heights), from: [], through: ""),
      departed(try Tensor(shape: [edges.count], values: edges), from: [], through: ""), .none,
    ])
  }

  /// - Throws: `ValueError` for a number of bins that a histogram cannot have.
  public func checkBins(_ count: Int) throws {
    guard (1...Bars.binLimit).contains(count) else {
      throw EvaluationError.value("a histogram has 1 to \(Bars.binLimit) bins, not \(count)")
    }
  }
}
