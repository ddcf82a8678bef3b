/// The names of a function, as `FunctionDefinition` has them.
struct FunctionScope: Sendable, Equatable {
  var locals: [String] = []
  var nonlocals: Set<String> = []
  var globals: Set<String> = []
  var captured: Set<String> = []
  var free: Set<String> = []
}

/// `lambda`, `def` and their parameters.
extension Parser {
  /// `lambda`: its body is one expression.
  mutating func lambda() throws(SyntaxError) -> Tree {
    let start = advance().start
    try descend()
    defer { nesting -= 1 }
    let (parameters, depth) = try parameters(until: .colon, annotated: false)
    try expect(.colon)
    let body = try expression()
    let definition = definition(
      name: "<lambda>", parameters, .expression(body.expression), [], nil, range(from: start))
    return try node(.lambda(definition), definition.range, over: max(body.depth, depth))
  }

  /// `def`, whose decorators were read.
  mutating func function(decorators: [Expression]) throws(SyntaxError) -> Statement {
    let start = advance().start
    let (name, _) = try expectName("the function's name")
    try expect(.leftParenthesis)
    let (parameters, _) = try parameters(until: .rightParenthesis, annotated: true)
    try close(.rightParenthesis)
    if accept(.arrow) { _ = try expression() }
    bound.insert(name)
    let outer = (bound, loops)
    bound.formUnion(parameters.map(\.name))
    loops = 0
    functions += 1
    defer {
      functions -= 1
      (bound, loops) = outer
    }
    let body = try block(after: "def")
    var documentation: String?
    if case .expression(let first, _)? = body.first?.kind, case .string(let text) = first.kind {
      documentation = text
    }
    let definition = definition(
      name: name, parameters, .statements(body), decorators, documentation,
      SourceRange(start, body.last?.range.end ?? start))
    return Statement(.function(definition), definition.range)
  }

  private mutating func definition(
    name: String, _ parameters: [ParameterDeclaration], _ body: FunctionDefinition.Body,
    _ decorators: [Expression], _ documentation: String?, _ range: SourceRange
  ) -> FunctionDefinition {
    let scope = scopes[range.start]
    if scope == nil { needsScopes = true }
    return FunctionDefinition(
      name: name, parameters: parameters, body: body, decorators: decorators,
      documentation: documentation, range: range, source: source, locals: scope?.locals ?? [],
      nonlocals: scope?.nonlocals ?? [], globals: scope?.globals ?? [],
      captured: scope?.captured ?? [], free: scope?.free ?? [])
  }

  /// `parameters`, up to the symbol that ends them.
  private mutating func parameters(
    until end: Token.Symbol, annotated: Bool
  ) throws(SyntaxError) -> ([ParameterDeclaration], depth: Int) {
    var list = ParameterList()
    while !at(end) {
      let start = current
      if accept(.slash) {
        try list.endPositional(start.range)
      } else if accept(.doubleStar) {
        try list.append(try parameter(.keywordRest, start.start, annotated))
      } else if accept(.star) {
        if at(.comma) || at(end) {
          try list.endPositionals(start.range)
        } else {
          try list.append(try parameter(.rest, start.start, annotated))
        }
      } else {
        try list.append(try parameter(list.nextKind, start.start, annotated))
      }
      guard accept(.comma) else { break }
    }
    if let star = list.bareStar { throw SyntaxError(.misplacedParameter("'*'"), star) }
    return (list.parameters, list.depth)
  }

  /// One parameter, whose stars were read.
  private mutating func parameter(
    _ kind: ParameterKind, _ start: Int, _ annotated: Bool
  ) throws(SyntaxError) -> (ParameterDeclaration, depth: Int) {
    let (name, _) = try expectName("a parameter's name")
    if annotated, accept(.colon) { _ = try expression() }
    var value: Tree?
    if kind != .rest, kind != .keywordRest, accept(.assign) { value = try expression() }
    let declaration = ParameterDeclaration(
      name: name, kind: kind, defaultValue: value?.expression, range: range(from: start))
    return (declaration, value?.depth ?? 0)
  }
}

/// The parameters read so far, and Python's rules for their order.
private struct ParameterList {
  var parameters: [ParameterDeclaration] = []
  var depth = 0
  var nextKind = ParameterKind.normal
  /// A `*` without a name that no keyword-only parameter has followed yet.
  var bareStar: SourceRange?
  private var names: Set<String> = []
  private var hasDefault = false
  private var hasSlash = false

  mutating func append(_ next: (ParameterDeclaration, depth: Int)) throws(SyntaxError) {
    let (parameter, depth) = next
    if parameters.last?.kind == .keywordRest {
      throw SyntaxError(.misplacedParameter("a parameter after '**'"), parameter.range)
    }
    guard names.insert(parameter.name).inserted else {
      throw SyntaxError(.duplicateParameter(parameter.name), parameter.range)
    }
    switch parameter.kind {
    case .rest:
      if nextKind == .keywordOnly {
        throw SyntaxError(.misplacedParameter("a second '*'"), parameter.range)
      }
      nextKind = .keywordOnly
    case .keywordRest:
      if let bareStar { throw SyntaxError(.misplacedParameter("'*'"), bareStar) }
    case .keywordOnly:
      bareStar = nil
    case .normal, .positionalOnly:
      if parameter.defaultValue != nil {
        hasDefault = true
      } else if hasDefault {
        throw SyntaxError(.defaultMissing(parameter.name), parameter.range)
      }
    }
    self.depth = max(self.depth, depth)
    parameters.append(parameter)
  }

  /// A `/`: what stands before it takes no keywords.
  mutating func endPositional(_ range: SourceRange) throws(SyntaxError) {
    guard !parameters.isEmpty, nextKind == .normal, !hasSlash,
      parameters.last?.kind != .keywordRest
    else { throw SyntaxError(.misplacedParameter("'/'"), range) }
    hasSlash = true
    parameters = parameters.map {
      ParameterDeclaration(
        name: $0.name, kind: .positionalOnly, defaultValue: $0.defaultValue, range: $0.range)
    }
  }

  /// A `*` without a name: what follows it needs keywords.
  mutating func endPositionals(_ range: SourceRange) throws(SyntaxError) {
    guard nextKind == .normal, parameters.last?.kind != .keywordRest else {
      throw SyntaxError(.misplacedParameter("a second '*'"), range)
    }
    nextKind = .keywordOnly
    bareStar = range
  }
}
