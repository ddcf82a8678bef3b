import Language
import OrderedCollections
import Plotting
import Tensors

/// A use of `plot`, as a drawing.
struct PlotRequest {
  private let invocation: CommandInvocation
  private let evaluator: Evaluator
  private let operands: [CommandArgument]
  private let scale: PlotScale
  private let hasPoints: Bool

  init(_ invocation: CommandInvocation, _ operands: [CommandArgument]) throws {
    self.invocation = invocation
    evaluator = invocation.evaluator
    self.operands = operands
    let options = try invocation.options(known: ["log", "points"])
    scale = options.keys.contains("log") ? .logarithmic : .linear
    hasPoints = options.keys.contains("points")
  }

  /// The plot; nil where it only adds a point to a curve that a loop draws.
  ///
  /// - Parameter point: where a tangent is wanted.
  func plot(tangentAt point: CommandArgument?) throws -> Plot? {
    let values = try operands.map(invocation.value(of:))
    let functionCount = values.prefix(while: isFunction).count
    if functionCount > 0 {
      return try FunctionPlot(
        evaluator, zip(operands, values).map { ($0, $1) }, functionCount: functionCount,
        scale: scale
      ).plot(tangentAt: try point.map { try number($0, invocation.value(of: $0)) })
    }
    if let point {
      throw EvaluationError.type(
        "at \(point.text) is the place of a tangent, and \(operands[0].text) is no function",
        hint: "plot sin -3 3 at 1")
    }
    if let named = evaluator.dictionary(values[0]), values.count == 1 { return try plot(of: named) }
    let arrays = try zip(operands, values).map { try evaluator.plotArray($1, $0.text) }
    if arrays.allSatisfy({ $0.rank == 0 }), evaluator.loopDepth > 0 {
      try evaluator.extendCurves(
        by: arrays.map { $0.values[0] }, names: operands.map(\.text), scale: scale,
        at: invocation.command.range)
      return nil
    }
    guard arrays.count <= 2 else {
      throw EvaluationError.type(
        "plot takes values and their places, not \(arrays.count) arguments",
        hint: "plot y x, or several lines as the columns of a matrix: plot stack([a, b],axis=1)")
    }
    return try plot(of: arrays)
  }

  private func isFunction(_ object: Object) -> Bool {
    switch evaluator.typeName(of: object) {
    case .function, .builtin, .method: true
    default: false
    }
  }

  private func number(_ argument: CommandArgument, _ object: Object) throws -> Double {
    let array = try evaluator.plotArray(object, argument.text)
    guard array.values.count == 1, array.values[0].isFinite else {
      throw EvaluationError.value("\(argument.text) is no finite number")
    }
    return array.values[0]
  }

  private func plot(of arrays: [PlotArray]) throws -> Plot {
    let name = operands[0].text
    let places = arrays.count > 1 ? arrays[1] : nil
    let series = try evaluator.series(
      arrays[0], against: places, names: (name, operands.last?.text ?? name),
      areNamed: arrays[0].rank == 2)
    return try drawn(
      series, label: series.count == 1 ? name : nil, places: places == nil ? nil : operands[1].text)
  }

  /// Named lists, such as the history of a training.
  private func plot(of named: ObjectDictionary) throws -> Plot {
    var series: [Series] = []
    for entry in named.values {
      let name = evaluator.displayValue(of: entry.key).plainText
      let array = try evaluator.plotArray(entry.value, name)
      for var one in try evaluator.series(
        array, against: nil, names: (name, name), areNamed: true)
      {
        if array.rank == 1 { one.name = name }
        series.append(one)
      }
    }
    guard !series.isEmpty, series.count <= Plot.seriesLimit else {
      throw EvaluationError.value(
        series.isEmpty
          ? "\(operands[0].text) is empty: there is nothing to draw"
          : "\(operands[0].text) has \(series.count) lines; at most \(Plot.seriesLimit) are drawn")
    }
    return try drawn(series, label: nil, places: nil)
  }

  private func drawn(_ series: [Series], label: String?, places: String?) throws -> Plot {
    var plot = Plot(
      marks: series.map { one in
        var one = one
        if hasPoints { (one.hasLine, one.hasPoints) = (false, true) }
        return .series(one)
      })
    plot.xAxis = PlotAxis(label: places)
    plot.yAxis = PlotAxis(label: label, scale: scale)
    return try plot.checked(operands[0].text)
  }
}

extension Plot {
  /// The plot, unless there is nothing that could be seen.
  ///
  /// - Throws: a `ValueError` that says why there is nothing.
  func checked(_ name: String) throws -> Plot {
    guard isEmpty else { return self }
    if yAxis.scale == .logarithmic {
      throw EvaluationError.value(
        "no value of \(name) is positive, and a logarithm has a place for no other",
        hint: "leave --log out")
    }
    throw EvaluationError.value(
      "\(name) has no finite numbers: there is nothing to draw",
      hint: "why tells where a NaN comes from")
  }
}

extension DisplayValue {
  /// A string without its quotes; other values as they are shown.
  fileprivate var plainText: String {
    if case .string(let text) = self { return text }
    return text
  }
}
