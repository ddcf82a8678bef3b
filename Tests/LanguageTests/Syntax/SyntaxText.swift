@testable import Language

/// A tree as one line of text, so that tests can say which tree they expect.
enum SyntaxText {
  static func of(_ expression: Expression) -> String {
    switch expression.kind {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .string(let text): "'\(text)'"
    case .formatted(let parts): "f" + of(parts)
    case .ellipsis: "..."
    case .name(let name): name
    case .unary(let symbol, let operand): "(\(symbol.rawValue) \(of(operand)))"
    case .binary(let symbol, let left, let right):
      "(\(symbol.rawValue) \(of(left)) \(of(right)))"
    case .comparison(let first, let parts):
      "(cmp \(of(first))"
        + parts.map { " \($0.comparison.rawValue) \(of($0.operand))" }.joined() + ")"
    case .and(let left, let right): "(and \(of(left)) \(of(right)))"
    case .or(let left, let right): "(or \(of(left)) \(of(right)))"
    case .not(let operand): "(not \(of(operand)))"
    case .conditional(let condition, let value, let alternative):
      "(if \(of(condition)) \(of(value)) \(of(alternative)))"
    case .call(let function, let arguments):
      "(call \(of(function))" + arguments.map { " " + of($0) }.joined() + ")"
    case .attribute(let base, let name, _): "(. \(of(base)) \(name))"
    case .subscripted(let base, let items, let isTuple):
      "([] \(of(base)) " + (isTuple ? "tuple " : "")
        + items.map { of($0) }.joined(separator: " ") + ")"
    case .list(let items): "[" + items.map { of($0) }.joined(separator: " ") + "]"
    case .tuple(let items): "(tuple" + items.map { " " + of($0) }.joined() + ")"
    case .dict(let items): "{" + items.map { of($0) }.joined(separator: " ") + "}"
    case .listComprehension(let element, let clauses): "[\(of(element))\(of(clauses))]"
    case .dictComprehension(let key, let value, let clauses):
      "{\(of(key)):\(of(value))\(of(clauses))}"
    case .generator(let element, let clauses): "(gen \(of(element))\(of(clauses)))"
    case .lambda(let definition): of(definition)
    case .starred(let operand): "(* \(of(operand)))"
    case .prime(let function, let order): "(prime \(of(function)) \(order))"
    case .command(let command): of(command)
    }
  }

  static func of(_ statements: [Statement]) -> String {
    statements.map { of($0) }.joined(separator: "; ")
  }

  static func of(_ statement: Statement) -> String {
    switch statement.kind {
    case .expression(let value, let muted): of(value) + (muted ? " muted" : "")
    case .assignment(let targets, let value):
      "(=" + targets.map { " " + of($0) }.joined() + " " + of(value) + ")"
    case .annotated(let target, let value): "(: \(of(target))\(of(value)))"
    case .augmented(let target, let symbol, _, let value):
      "(\(symbol.rawValue)= \(of(target)) \(of(value)))"
    case .conditional(let branches, let otherwise):
      "(if"
        + branches.map { " \(of($0.condition)) {\(of($0.body))}" }.joined()
        + clause("else", otherwise) + ")"
    case .forLoop(let target, let iterable, let body, let otherwise):
      "(for \(of(target)) \(of(iterable)) {\(of(body))}\(clause("else", otherwise)))"
    case .whileLoop(let condition, let body, let otherwise):
      "(while \(of(condition)) {\(of(body))}\(clause("else", otherwise)))"
    case .breakLoop: "break"
    case .continueLoop: "continue"
    case .pass: "pass"
    case .function(let definition): of(definition)
    case .returned(let value): "(return\(of(value)))"
    case .with(let items, let body):
      "(with" + items.map { " (\(of($0.context))\(of($0.target)))" }.joined() + " {\(of(body))})"
    case .attempt(let body, let handlers, let otherwise, let finally):
      "(try {\(of(body))}"
        + handlers.map {
          " (except\(of($0.type))\($0.name.map { " as " + $0 } ?? "") {\(of($0.body))})"
        }.joined() + clause("else", otherwise) + clause("finally", finally) + ")"
    case .raised(let error, let cause): "(raise\(of(error))\(of(cause)))"
    case .assertion(let condition, let message): "(assert \(of(condition))\(of(message)))"
    case .deletion(let targets): "(del" + targets.map { " " + of($0) }.joined() + ")"
    case .imported(let module, let alias, _):
      "(import \(module)\(alias.map { " as " + $0 } ?? ""))"
    case .importedNames(let module, let names, _):
      "(from \(module)"
        + names.map { " " + $0.name + ($0.alias.map { " as " + $0 } ?? "") }.joined() + ")"
    case .nonlocal(let names): "(nonlocal \(names.joined(separator: " ")))"
    case .global(let names): "(global \(names.joined(separator: " ")))"
    case .command(let command, let muted): of(command) + (muted ? " muted" : "")
    }
  }

