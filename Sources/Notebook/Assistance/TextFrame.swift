/// A bracket, a field of an f-string or the parameters of a lambda, while they are open.
struct TextFrame: Sendable {
  /// What it is.
  enum Kind: Sendable {
    /// The arguments of a call.
    case call
    /// The brackets of a subscript.
    case subscripted
    /// The brackets of a list, a tuple or a dict, or around an expression.
    case display
    /// A field of an f-string.
    case field
    /// The parameters of a `def`.
    case parameters
    /// The parameters of a `lambda`, which a colon ends.
    case lambda
  }

  let kind: Kind
  /// The token that opens it.
  let opener: Int
  /// How many commas of its own it has so far.
  var commas = 0
  /// The keyword arguments of a call so far.
  var keywords: [String] = []
  /// Whether the last of them is that of the current argument.
  var isKeyword = false
  /// Whether nothing of the current item is there yet.
  var isItemStart = true
  /// Whether what it holds is bound: the target of `for`.
  var isTarget: Bool

  init(_ kind: Kind, at opener: Int, isTarget: Bool = false) {
    self.kind = kind
    self.opener = opener
    self.isTarget = isTarget
  }

  /// Goes on to the next item.
  mutating func nextItem() {
    commas += 1
    isKeyword = false
    isItemStart = true
  }
}
