/// How characters look: parameters of the terminal's `SGR` sequence (ECMA-48, 8.3.117).
public struct TextStyle: Sendable, Hashable {
  /// The eight colours that every terminal has.
  public enum Color: UInt8, Sendable, Hashable {
    case black, red, green, yellow, blue, magenta, cyan, white
  }

  /// The colour of the characters; the terminal's own where it is nil.
  public var color: Color?
  /// Whether the characters are bold.
  public var isBold: Bool
  /// Whether they are faint.
  public var isDim: Bool
  /// Whether they are underlined.
  public var isUnderlined: Bool
  /// Whether their colours and those behind them are swapped.
  public var isReversed: Bool

  /// A style; plain where nothing is given.
  public init(
    _ color: Color? = nil, isBold: Bool = false, isDim: Bool = false, isUnderlined: Bool = false,
    isReversed: Bool = false
  ) {
    self.color = color
    self.isBold = isBold
    self.isDim = isDim
    self.isUnderlined = isUnderlined
    self.isReversed = isReversed
  }

  /// No colour and no attribute.
  public static let plain = TextStyle()
}

/// Text in one style, without line breaks.
public struct StyledText: Sendable, Hashable {
  /// The characters.
  public var text: String
  /// How they look.
  public var style: TextStyle

  /// Text in a style.
  public init(_ text: String, _ style: TextStyle = .plain) {
    self.text = text
    self.style = style
  }
}

/// A range of a text in one style, in UTF-8 offsets.
public struct StyledRange: Sendable, Hashable {
  /// The bytes.
  public var range: Range<Int>
  /// How they look.
  public var style: TextStyle

  /// A range in a style.
  public init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}
