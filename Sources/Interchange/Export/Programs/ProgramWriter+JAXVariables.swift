import Language
import Notebook

/// Updates of Variables in JAX, whose arrays do not change: every name that stands for the Variable
/// is bound to the new array.
extension ProgramWriter {
  /// An update as a statement, and what it gives.
  func jaxUpdate(
    _ base: Expression, _ method: String, _ value: Expression, _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    let variable = try text(base, atLeast: .primary)
    let targets: [String]
    if case .name(let name) = base.kind, let place = loopPlaces[name] {
      targets = lastPlaces.contains(name) ? [place] : [variable, place]
    } else {
      targets = [variable] + (try otherTargets(base, range))
    }
    noteBinding(ofRoot: base)
    if isTracing { return try tracedUpdate(base, variable, method, value, range) }
    let left = targets.joined(separator: " = ")
    let sign = method == "assign_add" ? " + " : method == "assign_sub" ? " - " : nil
    if let sign {
      let change =
        kind(of: value).isNumbers
        ? try variableValue(value, of: base, variable)
        : try text(value, atLeast: sign == " - " ? .product : .sum)
      pendingLines.append("\(left) = \(variable)\(sign)\(change)")
    } else {
      pendingLines.append("\(left) = \(try variableValue(value, of: base, variable))")
    }
    // The loop's own name may not have got the new value.
    return Code(targets[0])
  }

  /// An update in a function that JAX differentiates: the new value does not depend on what it is
  /// computed from.
  private func tracedUpdate(
    _ base: Expression, _ variable: String, _ method: String, _ value: Expression,
    _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    guard case .name(let name) = base.kind, !tracedSources.contains(name) else {
      throw ExportProblem(
        "the Variable is updated between the source and the target of a derivative, which no "
          + "function of JAX can do",
        hint: "update it before the tape, or behind it", at: range)
    }
    let given = try variableValue(value, of: base, variable)
    let new =
      switch method {
      case "assign_add": "\(variable) + \(given)"
      case "assign_sub": "\(variable) - (\(given))"
      default: given
      }
    pendingLines.append("\(variable) = jax.lax.stop_gradient(\(new))")
    return Code(variable)
  }

  /// Notes that a name, or the list that it stands for, gets another value.
  private func noteBinding(ofRoot base: Expression) {
    guard let name = Names.root(of: base) else { return }
    writtenBeside.insert(name)
    if case .name = base.kind { declare(name) }
  }

  /// Makes a name that a function binds the one around it.
  func declare(_ name: String) {
    writtenBeside.insert(name)
    guard let definition = openDefinitions.last, !definition.locals.contains(name),
      !definition.globals.contains(name), !definition.nonlocals.contains(name)
    else { return }
    let isOuter = openDefinitions.dropLast().contains { $0.locals.contains(name) }
    declared[declared.count - 1].append((name, isNonlocal: isOuter))
  }

  /// What else has to be bound to a Variable's new array.
  ///
  /// - Throws: where it is not known, or cannot be reached.
  private func otherTargets(
    _ base: Expression, _ range: SourceRange
  ) throws(ExportProblem) -> [String] {
    let site = VariableFlow.Site(entry: entry.entry.number, start: range.start)
    guard !isTracing, let root = Names.root(of: base), let update = variableFlow.updates[site],
      !update.variables.isEmpty
    else {
      try checkThatItemIsReplaceable(base, range)
      return []
    }
    var isName = false
    if case .name = base.kind { isName = true }
    let holders = holders(of: update, root, site, isInList: !isName)
    if let name = holders.locals.first { throw otherName(name, range) }
    if let names = deferredNames(update, holders), !isName {
      try checkThatFunctionReadsNone(of: names, update, range)
      return []
    }
    if case .subscripted(let list, _, _) = base.kind, HeldPaths.text(of: base) == nil,
      holders.isOfSession
    {
      let rebound = try reboundItems(of: list, holders, range)
      trailingLines += rebound.map { "\($0.name) = \($0.value)" }
      return try tiedTargets(base, update, holders, range)
    }
    var targets: [String] = []
    for other in holders.others {
      guard let paths = other.paths, !paths.contains(where: \.isInTuple) else {
        throw otherName(other.name, range)
      }
      for path in paths {
        targets.append(path.text)
        if path.subscripts.isEmpty { declare(path.name) } else { writtenBeside.insert(path.name) }
      }
    }
    if isName {
      if targets.isEmpty { try checkThatItemIsReplaceable(base, range) }
      return targets
    }
    return targets + (try tiedTargets(base, update, holders, range))
  }

