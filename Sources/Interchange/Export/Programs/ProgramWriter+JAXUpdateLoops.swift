import Language
import Notebook

/// Loops that update the Variables of a list, which in JAX get new arrays in their places.
extension ProgramWriter {
  /// A loop's lines where its body updates what its own names stand for; nil for other loops.
  func updateLoop(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws(ExportProblem) -> [String]? {
    guard framework == .jax, !isTracing else { return nil }
    let updates = updates(in: body, of: Set(Names.bound(by: target)))
    guard !updates.isEmpty else { return nil }
    if let line = try updateComprehension(target, iterable, body, updates) { return [line] }

    var prefix: [String] = []
    var rebound: [(name: String, value: String)] = []
    var loop = LoopPlaces(
      target: try self.target(target), iterable: try text(iterable),
      index: unusedName(["i", "j", "index"]), key: unusedName(["key", "name", "k"]))
    for update in updates where loop.places[update.name] == nil {
      let problem = ExportProblem(
        "JAX's arrays cannot be changed in place, and this loop does not tell where "
          + "'\(update.name)' stands",
        hint: "go through the list by 'for i in range(len(…))', and update its items",
        at: update.range)
      guard let part = LoopPlaces.part(of: update.name, target, iterable) else { throw problem }
      var container = try text(part.container)
      switch part.container.kind {
      case .list(let items), .tuple(let items):
        // A list that is written out gets a name, and its items are taken from there again.
        let names = try names(of: items, update.range)
        let list = unusedName(
          ["variables", "parameters", "values"].filter { name in
            !rebound.contains { $0.value == name }
          })
        prefix.append("\(list) = [\(names.joined(separator: ", "))]")
        loop.rename(container, to: list)
        container = list
        rebound.append((names.joined(separator: ", ") + (names.count == 1 ? "," : ""), list))
        names.forEach(declare)
      default:
        try checkThatItemsCanBeReplaced(part, update)
      }
      guard loop.add(update.name, part, container: container) else { throw problem }
      rebound += try reboundNames(update, part)
    }
    try checkThatBodyReadsNone(of: rebound.map(\.name), body, at: iterable.range)
    let lines = try updateLines(target, iterable, body, otherwise, loop)
    return prefix + lines + rebound.map { "\($0.name) = \($0.value)" }
  }

  /// The update of a loop's name.
  struct LoopUpdate {
    let name: String
    let range: SourceRange
    let site: VariableFlow.Site
    let update: VariableFlow.Update
  }

  private func updates(in body: [Statement], of names: Set<String>) -> [LoopUpdate] {
    var found: [LoopUpdate] = []
    SyntaxWalk.visit(body) { expression in
      guard case .call(let function, _) = expression.kind,
        case .attribute(let receiver, let method, _) = function.kind,
        VariableFlow.assignments.contains(method), case .name(let name) = receiver.kind,
        names.contains(name)
      else { return }
      let site = VariableFlow.Site(entry: entry.entry.number, start: expression.range.start)
      guard let update = variableFlow.updates[site] else { return }
      found.append(LoopUpdate(name: name, range: expression.range, site: site, update: update))
    }
    return found
  }

  func names(
    of items: [Expression], _ range: SourceRange
  ) throws(ExportProblem) -> [String] {
    var names: [String] = []
    for item in items {
      guard case .name(let name) = item.kind else {
        throw ExportProblem(
          "JAX's arrays cannot be changed in place, and a Variable of this list has no name",
          hint: "give the list a name before the loop", at: range)
      }
      names.append(name)
    }
    return names
  }

  /// A name that the entry and the session do not have.
  func unusedName(_ wanted: [String]) -> String {
    let source = entry.entry.source.text
    return wanted.first {
      !CodeShape.reads($0, source) && global($0) == nil
        && session.entries.last?.after.object(named: $0) == nil
    } ?? freshName(wanted[0])
  }

  private func updateLines(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement],
    _ loop: LoopPlaces
  ) throws(ExportProblem) -> [String] {
    let isOutermost = scopes.isEmpty
    if isOutermost { scopes.append([:]) }
    let outer = (loopPlaces, lastPlaces)
    loopPlaces.merge(loop.places) { _, new in new }
    for name in loop.places.keys where !isReadBesides(name, body) { lastPlaces.insert(name) }
    defer {
      (loopPlaces, lastPlaces) = outer
      if isOutermost { scopes.removeLast() }
    }
    bind(target, to: elementKind(of: iterable))
    for name in loop.places.keys { scopes[scopes.count - 1][name] = .unknown }
    for place in loop.places.values {
      writtenBeside.insert(String(place.prefix { $0 != "[" }))
    }
    return try self.loop(
      "for \(loop.target) in \(loop.iterable):", body, otherwise, binding: Names.bound(by: target))
  }

  /// Whether a loop's name is read by more than the one statement that updates it.
  private func isReadBesides(_ name: String, _ body: [Statement]) -> Bool {
    let reading = body.filter { liveness.reads(in: [$0]).contains(name) }
    let updates = updates(in: body, of: [name])
    let isInBlock = reading.contains { !SyntaxWalk.blocks(of: $0).allSatisfy(\.isEmpty) }
    return reading.count != 1 || updates.count != 1 || isInBlock
      || (functionDepth == 0 && liveness.isRead(name, after: entry.entry.number))
  }

  // MARK: What else stands for the Variables

