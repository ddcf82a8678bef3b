import Autodiff
import Language
import Tensors

/// What a name or a dotted path of the library stands for.
struct LibraryUse {
  let object: Object
  /// The path as TensorFlow, NumPy or Python has it: `tensorflow.math.exp`, `sum`.
  let path: String

  var isNumPy: Bool { path.hasPrefix("numpy.") }
  var isTensorFlow: Bool { path.hasPrefix("tensorflow.") }
  var isMath: Bool { path.hasPrefix("math.") }
  var isMatplotlib: Bool { path.hasPrefix("matplotlib.") }
}

extension ProgramWriter {
  /// What an expression stands for, where it is a name of the library.
  func libraryObject(of expression: Expression) -> LibraryUse? {
    switch expression.kind {
    case .name(let name):
      if isLocal(name) { return nil }
      if let object = global(name) {
        // A name that an import bound is the library's; one that the user assigned is the user's.
        guard importedNames[name] != nil else { return nil }
        return LibraryUse(object: object, path: importedNames[name] ?? name)
      }
      return library.bareNames[name].map { LibraryUse(object: $0, path: name) }
    case .attribute(let base, let name, _):
      guard let module = module(of: base), let object = library.member(name, of: module) else {
        return nil
      }
      return LibraryUse(object: object, path: module.path + "." + name)
    default: return nil
    }
  }

  /// The module that an expression stands for: `tf`, `tf.math`.
  func module(of expression: Expression) -> Module? {
    switch expression.kind {
    case .name(let name):
      guard !isLocal(name), case .module(let module)? = global(name) else { return nil }
      return module
    case .attribute(let base, let name, _):
      guard let outer = module(of: base), case .module(let inner)? = library.member(name, of: outer)
      else { return nil }
      return inner
    default: return nil
    }
  }

  /// Whether a function or comprehension around binds a name.
  func isLocal(_ name: String) -> Bool { scopes.contains { $0[name] != nil } }

  /// The user's value of a name at the entry.
  func global(_ name: String) -> Object? {
    if let value = entry.before.object(named: name) { return value }
    // What a function that JAX differentiates reads was bound by a statement before it.
    let isBoundBefore = isTracing && flow.contains { $0.writes.contains(name) }
    if isBoundBefore || boundHere.contains(name) {
      return entry.after.object(named: name) ?? Object.ellipsis
    }
    // The entry itself may bind it, unless it is the library's and is read before.
    return library.bareNames[name] == nil ? entry.after.object(named: name) : nil
  }

  /// A name as an expression.
  func code(ofName name: String, at range: SourceRange) throws(ExportProblem) -> Code {
    if framework == .jax, updatingFunctions[name] != nil, !isLocal(name) {
      throw ExportProblem(
        "'\(name)' updates Variables that have names of their own, and JAX's arrays cannot be "
          + "changed in place",
        hint: "call it in a statement of its own, and do not hand it over", at: range)
    }
    if isLocal(name) || (global(name) != nil && importedNames[name] == nil) { return Code(name) }
    let expression = Expression(.name(name), range)
    guard let use = libraryObject(of: expression) else {
      // `_` is assigned wherever a value is shown.
      return Code(name)
    }
    return try code(of: use, at: range)
  }

  /// A function, type or constant of the library as a value.
  func code(of use: LibraryUse, at range: SourceRange) throws(ExportProblem) -> Code {
    switch use.object {
    case .float(let value) where use.isNumPy || use.path == "math.tau":
      _ = value
      return Code(modulePath(use.path))
    case .float:
      modules.insert("math")
      return Code("math." + (use.path.split(separator: ".").last.map(String.init) ?? use.path))
    case .dtype(let dtype) where writesNumPy:
      modules.insert("numpy")
      return Code("np." + (dtype == .bool ? "bool_" : dtype.name))
    case .dtype(let dtype): return Code(name(of: dtype))
    case .none: return Code("None")
    // What a program is called is its own.
    case .string where use.path == "__name__": return Code("__name__")
    case .string(let text): return Code("\"\(text)\"")
    case .type(let type): return Code(type.name)
    case .module: return Code(modulePath(use.path))
    case .primitive, .builtin:
      if use.isNumPy || use.isMath || use.isMatplotlib { return Code(modulePath(use.path)) }
      return try functionValue(use, at: range)
    default: return Code(use.path)
    }
  }

  /// A path with the module's short name, which is imported.
  func modulePath(_ path: String) -> String {
    for (module, short) in LibraryTable.shortModuleNames
    where path == module || path.hasPrefix(module + ".") {
      if !(module == "tensorflow" && framework == .tensorflow) { modules.insert(module) }
      return short + path.dropFirst(module.count)
    }
    return path
  }

  /// A function of the library, handed over as a value.
  private func functionValue(_ use: LibraryUse, at range: SourceRange) throws(ExportProblem) -> Code
  {
    guard let function = CalleeFacts(use.object) else { return Code(use.path) }
    if PythonNames.all.contains(function.name), !function.isRecorded { return Code(function.name) }
    if framework == .tensorflow, let name = function.tensorflow.first {
      return Code("tf." + FrameworkNames.current(name))
    }
    if let helper = Helper(name: function.name, framework) { return Code(self.use(helper)) }
    if let template = template(of: function.name) {
      if let name = template.functionName {
        noteModules(of: name + "(")
        return Code(name)
      }
      let names = function.parameters.prefix { $0.kind != .rest }.map { $0.names[0] }
      for count in 1..<max(names.count + 1, 1) {
        let given = names.prefix(count)
        let arguments = Dictionary(given.map { ($0, Code($0)) }) { first, _ in first }
        guard var text = template.text(arguments) else { continue }
        noteModules(of: text)
        if FrameworkNames.aligned.contains(function.name),
          let helper = Helper(name: "aligned", framework)
        {
          text = "\(self.use(helper))(lambda y_true, y_pred: \(text), y_true, y_pred)"
        }
        return Code("lambda \(given.joined(separator: ", ")): " + text, .lambda)
      }
    }
    throw ExportProblem(
      "\(framework.title) has no function for \(function.name)", at: range)
  }
}

/// The functions that Python itself has under the same name.
enum PythonNames {
  static let all: Set<String> = [
    "print", "len", "range", "float", "int", "str", "bool", "list", "tuple", "dict", "zip",
    "enumerate", "isinstance", "issubclass", "sorted", "reversed", "map", "filter", "iter", "next",
    "repr", "format", "chr", "ord", "bin", "hex", "oct", "divmod", "callable", "getattr", "hasattr",
    "hash", "id", "type",
  ]
  /// The functions that are Python's for Python's numbers and lists.
  static let shared: Set<String> = ["sum", "max", "min", "abs", "round", "pow", "any", "all"]
}
