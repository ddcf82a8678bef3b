import Autodiff
import Language

/// The parameters of a function of any kind, as they are shown and completed.
struct Signature {
  /// One parameter.
  struct Parameter {
    let name: String
    /// Other names that an argument may give.
    let aliases: [String]
    /// The default as it is typed; nil where the argument must be given.
    let defaultText: String?
    /// How an argument reaches it.
    let kind: ParameterKind
    /// What is meant for it.
    let role: ArgumentRole

    /// How it stands in the list: `axis=None`, `*args`.
    var text: String {
      switch kind {
      case .rest: "*" + name
      case .keywordRest: "**" + name
      default: name + (defaultText.map { "=" + $0 } ?? "")
      }
    }

    /// Whether an argument may give its name.
    var takesKeyword: Bool {
      switch kind {
      case .normal, .keywordOnly: true
      case .positionalOnly, .rest, .keywordRest: false
      }
    }
  }

  let parameters: [Parameter]

  init(_ primitive: Primitive) {
    parameters = primitive.parameters.map { parameter in
      Parameter(
        name: parameter.name, aliases: parameter.aliases,
        defaultText: parameter.defaultValue.map(\.text),
        kind: parameter.isKeywordOnly
          ? .keywordOnly : parameter.kind == .operands ? .rest : .normal,
        role: parameter.kind == .dtype ? .dtype : .expression)
    }
  }

  init(_ builtin: BuiltinFunction) {
    parameters = builtin.parameters.compactMap { parameter in
      // TensorFlow's name of an operation is accepted and has no effect.
      if parameter.name == "name", parameter.kind == .keywordOnly { return nil }
      let text: String? =
        switch parameter.defaultValue {
        case .required: nil
        case .omitted: "…"
        case .value(let value): value.literalText
        }
      return Parameter(
        name: parameter.name, aliases: parameter.aliases, defaultText: text, kind: parameter.kind,
        role: parameter.role)
    }
  }

  init(_ definition: FunctionDefinition) {
    parameters = definition.parameters.map { parameter in
      let text = parameter.defaultValue.map { definition.source.text(at: $0.range) }
      return Parameter(
        name: parameter.name, aliases: [], defaultText: text, kind: parameter.kind,
        role: .expression)
    }
  }

  /// The parameter that the next argument reaches, behind some positional ones, or by its name.
  func parameter(after positional: Int, named keyword: String?) -> Parameter? {
    if let keyword {
      return parameters.first {
        $0.takesKeyword && ($0.name == keyword || $0.aliases.contains(keyword))
      }
    }
    let places = parameters.filter { $0.kind != .keywordOnly && $0.kind != .keywordRest }
    if positional < places.count { return places[positional] }
    return places.last { $0.kind == .rest }
  }

  /// The parameters that some positional and keyword arguments leave, in order.
  func remaining(after positional: Int, _ keywords: [String]) -> [Parameter] {
    var places = positional
    return parameters.filter { parameter in
      switch parameter.kind {
      case .rest, .keywordRest: return true
      case .normal, .positionalOnly:
        if places > 0 {
          places -= 1
          return false
        }
        return !keywords.contains(parameter.name)
      case .keywordOnly: return !keywords.contains(parameter.name)
      }
    }
  }
}

extension EntrySource {
  /// The text at a range; empty where there is none.
  fileprivate func text(at range: SourceRange) -> String {
    let bytes = text.utf8
    guard range.start >= 0, range.start <= range.end, range.end <= bytes.count else { return "" }
    let start = bytes.index(bytes.startIndex, offsetBy: range.start)
    let end = bytes.index(start, offsetBy: range.end - range.start)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

extension KnownNames {
  /// How the function that is called before an opening bracket takes its arguments; nil where the
  /// function is not known.
  func signature(ofCallAt opener: Int) -> Signature? {
    let path = structure.path(endingAt: opener - 1)
    guard !path.isEmpty else { return nil }
    if case .object(let object) = meaning(of: path) { return signature(of: object) }
    guard path.count > 1, let method = attribute(path) else { return nil }
    guard case .method(let builtin) = method else { return nil }
    return Signature(builtin)
  }

  /// The attribute that a path of two or more names ends with, of an object that is there.
  func attribute(_ path: [String]) -> AttributeEntry? {
    guard let name = path.last, case .object(let object) = meaning(of: Array(path.dropLast()))
    else { return nil }
    return library.attribute(name, of: session.typeName(of: object))
  }

  private func signature(of object: Object) -> Signature? {
    switch object {
    case .primitive(let reference): return Signature(reference.primitive)
    case .builtin(let builtin):
      // A builtin such as `sum` leaves tensors to the primitive of its name.
      if builtin.bareNames.contains(builtin.name), let primitive = Primitive.find(builtin.name) {
        return Signature(primitive)
      }
      return Signature(builtin)
    case .type(let type): return library.constructors[type].map { Signature($0) }
    case .reference(let reference):
      switch reference.kind {
      case .function, .method: break
      default: return nil
      }
      switch session.heap[reference] {
      case .function(let function): return Signature(function.definition)
      case .method(_, let method): return Signature(method)
      default: return nil
      }
    default: return nil
    }
  }
}
