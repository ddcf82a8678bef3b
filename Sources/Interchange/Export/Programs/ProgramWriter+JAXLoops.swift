import Language

/// A loop over tensors that are differentiated in its body: in JAX one over the functions that give
/// them.
struct LoopOverTargets {
  /// The loop's name.
  let name: String
  /// The names that it goes through.
  let items: [Expression]
  /// The functions that the loop goes through, by the names that they have in its body.
  fileprivate var functions: [(name: String, question: String, members: [String])] = []
  /// Their definitions, which stand before the loop.
  fileprivate var definitions: [String] = []

  /// The statements before the loop.
  fileprivate let flow: [FlowItem]

  /// A loop of one name over names that are written out; nil for others, and where the body binds a
  /// name anew that a function may read, since a tape answers for what was recorded.
  init?(_ target: Expression, _ iterable: Expression, _ body: [Statement], _ flow: [FlowItem]) {
    guard case .name(let name) = target.kind else { return nil }
    switch iterable.kind {
    case .list(let items), .tuple(let items): self.items = items
    default: return nil
    }
    let written = body.reduce(into: Set<String>()) { $0.formUnion(Names.written(by: $1)) }
    guard items.allSatisfy({ if case .name = $0.kind { true } else { false } }),
      !written.contains(name), flow.allSatisfy({ written.isDisjoint(with: $0.writes) })
    else { return nil }
    self.name = name
    self.flow = flow
  }
}

extension ProgramWriter {
  /// A loop's lines, which `lines` writes below a header for what it goes through.
  ///
  /// A loop `for q in [y, z]` whose body asks for `grad q w` becomes one over the functions that
  /// give `y` and `z`, and over these as well where the body reads them.
  func loopOverTargets(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ header: String,
    _ lines: (String) throws(ExportProblem) -> [String]
  ) throws(ExportProblem) -> [String] {
    guard framework == .jax, functionDepth == 0,
      let loop = LoopOverTargets(target, iterable, body, flow)
    else { return try lines(header) }
    loopsOverTargets.append(loop)
    let text: [String]
    do throws(ExportProblem) {
      text = Array(try lines(header).dropFirst())
    } catch {
      loopsOverTargets.removeLast()
      throw error
    }
    guard let written = loopsOverTargets.popLast(), !written.functions.isEmpty else {
      return [header] + text
    }
    var names = written.functions.map(\.name)
    var lists = written.functions.map { "[\($0.members.joined(separator: ", "))]" }
    if text.contains(where: { CodeShape.reads(loop.name, $0) }) {
      names.insert(loop.name, at: 0)
      lists.insert(try self.text(iterable, atLeast: .primary), at: 0)
    }
    let all = lists.count == 1 ? lists[0] : "zip(\(lists.joined(separator: ", ")))"
    return written.definitions + ["for \(names.joined(separator: ", ")) in \(all):"] + text
  }

  /// The name that a function of a loop's target has in its body; nil where the target is no loop's.
  ///
  /// - Parameters:
  ///   - question: what tells questions apart for which the functions differ.
  ///   - function: writes the function of a target before the statement, and gives its name.
  func loopFunction(
    of target: Expression, _ sources: [String], question: String,
    _ function: (Expression) throws(ExportProblem) -> String
  ) throws(ExportProblem) -> String? {
    guard case .name(let name) = target.kind,
      let place = loopsOverTargets.lastIndex(where: { $0.name == name })
    else { return nil }
    let known = loopsOverTargets[place].functions.first { $0.question == question }
    if let known { return known.name }
    // The functions are defined before the loop, and not in its body.
    let outer = (pendingLines, flow)
    (pendingLines, flow) = ([], loopsOverTargets[place].flow)
    defer { (pendingLines, flow) = outer }
    var members: [String] = []
    for item in loopsOverTargets[place].items { members.append(try function(item)) }
    let parts = sources.count <= 2 ? sources.joined(separator: "_") : "sources"
    let loopName = freshName("\(name)_of_\(parts)")
    loopsOverTargets[place].functions.append((loopName, question, members))
    loopsOverTargets[place].definitions += pendingLines
    return loopName
  }
}

extension CodeShape {
  /// Whether a line of Python has a name in it.
  static func reads(_ name: String, _ line: String) -> Bool {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == name }
  }
}
