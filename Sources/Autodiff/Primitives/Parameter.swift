/// A parameter of a primitive: an operand or an attribute.
public struct Parameter: Sendable {
  /// What is accepted for it.
  public enum Kind: Sendable, Hashable {
    /// One operand.
    case tensor
    /// A list of operands.
    case tensors
    /// Any number of operands, one after the other.
    case operands
    /// None, an axis or a sequence of axes.
    case axes
    /// One axis.
    case axis
    /// None or one axis.
    case optionalAxis
    /// True or False.
    case flag
    /// A sequence of extents.
    case shape
    /// None or an order of the axes.
    case permutation
    /// An element type.
    case dtype
    /// A whole number.
    case integer
    /// A whole number or a sequence of whole numbers.
    case integers
    /// A list of lists of whole numbers.
    case rows
    /// A real number, as a constant that derivatives do not flow through.
    case number
    /// A string, one of some where these are given; upper and lower case are the same.
    case string(oneOf: [String])
    /// `'SAME'`, `'VALID'`, or how many elements are to stand before and behind each axis.
    case padding
    /// The parts of a subscript.
    case slices

    /// Whether it takes tensors, which derivatives may flow through.
    public var isOperand: Bool { self == .tensor || isSeveral }

    /// Whether it takes any number of tensors.
    public var isSeveral: Bool { self == .tensors || self == .operands }
  }

  /// The name, as a keyword argument.
  public let name: String
  /// Other keywords for it, as TensorFlow and NumPy have them.
  public let aliases: [String]
  /// What is accepted.
  public let kind: Kind
  /// What it is when it is left out; nil where it must be there.
  public let defaultValue: Attribute?
  /// Whether it can be given by keyword only.
  public let isKeywordOnly: Bool
  /// Whether an operand has the element type of the others: a condition and indices have not.
  public let sharesDType: Bool

  private init(
    _ name: String, _ aliases: [String], _ kind: Kind, default defaultValue: Attribute? = nil,
    isKeywordOnly: Bool = false, sharesDType: Bool = true
  ) {
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.defaultValue = defaultValue
    self.isKeywordOnly = isKeywordOnly
    self.sharesDType = sharesDType
  }

  /// An operand.
  static func tensor(_ name: String, _ aliases: String...) -> Parameter {
    Parameter(name, aliases, .tensor)
  }

  /// An operand that is a number where it is left out, so that there is a derivative by it.
  static func tensor(_ name: String, _ aliases: String..., default number: Double) -> Parameter {
    Parameter(name, aliases, .tensor, default: .number(number))
  }

  /// An operand of an element type of its own: a condition, indices, lengths.
  static func separateTensor(_ name: String, _ aliases: String...) -> Parameter {
    Parameter(name, aliases, .tensor, sharesDType: false)
  }

  /// A list of operands.
  static func tensors(_ name: String, _ aliases: String...) -> Parameter {
    Parameter(name, aliases, .tensors)
  }

  /// Any number of operands, one after the other.
  static func operands(_ name: String, _ aliases: String...) -> Parameter {
    Parameter(name, aliases, .operands)
  }

  /// An attribute that must be given.
  static func required(_ name: String, _ kind: Kind, _ aliases: String...) -> Parameter {
    Parameter(name, aliases, kind)
  }

  /// An attribute with a default; where that is None, None may be given.
  static func optional(
    _ name: String, _ kind: Kind, _ defaultValue: Attribute, _ aliases: String...
  ) -> Parameter {
    Parameter(name, aliases, kind, default: defaultValue)
  }

  /// An attribute with a default, given by keyword only.
  static func keyword(
    _ name: String, _ kind: Kind, _ defaultValue: Attribute, _ aliases: String...
  ) -> Parameter {
    Parameter(name, aliases, kind, default: defaultValue, isKeywordOnly: true)
  }

  /// The axes of a reduction: all by default.
  static let axes = Parameter.optional("axis", .axes, .none, "axes", "reduction_indices")
  /// Whether reduced axes stay with extent 1.
  static let keepdims = Parameter.optional("keepdims", .flag, .flag(false), "keep_dims")
}
