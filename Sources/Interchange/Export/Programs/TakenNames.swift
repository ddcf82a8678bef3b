import Language
import Notebook

/// The names that a session binds and that a program's first lines bind too: modules and helpers.
///
/// The program gives the session's another name, so that it does not hide the module.
struct TakenNames {
  /// The names, in order.
  let names: [String]
  /// What stands for each of them.
  let replacements: [String: String]

  init(_ prelude: [String], _ session: ReplayedSession) {
    let bound = Set(prelude.flatMap(TakenNames.bound))
    var own: Set<String> = []
    var all: Set<String> = bound
    for entry in session.entries {
      let scan = TokenScan(entry.entry.source.text)
      for token in scan.tokens where token.kind == .name { all.insert(scan.text(token)) }
      guard let tree = entry.tree, !entry.result.isFailure else { continue }
      own.formUnion(TakenNames.bound(by: tree.statements))
    }
    names = own.intersection(bound).sorted()
    var replacements: [String: String] = [:]
    for name in names {
      var other = name + "_"
      while !all.insert(other).inserted { other += "_" }
      replacements[name] = other
    }
    self.replacements = replacements
  }

  /// The names that statements bind, in functions and comprehensions too; imports are left out,
  /// because the program has them itself.
  private static func bound(by statements: [Statement]) -> Set<String> {
    var names: Set<String> = []
    func note(_ clauses: [ComprehensionClause]) {
      for clause in clauses { names.formUnion(Names.bound(by: clause.target)) }
    }
    SyntaxWalk.visit(statements) { expression in
      switch expression.kind {
      case .lambda(let definition): names.formUnion(definition.parameters.map(\.name))
      case .listComprehension(_, let clauses), .generator(_, let clauses),
        .dictComprehension(_, _, let clauses):
        note(clauses)
      default: break
      }
    } statement: { statement in
      // What a method changes is bound where it was assigned.
      switch statement.kind {
      case .expression: return
      case .function(let definition): names.formUnion(definition.parameters.map(\.name))
      default: break
      }
      names.formUnion(Names.written(by: statement))
    }
    return names
  }

  /// The name that a line of a program's beginning binds.
  private static func bound(by line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first, !line.hasPrefix(" ") else { return [] }
    switch first {
    case "import" where words.count == 4: return [words[3]]
    case "import" where words.count == 2:
      return words[1].split(separator: ".").prefix(1).map(String.init)
    case "from" where words.count == 4: return [words[3]]
    case "def" where words.count > 1:
      return words[1].split(separator: "(").prefix(1).map(String.init)
    default: return words.count > 2 && words[1] == "=" ? [first] : []
    }
  }
}

extension SessionFile {
  /// The file with other names in its entries.
  func renaming(_ replacements: [String: String]) -> SessionFile {
    let parts = parts.map { part -> Part in
      guard case .entry(let entry) = part else { return part }
      return .entry(entry.renaming(replacements))
    }
    return SessionFile(self, parts: parts)
  }
}

extension SessionEntry {
  fileprivate func renaming(_ replacements: [String: String]) -> SessionEntry {
    let scan = TokenScan(source.text)
    var bytes: [UInt8] = []
    var end = 0
    var isAttribute = false
    for token in scan.tokens {
      if token.kind == .name, !isAttribute, let other = replacements[scan.text(token)] {
        bytes += scan.bytes[end..<token.range.start] + Array(other.utf8)
        end = token.range.end
      }
      isAttribute = token.kind == .symbol(".")
    }
    guard end > 0 else { return self }
    bytes += scan.bytes[end...]
    return SessionEntry(
      number: number,
      source: EntrySource(
        file: source.file, text: String(decoding: bytes, as: UTF8.self),
        firstLine: source.firstLine),
      lastLine: lastLine, options: options, output: output, diagnostic: diagnostic,
      recordedLines: recordedLines)
  }
}