  private static func of(_ expression: Expression?) -> String {
    expression.map { " " + of($0) } ?? ""
  }

  private static func clause(_ word: String, _ body: [Statement]) -> String {
    body.isEmpty ? "" : " \(word) {\(of(body))}"
  }

  private static func of(_ parts: [FormattedPart]) -> String {
    "["
      + parts.map { part in
        switch part {
        case .text(let text): "'\(text)'"
        case .field(let value, let label, let conversion, let spec):
          "{" + (label.map { "\($0)|" } ?? "") + of(value)
            + (conversion.map { "!\($0)" } ?? "") + (spec.isEmpty ? "" : ":" + of(spec)) + "}"
        }
      }.joined(separator: " ") + "]"
  }

  private static func of(_ argument: Argument) -> String {
    switch argument {
    case .positional(let value): of(value)
    case .keyword(let name, _, let value): "\(name)=\(of(value))"
    case .unpacked(let value): "*\(of(value))"
    case .unpackedKeywords(let value): "**\(of(value))"
    }
  }

  private static func of(_ item: SubscriptItem) -> String {
    switch item {
    case .index(let index): of(index)
    case .slice(let start, let stop, let step, _):
      [start, stop, step].map { $0.map { of($0) } ?? "" }.joined(separator: ":")
    }
  }

  private static func of(_ item: DictItem) -> String {
    switch item {
    case .pair(let key, let value): "\(of(key)):\(of(value))"
    case .unpacked(let other): "**\(of(other))"
    }
  }

  private static func of(_ clauses: [ComprehensionClause]) -> String {
    clauses.map {
      " for \(of($0.target)) in \(of($0.iterable))"
        + $0.conditions.map { " if \(of($0))" }.joined()
    }.joined()
  }

  private static func of(_ definition: FunctionDefinition) -> String {
    let parameters = definition.parameters.map { parameter in
      let mark =
        switch parameter.kind {
        case .positionalOnly: "/"
        case .normal: ""
        case .keywordOnly: "="
        case .rest: "*"
        case .keywordRest: "**"
        }
      return mark + parameter.name + (parameter.defaultValue.map { "=\(of($0))" } ?? "")
    }.joined(separator: " ")
    let decorators = definition.decorators.map { "@\(of($0)) " }.joined()
    switch definition.body {
    case .statements(let statements):
      return "(\(decorators)def \(definition.name) (\(parameters)) {\(of(statements))})"
    case .expression(let body):
      return "(lambda (\(parameters)) \(of(body)))"
    }
  }

  static func of(_ command: Command) -> String {
    "<" + ([command.name] + command.arguments.map { of($0) }).joined(separator: " ") + ">"
  }

  private static func of(_ argument: CommandArgument) -> String {
    switch argument.kind {
    case .expression(let value): of(value)
    case .statement(let statements): of(statements)
    case .word(let text): "`\(text)`"
    case .option(let name, let value): "--\(name)" + (value.map { "=\($0)" } ?? "")
    }
  }
}
