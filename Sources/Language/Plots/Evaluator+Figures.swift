public import Plotting
import Tensors

/// What pyplot's functions do.
extension Evaluator {
  /// `plt.plot(x, y, 'o-', …)`: groups of values, of places with values, and of format strings.
  func drawLines(_ arguments: BoundArguments, _ name: String) throws {
    try FigureKeywords.check(
      arguments, name, known: ["label", "marker", "linestyle", "ls"])
    let label = arguments.keywordRest.first { $0.name == "label" }?.value
    var rest = arguments.rest[...]
    var added: [Series] = []
    while let first = rest.popFirst() {
      var format = FigureFormat()
      var places: Object?
      var values = first
      if let next = rest.first, !isString(next) {
        (places, values) = (first, next)
        rest.removeFirst()
      }
      if case .string(let text)? = rest.first {
        format = try FigureFormat(text)
        rest.removeFirst()
      }
      for keyword in arguments.keywordRest { format.take(keyword.name, keyword.value) }
      let x = try places.map { try plotArray($0, "x") }
      let y = try plotArray(values, "y")
      // A matrix of places with one of values is one of lines, which pairs columns.
      if let x, x.rank == 2, x.shape == y.shape {
        added += zip(x.columns, y.columns).map { format.series(x: $0, y: $1) }
      } else {
        added += try series(y, against: x, names: ("y", "x"), areNamed: false)
          .map { format.series(x: $0.x, y: $0.y) }
      }
    }
    guard !added.isEmpty else {
      throw EvaluationError.type("\(name)() takes values to draw", hint: "plt.plot(x, y)")
    }
    let names = try label.map { try labels($0, count: added.count) }
    session.figure.change { plot in
      for (index, var series) in added.enumerated() {
        series.name = names?[index]
        plot.marks.append(.series(series))
      }
    }
  }

  private func isString(_ object: Object) -> Bool {
    if case .string = object { return true }
    return false
  }

  /// One name for all lines or a list with one for each.
  private func labels(_ object: Object, count: Int) throws -> [String?] {
    if let items = listItems(object), items.count == count { return try items.map(label) }
    return Array(repeating: try label(object), count: count)
  }

  /// A name of a mark: the text of an object; none for None.
  func label(_ object: Object) throws -> String? {
    switch object {
    case .none: nil
    case .string(let text): text
    default: try string(of: object)
    }
  }

  /// `plt.scatter(x, y)`.
  func drawPoints(_ arguments: BoundArguments) throws {
    try FigureKeywords.check(arguments, "scatter", known: ["label", "marker"])
    let x = try plotArray(arguments.required(0), "x")
    let y = try plotArray(arguments.required(1), "y")
    guard x.values.count == y.values.count else {
      throw EvaluationError.value("x and y must be the same size")
    }
    let name = try arguments.given("label").flatMap(label)
    session.figure.change { plot in
      plot.marks.append(
        .series(Series(name: name, x: x.values, y: y.values, hasLine: false, hasPoints: true)))
    }
  }

  /// `plt.bar(x, height, width)`: at numbers, or at names.
  func drawBars(_ arguments: BoundArguments) throws {
    try FigureKeywords.check(arguments, "bar", known: ["label"])
    var names: [String] = []
    var places: [Double]
    let heights = try plotArray(arguments.required(1), "height").values
    if let items = listItems(arguments.required(0)), !items.isEmpty, items.allSatisfy(isString) {
      names = try items.map { try label($0) ?? "" }
      places = names.indices.map(Double.init)
    } else {
      places = try plotArray(arguments.required(0), "x").values
    }
    var all = heights
    if heights.count == 1, places.count > 1 {
      all = Array(repeating: heights[0], count: places.count)
    }
    guard places.count == all.count else {
      throw EvaluationError.value(
        "there are \(places.count) places and \(all.count) heights of bars")
    }
    let width = try real(arguments.required(2), for: "width")
    let name = try arguments.given("label").flatMap(label)
    session.figure.change { plot in
      plot.marks.append(
        .bars(
          Bars(
            name: name, lower: places.map { $0 - width / 2 }, upper: places.map { $0 + width / 2 },
            heights: all)))
      if !names.isEmpty {
        plot.xAxis.names = zip(places, names).map { AxisName($0, $1) }
      }
    }
  }

  /// A matrix as a heat map.
  ///
  /// - Throws: `ValueError` for what is no matrix, or is empty.
  public func heatMap(_ array: PlotArray, _ name: String) throws -> HeatMap {
    let isVector = array.rank == 1
    guard array.rank == 2 || isVector else {
      throw EvaluationError.value(
        "\(name) has shape \(Shape.text(array.shape)); a heat map shows a matrix",
        hint: array.rank > 2
          ? "take a part of it: \(name)[\(array.shape.dropLast(2).map { _ in "0" }.joined(separator: ", "))]"
          : "[[\(name)]] is a matrix")
    }
    guard !array.values.isEmpty else {
      throw EvaluationError.value("\(name) is empty: there is nothing to draw")
    }
    return HeatMap(
      rows: isVector ? 1 : array.shape[0], columns: isVector ? array.shape[0] : array.shape[1],
      values: array.values)
  }
}

extension FigureFormat {
  /// Points that are drawn in this format.
  func series(x: [Double], y: [Double]) -> Series {
    Series(x: x, y: y, hasLine: hasLine, hasPoints: hasPoints || x.count == 1)
  }
}
