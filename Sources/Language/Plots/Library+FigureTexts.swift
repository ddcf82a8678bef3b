import Plotting

/// The texts of pyplot's figure.
extension Library {
  static let figureTexts: [BuiltinFunction] = [
    text(
      "title", ["pyplot.title", "pyplot.suptitle", "axes.set_title", "figure.suptitle"],
      "Writes a title above the figure.", "plt.title('Loss')"
    ) { $0.title = $1 },
    text(
      "xlabel", ["pyplot.xlabel", "axes.set_xlabel"], "Writes a name along the horizontal axis.",
      "plt.xlabel('step')"
    ) { $0.xAxis.label = $1 },
    text(
      "ylabel", ["pyplot.ylabel", "axes.set_ylabel"], "Writes a name along the vertical axis.",
      "plt.ylabel('loss')"
    ) { $0.yAxis.label = $1 },
    BuiltinFunction(
      "legend", matplotlib: ["pyplot.legend", "axes.legend"],
      summary: "Tells the names of what is drawn.", example: "plt.legend()",
      parameters: [
        .rest("names"), .keyword("labels", default: .value(.none)), otherKeywords,
      ]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "legend", known: ["labels"])
      let list = arguments.given("labels") ?? arguments.rest.last
      let names = try list.map { list in
        guard let items = evaluator.listItems(list) else {
          throw EvaluationError.type("legend() takes a list of names", hint: "plt.legend(['a'])")
        }
        return try items.map(evaluator.label)
      }
      evaluator.session.figure.change { plot in
        plot.showsLegend = true
        if let names { plot.rename(names) }
      }
      return .none
    },
    BuiltinFunction(
      "grid", matplotlib: ["pyplot.grid", "axes.grid"],
      summary: "Draws lines through the ticks of an image; text has none.",
      example: "plt.grid(True)",
      parameters: [.normal("visible", "b", default: .value(.bool(true))), otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, "grid", known: ["linestyle", "ls"])
      let isShown = try evaluator.isTrue(arguments.given(0) ?? .bool(true))
      evaluator.session.figure.change { $0.showsGrid = isShown }
      return .none
    },
  ]

  private static func text(
    _ name: String, _ names: [String], _ summary: String, _ example: String,
    _ change: @escaping @Sendable (inout Plot, String?) -> Void
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, matplotlib: names, summary: summary, example: example,
      parameters: [.normal("label", "s", "t"), otherKeywords]
    ) { arguments, evaluator in
      try FigureKeywords.check(arguments, name, known: ["label"])
      let label = try evaluator.label(arguments.required(0))
      evaluator.session.figure.change { change(&$0, label) }
      return .none
    }
  }
}

extension Plot {
  /// Gives names to marks in their order.
  fileprivate mutating func rename(_ names: [String?]) {
    for (index, name) in names.enumerated() where marks.indices.contains(index) {
      switch marks[index] {
      case .series(var series):
        series.name = name
        marks[index] = .series(series)
      case .bars(var bars):
        bars.name = name
        marks[index] = .bars(bars)
      case .rule(var rule):
        rule.name = name
        marks[index] = .rule(rule)
      case .heatMap: break
      }
    }
  }
}
