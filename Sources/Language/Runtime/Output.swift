public import Autodiff
public import Plotting
public import Tensors

/// Something that an evaluation shows, in the order in which it happens.
public enum Output: Sendable {
  /// What `print` or a command wrote, without a final line break.
  case text(String)
  /// Text of any length that the user wants to see as a whole: a terminal may show it page by page.
  case page(String)
  /// Text that holds a measurement, such as a time, and the pattern that stands for it where it is
  /// recorded: it is another one each time.
  case measured(String, pattern: String)
  /// A value that is shown, and how the session's options want it.
  case value(DisplayValue, style: DisplayStyle = DisplayStyle())
  /// A drawing, and how the session's options want it.
  case plot(Plot, style: DisplayStyle = DisplayStyle())
}

/// A value as it is shown: self-contained, of bounded depth and free of cycles.
public indirect enum DisplayValue: Sendable {
  case tensor(Tensor)
  /// None; where a gradient gave it, why: the cause, the reason in the user's names, and the
  /// command or edit that mends it.
  case none(cause: NoneCause?, message: String?, mend: String? = nil)
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(String)
  case list([DisplayValue])
  case tuple([DisplayValue])
  case dict([DisplayPair])
  case variable(name: String, isTrainable: Bool, Tensor)
  /// A tape's listing.
  case tape(String)
  case function(name: String)
  /// Any other object, as text.
  case other(String)
}

/// A key of a dict with its value.
public struct DisplayPair: Sendable {
  /// The key.
  public let key: DisplayValue
  /// The value.
  public let value: DisplayValue

  /// A pair of a key and a value.
  public init(key: DisplayValue, value: DisplayValue) {
    self.key = key
    self.value = value
  }
}
