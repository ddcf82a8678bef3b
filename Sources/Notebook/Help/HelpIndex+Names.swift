import Language

/// The help on modules, constants and options.
extension HelpIndex {
  static func modules(_ library: LibraryTable) -> [HelpEntry] {
    library.dottedNames.values.compactMap { object in
      if case .module(let module) = object { return module }
      return nil
    }
    .sorted { $0.path < $1.path }.map { HelpEntry(module: $0, library) }
  }

  static func constants(_ library: LibraryTable) -> [HelpEntry] {
    library.constants.map { HelpEntry(constant: $0) }
  }

  static let options: [HelpEntry] = OptionDeclaration.all.map(HelpEntry.init(option:))
}

extension HelpEntry {
  /// The help on a module: its members by kind.
  fileprivate init(module: Module, _ library: LibraryTable) {
    let name = LibraryTable.shortened(module.path)
    let isShort = LibraryTable.shortModuleNames.contains { $0.module == module.path }
    let top = LibraryTable.shortModuleNames.first { name.hasPrefix($0.short + ".") }
    let (path, alias) = top.map { ($0.module, $0.short) } ?? (module.path, name)
    let importing =
      "import \(path)" + (alias == path ? "" : " as \(alias)") + (top == nil ? "" : "\n" + name)
    self.init(
      .module, name, aliases: name == module.path ? [] : [module.path],
      summary: "The module \(module.path).", examples: [HelpExample(importing)],
      text: {
        var lists: [String: [String]] = [:]
        for member in library.members(of: module) {
          let kind = ModuleMember(library.member(member, of: module))
          lists[kind.rawValue, default: []].append(member)
        }
        let parts = ModuleMember.allCases.compactMap { kind in
          lists[kind.rawValue].map { "\(kind.rawValue)\n" + Paragraph.filled($0) }
        }
        let alias = name != module.path && isShort ? ", usually \(name)" : ""
        let title = "The module \(module.path)\(alias)"
        let body = parts.isEmpty ? "It has no members here." : parts.joined(separator: "\n\n")
        let pointer = "help \(name).NAME tells more of one of them."
        return "\(title)\n\n\(body)" + (parts.isEmpty ? "" : "\n\n" + pointer)
      })
  }

  /// The help on a constant.
  fileprivate init(constant: LibraryConstant) {
    let names = constant.bareNames + constant.dottedNames.map(LibraryTable.shortened)
    let name = names.first ?? ""
    self.init(
      .constant, name, aliases: Array(names.dropFirst()), summary: constant.summary,
      examples: [HelpExample(name)],
      text: {
        var text = "\(name)\n" + Paragraph.wrapped(constant.summary)
        if names.count > 1 {
          let others = names.dropFirst().joined(separator: ", ")
          text += "\n\n" + Paragraph.definitions([("also", others)])
        }
        return text
      })
  }

  /// The help on an option of `set`.
  fileprivate init(option: OptionDeclaration) {
    self.init(
      .option, option.name, summary: option.summary, details: option.expected,
      examples: [HelpExample("set \(option.name)")],
      text: {
        "set \(option.name) VALUE\n"
          + Paragraph.wrapped("\(option.summary) The value is \(option.expected).")
      })
  }
}

/// What a module's members are, in the order of its help.
private enum ModuleMember: String, CaseIterable {
  case modules, types, functions, constants

  init(_ object: Object?) {
    switch object {
    case .module: self = .modules
    case .type: self = .types
    case .primitive, .builtin: self = .functions
    default: self = .constants
    }
  }
}
