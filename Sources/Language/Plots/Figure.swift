public import Plotting

/// What pyplot's functions have drawn and not shown yet.
public struct Figure: Sendable {
  /// The drawing; nil before anything is drawn.
  public private(set) var plot: Plot?
  /// Differs between figures of a session that are not the same.
  private(set) var revision = 0

  /// Changes the drawing, which is begun where there is none.
  mutating func change<R>(_ body: (inout Plot) throws -> R) rethrows -> R {
    var plot = self.plot ?? Figure.empty
    let result = try body(&plot)
    self.plot = plot
    revision += 1
    return result
  }

  /// Begins a drawing, in the place of one that is there.
  mutating func begin() {
    plot = Figure.empty
    revision += 1
  }

  /// Takes the drawing away.
  mutating func clear() {
    guard plot != nil else { return }
    plot = nil
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

  /// Shows the figure and begins anew; nothing where nothing was drawn.
  func showFigure() {
    if let plot = session.figure.plot, !plot.marks.isEmpty { emit(.plot(plot)) }
    session.figure.clear()
  }

  /// Shows what a notebook's cell has drawn, as notebooks do without `show`.
  func showFigureOfCell() {
    if options.echo == .last { showFigure() }
  }
}
