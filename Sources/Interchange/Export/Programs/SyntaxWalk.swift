import Language

/// Visits every expression and statement of a tree, outer ones first.
enum SyntaxWalk {
  static func visit(
    _ statements: [Statement], expression: (Expression) -> Void,
    statement: (Statement) -> Void = { _ in }
  ) {
    for item in statements {
      statement(item)
      for child in expressions(of: item) {
        visit(child, expression: expression, statement: statement)
      }
      for block in blocks(of: item) { visit(block, expression: expression, statement: statement) }
    }
  }

  static func visit(
    _ item: Expression, expression: (Expression) -> Void,
    statement: (Statement) -> Void = { _ in }
  ) {
    expression(item)
    if case .lambda(let definition) = item.kind {
      for parameter in definition.parameters {
        if let value = parameter.defaultValue {
          visit(value, expression: expression, statement: statement)
        }
      }
      if case .expression(let body) = definition.body {
        visit(body, expression: expression, statement: statement)
      }
    }
    for child in children(of: item) { visit(child, expression: expression, statement: statement) }
  }

  /// The expressions of a statement itself, without those of its blocks.
  static func expressions(of statement: Statement) -> [Expression] {
    switch statement.kind {
    case .expression(let value, _): [value]
    case .assignment(let targets, let value): [value] + targets
    case .annotated(let target, let value): [target] + (value.map { [$0] } ?? [])
    case .augmented(let target, _, _, let value): [target, value]
    case .conditional(let branches, _): branches.map(\.condition)
    case .forLoop(let target, let iterable, _, _): [iterable, target]
    case .whileLoop(let condition, _, _): [condition]
    case .function(let definition):
      definition.decorators + definition.parameters.compactMap(\.defaultValue)
    case .returned(let value): value.map { [$0] } ?? []
    case .with(let items, _): items.flatMap { [$0.context] + ($0.target.map { [$0] } ?? []) }
    case .attempt(_, let handlers, _, _): handlers.compactMap(\.type)
    case .raised(let value, let cause): [value, cause].compactMap { $0 }
    case .assertion(let condition, let message): [condition] + (message.map { [$0] } ?? [])
    case .deletion(let targets): targets
    case .command(let command, _): expressions(of: command)
    case .breakLoop, .continueLoop, .pass, .imported, .importedNames, .nonlocal, .global: []
    }
  }

  /// The expressions among a command's arguments.
  static func expressions(of command: Command) -> [Expression] {
    command.arguments.compactMap { argument in
      if case .expression(let value) = argument.kind { return value }
      return nil
    }
  }

  /// The blocks of a statement.
  static func blocks(of statement: Statement) -> [[Statement]] {
    switch statement.kind {
    case .conditional(let branches, let otherwise): branches.map(\.body) + [otherwise]
    case .forLoop(_, _, let body, let otherwise), .whileLoop(_, let body, let otherwise):
      [body, otherwise]
    case .with(_, let body): [body]
    case .attempt(let body, let handlers, let otherwise, let finally):
      [body] + handlers.map(\.body) + [otherwise, finally]
    case .function(let definition):
      if case .statements(let body) = definition.body { [body] } else { [] }
    case .command(let command, _):
      command.arguments.compactMap { argument in
        if case .statement(let statements) = argument.kind { return statements }
        return nil
      }
    default: []
    }
  }

  /// The expressions within an expression, without a lambda's body.
  static func children(of expression: Expression) -> [Expression] {
    switch expression.kind {
    case .none, .bool, .int, .float, .string, .ellipsis, .name, .lambda: []
    case .formatted(let parts): parts.flatMap(fields)
    case .unary(_, let x), .not(let x), .starred(let x), .prime(let x, _), .attribute(let x, _, _):
      [x]
    case .binary(_, let x, let y), .and(let x, let y), .or(let x, let y): [x, y]
    case .comparison(let first, let parts): [first] + parts.map(\.operand)
    case .conditional(let condition, let value, let alternative): [condition, value, alternative]
    case .call(let function, let arguments): [function] + arguments.map(\.value)
    case .subscripted(let base, let items, _):
      [base]
        + items.flatMap { item -> [Expression] in
          switch item {
          case .index(let value): [value]
          case .slice(let start, let stop, let step, _): [start, stop, step].compactMap { $0 }
          }
        }
    case .list(let items), .tuple(let items): items
    case .dict(let items):
      items.flatMap { item -> [Expression] in
        switch item {
        case .pair(let key, let value): [key, value]
        case .unpacked(let value): [value]
        }
      }
    case .listComprehension(let element, let clauses), .generator(let element, let clauses):
      [element] + clauses.flatMap(parts)
    case .dictComprehension(let key, let value, let clauses):
      [key, value] + clauses.flatMap(parts)
    case .command(let command): expressions(of: command)
    }
  }

  private static func parts(_ clause: ComprehensionClause) -> [Expression] {
    [clause.iterable, clause.target] + clause.conditions
  }

  private static func fields(_ part: FormattedPart) -> [Expression] {
    guard case .field(let value, _, _, let spec) = part else { return [] }
    return [value] + spec.flatMap(fields)
  }
}

extension Argument {
  /// What is given.
  var value: Expression {
    switch self {
    case .positional(let value), .keyword(_, _, let value), .unpacked(let value),
      .unpackedKeywords(let value):
      value
    }
  }
}
