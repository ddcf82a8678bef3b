import Language

/// The help on a builtin function or method, computed from its declaration.
struct BuiltinHelp {
  private let builtin: BuiltinFunction
  /// The name with its module, or its receiver, in front.
  private let name: String

  init(_ builtin: BuiltinFunction, name: String) {
    self.builtin = builtin
    self.name = name
  }

  /// Usage, summary and other names.
  func text(names: [String] = []) -> String {
    var text = Paragraph.wrapped(usage, indent: 4) + "\n" + Paragraph.wrapped(builtin.summary)
    if !names.isEmpty {
      text += "\n\n" + Paragraph.definitions([("also", names.joined(separator: ", "))])
    }
    return text
  }

  private var usage: String { name + builtin.usage.dropFirst(builtin.name.count) }

  /// The parameters with the other keywords they are known by.
  var parameters: String {
    let rows = builtin.parameters.map { parameter in
      var facts: [String] = []
      switch parameter.kind {
      case .normal: break
      case .positionalOnly: facts.append("by position only")
      case .keywordOnly: facts.append("by keyword only")
      case .rest: facts.append("any number, by position")
      case .keywordRest: facts.append("any number, by keyword")
      }
      switch parameter.defaultValue {
      case .required: facts.append("required")
      case .omitted where parameter.kind == .rest || parameter.kind == .keywordRest: break
      case .omitted: facts.append("may be left out")
      case .value(let value): facts.append("by default \(value.literalText)")
      }
      if !parameter.aliases.isEmpty {
        facts.append("also named " + parameter.aliases.joined(separator: ", "))
      }
      return (term: parameter.name, text: facts.joined(separator: "; "))
    }
    return rows.isEmpty ? "" : "parameters\n" + Paragraph.definitions(rows)
  }
}
