import Autodiff
public import Plotting
import Tensors

/// Numbers to be drawn, with the shape of the tensor or the lists that they come from.
public struct PlotArray: Sendable {
  /// The extents.
  public let shape: [Int]
  /// The numbers, in row-major order.
  public let values: [Double]

  /// More numbers than this are not drawn: nobody sees them.
  public static let countLimit = 10_000_000

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The columns of a matrix.
  public var columns: [[Double]] {
    guard rank == 2 else { return rank == 1 ? [values] : [] }
    return (0..<shape[1]).map { column in
      (0..<shape[0]).map { values[$0 * shape[1] + column] }
    }
  }
}

extension Evaluator {
  /// What an object has of numbers to be drawn: a tensor, a Variable, a range, a list of such.
  ///
  /// Python's numbers stay as they are; they do not become tensors of the session's element type.
  /// None is a gap.
  ///
  /// - Parameter name: what the user calls it.
  /// - Throws: `TypeError` for what is no number, `ValueError` for ragged lists and for more numbers
  ///   than ``PlotArray/countLimit``.
  public func plotArray(_ object: Object, _ name: String) throws -> PlotArray {
    try plotArray(object, name, depth: 0)
  }

  private func plotArray(_ object: Object, _ name: String, depth: Int) throws -> PlotArray {
    switch object {
    case .float(let value): return PlotArray(shape: [], values: [value])
    case .int(let value): return PlotArray(shape: [], values: [Double(value)])
    case .bool(let value): return PlotArray(shape: [], values: [value ? 1 : 0])
    case .none where depth > 0: return PlotArray(shape: [], values: [.nan])
    case .range(let range):
      try check(range.count, name)
      return PlotArray(shape: [range.count], values: (0..<range.count).map { Double(range[$0]) })
    default: break
    }
    if let tensor = plainTensor(object) {
      try check(tensor.count, name)
      return PlotArray(
        shape: tensor.shape, values: try tensor.cast(to: .float64).values(as: Double.self))
    }
    guard depth < 8 else { throw EvaluationError.value("\(name) is nested too deep to be drawn") }
    if let items = listItems(object) { return try stacked(items, name, depth: depth) }
    if case .iterator = heapObject(object) {
      return try stacked(items(of: object), name, depth: depth)
    }
    throw EvaluationError.type(
      "\(name) is of type \(typeName(of: object).name); numbers can be drawn",
      hint: "a list, a tensor or a Variable of numbers")
  }

  private func stacked(_ items: [Object], _ name: String, depth: Int) throws -> PlotArray {
    try check(items.count, name)
    var values: [Double] = []
    values.reserveCapacity(items.count)
    var shape: [Int]?
    for (index, item) in items.enumerated() {
      try pollInterruption()
      let part = try plotArray(item, "\(name)[\(index)]", depth: depth + 1)
      guard shape == nil || shape == part.shape else {
        throw EvaluationError.value(
          "\(name)[\(index)] has shape \(Shape.text(part.shape)), and those before it "
            + Shape.text(shape ?? []),
          hint: "what is drawn together has one shape")
      }
      shape = part.shape
      values += part.values
      try check(values.count, name)
    }
    return PlotArray(shape: [items.count] + (shape ?? []), values: values)
  }

  private func check(_ count: Int, _ name: String) throws {
    guard count <= PlotArray.countLimit else {
      throw EvaluationError.value(
        "\(name) has \(count) numbers; at most \(PlotArray.countLimit) are drawn",
        hint: "draw a part of them: \(name)[::10]")
    }
  }

  /// Series of values, one for each column of a matrix, against places or their numbers.
  ///
  /// - Parameters:
  ///   - places: where the values stand, from the left; nil for their numbers from 0.
  ///   - names: what the values and the places are called in errors, the values in legends as well.
  /// - Throws: `ValueError` for nothing, for numbers that have no order and for different lengths.
  public func series(
    _ values: PlotArray, against places: PlotArray?, names: (values: String, places: String),
    areNamed: Bool
  ) throws -> [Series] {
    let name = names.values
    guard values.rank == 1 || values.rank == 2 else {
      throw EvaluationError.value(
        values.rank == 0
          ? "\(name) is a single number, which makes no line"
          : "\(name) has shape \(Shape.text(values.shape)); values of one or two axes are drawn",
        hint: values.rank == 0
          ? "gather numbers in a list, or write plot \(name) in the body of a loop"
          : "take a part of it: \(name)[0]")
    }
    guard !values.values.isEmpty else {
      throw EvaluationError.value("\(name) is empty: there is nothing to draw")
    }
    let columns = values.columns
    guard columns.count <= Plot.seriesLimit else {
      throw EvaluationError.value(
        "\(name) has \(columns.count) columns; at most \(Plot.seriesLimit) lines are drawn at once",
        hint: "heatmap \(name) shows a matrix; \(name)[:, :\(Plot.seriesLimit)] has fewer columns")
    }
    if let places, places.shape != [values.shape[0]] {
      throw EvaluationError.value(
        "\(name) has shape \(Shape.text(values.shape)), and \(names.places) "
          + Shape.text(places.shape),
        hint: "each of the \(values.shape[0]) values has one place")
    }
    return columns.enumerated().map { index, column in
      var series = Series(values: column)
      if let places {
        series = Series(x: places.values, y: column, hasPoints: column.count == 1)
      }
      if areNamed { series.name = values.rank == 1 ? name : "\(name)[:, \(index)]" }
      return series
    }
  }
}

extension Plot {
  /// More lines than this nobody tells apart.
  public static let seriesLimit = 20
}
