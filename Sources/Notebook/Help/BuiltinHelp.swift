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

  /// Usage, summary, other names, and the mathematics that are declared.
  func text(names: [String] = []) -> String {
    var rows: [(term: String, text: String)] = []
    if let facts = builtin.facts {
      rows += [
        ("formula", facts.formula), ("derivative", facts.derivative),
        ("convention", facts.convention),
      ]
    }
    if !names.isEmpty { rows.append(("also", names.joined(separator: ", "))) }
    let head = Paragraph.wrapped(usage, indent: 4) + "\n" + Paragraph.wrapped(builtin.summary)
    return rows.isEmpty ? head : head + "\n\n" + Paragraph.definitions(rows)
  }

  /// What `apropos` finds it by, besides names and summary.
  var searched: String {
    builtin.facts.map { $0.formula + "\n" + $0.convention } ?? ""
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
