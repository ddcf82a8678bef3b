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
  public let comparison: ComparisonOperator
  public let operatorRange: SourceRange
  public let operand: Expression

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
  public let target: Expression
  public let iterable: Expression
  public let conditions: [Expression]

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

/// Arithmetic operators between two operands. `^` is another spelling of `**`.
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

/// A function's name, parameters and body, of a `def` or a `lambda`.
public final class FunctionDefinition: Sendable {
  public let name: String
  public let parameters: [ParameterDeclaration]
  public let body: Body
  public let decorators: [Expression]
  /// The first string statement of the body.
  public let documentation: String?
  public let range: SourceRange
  /// The entry's text, for the functions that outlive their entry.
  public let source: EntrySource
  /// Names assigned in the body and its nested blocks, parameters first, without those that
  /// `global` and `nonlocal` declare.
  public let locals: [String]
  /// Names declared `nonlocal` in the body.
  public let nonlocals: Set<String>
  /// Names declared `global` in the body.
  public let globals: Set<String>
  /// Locals that a nested function, lambda or comprehension reads or writes.
  public let captured: Set<String>
  /// Names this function takes from enclosing functions (directly or for a nested function).
  public let free: Set<String>

  /// The statements of a `def` or the one expression of a `lambda`.
  public enum Body: Sendable {
    case statements([Statement])
    case expression(Expression)
  }

  public init(
    name: String, parameters: [ParameterDeclaration], body: Body, decorators: [Expression],
    documentation: String?, range: SourceRange, source: EntrySource, locals: [String],
    nonlocals: Set<String>, globals: Set<String>, captured: Set<String>, free: Set<String>
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.decorators = decorators
    self.documentation = documentation
    self.range = range
    self.source = source
    self.locals = locals
    self.nonlocals = nonlocals
    self.globals = globals
    self.captured = captured
    self.free = free
  }
}

/// One parameter of a function definition.
public struct ParameterDeclaration: Sendable {
  /// How arguments reach it.
  public enum Kind: Sendable, Hashable {
    case positionalOnly, normal, keywordOnly
    /// `*args`
    case rest
    /// `**kwargs`
    case keywordRest
  }
  public let name: String
  public let kind: Kind
  public let defaultValue: Expression?
  public let range: SourceRange

  public init(name: String, kind: Kind, defaultValue: Expression?, range: SourceRange) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.range = range
  }
}

/// The text that a range points into, and where it came from.
public final class EntrySource: Sendable {
  /// The file's name, or nil at the prompt.
  public let file: String?
  /// The entry's whole text.
  public let text: String
  /// The line of the file, from 1, at which the entry starts.
  public let firstLine: Int

  public init(file: String?, text: String, firstLine: Int) {
    self.file = file
    self.text = text
    self.firstLine = firstLine
  }
}

/// One statement and where it stands.
public struct Statement: Sendable {
  public let kind: Kind
  public let range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The kinds of statement.
  public indirect enum Kind: Sendable {
    /// An expression whose value is shown, unless `muted` by a trailing `;`.
    case expression(Expression, muted: Bool)
    /// `a = b = value`: targets from left to right.
    case assignment(targets: [Expression], value: Expression)
    /// `x: int = 3`; the annotation is parsed and not evaluated.
    case annotated(target: Expression, value: Expression?)
    case augmented(target: Expression, BinaryOperator, operatorRange: SourceRange, value: Expression)
    /// Each `if`/`elif` with its body, then `else`.
    case conditional([ConditionalBranch], otherwise: [Statement])
    case forLoop(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement])
    case whileLoop(condition: Expression, body: [Statement], otherwise: [Statement])
    case breakLoop
    case continueLoop
    case pass
    case function(FunctionDefinition)
    case returned(Expression?)
    case with([WithItem], body: [Statement])
    case attempt(
      body: [Statement], handlers: [ExceptionHandler], otherwise: [Statement],
      finally: [Statement])
    case raised(Expression?, cause: Expression?)
    case assertion(Expression, message: Expression?)
    case deletion([Expression])
    /// `import a.b as c`
    case imported(module: String, alias: String?, moduleRange: SourceRange)
    /// `from a.b import c as d, …`; a name `*` imports everything.
    case importedNames(module: String, names: [ImportedName], moduleRange: SourceRange)
    case nonlocal([String])
    case global([String])
    case command(Command, muted: Bool)
  }
}

/// A condition and the statements that run when it holds.
public struct ConditionalBranch: Sendable {
  public let condition: Expression
  public let body: [Statement]

  public init(condition: Expression, body: [Statement]) {
    self.condition = condition
    self.body = body
  }
}

/// `context as target` of a `with`.
public struct WithItem: Sendable {
  public let context: Expression
  public let target: Expression?

  public init(context: Expression, target: Expression?) {
    self.context = context
    self.target = target
  }
}

/// `except type as name:` and its body.
public struct ExceptionHandler: Sendable {
  /// The type or tuple of types; nil catches every exception.
  public let type: Expression?
  public let name: String?
  public let body: [Statement]
  public let range: SourceRange

  public init(type: Expression?, name: String?, body: [Statement], range: SourceRange) {
    self.type = type
    self.name = name
    self.body = body
    self.range = range
  }
}

/// `name as alias` of a `from … import`.
public struct ImportedName: Sendable {
  public let name: String
  public let alias: String?
  public let range: SourceRange

  public init(name: String, alias: String?, range: SourceRange) {
    self.name = name
    self.alias = alias
    self.range = range
  }
}

/// A bare-word command and its arguments: `grad z x`.
public struct Command: Sendable {
  public let name: String
  public let nameRange: SourceRange
  public let arguments: [CommandArgument]
  /// The text after the command's name, as typed, without surrounding blanks.
  public let rest: String
  public let range: SourceRange

  public init(
    name: String, nameRange: SourceRange, arguments: [CommandArgument], rest: String,
    range: SourceRange
  ) {
    self.name = name
    self.nameRange = nameRange
    self.arguments = arguments
    self.rest = rest
    self.range = range
  }
}

/// One blank-separated argument of a command.
public struct CommandArgument: Sendable {
  /// What it was parsed as, by what the command declares.
  public enum Kind: Sendable {
    case expression(Expression)
    /// A bare word or path; quotes removed.
    case word(String)
    /// `--name` or `--name=value`.
    case option(name: String, value: String?)
  }
  public let kind: Kind
  /// The argument as typed.
  public let text: String
  public let range: SourceRange

  public init(kind: Kind, text: String, range: SourceRange) {
    self.kind = kind
    self.text = text
    self.range = range
  }
}

/// One top-level statement, or several on one line joined by `;`: what is run and committed at once.
public struct Entry: Sendable {
  public let statements: [Statement]
  public let source: EntrySource

  public init(statements: [Statement], source: EntrySource) {
    self.statements = statements
    self.source = source
  }
}