  /// - Throws: where a loop goes through a tuple, or through what is not known.
  private func checkThatItemsCanBeReplaced(
    _ part: LoopPlaces.Part, _ update: LoopUpdate
  ) throws(ExportProblem) {
    let values = variableFlow.values(
      of: part.container, in: update.update.scopes, of: entry.entry.number)
    let variables = Set(update.update.variables.map { VariableFlow.Held.variable($0) })
    let isPath = Names.root(of: part.container) != nil
    var isNested = false
    if case .name = part.target.kind {} else { isNested = !part.isOfPairs }
    let all = isNested ? variableFlow.reached(from: values) : values
    let areLists = all.allSatisfy { value in
      guard case .container(let site) = value else { return isNested }
      let isHolding = !variableFlow.items(of: [value]).isDisjoint(with: variables)
      switch variableFlow.containerKinds[site] {
      case .list: return !(part.isOfValues || part.isOfPairs) || isNested
      case .dict: return part.isOfValues || part.isOfPairs || isNested
      case .tuple: return isNested && !isHolding
      case .other, nil: return false
      }
    }
    guard isPath, areLists, !values.isEmpty, !variables.isEmpty else {
      throw ExportProblem(
        "JAX's arrays cannot be changed in place, and '\(update.name)' stands for no item of a list "
          + "that could be replaced",
        hint: "keep the Variables in a list under a name of its own", at: update.range)
    }
    let place = VariableFlow.place(
      ofName: Names.root(of: part.container) ?? "", in: update.update.scopes)
    let root = Names.root(of: part.container) ?? ""
    var isTied = variableFlow.areTied(update.update, behind: place)
    if case .name(nil, _) = place {
      isTied =
        HeldPaths.areTied(behind: root, in: entry.before)
        || HeldPaths.areTied(behind: root, in: entry.after)
    }
    if isTied { throw otherName(root, update.range) }
  }

  /// What stands for an update's Variables besides the loop's list.
  func holders(
    of update: VariableFlow.Update, name: String, _ part: LoopPlaces.Part,
    _ site: VariableFlow.Site, own: Set<String> = [],
    in entry: ReplayedSession.ReplayedEntry? = nil
  ) -> VariableHolders {
    let range = part.container.range
    let receiver = Expression(
      .subscripted(part.container, [.index(Expression(.name(name), range))], isTuple: false), range)
    return holders(
      of: update, Names.root(of: part.container) ?? name, own: own.union([name]), site,
      isInList: true, receiver: receiver, in: entry)
  }

  /// The names that are bound to the items of a list again after the loop.
  private func reboundNames(
    _ update: LoopUpdate, _ part: LoopPlaces.Part
  ) throws(ExportProblem) -> [(name: String, value: String)] {
    var own: Set<String> = []
    if let items = DerivativeRequest.items(part.container) {
      own = items.reduce(into: []) { $0.formUnion(Names.read(by: $1)) }
    }
    let holders = holders(of: update.update, name: update.name, part, update.site, own: own)
    if let name = holders.locals.first { throw otherName(name, update.range) }
    if let names = deferredNames(update.update, holders) {
      try checkThatFunctionReadsNone(of: names, update.update, update.range)
      return []
    }
    return try reboundItems(of: part.container, holders, update.range)
  }

  /// The names that stand for items of a list besides, with what they are bound to again.
  func reboundItems(
    of container: Expression, _ holders: VariableHolders, _ range: SourceRange
  ) throws(ExportProblem) -> [(name: String, value: String)] {
    var rebound: [(name: String, value: String)] = []
    let list = try text(container, atLeast: .primary)
    var row: [String: String] = [:]
    for other in holders.others {
      guard let pairs = holders.itemPaths(of: container, from: other.name) else {
        throw otherName(other.name, range)
      }
      for (key, path) in pairs {
        if path.isInTuple { throw otherName(other.name, range) }
        rebound.append((path.text, "\(list)[\(key)]"))
        row[key] = path.text
        if path.subscripts.isEmpty { declare(path.name) } else { writtenBeside.insert(path.name) }
      }
    }
    // Where every item has one other name the list is taken apart.
    let names = (0..<row.count).compactMap { row["\($0)"] }
    let count = HeldPaths.references(of: container, in: entry.after)?.first.map {
      HeldPaths.items(of: $0, in: entry.after).count
    }
    if names.count > 1, names.count == rebound.count, names.count == count {
      return [(names.joined(separator: ", "), list)]
    }
    return rebound
  }

  /// - Throws: where a loop's body reads what has its new value after the loop only.
  private func checkThatBodyReadsNone(
    of targets: [String], _ body: [Statement], at range: SourceRange
  ) throws(ExportProblem) {
    guard !targets.isEmpty else { return }
    let names = Set(
      targets.flatMap { $0.split(separator: ",") }.map { target in
        String(target.drop { $0 == " " }.prefix { $0 != "[" && $0 != "," })
      })
    var read = liveness.reads(in: body)
    for site in variableFlow.functions.keys {
      guard let definition = variableFlow.functions[site]?.definition,
        read.contains(definition.name)
      else { continue }
      for callee in variableFlow.run(by: site) {
        guard let inner = variableFlow.functions[callee]?.definition,
          case .statements(let statements) = inner.body
        else { continue }
        read.formUnion(liveness.reads(in: statements).subtracting(inner.locals))
      }
    }
    if let name = read.intersection(names).sorted().first { throw otherName(name, range) }
    var returns = false
    SyntaxWalk.visit(body, expression: { _ in }) { statement in
      if case .returned = statement.kind { returns = true }
    }
    if returns, let name = names.sorted().first { throw otherName(name, range) }
  }
}
