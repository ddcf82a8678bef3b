import Language
import Notebook

/// Loops of one update, which in JAX make their list anew.
extension ProgramWriter {
  /// A loop of one update as a list that is made anew: `w, b = [v - lr * g for v, g in …]`.
  ///
  /// - Returns: nil where that would not be the same.
  func updateComprehension(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ updates: [LoopUpdate]
  ) throws(ExportProblem) -> String? {
    guard case .tuple(let names) = target.kind, case .call(let zip, let arguments) = iterable.kind,
      case .name("zip") = zip.kind, body.count == 1, updates.count == 1,
      case .expression(let call, let muted) = body[0].kind,
      muted || !showsValues || session.kind.echo != .every,
      case .call(let method, let given) = call.kind,
      case .attribute(_, let name, _) = method.kind, let value = given.first?.value,
      let part = LoopPlaces.part(of: updates[0].name, target, iterable),
      case .name(let variable) = part.target.kind, !part.isOfValues, !part.isOfPairs,
      arguments.allSatisfy({ if case .subscripted = $0.value.kind { false } else { true } }),
      names.allSatisfy({ name in
        Names.bound(by: name).allSatisfy { !liveness.isRead($0, after: entry.entry.number) }
      })
    else { return nil }
    let changed: [String]
    var listName: String?
    switch part.container.kind {
    case .list(let items), .tuple(let items): changed = try self.names(of: items, updates[0].range)
    case .name(let list):
      changed = listedNames(list) ?? []
      listName = list
    default: return nil
    }
    guard Names.read(by: value).isDisjoint(with: changed + (listName.map { [$0] } ?? [])),
      areOthers(changed, listName, part, updates[0])
    else { return nil }
    scopes.append([:])
    defer { scopes.removeLast() }
    bind(target, to: .tensor(rank: nil))
    let sign = name == "assign_add" ? " + " : name == "assign_sub" ? " - " : nil
    var new = try text(value, atLeast: sign == nil ? .lambda : .product)
    if let sign { new = variable + sign + new }
    let made = "[\(new) for \(try self.target(target)) in \(try text(iterable))]"
    changed.forEach(declare)
    if let listName { declare(listName) }
    let all = changed.joined(separator: ", ") + (changed.count == 1 ? "," : "")
    return ([all].filter { !$0.isEmpty } + (listName.map { [$0] } ?? []) + [made])
      .joined(separator: " = ")
  }

  /// Whether some names are all that stands for the Variables of a loop, besides the list that is
  /// made anew.
  private func areOthers(
    _ changed: [String], _ listName: String?, _ part: LoopPlaces.Part, _ update: LoopUpdate
  ) -> Bool {
    let holders = holders(
      of: update.update, name: update.name, part, update.site, own: Set(changed))
    guard holders.locals.isEmpty, holders.others.isEmpty else { return false }
    guard let listName else { return true }
    let place = VariableFlow.place(ofName: listName, in: update.update.scopes)
    let lists = variableFlow.held[place] ?? []
    // Another name of the list would stand for the old one.
    let isShared = variableFlow.held.contains { holder, held in
      if case .name = holder, holder != place {
        return !variableFlow.reached(from: held).isDisjoint(with: lists)
      }
      return false
    }
    if isShared { return false }
    guard case .name(nil, _) = place else { return !isParameter(listName) }
    // The names may have been bound anew since the list was made.
    guard !changed.isEmpty,
      let references = HeldPaths.references(
        of: Expression(.name(listName), part.container.range), in: entry.before),
      let list = references.first
    else { return holders.function == nil || changed.isEmpty }
    let items = HeldPaths.items(of: list, in: entry.before).map(\.item)
    return zip(items, changed).allSatisfy { item, name in
      guard case .reference(let one) = item,
        case .reference(let other)? = entry.before.object(named: name)
      else { return false }
      return one == other
    } && items.count == changed.count
  }

  private func isParameter(_ name: String) -> Bool {
    openDefinitions.last?.parameters.contains { $0.name == name } == true
  }
}
