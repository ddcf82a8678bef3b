import Language
import Plotting
import Tensors

/// Functions of a number, drawn over a range or at given places.
struct FunctionPlot {
  private let evaluator: Evaluator
  private let samplers: [FunctionSampler]
  private let scale: PlotScale
  private let domain: Domain

  private enum Domain {
    case range(from: Double, to: Double)
    case places([Double])
  }

  init(
    _ evaluator: Evaluator, _ arguments: [(argument: CommandArgument, value: Object)],
    functionCount: Int, scale: PlotScale
  ) throws {
    self.evaluator = evaluator
    self.scale = scale
    samplers = arguments.prefix(functionCount).map { argument, value in
      FunctionSampler(
        value, name: FunctionPlot.name(of: argument.text),
        label: FunctionPlot.label(of: argument.text), evaluator)
    }
    guard functionCount <= Plot.seriesLimit else {
      throw EvaluationError.value("at most \(Plot.seriesLimit) functions are drawn at once")
    }
    let rest = arguments.dropFirst(functionCount)
    let name = arguments[functionCount - 1].argument.text
    let usage = "plot \(name) -3 3 draws it from -3 to 3"
    let arrays = try rest.map { try evaluator.plotArray($0.value, $0.argument.text) }
    switch (arrays.count, arrays.map(\.rank)) {
    case (1, [1]):
      guard !arrays[0].values.isEmpty, arrays[0].values.count <= 10_000 else {
        throw EvaluationError.value(
          "\(rest.first?.argument.text ?? "") has \(arrays[0].values.count) places; "
            + "a function is called at 1 to 10000", hint: usage)
      }
      domain = .places(arrays[0].values)
    case (2, [0, 0]):
      let (start, end) = (arrays[0].values[0], arrays[1].values[0])
      guard start.isFinite, end.isFinite else {
        throw EvaluationError.value("the ends of the range are finite numbers", hint: usage)
      }
      guard start < end else {
        throw EvaluationError.value(
          "the range ends at \(PlotNumber.text(end)), which is not above its beginning, "
            + PlotNumber.text(start),
          hint: start == end
            ? usage : "plot \(name) \(PlotNumber.text(end)) \(PlotNumber.text(start))")
      }
      domain = .range(from: start, to: end)
    default:
      throw EvaluationError.type(
        arrays.isEmpty
          ? "\(name) is a function, and needs the range over which it is drawn"
          : "behind a function stand the two ends of a range, or one list of places",
        hint: usage)
    }
  }

  /// A function's name, or the body of a lambda.
  private static func name(of text: String) -> String {
    guard text.hasPrefix("(lambda"), text.hasSuffix(")"), let colon = text.firstIndex(of: ":")
    else { return text }
    let body = text[text.index(after: colon)...].dropLast()
    return String(body.drop { $0 == " " })
  }

  /// What the legend calls a function: `f(x)`, or the body of a lambda.
  private static func label(of text: String) -> String {
    let isName = text.allSatisfy { $0.isLetter || $0.isNumber || "_.′″".contains($0) }
    return isName ? "\(text)(x)" : name(of: text)
  }

  func plot(tangentAt point: Double?) throws -> Plot {
    var plot = Plot()
    plot.xAxis = PlotAxis(label: "x")
    plot.yAxis = PlotAxis(scale: scale)
    let isOne = samplers.count == 1 && point == nil
    var visible: ClosedRange<Double>?
    var isCut = false
    for sampler in samplers {
      switch domain {
      case .places(let places):
        let values = try places.map(sampler.value(at:))
        plot.marks.append(
          .series(
            Series(
              name: isOne ? nil : sampler.label, x: places, y: values,
              hasPoints: places.count < 20)))
      case .range(let start, let end):
        let curve = try FunctionCurve(from: start, to: end, value: sampler.value(at:))
        plot.marks.append(
          .series(
            Series(
              name: isOne ? nil : sampler.label, x: curve.x, y: curve.y, isSampled: true)))
        if let range = curve.visible {
          let all = curve.y.filter(\.isFinite)
          isCut = isCut || all.contains { !range.contains($0) }
          let low = min(visible?.lowerBound ?? range.lowerBound, range.lowerBound)
          visible = low...max(visible?.upperBound ?? range.upperBound, range.upperBound)
        }
      }
    }
    if isOne { plot.yAxis.label = samplers[0].label }
    if case .range(let start, let end) = domain {
      (plot.xAxis.lower, plot.xAxis.upper) = (start, end)
    }
    if plot.isEmpty {
      let kind = scale == .linear ? "finite" : "positive"
      throw EvaluationError.value(
        "\(samplers[0].name) has no \(kind) value there: there is nothing to draw",
        hint: "choose another range")
    }
    if let point {
      try addTangents(at: point, to: &plot)
      // The curve chooses the ends, and not the tangent, which is the longer of both.
      if let range = visible, scale == .linear {
        let room = max(range.upperBound / 2 - range.lowerBound / 2, 0) * 0.2
        visible = range.lowerBound - room...range.upperBound + room
        isCut = room > 0
      }
    }
    if isCut, scale == .linear, let visible, visible.lowerBound < visible.upperBound {
      (plot.yAxis.lower, plot.yAxis.upper) = (visible.lowerBound, visible.upperBound)
    }
    return plot
  }

  /// Adds the tangent of each function at a point, and the points at which they touch.
  private func addTangents(at point: Double, to plot: inout Plot) throws {
    guard case .range(let start, let end) = domain, (start...end).contains(point) else {
      throw EvaluationError.value(
        "the point \(PlotNumber.text(point)) of the tangent is not in the range that is drawn")
    }
    for sampler in samplers {
      let value = try sampler.value(at: point)
      guard value.isFinite else {
        throw EvaluationError.value(
          "there is no tangent of \(sampler.name) at \(PlotNumber.text(point)): it has no value "
            + "there")
      }
      let slope = try sampler.slope(at: point)
      let whose = samplers.count == 1 ? "tangent" : "tangent of \(sampler.name)"
      plot.marks.append(
        .series(
          Series(
            name: "\(whose) at \(PlotNumber.text(point)), slope \(PlotNumber.text(slope))",
            x: [start, end], y: [start, end].map { value + slope * ($0 - point) },
            isSampled: true)))
      plot.marks.append(
        .series(Series(x: [point], y: [value], hasLine: false, hasPoints: true)))
    }
  }
}
