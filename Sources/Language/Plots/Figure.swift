public import Plotting

/// What pyplot's functions have drawn and not shown yet: one drawing, or those of `subplot`.
public struct Figure: Sendable {
  /// Where a drawing stands: in a grid of rows and columns.
  struct Place: Sendable, Hashable {
    let rows: Int
    let columns: Int
    /// Its number, row by row, from 1.
    let number: Int

    /// Of a figure with one drawing.
    static let whole = Place(rows: 1, columns: 1, number: 1)
    /// The most drawings of a grid.
    static let limit = 100
  }

  /// The drawings, in the order in which they were begun.
  private var plots: [(place: Place, plot: Plot)] = []
  /// The place of the drawing that is being made.
  private var place = Place.whole
  /// Differs between figures of a session that are not the same.
  private(set) var revision = 0

  /// The drawing that is being made; nil before anything is drawn.
  public var plot: Plot? { plots.first { $0.place == place }?.plot }

  /// The drawings that have something on them, in the order in which they were begun.
  public var drawn: [Plot] { plots.map(\.plot).filter { !$0.marks.isEmpty } }

  /// Changes the drawing, which is begun where there is none.
  mutating func change<R>(_ body: (inout Plot) throws -> R) rethrows -> R {
    var plot = self.plot ?? Figure.empty
    let result = try body(&plot)
    if let index = plots.firstIndex(where: { $0.place == place }) {
      plots[index].plot = plot
    } else {
      plots.append((place, plot))
    }
    revision += 1
    return result
  }

  /// Begins a drawing, in the place of those that are there.
  mutating func begin() {
    place = .whole
    plots = [(place, Figure.empty)]
    revision += 1
  }

  /// Goes to a drawing beside the others.
  mutating func choose(_ place: Place) {
    self.place = place
    revision += 1
  }

  /// Takes the drawings away.
  mutating func clear() {
    guard !plots.isEmpty || place != .whole else { return }
    (plots, place) = ([], .whole)
    revision += 1
  }

  /// As in matplotlib, a legend is there where it is asked for.
  private static var empty: Plot {
    var plot = Plot()
    plot.showsLegend = false
    return plot
  }
}

/// Writes plots to files: what commands and pyplot's `savefig` need of whoever knows files.
public protocol PlotWriting: CommandContext {
  /// Writes a plot to a file whose name says its format.
  ///
  /// - Returns: what is to be told besides, if anything is.
  /// - Throws: `ValueError` for a format that is not known, `OSError` where the file cannot be
  ///   written.
  func write(_ plot: Plot, to path: String) throws -> String?
}

extension Evaluator {
  /// Writes a plot to a file.
  ///
  /// - Returns: what is to be told besides.
  /// - Throws: `OSError` where there are no files.
  public func write(_ plot: Plot, to path: String) throws -> String? {
    effects &+= 1
    guard let writer = options.context as? any PlotWriting else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    return try writer.write(plot, to: path)
  }

  /// The place that `subplot(rows, columns, number)` or `subplot(231)` names.
  ///
  /// - Throws: `ValueError` for what is no place of a grid.
  func subplot(_ arguments: [Object]) throws -> Figure.Place {
    var numbers = try arguments.map { try index($0) }
    if numbers.isEmpty { numbers = [1, 1, 1] }
    if numbers.count == 1, (111...999).contains(numbers[0]) {
      numbers = [numbers[0] / 100, numbers[0] / 10 % 10, numbers[0] % 10]
    }
    guard numbers.count == 3 else {
      throw EvaluationError.type(
        "subplot() takes the rows, the columns and a number", hint: "plt.subplot(1, 2, 1)")
    }
    let limit = Figure.Place.limit
    guard (1...limit).contains(numbers[0]), (1...limit / numbers[0]).contains(numbers[1]) else {
      throw EvaluationError.value(
        "a figure has 1 to \(limit) drawings, not \(numbers[0]) × \(numbers[1])")
    }
    let count = numbers[0] * numbers[1]
    guard (1...count).contains(numbers[2]) else {
      throw EvaluationError.value(
        "num must be an integer with 1 <= num <= \(count), not \(numbers[2])")
    }
    return Figure.Place(rows: numbers[0], columns: numbers[1], number: numbers[2])
  }

  /// Shows the figure's drawings, one below the other, and begins anew; nothing where nothing was
  /// drawn.
  func showFigure() {
    for plot in session.figure.drawn { emit(.plot(plot)) }
    session.figure.clear()
  }

  /// Shows what a notebook's cell has drawn, as notebooks do without `show`.
  func showFigureOfCell() {
    if options.echo == .last { showFigure() }
  }
}
