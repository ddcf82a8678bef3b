import Language

/// What is read of an import so far.
struct ImportReading: Sendable {
  /// The parts of the path that is read.
  var path: [String] = []
  /// Whether the text bound the path's first name before.
  var wasBound = false
  /// Whether a name behind `as` is next.
  var isAlias = false
  /// The module from which names are taken.
  var module: Module?
  /// The name that was taken last.
  var name: Int?
}

extension TextReader {
  /// Reads a token of `import a.b as c, d`, or of a module's path behind `from`.
  mutating func moduleToken() {
    guard let token = token(index) else { return }
    switch token.kind {
    case .name where imports.isAlias:
      bind(index, to: .module(Module(imports.path.joined(separator: "."))))
      imports.isAlias = false
    case .name:
      use(.module)
      imports.path.append(text(index))
      // Without an alias the first part is bound.
      if keyword == .import, imports.path.count == 1 {
        imports.wasBound = structure.bindings[text(index)] != nil
        structure.bindings.updateValue(.module(Module(text(index))), forKey: text(index))
      }
    case .keyword("as"):
      imports.isAlias = true
      if let first = imports.path.first, !imports.wasBound {
        structure.bindings.removeValue(forKey: first)
      }
    case .keyword("import"):
      imports.module = Module(imports.path.joined(separator: "."))
      mode = .imported
    case .symbol(","): imports = ImportReading()
    default: break
    }
  }

  /// Reads a token of `from m import a as b, c`.
  mutating func importedToken() {
    guard let token = token(index), let module = imports.module else { return }
    switch token.kind {
    case .name where imports.isAlias:
      let value = imports.name.flatMap { library.member(text($0), of: module) }
      bind(index, to: value)
      imports.isAlias = false
    case .name:
      use(.imported(module))
      imports.name = index
      structure.bindings.updateValue(library.member(text(index), of: module), forKey: text(index))
    case .keyword("as"): imports.isAlias = true
    case .symbol("*"): structure.starModules.append(module)
    case .symbol(","): imports.isAlias = false
    default: break
    }
  }
}
