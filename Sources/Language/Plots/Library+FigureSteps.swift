import Plotting

/// Beginning, showing and saving pyplot's figure.
extension Library {
  static let figureSteps: [BuiltinFunction] = [
    BuiltinFunction(
      "figure", matplotlib: ["pyplot.figure"], summary: "Begins a new figure.",
      example: "plt.figure(figsize=(6, 4))", parameters: [.rest("number"), otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "figure", known: [])
      evaluator.session.figure.begin()
      return .module(figureModule)
    },
    BuiltinFunction(
      "subplots", matplotlib: ["pyplot.subplots"],
      summary: "Begins a new figure and gives it with its axes.",
      example: "fig, ax = plt.subplots()",
      parameters: [
        .normal("nrows", default: .value(.int(1))), .normal("ncols", default: .value(.int(1))),
        otherKeywords,
      ]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "subplots", known: ["nrows", "ncols"])
      let counts = try [0, 1].map { try evaluator.index(arguments.required($0)) }
      guard counts == [1, 1] else {
        throw EvaluationError.value(
          "subplots() gives one pair of axes here, not \(counts[0]) × \(counts[1])",
          hint: "plt.subplot(\(counts[0]), \(counts[1]), 1) goes to the first of them, and so on")
      }
      evaluator.session.figure.begin()
      return evaluator.makeTuple([.module(figureModule), .module(axesModule)])
    },
    BuiltinFunction(
      "subplot", matplotlib: ["pyplot.subplot"],
      summary: "Goes to one of the drawings of a figure, which are shown one below the other.",
      example: "plt.subplot(1, 2, 1)", parameters: [.rest("place"), otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "subplot", known: [])
      evaluator.session.figure.choose(try evaluator.subplot(arguments.rest))
      return .module(axesModule)
    },
    BuiltinFunction(
      "gca", matplotlib: ["pyplot.gca", "figure.gca", "figure.add_subplot", "pyplot.axes"],
      summary: "The axes of the figure.", example: "plt.gca()",
      parameters: [.rest("place"), otherKeywords]
    ) { arguments, _ in
      let place = arguments.rest.map { object -> Int? in
        if case .int(let number) = object { return number }
        return nil
      }
      guard [[], [111], [1, 1, 1]].contains(place) else {
        throw EvaluationError.value(
          "a figure gives one pair of axes here",
          hint: "go from one to the next with plt.subplot(1, 2, 1)")
      }
      return .module(axesModule)
    },
    BuiltinFunction(
      "gcf", matplotlib: ["pyplot.gcf"], summary: "The figure.", example: "plt.gcf()",
      parameters: []
    ) { _, _ in .module(figureModule) },
    BuiltinFunction(
      "show", matplotlib: ["pyplot.show", "figure.show"],
      summary: "Shows the figure and begins anew.", example: "plt.plot([1., 4., 9.])\nplt.show()",
      parameters: [otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "show", known: [])
      evaluator.showFigure()
      return .none
    },
    BuiltinFunction(
      "savefig", matplotlib: ["pyplot.savefig", "figure.savefig"],
      summary: "Writes the figure to a file, .svg or .png.", example: "plt.savefig",
      parameters: [.normal("fname", role: .path), otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "savefig", known: ["format"])
      let path = try evaluator.text(arguments.required(0), "savefig() argument 1")
      let plots = evaluator.session.figure.drawn
      guard let plot = plots.first else {
        throw EvaluationError.value(
          "there is nothing to save", hint: "save before plt.show(), which begins anew")
      }
      guard plots.count == 1 else {
        throw EvaluationError.value(
          "a file holds one drawing here, and the figure has \(plots.count)",
          hint: "save each from a figure of its own: plt.figure()")
      }
      if let note = try evaluator.write(plot, to: path) { evaluator.emit(.text(note)) }
      return .none
    },
    BuiltinFunction(
      "close", matplotlib: ["pyplot.close", "pyplot.clf", "pyplot.cla", "axes.clear", "axes.cla"],
      summary: "Takes away what was drawn and not shown.", example: "plt.close()",
      parameters: [.rest("figures")]
    ) { _, evaluator in
      evaluator.session.figure.clear()
      return .none
    },
    BuiltinFunction(
      "set", matplotlib: ["axes.set"], summary: "Sets title and names of axes at once.",
      example: "ax = plt.gca()\nax.set(title='Loss', xlabel='step')",
      parameters: [otherKeywords]
    ) { arguments, evaluator in
      for keyword in arguments.keywordRest {
        let text = try evaluator.label(keyword.value)
        switch keyword.name {
        case "title": evaluator.session.figure.change { $0.title = text }
        case "xlabel": evaluator.session.figure.change { $0.xAxis.label = text }
        case "ylabel": evaluator.session.figure.change { $0.yAxis.label = text }
        default:
          throw EvaluationError.type(
            "set() takes title, xlabel and ylabel here, not '\(keyword.name)'",
            hint: "ax.set_\(keyword.name)(…) may be there")
        }
      }
      return .none
    },
  ]

  private static let figureModule = Module("matplotlib.figure")
  private static let axesModule = Module("matplotlib.axes")

  /// What has no effect on a drawing of text and lines.
  static let figureFreedoms: [BuiltinFunction] = [
    free("tight_layout", ["pyplot.tight_layout", "figure.tight_layout"], "room around the figure"),
    free("colorbar", ["pyplot.colorbar", "figure.colorbar"], "the scale of shades, always shown"),
    free("axis", ["pyplot.axis", "axes.axis"], "the frame of axes"),
    free("pause", ["pyplot.pause"], "waiting"),
    free("ion", ["pyplot.ion", "pyplot.ioff"], "interactive windows"),
    free("use", ["pyplot.style.use"], "styles"),
    free("tick_params", ["pyplot.tick_params", "axes.tick_params"], "the look of ticks"),
    free("draw", ["pyplot.draw"], "drawing at once"),
  ]

  private static func free(_ name: String, _ names: [String], _ what: String) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: names, summary: "Does nothing: it concerns \(what).",
      example: "plt.\(names[0].dropFirst("pyplot.".count))()",
      parameters: [.rest("arguments"), otherKeywords]
    ) { _, _ in .none }
  }
}
