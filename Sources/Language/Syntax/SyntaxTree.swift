/// The syntax tree of the prompt's language: Python's expressions and statements, and commands.
///
/// Trees are values whose depth the parser bounds (`ParserLimits`), so that walking, printing and
/// releasing one by recursion is safe.

/// One expression and where it stands.
public struct Expression: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands in the entry's text.
  public let range: SourceRange

  /// An expression of a kind at a place.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The kinds of expression.
  public indirect enum Kind: Sendable {
    case none
    case bool(Bool)
    /// An integer literal, already checked to 64 bits.
    case int(Int)
    case float(Double)
    case string(String)
    /// An f-string: literal text and replacement fields in order.
    case formatted([FormattedPart])
    /// `...`
    case ellipsis
    case name(String)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `a < b <= c`: the first operand, then each operator with its right operand.
    case comparison(Expression, [ComparisonPart])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)
    /// `value if condition else alternative`
    case conditional(condition: Expression, value: Expression, alternative: Expression)
    case call(Expression, [Argument])
    case attribute(Expression, name: String, nameRange: SourceRange)
    /// `base[items]`: one item for each part between commas. `x[a, b]` has two items and
    /// `isTuple`; `x[a]` has one.
    case subscripted(Expression, [SubscriptItem], isTuple: Bool)
    case list([Expression])
    case tuple([Expression])
    case dict([DictItem])
    /// `[element for … in … if …]`
    case listComprehension(Expression, [ComprehensionClause])
    /// `{key: value for … in … if …}`
    case dictComprehension(key: Expression, value: Expression, [ComprehensionClause])
    /// `(element for … in … if …)`
    case generator(Expression, [ComprehensionClause])
    case lambda(FunctionDefinition)
    /// `*x` in a call's arguments, a list, a tuple or an assignment's target.
    case starred(Expression)
    /// `f′(x)`: the prime derivative of a function, `order` primes.
    case prime(Expression, order: Int)
    /// `grad z x` where an expression is expected (`g = grad z x`).
    case command(Command)
  }
}

/// Literal text or a replacement field of an f-string.
public enum FormattedPart: Sendable {
  case text(String)
  /// `{value!conversion:spec}`; `label` is the text before `=` in `{x=}` with the `=`, or nil.
  /// The format spec may itself hold fields.
  case field(
    Expression, label: String?, conversion: Character?, spec: [FormattedPart])
}

/// An operator and the operand at its right in a comparison chain.
public struct ComparisonPart: Sendable {
  /// The operator.
  public let comparison: ComparisonOperator
  /// Where the operator stands.
  public let operatorRange: SourceRange
  /// The operand at its right.
  public let operand: Expression

  /// An operator at a place with the operand at its right.
  public init(_ comparison: ComparisonOperator, _ operatorRange: SourceRange, _ operand: Expression)
  {
    self.comparison = comparison
    self.operatorRange = operatorRange
    self.operand = operand
  }
}

/// One argument of a call.
public enum Argument: Sendable {
  case positional(Expression)
  case keyword(name: String, nameRange: SourceRange, value: Expression)
  /// `*x`
  case unpacked(Expression)
  /// `**x`
  case unpackedKeywords(Expression)
}

/// One part between the commas of a subscript.
public enum SubscriptItem: Sendable {
  /// An index, a name, `...` or `None`.
  case index(Expression)
  /// `start:stop:step`, each of them optional.
  case slice(start: Expression?, stop: Expression?, step: Expression?, range: SourceRange)
}

/// An entry of a dict display.
public enum DictItem: Sendable {
  case pair(key: Expression, value: Expression)
  /// `**other`
  case unpacked(Expression)
}

/// `for target in iterable if condition …` of a comprehension.
public struct ComprehensionClause: Sendable {
  /// What each element is bound to.
  public let target: Expression
  /// What gives the elements.
  public let iterable: Expression
  /// What an element must meet to count.
  public let conditions: [Expression]

  /// A clause with its conditions.
  public init(target: Expression, iterable: Expression, conditions: [Expression]) {
    self.target = target
    self.iterable = iterable
    self.conditions = conditions
  }
}

/// Operators before their operand.
public enum UnaryOperator: String, Sendable, CaseIterable {
  case minus = "-"
  case plus = "+"
  case invert = "~"
}

/// Arithmetic operators between two operands.
///
/// `^` is another spelling of `**`.
public enum BinaryOperator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case matmul = "@"
  case power = "**"
  case bitAnd = "&"
  case bitOr = "|"
}

/// Comparison operators.
public enum ComparisonOperator: String, Sendable, CaseIterable {
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case isSame = "is"
  case isNotSame = "is not"
  case isIn = "in"
  case isNotIn = "not in"
}
