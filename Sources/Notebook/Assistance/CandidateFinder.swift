import Autodiff
import HashTreeCollections
import Language

/// Finds what may stand behind a text, from what stands there.
struct CandidateFinder {
  let assistance: Assistance
  /// The text up to the letters that are completed.
  let structure: TextStructure
  let names: KnownNames
  /// The letters that are completed; may be none.
  let word: String

  var library: LibraryTable { assistance.library }
  var session: Session { assistance.session }

  /// What may stand there, and how many dashes before the letters are replaced as well.
  var candidates: (found: [Completion.Candidate], dashes: Int) {
    if let options { return options }
    if structure.scan.tokens.last?.kind == .symbol("."), !isQuestion { return (members, 0) }
    switch structure.end {
    case .statement: return (statements, 0)
    case .expression: return (expressions, 0)
    case .binding: return ([], 0)
    case .module: return (modules, 0)
    case .imported(let module): return (members(of: module), 0)
    case .question: return (topics, 0)
    case .command(let command): return (arguments(of: command), 0)
    }
  }

  /// Candidates by their kinds, those of a kind by their names.
  func sorted(_ candidates: [Completion.Candidate]) -> [Completion.Candidate] {
    candidates.sorted { ($0.kind, $0.text) < ($1.kind, $1.text) }
  }

  // MARK: Statements and expressions

  /// What a statement begins with.
  var statements: [Completion.Candidate] {
    let commands = assistance.commands.values.filter { $0.syntax.secondWord == nil }
      .map { command in
        let takesMore = !command.syntax.arguments.isEmpty || !command.syntax.subcommands.isEmpty
        return Completion.Candidate(
          command.name, suffix: takesMore ? " " : "", kind: .command,
          note: Self.note(command.summary))
      }
    return sorted(
      matching(commands) + userNames + libraryNames + keywords([.statement, .operand]))
  }

  private var expressions: [Completion.Candidate] {
    if let last = structure.scan.tokens.last, endsOperand(last) {
      return secondWord.isEmpty ? keywords([.behindOperand]) : secondWord
    }
    if let argumentsOfCall { return argumentsOfCall }
    return sorted(keywordArguments + userNames + libraryNames + keywords([.operand]))
  }

  /// The word that makes a command of the name that the statement begins with: `all` of `print`.
  private var secondWord: [Completion.Candidate] {
    let last = structure.scan.tokens.count - 1
    guard structure.frames.isEmpty, last == structure.statementStart,
      let word = assistance.commands[structure.name(last)]?.syntax.secondWord
    else { return [] }
    return matching([Completion.Candidate(word, suffix: " ", kind: .value)])
  }

  /// The keywords that may stand in some places.
  private func keywords(_ places: Set<Keyword.Place>) -> [Completion.Candidate] {
    // Without a letter the list would be of little help.
    guard !word.isEmpty else { return [] }
    return matching(
      Keyword.allCases.filter { !$0.places.isDisjoint(with: places) }.map { keyword in
        var suffix = keyword.isConstant || keyword.leavesBlock ? "" : " "
        if keyword.opensBlockAlone, places.contains(.statement) { suffix = ":" }
        return Completion.Candidate(keyword.rawValue, suffix: suffix, kind: .keyword)
      }
    ).sorted { $0.text < $1.text }
  }

  /// Whether an operand ends with a token, so that only an operator may follow it.
  private func endsOperand(_ token: TextToken) -> Bool {
    switch token.kind {
    case .name, .number, .string, .prime, .symbol(")"), .symbol("]"), .symbol("}"): true
    case .keyword(let word): Keyword(rawValue: word)?.isConstant ?? false
    default: false
    }
  }

  // MARK: Names

  /// The names that the text or the user bound.
  var userNames: [Completion.Candidate] {
    let bound = Set(session.globals.keys).union(structure.bindings.keys)
    return matching(bound.sorted().map { candidate($0, names.meaning(of: $0)) })
  }

  private var libraryNames: [Completion.Candidate] {
    guard !word.isEmpty else { return [] }
    let found = library.bareNames.keys.filter { $0.hasPrefix(word) }.sorted()
    return matching(
      found.compactMap { name in library.bareNames[name].map { candidate(name, $0) } })
  }

