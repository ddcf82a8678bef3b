import Language
import Notebook

/// Where the Variables of a session may be held: by which names, lists, dicts and functions.
///
/// The analysis is Andersen's (Program Analysis and Specialization for the C Programming Language,
/// 1994): it does not ask in which order statements run, so that what it does not tell is held
/// nowhere. A Variable, a container and a function is each known by where it is made.
struct VariableFlow {
  /// Where in the session something stands.
  struct Site: Hashable {
    let entry: Int
    let start: Int
    /// What tells the containers apart that one call makes.
    var part = 0
  }

  /// What a place may hold.
  enum Held: Hashable {
    case variable(Site), container(Site), function(Site)
  }

  /// A place that holds things.
  enum Place: Hashable {
    /// A name of a function or comprehension; of the session where there is none.
    case name(Site?, String)
    case item(Site, Key)
    case result(Site)
  }

  enum Key: Hashable {
    case index(Int), text(String), any
  }

  enum ContainerKind {
    case list, tuple, dict, other
  }

  /// A function or comprehension around a statement, with the names that it binds.
  struct Scope {
    let site: Site
    let names: Set<String>
    /// The function's definition; nil for a comprehension.
    let definition: FunctionDefinition?
  }

  /// An update of a Variable.
  struct Update {
    let receiver: Expression
    let scopes: [Scope]
    /// The statements around it, the outermost first.
    let statements: [Statement]
    var variables: Set<Site> = []
  }

  /// What each place may hold.
  private(set) var held: [Place: Set<Held>] = [:]
  /// The keys that are known of each container.
  private(set) var keys: [Site: Set<Key>] = [:]
  var containerKinds: [Site: ContainerKind] = [:]
  /// The updates, by where their calls stand.
  private(set) var updates: [Site: Update] = [:]
  /// The functions, by where they are defined.
  private(set) var functions: [Site: Scope] = [:]
  /// The functions that each function calls itself; those of the session's own statements under nil.
  private(set) var calls: [Site?: Set<Site>] = [:]
  /// The names that a function takes from a function around it.
  private(set) var captured: Set<Place> = []
  /// The containers that are changed, and the entries that do it; nil within a function.
  private(set) var changes: [Site: Set<Int?>] = [:]

  /// Statements that are left out.
  let excluded: Set<Site>

  // MARK: While statements are visited
  var entry = 0
  var scopes: [Scope] = []
  var statements: [Statement] = []
  private var hasGrown = false

  init(_ session: ReplayedSession, excluding excluded: Set<Site> = []) {
    self.excluded = excluded
    // Each turn adds to finite sets, so that it ends; a session that needs more is not followed.
    for _ in 0..<64 {
      hasGrown = false
      for replayed in session.entries where !replayed.result.isFailure {
        guard replayed.result.status != .skipped, let tree = replayed.tree else { continue }
        entry = replayed.entry.number
        visit(tree.statements)
      }
      if !hasGrown { break }
    }
  }

  // MARK: Places

  func site(_ range: SourceRange, part: Int = 0) -> Site {
    Site(entry: entry, start: range.start, part: part)
  }

  mutating func add(_ values: Set<Held>, to place: Place) {
    guard !values.isEmpty, !values.isSubset(of: held[place] ?? []) else { return }
    held[place, default: []].formUnion(values)
    hasGrown = true
    if case .item(let container, let key) = place { keys[container, default: []].insert(key) }
  }

  /// The place that a name stands for where the visit is.
  mutating func place(ofName name: String) -> Place {
    var isCaptured = false
    for scope in scopes.reversed() {
      if scope.names.contains(name) {
        let place = Place.name(scope.site, name)
        if isCaptured, captured.insert(place).inserted { hasGrown = true }
        return place
      }
      if let definition = scope.definition {
        if definition.globals.contains(name) { break }
        isCaptured = true
      }
    }
    return .name(nil, name)
  }

