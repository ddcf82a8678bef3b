import Language
import Notebook

/// Calls of functions that update the Variables of a list which they are given: in JAX the list has
/// new arrays afterwards, and the names of these are bound to them.
extension ProgramWriter {
  /// A call of such a function; nil for others.
  func updatingCall(
    _ function: Expression, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code? {
    guard framework == .jax, case .name(let callee) = function.kind, !isLocal(callee),
      let names = updatingFunctions[callee]
    else { return nil }
    guard functionDepth == 0, !isTracing, statementCall == range else {
      throw ExportProblem(
        "'\(callee)' updates Variables that have names of their own, and JAX's arrays cannot be "
          + "changed in place",
        hint: "call it in a statement of its own", at: range)
    }
    var parts: [String] = []
    for argument in arguments {
      let value = argument.value
      let (text, lines) = try updatedArgument(value, names, range)
      trailingLines += lines
      switch argument {
      case .positional: parts.append(text)
      case .keyword(let name, _, _): parts.append("\(name)=\(text)")
      case .unpacked: parts.append("*" + text)
      case .unpackedKeywords: parts.append("**" + text)
      }
    }
    return Code("\(callee)(\(parts.joined(separator: ", ")))")
  }

  /// An argument, and the lines that bind the names of its Variables to what they are after the call.
  private func updatedArgument(
    _ value: Expression, _ names: Set<String>, _ range: SourceRange
  ) throws(ExportProblem) -> (text: String, lines: [String]) {
    let number = entry.entry.number
    let reached = variableFlow.reached(
      from: variableFlow.values(of: value, in: [], of: number))
    let hasVariables = reached.contains { if case .variable = $0 { true } else { false } }
    let text = try text(value)
    guard hasVariables else { return (text, []) }
    let problem = ExportProblem(
      "JAX's arrays cannot be changed in place, and this call does not tell which names stand for "
        + "the Variables that it updates",
      hint: "give the function a list under a name of its own", at: range)
    let bound = boundInBlocks
    guard bound.isDisjoint(with: names.union(Names.read(by: value))) else { throw problem }
    switch value.kind {
    case .list(let items), .tuple(let items):
      var own: [String] = []
      for item in items {
        guard case .name(let name) = item.kind, !isLocal(name) else { throw problem }
        own.append(name)
        declare(name)
      }
      // Another name of one of them would be left behind.
      for item in items {
        try checkThatNothingElse(of: names.subtracting(own), standsFor: item, problem)
      }
      let list = unusedName(["variables", "parameters"])
      pendingLines.append("\(list) = [\(own.joined(separator: ", "))]")
      return (list, [own.joined(separator: ", ") + (own.count == 1 ? "," : "") + " = \(list)"])
    default:
      guard HeldPaths.text(of: value) != nil,
        let container = HeldPaths.references(of: value, in: entry.before)?.first
      else { throw problem }
      if case .variable = entry.before.heap[container] { throw problem }
      var lines: [String] = []
      var row: [String] = []
      let items = HeldPaths.items(of: container, in: entry.before)
      for (key, item) in items {
        guard case .reference(let reference) = item else { continue }
        for path in HeldPaths.to(reference, in: entry.before) where names.contains(path.name) {
          if path.isInTuple { throw problem }
          writtenBeside.insert(path.name)
          if lines.count == row.count, key == "\(row.count)" { row.append(path.text) }
          lines.append("\(path.text) = \(text)[\(key)]")
        }
      }
      // Lists in lists are not looked into.
      for (_, item) in items {
        if case .reference(let inner) = item, !HeldPaths.items(of: inner, in: entry.before).isEmpty
        {
          throw problem
        }
      }
      if row.count == items.count, row.count == lines.count, row.count > 1 {
        lines = ["\(row.joined(separator: ", ")) = \(text)"]
      }
      return (text, lines)
    }
  }

  private func checkThatNothingElse(
    of names: Set<String>, standsFor item: Expression, _ problem: ExportProblem
  ) throws(ExportProblem) {
    guard let reference = HeldPaths.references(of: item, in: entry.before)?.first else {
      throw problem
    }
    if HeldPaths.to(reference, in: entry.before).contains(where: { names.contains($0.name) }) {
      throw problem
    }
  }

  /// The names that the entry binds in blocks, so that they may stand for something else in a call
  /// than before the entry.
  private var boundInBlocks: Set<String> {
    guard let tree = entry.tree, tree.statements.count > 1 || !isSimple(tree.statements) else {
      return []
    }
    var names: Set<String> = []
    SyntaxWalk.visit(tree.statements, expression: { _ in }) { statement in
      switch statement.kind {
      case .assignment(let targets, _), .deletion(let targets):
        names.formUnion(targets.flatMap(Names.bound))
      case .forLoop(let target, _, _, _): names.formUnion(Names.bound(by: target))
      case .with(let items, _): names.formUnion(items.compactMap(\.target).flatMap(Names.bound))
      default: break
      }
    }
    return names
  }

  private func isSimple(_ statements: [Statement]) -> Bool {
    statements.allSatisfy { SyntaxWalk.blocks(of: $0).allSatisfy(\.isEmpty) }
  }
}
