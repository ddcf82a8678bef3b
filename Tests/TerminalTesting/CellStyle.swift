/// How a cell of an emulated terminal looks.
public struct CellStyle: Sendable, Hashable, CustomStringConvertible {
  /// The colour of the characters by its number: 0 to 7, 8 to 15 for the bright ones, up to 255.
  public var color: Int?
  /// The colour behind them.
  public var background: Int?
  /// Whether they are bold.
  public var isBold = false
  /// Whether they are faint.
  public var isDim = false
  /// Whether they are slanted.
  public var isItalic = false
  /// Whether they are underlined.
  public var isUnderlined = false
  /// Whether colours are swapped.
  public var isReversed = false

  /// The style of a terminal that was just switched on, with some things changed.
  public init(
    color: Int? = nil, background: Int? = nil, isBold: Bool = false, isDim: Bool = false,
    isUnderlined: Bool = false, isReversed: Bool = false
  ) {
    self.color = color
    self.background = background
    self.isBold = isBold
    self.isDim = isDim
    self.isUnderlined = isUnderlined
    self.isReversed = isReversed
  }

  /// No colour and no attribute.
  public static let plain = CellStyle()

  /// The parts that are not plain: `bold color 1`.
  public var description: String {
    var parts: [String] = []
    if isBold { parts.append("bold") }
    if isDim { parts.append("dim") }
    if isItalic { parts.append("italic") }
    if isUnderlined { parts.append("underlined") }
    if isReversed { parts.append("reversed") }
    if let color { parts.append("color \(color)") }
    if let background { parts.append("on \(background)") }
    return parts.isEmpty ? "plain" : parts.joined(separator: " ")
  }

  /// Takes the parameters of an `SGR` sequence.
  ///
  /// - Returns: whether all of them are known.
  mutating func apply(_ parameters: [Int]) -> Bool {
    var rest = parameters.isEmpty ? [0] : parameters[...]
    while let code = rest.popFirst() {
      guard apply(code, &rest) else { return false }
    }
    return true
  }

  private mutating func apply(_ code: Int, _ rest: inout ArraySlice<Int>) -> Bool {
    switch code {
    case 0: self = .plain
    case 1: isBold = true
    case 2: isDim = true
    case 3: isItalic = true
    case 4: isUnderlined = true
    case 7: isReversed = true
    case 22: (isBold, isDim) = (false, false)
    case 23: isItalic = false
    case 24: isUnderlined = false
    case 27: isReversed = false
    case 30...37: color = code - 30
    case 39: color = nil
    case 40...47: background = code - 40
    case 49: background = nil
    case 90...97: color = code - 82
    case 100...107: background = code - 92
    case 38, 48:
      guard rest.popFirst() == 5, let number = rest.popFirst() else { return false }
      if code == 38 { color = number } else { background = number }
    default: return false
    }
    return true
  }
}