  /// The place that a name stands for within some scopes.
  static func place(ofName name: String, in scopes: [Scope]) -> Place {
    for scope in scopes.reversed() {
      if scope.names.contains(name) { return .name(scope.site, name) }
      if scope.definition?.globals.contains(name) == true { break }
    }
    return .name(nil, name)
  }

  // MARK: Containers

  mutating func container(
    _ range: SourceRange, part: Int = 0, _ kind: ContainerKind
  ) -> Site {
    let site = site(range, part: part)
    containerKinds[site] = kind
    return site
  }

  /// What the items of containers may hold, at a key or at all of them.
  func items(of values: Set<Held>, at key: Key = .any) -> Set<Held> {
    var found: Set<Held> = []
    for case .container(let site) in values {
      for known in keys[site] ?? [] where key == .any || known == .any || known == key {
        found.formUnion(held[.item(site, known)] ?? [])
      }
    }
    return found
  }

  /// What a loop over values gives: of a dict its keys, which hold nothing.
  func elements(of values: Set<Held>) -> Set<Held> {
    items(
      of: values.filter { value in
        guard case .container(let site) = value else { return false }
        return containerKinds[site] != .dict
      })
  }

  /// Everything that can be reached from values through containers.
  ///
  /// - Parameter closed: containers that are not looked into.
  func reached(from values: Set<Held>, closed: Set<Site> = []) -> Set<Held> {
    var found = values
    var open = Array(values)
    while let value = open.popLast() {
      guard case .container(let site) = value, !closed.contains(site) else { continue }
      for key in keys[site] ?? [] {
        for item in held[.item(site, key)] ?? [] where found.insert(item).inserted {
          open.append(item)
        }
      }
    }
    return found
  }

  /// Fills a container with copies of others' items.
  mutating func copy(_ values: Set<Held>, into target: Site) {
    for case .container(let site) in values {
      for key in keys[site] ?? [] { add(held[.item(site, key)] ?? [], to: .item(target, key)) }
    }
  }

  mutating func noteChange(of values: Set<Held>) {
    let isInFunction = scopes.contains { $0.definition != nil }
    for case .container(let site) in values {
      changes[site, default: []].insert(isInFunction ? nil : entry)
    }
  }

  // MARK: Updates and functions

  mutating func noteUpdate(_ range: SourceRange, _ receiver: Expression, _ values: Set<Held>) {
    let site = site(range)
    var update =
      updates[site] ?? Update(receiver: receiver, scopes: scopes, statements: statements)
    for case .variable(let variable) in values { update.variables.insert(variable) }
    updates[site] = update
  }

  /// A function that is defined where the visit is.
  mutating func define(_ definition: FunctionDefinition) -> Site {
    let site = site(definition.range)
    let scope = Scope(site: site, names: Set(definition.locals), definition: definition)
    if functions.updateValue(scope, forKey: site) == nil { hasGrown = true }
    for parameter in definition.parameters {
      guard let value = parameter.defaultValue else { continue }
      add(values(of: value), to: .name(site, parameter.name))
    }
    let outer = scopes
    scopes.append(scope)
    switch definition.body {
    case .statements(let body): visit(body)
    case .expression(let value): add(values(of: value), to: .result(site))
    }
    scopes = outer
    return site
  }

  mutating func noteCall(of function: Site) {
    let caller = scopes.last { $0.definition != nil }?.site
    if calls[caller, default: []].insert(function).inserted { hasGrown = true }
  }

  /// The functions that a function may run, itself among them.
  func run(by function: Site) -> Set<Site> {
    var found: Set<Site> = [function]
    var open = [function]
    while let site = open.popLast() {
      for callee in calls[site] ?? [] where found.insert(callee).inserted { open.append(callee) }
    }
    return found
  }

  /// The functions that may be running while one does, itself among them.
  func active(during function: Site) -> Set<Site> {
    Set(functions.keys.filter { run(by: $0).contains(function) }).union([function])
  }
}
