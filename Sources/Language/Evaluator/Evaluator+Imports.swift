extension Evaluator {
  private static let futures: Set<String> = [
    "absolute_import", "division", "print_function", "unicode_literals", "annotations",
    "generators", "nested_scopes", "with_statement", "generator_stop",
  ]

  /// Binds a module: `import tensorflow.compat.v2 as tf`.
  func importModule(_ path: String, as alias: String?, _ range: SourceRange) throws {
    let module = try module(path, range)
    if let alias {
      try bind(alias, to: .module(module))
    } else if let dot = path.firstIndex(of: ".") {
      // `import a.b` binds `a`.
      try bind(String(path[..<dot]), to: .module(Module(String(path[..<dot]))))
    } else {
      try bind(path, to: .module(module))
    }
  }

  private func module(_ path: String, _ range: SourceRange) throws -> Module {
    if let known = LibraryTable.moduleAliases[path] { return Module(known) }
    let isOldInterface = path == "tensorflow.compat.v1" || path.hasPrefix("tensorflow.compat.v1.")
    if !isOldInterface, case .module(let module)? = options.library.dottedNames[path] {
      return module
    }
    var hint = "these can be imported: " + importable.joined(separator: ", ")
    if isOldInterface {
      hint = "TensorFlow 1 builds graphs; write import tensorflow.compat.v2 as tf"
    } else if path == "torch" || path.hasPrefix("jax") {
      hint += "; the prompt's own functions need no import"
    }
    throw located(
      EvaluationError(.moduleNotFoundError, "No module named '\(path)'", hint: hint), range)
  }

  /// The modules that hold something, and their other names.
  private var importable: [String] {
    LibraryTable.shortModuleNames.map(\.module)
      .filter { !options.library.members(of: Module($0)).isEmpty }
      .flatMap { module in
        [module] + LibraryTable.moduleAliases.filter { $0.value == module }.keys.sorted()
      }
  }

  /// Binds members of a module: `from tensorflow import GradientTape`.
  func importNames(_ names: [ImportedName], from path: String, _ range: SourceRange) throws {
    if path == "__future__" {
      for name in names where !Self.futures.contains(name.name) {
        throw located(
          EvaluationError(.syntaxError, "future feature \(name.name) is not defined"), name.range)
      }
      return
    }
    let module = try module(path, range)
    for name in names {
      if name.name == "*" {
        for member in options.library.members(of: module) {
          if let value = options.library.member(member, of: module) {
            try bind(member, to: value)
          }
        }
        continue
      }
      guard let value = options.library.member(name.name, of: module) else {
        var hint: String?
        let members = options.library.members(of: module)
        if let near = Suggestion.closest(to: name.name, among: members).first {
          hint = "did you mean '\(near)'?"
        }
        throw located(
          EvaluationError(
            .importError, "cannot import name '\(name.name)' from '\(path)'", hint: hint),
          name.range)
      }
      try bind(name.alias ?? name.name, to: value)
    }
  }
}
