import Language
import Notebook

/// What else may stand for a Variable that is updated: in a program for JAX an update gives one name
/// a new array, and all others that stand for the Variable have to be given it as well.
struct VariableHolders {
  /// How a name that has to be given the new value as well leads to it.
  struct Other {
    let name: String
    /// Where the name leads to the Variable; nil where that is not the same each time.
    let paths: [HeldPaths.Path]?
  }

  /// The names of functions that stand for the Variable and are read: they cannot be reached.
  private(set) var locals: [String] = []
  /// The names of the session that stand for the Variable and are read.
  private(set) var others: [Other] = []
  /// Whether the name that is updated is one of the session's.
  private(set) var isOfSession = false
  /// The function that updates; nil for the session's own statements.
  private(set) var function: VariableFlow.Site?

  private let session: ReplayedSession
  private let flow: VariableFlow
  private let liveness: NameLiveness
  private let update: VariableFlow.Update
  private let receiver: Expression
  private let entry: ReplayedSession.ReplayedEntry

  /// - Parameters:
  ///   - root: the name through which the Variable is updated.
  ///   - own: the names that stand for it and are given the new value anyway.
  init(
    of update: VariableFlow.Update, root: String, own: Set<String> = [], receiver: Expression?,
    containers: Set<VariableFlow.Site>, _ entry: ReplayedSession.ReplayedEntry,
    _ session: ReplayedSession, _ flow: VariableFlow,
    _ liveness: NameLiveness
  ) {
    (self.session, self.flow, self.liveness) = (session, flow, liveness)
    (self.update, self.entry) = (update, entry)
    self.receiver = receiver ?? update.receiver
    function = update.scopes.last { $0.definition != nil }?.site
    let place = VariableFlow.place(ofName: root, in: update.scopes)
    if case .name(nil, _) = place { isOfSession = true }
    let variables = Set(update.variables.map { VariableFlow.Held.variable($0) })
    let active = function.map { flow.active(during: $0) } ?? []
    var names: Set<String> = []
    for (holder, held) in flow.held where holder != place {
      guard case .name(let scope, let name) = holder, name != "_",
        !flow.reached(from: held, closed: containers).isDisjoint(with: variables)
      else { continue }
      if own.contains(name), VariableFlow.place(ofName: name, in: update.scopes) == holder {
        continue
      }
      if let scope {
        if isRead(name, of: scope, active, isCaptured: flow.captured.contains(holder)) {
          locals.append(name)
        }
      } else {
        names.insert(name)
      }
    }
    locals.sort()
    for name in names.sorted() where isRead(name) {
      let paths = self.paths(from: name)
      if paths?.isEmpty == true { continue }
      others.append(Other(name: name, paths: paths))
    }
  }

  // MARK: Reads

  /// Whether a function that stands around the update, or may be running, reads its own name.
  private func isRead(
    _ name: String, of scope: VariableFlow.Site, _ active: Set<VariableFlow.Site>, isCaptured: Bool
  ) -> Bool {
    guard let definition = flow.functions[scope]?.definition else {
      return update.scopes.contains { $0.site == scope }
    }
    // A default value is kept from one call to the next.
    let isKept = definition.parameters.contains { $0.name == name && $0.defaultValue != nil }
    guard active.contains(scope) || isCaptured || isKept else { return false }
    guard case .statements(let body) = definition.body else { return true }
    if !isCaptured, !isKept, isBoundByOtherLoops(name, body) { return false }
    guard !isCaptured, !isKept, scope == function, let start = firstReadThatMatters else {
      return liveness.reads(in: body).contains(name)
    }
    return reads(of: name, in: body, from: start)
  }

  /// Where the reads of a function begin that may follow the update; nil in no function.
  ///
  /// They stand behind the update, or anywhere in the loop around it.
  private var firstReadThatMatters: Int? {
    let inner = update.statements.lastIndex { statement in
      if case .function = statement.kind { true } else { false }
    }
    guard let inner, let own = update.statements.last else { return nil }
    let loop = update.statements[inner...].first { statement in
      switch statement.kind {
      case .forLoop, .whileLoop: true
      default: false
      }
    }
    return loop?.range.start ?? own.range.end
  }

  private func reads(of name: String, in body: [Statement], from start: Int) -> Bool {
    var isFound = false
    SyntaxWalk.visit(body) { expression in
      guard case .name(name) = expression.kind, expression.range.start >= start else { return }
      isFound = true
    }
    return isFound
  }

  /// Whether only loops bind a name that the update does not stand in.
  private func isBoundByOtherLoops(_ name: String, _ body: [Statement]) -> Bool {
    var isLoopsOnly = true
    var count = 0
    let around = Set(update.statements.map(\.range.start))
    SyntaxWalk.visit(body, expression: { _ in }) { statement in
      switch statement.kind {
      case .forLoop(let target, _, _, _):
        guard Names.bound(by: target).contains(name) else { return }
        count += 1
        if around.contains(statement.range.start) { isLoopsOnly = false }
      case .assignment(let targets, _):
        if targets.flatMap(Names.bound).contains(name) { isLoopsOnly = false }
      case .with(let items, _):
        if items.compactMap(\.target).flatMap(Names.bound).contains(name) { isLoopsOnly = false }
      default: break
      }
    }
    return isLoopsOnly && count > 0
  }

