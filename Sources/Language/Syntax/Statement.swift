/// One statement and where it stands.
public struct Statement: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands in the entry's text.
  public let range: SourceRange

  /// A statement of a kind at a place.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// Whether the statement is an expression or a command, which have values.
  var isExpression: Bool {
    switch kind {
    case .expression, .command: true
    default: false
    }
  }

  /// The kinds of statement.
  public indirect enum Kind: Sendable {
    /// An expression whose value is shown, unless `muted` by a trailing `;`.
    case expression(Expression, muted: Bool)
    /// `a = b = value`: targets from left to right.
    case assignment(targets: [Expression], value: Expression)
    /// `x: int = 3`; the annotation is parsed and not evaluated.
    case annotated(target: Expression, value: Expression?)
    case augmented(
      target: Expression, BinaryOperator, operatorRange: SourceRange, value: Expression)
    /// Each `if`/`elif` with its body, then `else`.
    case conditional([ConditionalBranch], otherwise: [Statement])
    case forLoop(
      target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement])
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
  /// What must hold.
  public let condition: Expression
  /// What runs then.
  public let body: [Statement]

  /// A branch with its condition.
  public init(condition: Expression, body: [Statement]) {
    self.condition = condition
    self.body = body
  }
}

/// `context as target` of a `with`.
public struct WithItem: Sendable {
  /// What is entered and left.
  public let context: Expression
  /// What the entered value is bound to.
  public let target: Expression?

  /// A context with its target.
  public init(context: Expression, target: Expression?) {
    self.context = context
    self.target = target
  }
}

/// `except type as name:` and its body.
public struct ExceptionHandler: Sendable {
  /// The type or tuple of types; nil catches every exception.
  public let type: Expression?
  /// What the exception is bound to.
  public let name: String?
  /// What runs when one is caught.
  public let body: [Statement]
  /// Where the handler stands.
  public let range: SourceRange

  /// A handler for exceptions of a type.
  public init(type: Expression?, name: String?, body: [Statement], range: SourceRange) {
    self.type = type
    self.name = name
    self.body = body
    self.range = range
  }
}

/// `name as alias` of a `from … import`.
public struct ImportedName: Sendable {
  /// The name in the module, or `*`.
  public let name: String
  /// What it is called here.
  public let alias: String?
  /// Where it stands.
  public let range: SourceRange

  /// A name with its alias.
  public init(name: String, alias: String?, range: SourceRange) {
    self.name = name
    self.alias = alias
    self.range = range
  }
}

/// One top-level statement, or several on one line joined by `;`: what is run and committed at once.
public struct Entry: Sendable {
  /// Its statements in order.
  public let statements: [Statement]
  /// Its text.
  public let source: EntrySource

  /// The statements of a text.
  public init(statements: [Statement], source: EntrySource) {
    self.statements = statements
    self.source = source
  }
}
