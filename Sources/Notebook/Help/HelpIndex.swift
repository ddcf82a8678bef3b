import Autodiff
import Language

/// Everything that help knows, made of the declarations.
struct HelpIndex: Sendable {
  let library: LibraryTable
  /// The entries, in the order of preference.
  let entries: [HelpEntry]
  /// The places of the entries that have a name.
  private let places: [String: [Int]]

  init(_ material: HelpMaterial) {
    library = material.library
    let commands = material.commands.sorted { $0.name < $1.name }
    var entries = commands.map(HelpEntry.init(command:))
    entries += HelpIndex.functions(library, by: material.convention) + HelpIndex.types(library)
    entries += HelpIndex.modules(library) + HelpIndex.constants(library)
    entries += HelpIndex.options + KeywordHelp.entries
    entries += HelpTopic.all.map { HelpEntry(topic: $0, material) }
    entries += FunctionTopic.all(library).map(\.entry)
    self.entries = entries
    var places: [String: [Int]] = [:]
    for (place, entry) in entries.enumerated() {
      // A builtin stands before the primitive of its name, and its text leads to it.
      for name in Set(entry.names)
      where !(places[name] ?? []).contains(where: { entries[$0].kind == entry.kind }) {
        places[name, default: []].append(place)
      }
    }
    self.places = places
  }

  /// The index of an evaluation's library and commands, and of the prompt's keys.
  init(_ evaluator: Evaluator) {
    let context = evaluator.options.context as? EntryContext
    self.init(
      HelpMaterial(
        library: evaluator.options.library, commands: Array(evaluator.options.commands.values),
        keys: context?.keys ?? [], convention: evaluator.session.recorder.convention))
  }

  /// Every name that help can be asked for, sorted.
  var names: [String] { places.keys.sorted() }

  /// What is meant by a name, the most likely first; empty where nothing is.
  func entries(named name: String) -> [HelpEntry] {
    let name = LibraryTable.shortened(name.droppingCall)
    if let places = places[name] { return places.map { entries[$0] } }
    if let entry = member(name) { return [entry] }
    // `tape new` is help on the command whose word it starts with.
    if let blank = name.firstIndex(of: " "),
      let first = places[String(name[..<blank])].map({ entries[$0[0]] }), first.kind == .command
    {
      return [first]
    }
    let lowercase = name.lowercased()
    let similar = places.filter { $0.key.lowercased() == lowercase }.values.joined()
    if !similar.isEmpty { return Set(similar).sorted().map { entries[$0] } }
    return entries.filter { entry in
      (entry.kind == .method || entry.kind == .property) && entry.name.hasSuffix("." + name)
    }
  }

  /// A method or property under another name of its type, or of the type it has it from.
  private func member(_ name: String) -> HelpEntry? {
    guard let dot = name.lastIndex(of: "."),
      case .type(let type)? = object(named: String(name[..<dot]))
    else { return nil }
    let attribute = String(name[name.index(after: dot)...])
    return self.attribute(attribute, of: type)
  }

  /// The help on what objects of a type have under a name.
  func attribute(_ name: String, of type: TypeName) -> HelpEntry? {
    for type in [type] + (LibraryTable.attributeParent(of: type).map { [$0] } ?? []) {
      if let place = places["\(type.name).\(name)"]?.first { return entries[place] }
    }
    return nil
  }

  /// What a name of the library stands for, with or without a module in front.
  func object(named name: String) -> Object? {
    let name = LibraryTable.shortened(name)
    if let object = library.bareNames[name] { return object }
    if let object = library.dottedNames[LibraryTable.lengthened(name)] { return object }
    return library.types.first { $0.name == name }.map { .type($0) }
  }

  /// The help on an object of the library; empty for other objects.
  func entries(about object: Object) -> [HelpEntry] {
    switch object {
    case .primitive(let reference): entries(named: reference.primitive.name)
    case .builtin(let builtin): entries(named: HelpIndex.names(of: builtin).first ?? builtin.name)
    case .type(let type): entries(named: type.name).filter { $0.kind == .type }
    case .module(let module): entries(named: module.path)
    default: []
    }
  }

  /// What somebody may have meant who asked for a name that is not there.
  func suggestions(for name: String, and others: [String]) -> [String] {
    Suggestion.closest(to: name, among: others + names)
  }
}

extension LibraryTable {
  /// A dotted name under the module's short name: `tf.exp` for `tensorflow.exp`.
  static func shortened(_ name: String) -> String {
    for (module, short) in shortModuleNames where name == module || name.hasPrefix(module + ".") {
      return short + name.dropFirst(module.count)
    }
    return name
  }

  /// A dotted name with its module's whole path: `tensorflow.exp` for `tf.exp`.
  static func lengthened(_ name: String) -> String {
    for (module, short) in shortModuleNames where name == short || name.hasPrefix(short + ".") {
      return module + name.dropFirst(short.count)
    }
    return name
  }

  /// The types that the library says something about.
  var types: [TypeName] {
    var types = Set(constructors.keys).union(attributes.keys)
    for type in ExceptionType.allCases { types.insert(.exception(type)) }
    return types.sorted { $0.name < $1.name }
  }
}

extension String {
  /// The name in front of the brackets of a call: `sum` of `sum(x)`.
  fileprivate var droppingCall: String {
    guard last == ")", let bracket = firstIndex(of: "("), bracket > startIndex else { return self }
    return String(self[..<bracket])
  }
}
