import Language

/// The help on types, their methods and properties.
extension HelpIndex {
  static func types(_ library: LibraryTable) -> [HelpEntry] {
    library.types.map { HelpEntry(type: $0, library) }
      + library.types.flatMap { type in
        attributes(of: type, library).map { HelpEntry(attribute: $0, $1, of: type) }
      }
  }

  /// What objects of a type have, sorted by name.
  fileprivate static func attributes(
    of type: TypeName, _ library: LibraryTable
  ) -> [(name: String, entry: AttributeEntry)] {
    (library.attributes[type] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension AttributeEntry {
  /// One sentence on it.
  fileprivate var summary: String {
    switch self {
    case .property(let summary, _): summary
    case .method(let method): method.summary
    }
  }

  fileprivate var isMethod: Bool {
    if case .method = self { return true }
    return false
  }
}

extension HelpEntry {
  /// The help on a type: how it is made, and what its objects have.
  fileprivate init(type: TypeName, _ library: LibraryTable) {
    let constructor = library.constructors[type]
    let names = constructor.map(HelpIndex.names(of:)) ?? []
    let summary = constructor?.summary ?? TypeHelp.summary(of: type)
    self.init(
      .type, type.name, aliases: names.filter { $0 != type.name }, summary: summary,
      examples: (constructor?.example ?? TypeHelp.example(of: type)).map { [HelpExample($0)] }
        ?? [],
      text: {
        var parts = [
          constructor.map { BuiltinHelp($0, name: names.first ?? type.name).text() }
            ?? "\(type.name)\n\(summary)"
        ]
        parts += TypeHelp.lists(of: HelpIndex.attributes(of: type, library), "")
        if let parent = LibraryTable.attributeParent(of: type) {
          let inherited = HelpIndex.attributes(of: parent, library).filter {
            library.attributes[type]?[$0.name] == nil
          }
          parts += TypeHelp.lists(of: inherited, ", as of \(parent.name)")
        }
        return parts.joined(separator: "\n\n")
      },
      more: { constructor.map { BuiltinHelp($0, name: type.name).parameters } ?? "" })
  }

  /// The help on a method or property: `Tensor.reshape`.
  fileprivate init(attribute name: String, _ entry: AttributeEntry, of type: TypeName) {
    let qualified = "\(type.name).\(name)"
    switch entry {
    case .property(let summary, _):
      self.init(
        .property, qualified, summary: summary,
        examples: TypeHelp.sample(of: type).map { [HelpExample("\($0).\(name)")] } ?? [],
        text: { "\(qualified)\n" + Paragraph.wrapped(summary) })
    case .method(let method):
      let help = BuiltinHelp(method, name: qualified)
      self.init(
        .method, qualified, summary: method.summary,
        examples: method.example.isEmpty ? [] : [HelpExample(method.example)],
        text: { help.text() }, more: { help.parameters })
    }
  }
}

/// What help says of types besides their constructors.
private enum TypeHelp {
  /// Lists of the methods and of the properties, each with its sentence.
  static func lists(
    of attributes: [(name: String, entry: AttributeEntry)], _ origin: String
  ) -> [String] {
    let kinds = [("properties", false), ("methods", true)]
    return kinds.compactMap { title, isMethod in
      let rows = attributes.filter { $0.entry.isMethod == isMethod }
        .map { (term: $0.name, text: $0.entry.summary) }
      return rows.isEmpty ? nil : "\(title)\(origin)\n" + Paragraph.definitions(rows)
    }
  }

  /// One sentence on a type that nothing constructs by its name.
  static func summary(of type: TypeName) -> String {
    switch type {
    case .exception(let exception):
      exception.parent.map { "An exception, a kind of \($0.rawValue)." }
        ?? "What every exception is a kind of."
    case .function: "The type of functions made by def and lambda."
    case .builtin: "The type of the library's functions."
    case .method: "The type of functions that are taken from an object: x.append."
    case .module: "The type of what import binds."
    case .iterator: "The type of what goes through items once."
    case .noneType: "The type of None."
    case .ellipsis: "The type of the ellipsis '...'."
    case .context: "The type of what with enters besides tapes."
    default: "The type \(type.name)."
    }
  }

  /// Something to type that shows a type nothing constructs by its name.
  static func example(of type: TypeName) -> String? {
    guard case .exception(let exception) = type else { return sample(of: type) }
    // The limit of steps ends the entry: nothing catches it.
    guard exception != .stepLimitError else { return nil }
    let name = exception.rawValue
    return "try:\n  raise \(name)('no')\nexcept \(name) as e:\n  print(e.args)"
  }

  /// An expression of a type, for the examples of its properties.
  static func sample(of type: TypeName) -> String? {
    switch type {
    case .tensor: "ones(2, 3)"
    case .variable: "Variable([1., 2.])"
    case .dtype: "float32"
    case .range: "range(0, 10, 3)"
    case .int: "(3)"
    case .bool: "(True)"
    case .float: "(1.5)"
    case .string: "'text'"
    case .function: "(lambda x: 2 * x)"
    case .builtin: "exp"
    case .type: "float"
    case .exception: "ValueError('no')"
    case .list: "[1, 2]"
    case .tuple: "(1, 2)"
    case .dict: "{'a': 1}"
    case .generator: "np.random.default_rng(0)"
    case .tensorflowGenerator: "tf.random.Generator.from_seed(0)"
    default: nil
    }
  }
}
