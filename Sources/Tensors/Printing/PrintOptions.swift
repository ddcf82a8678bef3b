/// How arrays are printed; the defaults are NumPy's.
///
/// Values of rank 0 are printed like NumPy's scalars, shortest that round-trips, whatever the
/// options say.
public struct PrintOptions: Sendable, Hashable {
  /// The most digits after the decimal point.
  public var precision: Int
  /// The most elements that are printed in full; of more, only the edges are.
  public var threshold: Int
  /// The elements kept at each end of an axis that is cut; at least one is.
  public var edgeItems: Int
  /// The characters after which a row goes on in the next line.
  public var lineWidth: Int
  /// Whether small numbers and mixed magnitudes stay out of scientific notation.
  public var suppress: Bool

  /// NumPy's defaults where nothing else is said.
  public init(
    precision: Int = 8, threshold: Int = 1000, edgeItems: Int = 3, lineWidth: Int = 75,
    suppress: Bool = false
  ) {
    self.precision = precision
    self.threshold = threshold
    self.edgeItems = edgeItems
    self.lineWidth = lineWidth
    self.suppress = suppress
  }

  /// The most elements of one tensor that are ever printed, whatever `threshold` says.
  ///
  /// NumPy keeps going until memory ends, which a broadcast view reaches from a single number.
  /// Beyond the limit the outer axes are cut.
  public static let elementLimit = 1 << 20

  /// The same options with every number in the range that the arithmetic of layout is safe in.
  ///
  /// No finite float has 400 digits after the point, and no printed row has 2³² characters.
  var clamped: PrintOptions {
    var result = self
    result.precision = min(max(precision, 0), 400)
    result.edgeItems = min(max(edgeItems, 1), PrintOptions.elementLimit)
    result.lineWidth = min(max(lineWidth, 0), 1 << 32)
    return result
  }
}