  /// Where else the list or dict itself holds the Variable of an item.
  ///
  /// - Throws: where that is not known, and for tuples.
  private func tiedTargets(
    _ base: Expression, _ update: VariableFlow.Update, _ holders: VariableHolders,
    _ range: SourceRange
  ) throws(ExportProblem) -> [String] {
    guard case .subscripted(let list, _, _) = base.kind, let root = Names.root(of: base) else {
      throw ExportProblem("JAX's arrays cannot be changed in place", at: range)
    }
    let number = entry.entry.number
    let values = variableFlow.values(of: list, in: update.scopes, of: number)
    let isTuple = values.contains { value in
      guard case .container(let site) = value else { return true }
      return variableFlow.containerKinds[site] == .tuple
    }
    if isTuple || values.isEmpty {
      throw ExportProblem(
        "JAX's arrays cannot be changed in place, and the items of a tuple cannot be replaced",
        hint: "keep the Variables in a list", at: range)
    }
    guard holders.isOfSession else {
      let place = VariableFlow.place(ofName: root, in: update.scopes)
      if variableFlow.areTied(update, behind: place) { throw otherName(root, range) }
      return []
    }
    guard let own = HeldPaths.text(of: base) else {
      if HeldPaths.areTied(behind: root, in: entry.before)
        || HeldPaths.areTied(behind: root, in: entry.after)
      {
        throw otherName(root, range)
      }
      return []
    }
    guard let paths = holders.paths(from: root) else {
      if variableFlow.areTied(update, behind: .name(nil, root)) { throw otherName(root, range) }
      return []
    }
    return paths.map(\.text).filter { $0 != own }
  }

  /// The error for a name that cannot be given a Variable's new value.
  func otherName(_ name: String, _ range: SourceRange) -> ExportProblem {
    ExportProblem(
      "JAX's arrays cannot be changed in place, and '\(name)' is another name of the Variable",
      hint: "use one name for the Variable, or let a function return its new value", at: range)
  }

  /// The names and lists that stand for an update's Variables besides its own name.
  ///
  /// - Parameter isInList: whether the Variables are updated where they stand in a list or dict.
  func holders(
    of update: VariableFlow.Update, _ root: String, own: Set<String> = [],
    _ site: VariableFlow.Site,
    isInList: Bool, receiver: Expression? = nil, in entry: ReplayedSession.ReplayedEntry? = nil
  ) -> VariableHolders {
    var flow = variableFlow
    if let excluded = update.statementsAfter(root, at: site, session), !excluded.isEmpty {
      flow = flowWithout(excluded)
    }
    var containers: Set<VariableFlow.Site> = []
    if isInList {
      let values: Set<VariableFlow.Held>
      if case .subscripted(let list, _, _) = (receiver ?? update.receiver).kind {
        values = flow.values(of: list, in: update.scopes, of: site.entry)
      } else {
        values = flow.held[VariableFlow.place(ofName: root, in: update.scopes)] ?? []
      }
      containers = flow.lists(behind: values, of: update)
    }
    return VariableHolders(
      of: flow.updates[site] ?? update, root: root, own: own, receiver: receiver,
      containers: containers, entry ?? self.entry, session, flow, liveness)
  }

  private func flowWithout(_ excluded: Set<VariableFlow.Site>) -> VariableFlow {
    if let known = flowsWithout[excluded] { return known }
    let flow = VariableFlow(session, excluding: excluded)
    flowsWithout[excluded] = flow
    return flow
  }
}
