extension FunctionDefinition {
  /// Its text as it was typed, from `def` or `lambda` on.
  public var text: String { text(at: range) }

  /// How it is called: `f(x, rate=0.1)`.
  public var signature: String {
    var parts: [String] = []
    var previous = ParameterKind.positionalOnly
    for parameter in parameters {
      if previous == .positionalOnly, parameter.kind != .positionalOnly, !parts.isEmpty {
        parts.append("/")
      }
      if parameter.kind == .keywordOnly, previous != .keywordOnly, previous != .rest {
        parts.append("*")
      }
      let value = parameter.defaultValue.map { "=" + text(at: $0.range) } ?? ""
      parts.append(FunctionDefinition.stars(of: parameter.kind) + parameter.name + value)
      previous = parameter.kind
    }
    if previous == .positionalOnly, !parts.isEmpty { parts.append("/") }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  private static func stars(of kind: ParameterKind) -> String {
    switch kind {
    case .rest: "*"
    case .keywordRest: "**"
    case .positionalOnly, .normal, .keywordOnly: ""
    }
  }

  private func text(at range: SourceRange) -> String {
    let bytes = source.text.utf8
    let start = min(max(range.start, 0), bytes.count)
    let end = min(max(range.end, start), bytes.count)
    return String(decoding: bytes.dropFirst(start).prefix(end - start), as: UTF8.self)
  }
}
