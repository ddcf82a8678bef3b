public import Language
public import Plotting
import Tensors

/// What entries show, as plain text.
public enum OutputText {
  /// The text of an output, without a final line break.
  ///
  /// What the user chose with `set width` and `set rows` stands over what is given here.
  ///
  /// - Parameters:
  ///   - lineWidth: the columns after which a shown tensor's rows go on in the next line; NumPy's
  ///     75 where it is nil.
  ///   - rows: the rows of the window: a shown tensor takes at most two less; any number where it
  ///     is nil.
  ///   - characters: what plots are drawn with, where the user chose nothing.
  public static func text(
    of output: Output, lineWidth: Int? = nil, rows: Int? = nil,
    characters: PlotCharacters = .braille
  ) -> String {
    switch output {
    case .text(let text), .page(let text), .measured(let text, _): return text
    case .value(.none(_, let message?, _), _): return "None: " + message
    case .value(.tensor(let tensor), let style):
      let options = style.printOptions(lineWidth: lineWidth)
      guard let limit = limit(style.rows, window: rows) else { return tensor.text(options) }
      return WindowText(tensor: tensor, options: options, limit: limit).text
    case .value(let value, let style):
      return value.text(style.printOptions(lineWidth: lineWidth))
    case .plot(let plot, let style):
      return plot.text(
        layout(style, lineWidth: lineWidth, rows: rows, characters: characters))
    }
  }

  /// The most columns and rows of a plot, unless the user chose a width: a wide window makes it no
  /// clearer.
  private static let plotSize = (columns: 80, rows: 20)

  /// The layout of a plot; without a window it is as wide as a tensor's rows.
  public static func layout(
    _ style: DisplayStyle, lineWidth: Int? = nil, rows: Int? = nil,
    characters: PlotCharacters = .braille
  ) -> PlotLayout {
    PlotLayout(
      width: style.lineWidth ?? min(lineWidth ?? PrintOptions().lineWidth, plotSize.columns),
      height: min(limit(style.rows, window: rows) ?? plotSize.rows, plotSize.rows),
      characters: style.plotCharacters ?? characters, columns: DisplayWidth.of)
  }

  /// The rows that a tensor may take: of a window, all but the input's line and the next prompt.
  private static func limit(_ rows: DisplayStyle.Rows, window: Int?) -> Int? {
    switch rows {
    case .automatic: window.map { max($0 - 2, 1) }
    case .atMost(let count): count
    case .all: nil
    }
  }
}

/// A tensor's text cut to a number of rows.
private struct WindowText {
  let tensor: Tensor
  let options: PrintOptions
  let limit: Int

  /// The text with as many items at the edges of each axis as fit; with one where none do.
  var text: String {
    let whole = tensor.text(options)
    guard !fits(whole) else { return whole }
    // More edge items never take fewer rows, and every item of an outer axis takes one.
    var low = 1
    var high = max(limit, 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(text(edgeItems: middle)) { low = middle } else { high = middle - 1 }
    }
    return text(edgeItems: low)
  }

  private func text(edgeItems: Int) -> String {
    var options = options
    options.threshold = min(options.threshold, 2 * edgeItems)
    options.edgeItems = edgeItems
    return tensor.text(options)
  }

  private func fits(_ text: String) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "\n") } < limit
  }
}