  private func isRead(_ name: String) -> Bool {
    let running = entries
    let isRepeated =
      function != nil || !SyntaxWalk.blocks(of: update.statements[0]).allSatisfy(\.isEmpty)
    let isWithin = running.contains { entry in
      guard let tree = entry.tree, isRepeated else { return false }
      return liveness.isRead(name, within: entry.entry.number)
        && !isBoundByOtherLoops(name, tree.statements)
    }
    return isWithin || running.contains { liveness.isRead(name, after: $0.entry.number) }
  }

  // MARK: Ways to the Variable

  /// The entries in which the update may be run.
  private var entries: [ReplayedSession.ReplayedEntry] {
    function == nil ? [entry] : RunningEntries.of(update.scopes, from: entry, session)
  }

  /// The ways from a name to the Variable, where they are the same whenever the update is run.
  func paths(from name: String) -> [HeldPaths.Path]? {
    guard isOfSession, update.variables.count > 0 else { return nil }
    var known: [HeldPaths.Path]?
    for entry in entries {
      guard let root = Names.root(of: receiver),
        !rebinds(entry, [name, root]), !changes(entry, name)
      else { return nil }
      for state in [entry.before, entry.after] {
        guard state.object(named: root) != nil else { continue }
        guard let references = HeldPaths.references(of: receiver, in: state) else {
          return nil
        }
        var paths: [HeldPaths.Path] = []
        for reference in references {
          paths += HeldPaths.to(reference, in: state).filter { $0.name == name }
        }
        // One of several cannot be told from the others.
        if references.count > 1, !paths.isEmpty { return nil }
        if let known, known != paths { return nil }
        known = paths
      }
    }
    return known
  }

  /// The ways from a name to the items of a list, by the items' keys, where they are the same
  /// whenever the update is run.
  func itemPaths(of list: Expression, from name: String) -> [(key: String, path: HeldPaths.Path)]? {
    guard isOfSession, let root = Names.root(of: list) else { return nil }
    var known: [String]?
    var found: [(key: String, path: HeldPaths.Path)] = []
    for entry in entries {
      guard !rebinds(entry, [name, root]), !changes(entry, name), !changes(entry, root) else {
        return nil
      }
      for state in [entry.before, entry.after] where state.object(named: root) != nil {
        guard let lists = HeldPaths.references(of: list, in: state), lists.count == 1 else {
          return nil
        }
        found = []
        for (key, item) in HeldPaths.items(of: lists[0], in: state) {
          guard case .reference(let reference) = item else { continue }
          found += HeldPaths.to(reference, in: state).filter { $0.name == name }.map { (key, $0) }
        }
        let texts = found.map { "\($0.key) \($0.path.text)" }
        if let known, known != texts { return nil }
        known = texts
      }
    }
    return known == nil ? nil : found
  }

  /// Whether an entry, or a function, binds one of some names of the session.
  private func rebinds(_ entry: ReplayedSession.ReplayedEntry, _ names: Set<String>) -> Bool {
    var isFound = false
    func look(_ statements: [Statement], _ isInFunction: Bool) {
      for statement in statements {
        switch statement.kind {
        case .assignment(let targets, _):
          isFound = isFound || !names.isDisjoint(with: targets.flatMap(Names.bound))
        case .augmented(let target, _, _, _), .annotated(let target, _):
          isFound = isFound || !names.isDisjoint(with: Names.bound(by: target))
        case .deletion(let targets):
          isFound = isFound || !names.isDisjoint(with: targets.flatMap(Names.bound))
        case .forLoop(let target, _, _, _):
          isFound = isFound || !names.isDisjoint(with: Names.bound(by: target))
        case .with(let items, _):
          isFound =
            isFound || !names.isDisjoint(with: items.compactMap(\.target).flatMap(Names.bound))
        case .function: continue
        default: break
        }
        for block in SyntaxWalk.blocks(of: statement) { look(block, isInFunction) }
      }
    }
    // A plain update of one statement sees what was before it.
    if let tree = entry.tree, update.statements.count > 1 || function != nil {
      look(tree.statements, false)
    }
    for scope in flow.functions.values {
      guard let definition = scope.definition, !definition.globals.isDisjoint(with: names),
        case .statements(let body) = definition.body
      else { continue }
      look(body, true)
    }
    return isFound
  }

  /// Whether an entry changes a container that a name leads to.
  private func changes(_ entry: ReplayedSession.ReplayedEntry, _ name: String) -> Bool {
    let values = flow.reached(from: flow.held[.name(nil, name)] ?? [])
    return values.contains { value in
      guard case .container(let site) = value, let changes = flow.changes[site] else {
        return false
      }
      return changes.contains(nil) || changes.contains(entry.entry.number)
    }
  }
}

/// The entries that may run a function.
enum RunningEntries {
  static func of(
    _ scopes: [VariableFlow.Scope], from entry: ReplayedSession.ReplayedEntry,
    _ session: ReplayedSession
  ) -> [ReplayedSession.ReplayedEntry] {
    guard let outermost = scopes.first(where: { $0.definition != nil })?.definition else {
      return [entry]
    }
    // Whatever is computed with the function's name may stand for it.
    var names: Set<String> = [outermost.name]
    var found: [ReplayedSession.ReplayedEntry] = []
    let isLambda = outermost.name == "<lambda>"
    for later in session.entries where later.entry.number >= entry.entry.number {
      guard !later.result.isFailure, let tree = later.tree else { continue }
      for statement in tree.statements {
        let isDefinition: Bool
        if case .function = statement.kind { isDefinition = true } else { isDefinition = false }
        guard isLambda || !Names.read(by: statement).isDisjoint(with: names) else { continue }
        names.formUnion(Names.written(by: statement))
        if !isDefinition { found.append(later) }
      }
    }
    return found
  }
}