  var keywordArguments: [Completion.Candidate] {
    guard let frame = structure.frames.last, frame.kind == .call, frame.isItemStart,
      let signature = names.signature(ofCallAt: frame.opener)
    else { return [] }
    let positional = frame.commas - frame.keywords.count
    let rest = signature.remaining(after: positional, frame.keywords).filter(\.takesKeyword)
    return matching(
      rest.map { parameter in
        let note = parameter.defaultText.map { "default \($0)" } ?? ""
        return Completion.Candidate(
          parameter.name, suffix: "=", kind: .keywordArgument, note: note)
      })
  }

  /// The modules that can be imported, or the modules in one.
  private var modules: [Completion.Candidate] {
    matching(
      LibraryTable.topModuleNames.map { Completion.Candidate($0, kind: .module) })
  }

  /// What follows the dot at the text's end.
  private var members: [Completion.Candidate] {
    let last = structure.scan.tokens.count - 1
    if last > 0, case .string(isOpen: false) = structure.scan.tokens[last - 1].kind {
      return attributes(of: .string)
    }
    let path = structure.path(endingAt: last - 1)
    if case .module = structure.end {
      return members(of: Module(path.joined(separator: "."))).filter { $0.kind == .module }
    }
    guard !path.isEmpty, case .object(let object) = names.meaning(of: path) else {
      let type = TypeInference(names: names).type(ofOperandEndingAt: last - 1)
      return type.map(attributes(of:)) ?? []
    }
    guard case .module(let module) = object else {
      return fields(of: object) + attributes(of: names.session.typeName(of: object))
    }
    guard isDType(at: last - (2 * path.count - 1)) else { return members(of: module) }
    return members(of: module).filter { member in
      if case .dtype? = library.member(member.text, of: module) { return true }
      return false
    }
  }

  func members(of module: Module) -> [Completion.Candidate] {
    let found = matching(
      library.members(of: module).compactMap { name in
        library.member(name, of: module).map { object in
          var member = candidate(name, object)
          if member.kind == .boundName { member.kind = .constant }
          return member
        }
      })
    return sorted(found)
  }

  /// The names of a tuple's parts.
  private func fields(of object: Object) -> [Completion.Candidate] {
    guard case .reference(let reference) = object else { return [] }
    return matching(
      names.session.heap.fields(of: reference).map {
        Completion.Candidate($0, kind: .attribute, note: "a part of the tuple")
      })
  }

  func attributes(of type: TypeName) -> [Completion.Candidate] {
    let types = [type] + (LibraryTable.attributeParent(of: type).map { [$0] } ?? [])
    let known = Set(types.flatMap { library.attributes[$0]?.keys.map(\.self) ?? [] })
    return matching(
      known.sorted().map { name in
        switch library.attribute(name, of: type) {
        case .method(let method)?:
          Completion.Candidate(
            name, suffix: "(", kind: .attribute, note: Self.note(method.summary))
        case .property(let summary, _)?:
          Completion.Candidate(name, kind: .attribute, note: Self.note(summary))
        case nil: Completion.Candidate(name, kind: .attribute)
        }
      })
  }

  // MARK: Candidates

  /// The candidates that begin with the letters; names that begin with a line only when it is typed.
  func matching(_ candidates: [Completion.Candidate]) -> [Completion.Candidate] {
    candidates.filter { candidate in
      candidate.text.hasPrefix(word) && (!word.isEmpty || candidate.text.first != "_")
    }
  }

  private func candidate(_ name: String, _ meaning: KnownNames.Meaning) -> Completion.Candidate {
    guard case .object(let object) = meaning else {
      return Completion.Candidate(name, kind: .boundName)
    }
    return candidate(name, object)
  }

  func candidate(_ name: String, _ object: Object) -> Completion.Candidate {
    let note = ObjectNote(session: session, library: library).text(of: object)
    if case .module = object {
      return Completion.Candidate(name, suffix: ".", kind: .module, note: note)
    }
    if names.isFunction(object) {
      return Completion.Candidate(name, suffix: "(", kind: .function, note: note)
    }
    return Completion.Candidate(name, kind: .boundName, note: note)
  }

  /// A sentence of help, cut to a few words.
  static func note(_ summary: String) -> String {
    let words = summary.hasSuffix(".") ? summary.dropLast() : summary[...]
    guard words.count > 48 else { return String(words) }
    let cut = words.prefix(47)
    return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)]) + "…"
  }
}
