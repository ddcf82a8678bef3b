import Language

/// The lists and dicts in which Variables stand.
extension VariableFlow {
  /// The lists and dicts behind some values that hold an update's Variables themselves, so that whatever
  /// leads to one of them leads to the new values: those that hold a Variable alone.
  func lists(behind values: Set<Held>, of update: Update) -> Set<Site> {
    let variables = Set(update.variables.map { Held.variable($0) })
    var found: [Site: Set<Held>] = [:]
    for case .container(let site) in reached(from: values) {
      let own = items(of: [.container(site)]).intersection(variables)
      if !own.isEmpty, containerKinds[site] != .tuple, containerKinds[site] != .other {
        found[site] = own
      }
    }
    // One of two lists with the same Variable is left behind.
    return Set(
      found.filter { site, own in
        !found.contains { other, others in other != site && !others.isDisjoint(with: own) }
      }.keys)
  }

  /// What an expression may give that stands within some scopes of an entry.
  func values(
    of expression: Expression, in scopes: [Scope], of entry: Int
  ) -> Set<Held> {
    var copy = self
    copy.entry = entry
    copy.scopes = scopes
    return copy.values(of: expression)
  }

  /// Whether one of some Variables stands in two places of the containers behind a place.
  func areTied(_ update: Update, behind place: Place) -> Bool {
    let containers = reached(from: held[place] ?? [])
    return update.variables.contains { variable in
      var count = 0
      for case .container(let site) in containers {
        for key in keys[site] ?? []
        where held[.item(site, key)]?.contains(.variable(variable)) == true {
          count += 1
        }
      }
      return count > 1
    }
  }
}
