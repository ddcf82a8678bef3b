import Language

/// Lists, dicts, comprehensions, lambdas and f-strings.
extension ProgramWriter {
  /// A list, tuple, dict or comprehension.
  ///
  /// - Parameter isKept: whether it is kept, so that its items must not change with a Variable.
  func display(_ expression: Expression, isKept: Bool = false) throws(ExportProblem) -> Code {
    func item(_ value: Expression) throws(ExportProblem) -> String {
      try isKept ? kept(value).text : text(value)
    }
    func items(_ values: [Expression]) throws(ExportProblem) -> String {
      var texts: [String] = []
      for value in values { texts.append(try item(value)) }
      return texts.joined(separator: ", ")
    }
    switch expression.kind {
    case .list(let values): return Code("[" + (try items(values)) + "]")
    case .tuple(let values):
      let text = try items(values)
      return Code(values.count == 1 ? "(\(text),)" : "(\(text))")
    case .dict(let entries):
      var parts: [String] = []
      for entry in entries {
        switch entry {
        case .pair(let key, let value): parts.append(try text(key) + ": " + item(value))
        case .unpacked(let value): parts.append("**" + (try text(value, atLeast: .bitOr)))
        }
      }
      return Code("{" + parts.joined(separator: ", ") + "}")
    case .listComprehension(let element, let clauses):
      let (body, rest) = try comprehension(clauses) { () throws(ExportProblem) in
        try item(element)
      }
      return Code("[\(body) \(rest)]")
    case .generator(let element, let clauses):
      let (body, rest) = try comprehension(clauses) { () throws(ExportProblem) in
        try text(element)
      }
      return Code("(\(body) \(rest))")
    case .dictComprehension(let key, let value, let clauses):
      let (body, rest) = try comprehension(clauses) { () throws(ExportProblem) in
        try text(key) + ": " + item(value)
      }
      return Code("{\(body) \(rest)}")
    default: throw ExportProblem("this expression cannot be exported", at: expression.range)
    }
  }

  /// The clauses of a comprehension, and what they repeat, which sees their names.
  private func comprehension(
    _ clauses: [ComprehensionClause], _ element: () throws(ExportProblem) -> String
  ) throws(ExportProblem) -> (element: String, clauses: String) {
    var parts: [String] = []
    scopes.append([:])
    inlineNames.append([])
    functionDepth += 1
    defer {
      scopes.removeLast()
      inlineNames.removeLast()
      functionDepth -= 1
    }
    for clause in clauses {
      let iterable = try text(clause.iterable, atLeast: .or)
      bind(clause.target, to: elementKind(of: clause.iterable))
      inlineNames[inlineNames.count - 1].formUnion(Names.bound(by: clause.target))
      var part = "for \(try target(clause.target)) in \(iterable)"
      for condition in clause.conditions { part += " if " + (try text(condition, atLeast: .or)) }
      parts.append(part)
    }
    return (try element(), parts.joined(separator: " "))
  }

  /// What a loop over an expression gives.
  func elementKind(of iterable: Expression) -> StaticKind {
    if case .call(let function, _) = iterable.kind, case .name("range") = function.kind {
      return .number
    }
    switch kind(of: iterable) {
    case .numbers: return .number
    case .tensor: return .tensor(rank: nil)
    default: return .unknown
    }
  }

  /// Notes the names of a target in the innermost scope.
  func bind(_ target: Expression, to kind: StaticKind) {
    guard !scopes.isEmpty else {
      boundHere.formUnion(Names.bound(by: target))
      return
    }
    switch target.kind {
    case .name(let name): scopes[scopes.count - 1][name] = kind
    case .starred(let inner): bind(inner, to: .sequence)
    case .tuple(let items), .list(let items): for item in items { bind(item, to: .unknown) }
    default: break
    }
  }

  /// The target of an assignment or a loop.
  func target(_ expression: Expression) throws(ExportProblem) -> String {
    switch expression.kind {
    case .name(let name): return name
    case .tuple(let items), .list(let items):
      var texts: [String] = []
      for item in items {
        let text = try target(item)
        if case .tuple = item.kind { texts.append("(\(text))") } else { texts.append(text) }
      }
      return texts.joined(separator: ", ") + (items.count == 1 ? "," : "")
    case .starred(let inner): return "*" + (try target(inner))
    default: return try text(expression)
    }
  }

  func lambda(_ definition: FunctionDefinition) throws(ExportProblem) -> Code {
    let parameters = try self.parameters(definition)
    scopes.append(localKinds(of: definition))
    inlineNames.append(Set(definition.parameters.map(\.name)))
    functionDepth += 1
    lambdaDepth += 1
    defer {
      scopes.removeLast()
      inlineNames.removeLast()
      functionDepth -= 1
      lambdaDepth -= 1
    }
    guard case .expression(let body) = definition.body else {
      throw ExportProblem("this function cannot be exported", at: definition.range)
    }
    let gap = parameters.isEmpty ? "" : " "
    return Code("lambda\(gap)\(parameters): \(try text(body))", .lambda)
  }

  /// A function's parameters as they are declared.
  func parameters(_ definition: FunctionDefinition) throws(ExportProblem) -> String {
    var parts: [String] = []
    var previous = ParameterKind.positionalOnly
    for parameter in definition.parameters {
      if previous == .positionalOnly, parameter.kind != .positionalOnly, !parts.isEmpty {
        parts.append("/")
      }
      if parameter.kind == .keywordOnly, previous != .keywordOnly, previous != .rest {
        parts.append("*")
      }
      let stars =
        parameter.kind == .rest ? "*" : parameter.kind == .keywordRest ? "**" : ""
      let value = try parameter.defaultValue.map { value throws(ExportProblem) in
        "=" + (try text(value))
      }
      parts.append(stars + parameter.name + (value ?? ""))
      previous = parameter.kind
    }
    return parts.joined(separator: ", ")
  }

  /// The names that a function binds.
  func localKinds(of definition: FunctionDefinition) -> [String: StaticKind] {
    Dictionary(definition.locals.map { ($0, .unknown) }, uniquingKeysWith: { first, _ in first })
  }

  func formatted(_ parts: [FormattedPart]) throws(ExportProblem) -> Code {
    var text = ""
    for part in parts { text += try formatted(part) }
    return Code("f\"\(text)\"")
  }

  private func formatted(_ part: FormattedPart) throws(ExportProblem) -> String {
    switch part {
    case .text(let literal):
      // Braces would begin and end a field.
      return PythonText.escaped(literal).replacing("{", with: "{{").replacing("}", with: "}}")
    case .field(let value, let label, let conversion, let spec):
      // The outer quotes are double ones, and a lambda's colon would end the field.
      let inner = try self.text(value, atLeast: .conditional).replacing("\"", with: "'")
      var text = (label.map { $0.replacing("{", with: "{{") } ?? "") + "{" + inner
      if let conversion { text += "!\(conversion)" }
      if !spec.isEmpty {
        text += ":"
        for part in spec { text += try formatted(part) }
      }
      return text + "}"
    }
  }
}
