import Plotting

extension Library {
  /// matplotlib's pyplot, as far as listings use it: there is one figure, with one pair of axes.
  static let figures: [BuiltinFunction] =
    figureMarks + figureTexts + figureScales + figureSteps + figureFreedoms

  private static let label = BuiltinParameter.keyword("label", default: .value(.none))
  static let otherKeywords = BuiltinParameter.keywords("options")

  private static let figureMarks: [BuiltinFunction] = [
    BuiltinFunction(
      "plot", matplotlib: ["pyplot.plot", "axes.plot"],
      summary: "Draws lines through values, against their numbers or against places.",
      example: "plt.plot([0., 1., 2.], [0., 1., 4.], 'o-', label='squares')",
      parameters: [.rest("values"), otherKeywords]
    ) { arguments, evaluator in
      try evaluator.drawLines(arguments, "plot")
      return .none
    },
    BuiltinFunction(
      "scatter", matplotlib: ["pyplot.scatter", "axes.scatter"],
      summary: "Draws points.", example: "plt.scatter([0., 1., 2.], [0., 1., 4.])",
      parameters: [
        .normal("x"), .normal("y"), .normal("s", default: .value(.none)),
        .normal("c", default: .value(.none)), label, otherKeywords,
      ]
    ) { arguments, evaluator in
      try evaluator.drawPoints(arguments)
      return .none
    },
    BuiltinFunction(
      "bar", matplotlib: ["pyplot.bar", "axes.bar"],
      summary: "Draws bars at numbers or at names.", example: "plt.bar(['a', 'b'], [3., 5.])",
      parameters: [
        .normal("x"), .normal("height"), .normal("width", default: .value(.float(0.8))), label,
        otherKeywords,
      ]
    ) { arguments, evaluator in
      try evaluator.drawBars(arguments)
      return .none
    },
    BuiltinFunction(
      "hist", matplotlib: ["pyplot.hist", "axes.hist"],
      summary: "Draws how many values fall into bins, and gives the counts and the bins' bounds.",
      example: "plt.hist([1., 2., 2., 3.], bins=2)",
      parameters: [
        .normal("x"), .normal("bins", default: .value(.int(10))),
        .normal("range", default: .value(.none)),
        .normal("density", default: .value(.bool(false))), label, otherKeywords,
      ]
    ) { arguments, evaluator in try evaluator.drawHistogram(arguments) },
    BuiltinFunction(
      "imshow", matplotlib: ["pyplot.imshow", "pyplot.matshow", "axes.imshow", "axes.matshow"],
      summary: "Draws a matrix as shades.", example: "plt.imshow([[1., 2.], [3., 4.]])",
      parameters: [.normal("X"), otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "imshow", known: ["origin"])
      if let origin = arguments.keywordRest.first(where: { $0.name == "origin" })?.value,
        try evaluator.label(origin) == "lower"
      {
        throw EvaluationError.value(
          "the first row of a matrix stands on top here", hint: "plt.imshow(x[::-1])")
      }
      let map = try evaluator.heatMap(evaluator.plotArray(arguments.required(0), "X"), "X")
      evaluator.session.figure.change { $0.marks.append(.heatMap(map)) }
      return .none
    },
    rule("axhline", "A horizontal line at a number of the vertical axis.", "y", isHorizontal: true),
    rule(
      "axvline", "A vertical line at a number of the horizontal axis.", "x", isHorizontal: false),
  ]

  private static func rule(
    _ name: String, _ summary: String, _ place: String, isHorizontal: Bool
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: ["pyplot.\(name)", "axes.\(name)"], summary: summary,
      example: "plt.\(name)(0.5)",
      parameters: [
        .normal(place, default: .value(.float(0))), .keyword("label", default: .value(.none)),
        otherKeywords,
      ]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, name, known: ["label", "linestyle", "ls"])
      let value = try evaluator.real(arguments.required(0), for: place)
      let label = try arguments.given("label").flatMap(evaluator.label)
      evaluator.session.figure.change {
        $0.marks.append(
          .rule(Rule(name: label, value: value, isHorizontal: isHorizontal)))
      }
      return .none
    }
  }
}
