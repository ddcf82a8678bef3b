extension BuiltinFunction {
  /// Puts the arguments of a call in the places of the parameters.
  ///
  /// - Throws: `TypeError` that names the function and the parameter.
  func bind(_ arguments: CallArguments, receiver: Object) throws -> BoundArguments {
    var values = [Object?](repeating: nil, count: parameters.count)
    var positional = arguments.positional[...]
    var rest: [Object] = []
    for (index, parameter) in parameters.enumerated() {
      switch parameter.kind {
      case .normal, .positionalOnly:
        if let value = positional.popFirst() { values[index] = value }
      case .rest:
        rest = Array(positional)
        positional = []
      case .keywordOnly, .keywordRest: break
      }
    }
    if !positional.isEmpty { throw tooMany(arguments.positional.count) }
    let keywordRest = try bind(arguments.keywords, into: &values)
    for (index, parameter) in parameters.enumerated() where values[index] == nil {
      guard parameter.kind != .rest, parameter.kind != .keywordRest else { continue }
      switch parameter.defaultValue {
      case .required:
        throw EvaluationError.type(
          "\(name)() missing required argument: '\(parameter.name)'", hint: usage)
      case .omitted: break
      case .value(let value): values[index] = value
      }
    }
    return BoundArguments(
      receiver: receiver, parameters: parameters, values: values, rest: rest,
      keywordRest: keywordRest)
  }

  private func bind(
    _ keywords: [CallArguments.Keyword], into values: inout [Object?]
  ) throws -> [CallArguments.Keyword] {
    let takesRest = parameters.contains { $0.kind == .keywordRest }
    var rest: [CallArguments.Keyword] = []
    for keyword in keywords {
      guard let index = place(ofKeyword: keyword.name) else {
        guard takesRest else { throw unknown(keyword.name) }
        rest.append(keyword)
        continue
      }
      guard values[index] == nil else {
        throw EvaluationError.type("\(name)() got multiple values for argument '\(keyword.name)'")
      }
      values[index] = keyword.value
    }
    return rest
  }

  /// The parameter that an argument of a name reaches; nil where none has it.
  func place(ofKeyword name: String) -> Int? {
    parameters.firstIndex { parameter in
      (parameter.kind == .normal || parameter.kind == .keywordOnly)
        && (parameter.name == name || parameter.aliases.contains(name))
    }
  }

  private func unknown(_ keyword: String) -> EvaluationError {
    let names = parameters.filter { $0.kind == .normal || $0.kind == .keywordOnly }.map(\.name)
    let near = Suggestion.closest(to: keyword, among: names).first
    return EvaluationError.type(
      "\(name)() got an unexpected keyword argument '\(keyword)'",
      hint: near.map { "did you mean '\($0)'?" } ?? usage)
  }

  private func tooMany(_ given: Int) -> EvaluationError {
    let most = parameters.count { $0.kind == .normal || $0.kind == .positionalOnly }
    let takes =
      most == 0
      ? "no positional arguments"
      : "at most \(most) positional argument"
        + (most == 1 ? "" : "s")
    return EvaluationError.type(
      "\(name)() takes \(takes) (\(given) given)", hint: usage)
  }
}
