import HashTreeCollections
import Language

/// What help can be asked about.
extension CandidateFinder {
  /// What help can be asked about.
  var topics: [Completion.Candidate] {
    let tokens = structure.scan.tokens
    if tokens.last?.kind == .symbol(".") { return members(ofTopic: tokens.count - 2) }
    let index = HelpIndex(
      HelpMaterial(library: library, commands: Array(assistance.commands.values)))
    let user = session.globals.keys.sorted().map { Completion.Candidate($0, kind: .topic) }
    let known = index.names.compactMap { name -> Completion.Candidate? in
      guard name.hasPrefix(word), name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { return nil }
      let note = index.entries(named: name).first.map { Self.note($0.summary) } ?? ""
      return Completion.Candidate(name, kind: .topic, note: note)
    }
    let modules = LibraryTable.shortModuleNames.map {
      Completion.Candidate($0.short, suffix: ".", kind: .topic, note: "module \($0.module)")
    }
    return sorted(matching(user + known + modules))
  }

  /// The members of a module, also before it is imported, or of an object's type.
  private func members(ofTopic token: Int) -> [Completion.Candidate] {
    var path = structure.path(endingAt: token)
    if case .unknown = names.meaning(of: path), let first = path.first,
      let module = LibraryTable.shortModuleNames.first(where: { $0.short == first })?.module
    {
      path[0] = module
      let dotted = path.joined(separator: ".")
      guard case .module(let module)? = library.dottedNames[dotted] else { return [] }
      return members(of: module).map(\.asTopic)
    }
    guard case .object(let object) = names.meaning(of: path) else { return [] }
    switch object {
    case .module(let module): return members(of: module).map(\.asTopic)
    case .type(let type): return attributes(of: type).map(\.asTopic)
    default: return attributes(of: names.session.typeName(of: object)).map(\.asTopic)
    }
  }
}

extension Completion.Candidate {
  /// The candidate as a topic of help, which is no call.
  fileprivate var asTopic: Completion.Candidate {
    var topic = self
    if topic.suffix == "(" { topic.suffix = "" }
    return topic
  }
}
