/// Collecting the names of each scope.
extension ScopeAnalysis {
  mutating func walk(_ statements: [Statement]) throws(SyntaxError) {
    for statement in statements { try walk(statement) }
  }

  mutating func walk(_ statement: Statement) throws(SyntaxError) {
    switch statement.kind {
    case .expression(let value, _): try walk(value)
    case .assignment(let targets, let value):
      try walk(value)
      for target in targets { try bindTarget(target) }
    case .annotated(let target, let value):
      if let value { try walk(value) }
      try bindTarget(target)
    case .augmented(let target, _, _, let value):
      try walk(value)
      try bindTarget(target)
    case .deletion(let targets):
      for target in targets { try bindTarget(target) }
    case .returned(let value):
      if let value { try walk(value) }
    case .raised(let error, let cause):
      if let error { try walk(error) }
      if let cause { try walk(cause) }
    case .assertion(let condition, let message):
      try walk(condition)
      if let message { try walk(message) }
    case .imported(let module, let alias, _):
      bind(alias ?? String(module.prefix { $0 != "." }))
    case .importedNames(_, let names, _):
      for name in names where name.name != "*" { bind(name.alias ?? name.name) }
    case .nonlocal(let names):
      for name in names { try declare(nonlocal: name, statement.range) }
    case .global(let names):
      for name in names { try declare(global: name, statement.range) }
    case .command(let command, _): try walk(command)
    case .breakLoop, .continueLoop, .pass: break
    default: try walkCompound(statement)
    }
  }

  private mutating func walkCompound(_ statement: Statement) throws(SyntaxError) {
    switch statement.kind {
    case .conditional(let branches, let otherwise):
      for branch in branches {
        try walk(branch.condition)
        try walk(branch.body)
      }
      try walk(otherwise)
    case .forLoop(let target, let iterable, let body, let otherwise):
      try walk(iterable)
      try bindTarget(target)
      try walk(body)
      try walk(otherwise)
    case .whileLoop(let condition, let body, let otherwise):
      try walk(condition)
      try walk(body)
      try walk(otherwise)
    case .function(let definition):
      for decorator in definition.decorators { try walk(decorator) }
      bind(definition.name)
      try walk(definition)
    case .with(let items, let body):
      for item in items {
        try walk(item.context)
        if let target = item.target { try bindTarget(target) }
      }
      try walk(body)
    case .attempt(let body, let handlers, let otherwise, let finally):
      try walk(body)
      for handler in handlers {
        if let type = handler.type { try walk(type) }
        if let name = handler.name { bind(name) }
        try walk(handler.body)
      }
      try walk(otherwise)
      try walk(finally)
    default: break
    }
  }

  /// Binds the names of a target; the parts of attributes and subscripts are only read.
  private mutating func bindTarget(_ target: Expression) throws(SyntaxError) {
    switch target.kind {
    case .name(let name): bind(name)
    case .starred(let inner): try bindTarget(inner)
    case .tuple(let items), .list(let items):
      for item in items { try bindTarget(item) }
    default: try walk(target)
    }
  }

  private mutating func walk(_ command: Command) throws(SyntaxError) {
    for argument in command.arguments {
      switch argument.kind {
      case .expression(let value): try walk(value)
      case .statement(let statements): try walk(statements)
      case .word, .option: break
      }
    }
  }

  /// Walks a function: its defaults belong to the scope around it.
  private mutating func walk(_ definition: FunctionDefinition) throws(SyntaxError) {
    for parameter in definition.parameters {
      if let value = parameter.defaultValue { try walk(value) }
    }
    enter(function: definition.range.start)
    for parameter in definition.parameters {
      bind(parameter.name)
      scopes[current].parameters.insert(parameter.name)
    }
    switch definition.body {
    case .statements(let statements): try walk(statements)
    case .expression(let expression): try walk(expression)
    }
    leave()
  }

  mutating func walk(_ expression: Expression) throws(SyntaxError) {
    switch expression.kind {
    case .none, .bool, .int, .float, .string, .ellipsis: break
    case .name(let name): use(name)
    case .unary(_, let operand), .not(let operand), .starred(let operand), .prime(let operand, _):
      try walk(operand)
    case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right):
      try walk(left)
      try walk(right)
    case .attribute(let base, _, _): try walk(base)
    case .list(let items), .tuple(let items):
      for item in items { try walk(item) }
    case .lambda(let definition): try walk(definition)
    case .command(let command): try walk(command)
    default: try walkLarge(expression)
    }
  }

  /// The kinds with more parts, apart so that a chain of operators needs little stack.
  private mutating func walkLarge(_ expression: Expression) throws(SyntaxError) {
    switch expression.kind {
    case .comparison(let first, let parts):
      try walk(first)
      for part in parts { try walk(part.operand) }
    case .conditional(let condition, let value, let alternative):
      try walk(condition)
      try walk(value)
      try walk(alternative)
    case .call(let function, let arguments):
      try walk(function)
      for argument in arguments { try walk(argument) }
    case .subscripted(let base, let items, _):
      try walk(base)
      for item in items { try walk(item) }
    case .dict(let items):
      for item in items {
        switch item {
        case .unpacked(let other): try walk(other)
        case .pair(let key, let value):
          try walk(key)
          try walk(value)
        }
      }
    case .listComprehension(let element, let clauses), .generator(let element, let clauses):
      try walkComprehension([element], clauses)
    case .dictComprehension(let key, let value, let clauses):
      try walkComprehension([key, value], clauses)
    case .formatted(let parts): try walk(parts)
    default: break
    }
  }

  private mutating func walk(_ argument: Argument) throws(SyntaxError) {
    switch argument {
    case .positional(let value), .unpacked(let value), .unpackedKeywords(let value),
      .keyword(_, _, let value):
      try walk(value)
    }
  }

  private mutating func walk(_ item: SubscriptItem) throws(SyntaxError) {
    switch item {
    case .index(let index): try walk(index)
    case .slice(let start, let stop, let step, _):
      if let start { try walk(start) }
      if let stop { try walk(stop) }
      if let step { try walk(step) }
    }
  }

  private mutating func walk(_ parts: [FormattedPart]) throws(SyntaxError) {
    for part in parts {
      guard case .field(let value, _, _, let spec) = part else { continue }
      try walk(value)
      try walk(spec)
    }
  }

  /// Walks a comprehension, whose first iterable belongs to the scope around it.
  private mutating func walkComprehension(
    _ elements: [Expression], _ clauses: [ComprehensionClause]
  ) throws(SyntaxError) {
    if let first = clauses.first { try walk(first.iterable) }
    enter(function: nil)
    for (index, clause) in clauses.enumerated() {
      if index > 0 { try walk(clause.iterable) }
      try bindTarget(clause.target)
      for condition in clause.conditions { try walk(condition) }
    }
    for element in elements { try walk(element) }
    leave()
  }
}
