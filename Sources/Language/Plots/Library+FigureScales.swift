import Plotting

/// The scales of pyplot's figure.
extension Library {
  static let figureScales: [BuiltinFunction] = [
    scale("xscale", ["pyplot.xscale", "axes.set_xscale"], "horizontal", \.xAxis),
    scale("yscale", ["pyplot.yscale", "axes.set_yscale"], "vertical", \.yAxis),
    limits("xlim", ["pyplot.xlim", "axes.set_xlim"], "horizontal", ["left", "right"], \.xAxis),
    limits("ylim", ["pyplot.ylim", "axes.set_ylim"], "vertical", ["bottom", "top"], \.yAxis),
    ticks("xticks", ["pyplot.xticks", "axes.set_xticks"], "horizontal", \.xAxis),
    ticks("yticks", ["pyplot.yticks", "axes.set_yticks"], "vertical", \.yAxis),
    lines("semilogx", "horizontal", [\.xAxis]), lines("semilogy", "vertical", [\.yAxis]),
    lines("loglog", "horizontal and vertical", [\.xAxis, \.yAxis]),
  ]

  private typealias AxisPath = any WritableKeyPath<Plot, PlotAxis> & Sendable

  private static func scale(
    _ name: String, _ names: [String], _ axis: String, _ path: AxisPath
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: names,
      summary: "Chooses a linear or logarithmic scale of the \(axis) axis.",
      example: "plt.\(name)('log')", parameters: [.normal("value"), otherKeywords]
    ) { arguments, evaluator in
      guard case .string(let text) = arguments.required(0),
        let scale = ["linear": PlotScale.linear, "log": .logarithmic][text]
      else {
        throw EvaluationError.value(
          "a scale is 'linear' or 'log', not "
            + (try evaluator.representation(of: arguments.required(0))))
      }
      evaluator.session.figure.change { $0[keyPath: path].scale = scale }
      return .none
    }
  }

  private static func limits(
    _ name: String, _ names: [String], _ axis: String, _ ends: [String], _ path: AxisPath
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: names, summary: "Sets the ends of the \(axis) axis.",
      example: "plt.\(name)(0., 1.)",
      parameters: [
        .normal(ends[0], default: .value(.none)), .normal(ends[1], default: .value(.none)),
        otherKeywords,
      ]
    ) { arguments, evaluator in
      var given = [arguments.given(0), arguments.given(1)]
      if given[1] == nil, let pair = given[0].flatMap(evaluator.listItems), pair.count == 2 {
        given = pair
      }
      let numbers = try given.map { end -> Double? in
        switch end {
        case nil, .none?: nil
        case let end?: try evaluator.real(end, for: name)
        }
      }
      guard numbers.allSatisfy({ $0?.isFinite ?? true }) else {
        throw EvaluationError.value("the ends of an axis are finite numbers")
      }
      if let low = numbers[0], let high = numbers[1], low >= high {
        throw EvaluationError.value(
          "the lower end \(PlotNumber.text(low)) of the \(axis) axis is not below the upper, "
            + PlotNumber.text(high))
      }
      evaluator.session.figure.change { plot in
        if let low = numbers[0] { plot[keyPath: path].lower = low }
        if let high = numbers[1] { plot[keyPath: path].upper = high }
      }
      return .none
    }
  }

  private static func ticks(
    _ name: String, _ names: [String], _ axis: String, _ path: AxisPath
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: names, summary: "Chooses what is marked on the \(axis) axis.",
      example: "plt.\(name)([0., 1.], ['no', 'yes'])",
      parameters: [
        .normal("ticks", default: .value(.none)), .normal("labels", default: .value(.none)),
        otherKeywords,
      ]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, name, known: ["ticks", "labels"])
      guard let places = try arguments.given(0).map({ try evaluator.plotArray($0, "ticks").values })
      else { return .none }
      var names = places.map { PlotNumber.text($0) }
      if let labels = arguments.given(1) {
        let items = try evaluator.items(of: labels)
        guard items.count == places.count else {
          throw EvaluationError.value(
            "there are \(places.count) ticks and \(items.count) labels")
        }
        names = try items.map { try evaluator.label($0) ?? "" }
      }
      evaluator.session.figure.change {
        $0[keyPath: path].names = zip(places, names).map { AxisName($0, $1) }
      }
      return .none
    }
  }

  /// Lines on logarithmic axes.
  private static func lines(
    _ name: String, _ axis: String, _ paths: [AxisPath]
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: ["pyplot.\(name)", "axes.\(name)"],
      summary: "Draws lines as plot does, with a logarithmic scale on the \(axis) axis.",
      example: "plt.\(name)([1., 10., 100.])", parameters: [.rest("values"), otherKeywords]
    ) { arguments, evaluator in
      try evaluator.drawLines(arguments, name)
      evaluator.session.figure.change { plot in
        for path in paths { plot[keyPath: path].scale = .logarithmic }
      }
      return .none
    }
  }
}
