/// The sizes and depths at which the parser stops with an error instead of exhausting memory or
/// the stack.
public struct ParserLimits: Sendable, Hashable {
  /// How deep brackets, prefix operators, powers, conditionals and lambdas nest.
  public var nesting: Int
  /// How deep indented blocks nest.
  public var blocks: Int
  /// How deep an expression's tree is: the number of operators in a chain.
  public var depth: Int
  /// How deep f-strings nest.
  public var formatted: Int
  /// How many tokens an entry has.
  public var tokens: Int
  /// How many bytes an entry's text has.
  public var bytes: Int

  /// Limits with the given values; what is left out takes its default.
  public init(
    nesting: Int = 200, blocks: Int = 100, depth: Int = 1_000, formatted: Int = 20,
    tokens: Int = 1_000_000, bytes: Int = 1 << 24
  ) {
    self.nesting = nesting
    self.blocks = blocks
    self.depth = depth
    self.formatted = formatted
    self.tokens = tokens
    // A token's offsets have 32 bits.
    self.bytes = min(bytes, Int(Int32.max))
  }

  /// The limits for text that a person typed or a file holds.
  public static let `default` = ParserLimits()
}
