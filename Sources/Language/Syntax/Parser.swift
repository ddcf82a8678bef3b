/// Reads one entry: Python's statements, and commands.
///
/// A recursive-descent parser with precedence climbing for operators; its recursion is bounded by
/// `ParserLimits`. The grammar, in Python's notation:
///
///     entry        = { statement }
///     statement    = compound | simple { ';' simple } [ ';' ] NEWLINE
///     simple       = command | help | expression_statement | assignment | 'pass' | 'break'
///                  | 'continue' | 'return' [value] | 'raise' [expression ['from' expression]]
///                  | 'assert' expression [',' expression] | 'del' targets
///                  | 'global' names | 'nonlocal' names | import
///     assignment   = { targets '=' } value | target ':' expression ['=' value]
///                  | target augmented_operator value
///     value        = values | command
///     import       = 'import' module ['as' NAME] { ',' module ['as' NAME] }
///                  | 'from' module 'import' ('*' | names_as | '(' names_as [','] ')')
///     compound     = if | while | for | try | with | { '@' expression NEWLINE } def
///     block        = ':' (NEWLINE INDENT { statement } DEDENT | simple { ';' simple } NEWLINE)
///     if           = 'if' expression block { 'elif' expression block } ['else' block]
///     while        = 'while' expression block ['else' block]
///     for          = 'for' targets 'in' values block ['else' block]
///     try          = 'try' block { 'except' [expression ['as' NAME]] block } ['else' block]
///                    ['finally' block]
///     with         = 'with' (items | '(' items [','] ')') block
///     items        = expression ['as' target] { ',' expression ['as' target] }
///     def          = 'def' NAME '(' [parameters] ')' ['->' expression] block
///     values       = item { ',' item } [',']              (a comma makes a tuple)
///     item         = '*' operation | expression
///     expression   = lambda | or ['if' or 'else' expression]
///     lambda       = 'lambda' [parameters] ':' expression
///     or, and      = and { 'or' and },  not { 'and' not }
///     not          = 'not' not | comparison
///     comparison   = operation { ('<' | … | 'in' | 'not' 'in' | 'is' ['not']) operation }
///     operation    = left-associative, from loose to tight: |  &  + -  * / // % @
///     unary        = ('-' | '+' | '~') unary | power
///     power        = postfix [('**' | '^') unary]
///     postfix      = atom { '(' arguments ')' | '[' subscripts ']' | '.' NAME | '′' | '″' }
///     atom         = NAME | NUMBER | STRING+ | 'None' | 'True' | 'False' | '...'
///                  | '(' [values | item clauses] ')' | '[' [values | item clauses] ']'
///                  | '{' [pairs | pair clauses] '}'
///     clauses      = 'for' targets 'in' or { 'if' or } { clauses }
///     command      = WORD { argument }                    (see `Parser+Commands.swift`)
///     help         = ('?' | '??') [subject] | subject ('?' | '??')   (see `Parser+Help.swift`)
public struct Parser {
  let commands: [String: CommandSyntax]
  let commandNames: [String]
  let limits: ParserLimits
  let isBound: (String) -> Bool

  var source = EntrySource(file: nil, text: "", firstLine: 1)
  var cursor = TokenCursor(bytes: [], list: TokenList(tokens: [Token(.end, 0, 0)]))
  /// How deep brackets and prefix operators nest at the cursor.
  var nesting = 0
  /// How deep blocks nest at the cursor.
  var blocks = 0
  /// How many loops of the current function are open.
  var loops = 0
  /// How many functions are open.
  var functions = 0
  /// How many of them `return` cannot leave, because a command's argument is inside.
  var closedFunctions = 0
  /// Names bound earlier in the entry, as far as they are seen at the cursor.
  var bound: Set<String> = []
  /// The names of each function, by the offset at which it starts.
  var scopes: [Int: FunctionScope] = [:]
  /// Whether a function was met whose names are not known yet.
  var needsScopes = false

  /// A parser that knows these commands, and which names the user has bound.
  public init(
    commands: [CommandSyntax], limits: ParserLimits = .default,
    isBound: @escaping (String) -> Bool
  ) {
    self.commands = Dictionary(
      commands.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    commandNames = commands.map(\.name)
    self.limits = limits
    self.isBound = isBound
  }

  /// Reads an entry, in O(length of the text).
  public func parse(_ source: EntrySource) throws(SyntaxError) -> Entry {
    var parser = try begun(source, isInline: false)
    var statements = try parser.entry()
    let scopes = try ScopeAnalysis.functions(in: statements)
    if parser.needsScopes {
      // Which names a function takes from outside is known only when the functions around it have
      // ended, so an entry with functions is read a second time.
      var second = try begun(source, isInline: false)
      second.scopes = scopes
      statements = try second.entry()
    }
    return Entry(statements: statements, source: source)
  }

  /// Reads a text that is one expression, in O(length of the text).
  public func parseExpression(_ source: EntrySource) throws(SyntaxError) -> Expression {
    var parser = try begun(source, isInline: true)
    var expression = try parser.wholeExpression()
    if parser.needsScopes {
      let statement = Statement(.expression(expression, muted: false), expression.range)
      var second = try begun(source, isInline: true)
      second.scopes = try ScopeAnalysis.functions(in: [statement])
      expression = try second.wholeExpression()
    }
    return expression
  }

  /// A copy of the parser at the start of a text.
  private func begun(_ source: EntrySource, isInline: Bool) throws(SyntaxError) -> Parser {
    let length = source.text.utf8.count
    guard length <= limits.bytes else {
      throw SyntaxError(.textTooLong(limit: limits.bytes), SourceRange(0, 0))
    }
    var parser = self
    let bytes = Array(source.text.utf8)
    let lexer = Lexer(bytes, in: 0..<length, limits: limits, isInline: isInline)
    parser.source = source
    parser.cursor = TokenCursor(bytes: bytes, list: lexer.tokens())
    return parser
  }

  private mutating func entry() throws(SyntaxError) -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .end { try statement(into: &statements) }
    return statements
  }

  private mutating func wholeExpression() throws(SyntaxError) -> Expression {
    let tree = try values()
    guard current.kind == .end else { throw unexpected() }
    return tree.expression
  }
}
