public import Plotting
public import Tensors

/// How tensors are written, as far as the user chose it.
public struct DisplayStyle: Sendable, Hashable {
  /// How many rows a shown tensor may take.
  public enum Rows: Sendable, Hashable {
    /// What the window has room for; in files, any number.
    case automatic
    /// At most so many.
    case atMost(Int)
    /// Any number, also in a small window.
    case all
  }

  /// The most digits after the decimal point, as NumPy counts them.
  public var precision: Int
  /// The columns after which a row goes on in the next line; nil as whoever shows it likes.
  public var lineWidth: Int?
  /// The rows that a shown tensor may take.
  public var rows: Rows
  /// What plots are drawn with; nil as whoever shows them can.
  public var plotCharacters: PlotCharacters?

  /// NumPy's digits, and the window's columns and rows.
  public init(precision: Int = 8, lineWidth: Int? = nil, rows: Rows = .automatic) {
    self.precision = precision
    self.lineWidth = lineWidth
    self.rows = rows
  }

  /// The options of printing; `lineWidth` is for where the user chose none, NumPy's where it is nil.
  public func printOptions(lineWidth: Int? = nil) -> PrintOptions {
    var options = PrintOptions(precision: precision)
    if let width = self.lineWidth ?? lineWidth { options.lineWidth = width }
    return options
  }
}
