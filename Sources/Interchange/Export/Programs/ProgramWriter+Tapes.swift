import HashTreeCollections
import Language
import Notebook

/// What the tapes of a session do not record, and the tensors of PyTorch and functions of JAX would.
extension ProgramWriter {
  /// The number of the tape that a request asks; nil where it is not known what it recorded.
  func tape(askedBy request: DerivativeRequest) -> Int? {
    tapePlaces.number(of: request, depth: openDefinitions.count)
  }

  // MARK: What PyTorch records and the tape did not

  /// Finds what leads from the sources of a request to its target and was computed outside of the
  /// tape: PyTorch's tensors record everywhere.
  ///
  /// - Throws: where it is no tensor under a name of its own.
  func noteLeaks(_ request: DerivativeRequest) throws(ExportProblem) {
    guard let tape = tape(askedBy: request) else { return }
    let sources = Array(namesOfSources(request))
    let all = Slice(
      flow: flow, targets: Names.read(by: request.target), sources: sources, isOfAllValues: true)
    for index in all.items where !flow[index].isFunction && !flow[index].tapes.contains(tape) {
      let item = flow[index]
      guard let statement = item.statement else { continue }
      guard let value = statement.assignedValue else {
        try checkThatNoneLeaves(index, all, request)
        continue
      }
      guard let seen = observer.value(of: value, in: item.entry.entry.source) else { continue }
      let holdsTensors =
        !seen.kinds.isDisjoint(with: .containers)
        && !seen.itemKinds.isDisjoint(with: [.tensor])
      if seen.kinds.contains(.function), let name = heldTensor(value) { throw leak(name, request) }
      guard seen.kinds.contains(.tensor) || holdsTensors else { continue }
      guard !holdsTensors, item.tapes.isEmpty, !isOfSessionTape(item), statement.bindsOneName
      else {
        throw leak(item.writes.sorted().first ?? "this", request)
      }
      leaks.insert(
        VariableFlow.Site(entry: item.entry.entry.number, start: statement.range.start))
    }
  }

  /// A tensor that a function computes and the function that it gives reads; nil where there is none.
  private func heldTensor(_ value: Expression) -> String? {
    guard case .call(let function, _) = value.kind, case .name(let name) = function.kind,
      let item = flow.last(where: { $0.isFunction && $0.writes.contains(name) }),
      case .function(let definition)? = item.statement?.kind,
      case .statements(let body) = definition.body
    else { return nil }
    var computed: Set<String> = []
    var read: Set<String> = []
    SyntaxWalk.visit(body) { expression in
      if case .lambda = expression.kind { read.formUnion(Names.read(by: expression)) }
    } statement: { statement in
      if case .function = statement.kind { read.formUnion(Names.read(by: statement)) }
      guard case .assignment(let targets, let value) = statement.kind,
        observer.value(of: value, in: item.entry.entry.source)?.kinds.contains(.tensor) == true
      else { return }
      computed.formUnion(targets.flatMap(Names.bound))
    }
    return computed.intersection(read).sorted().first
  }

  private func leak(_ name: String, _ request: DerivativeRequest) -> ExportProblem {
    ExportProblem(
      "'\(name)' was computed where the tape did not record, and PyTorch's tensors always do",
      hint: "use stop_gradient(\(name)) in the tape's block", at: request.target.range)
  }

  /// - Throws: where a loop, a condition or a call leaves tensors to what leads to the target.
  private func checkThatNoneLeaves(
    _ place: Int, _ slice: Slice, _ request: DerivativeRequest
  ) throws(ExportProblem) {
    guard let statement = flow[place].statement else { return }
    let names = NameLiveness.bound(by: statement).union(statement.filledNames)
    func check(_ expression: Expression, _ source: EntrySource) -> String? {
      guard case .name(let name) = expression.kind, names.contains(name),
        let seen = observer.value(of: expression, in: source),
        seen.kinds.union(seen.itemKinds).contains(.tensor)
      else { return nil }
      return name
    }
    var found: String?
    SyntaxWalk.visit(request.target) { found = found ?? check($0, entry.entry.source) }
    if let name = found, slice.finalWrites[name] != place { found = nil }
    for index in slice.items where found == nil && index > place {
      guard let reader = flow[index].statement else { continue }
      let read = names.filter { slice.lastWrites[index][$0] == place }
      guard !read.isEmpty else { continue }
      SyntaxWalk.visit([reader]) { expression in
        guard found == nil, let name = check(expression, flow[index].entry.entry.source),
          read.contains(name)
        else { return }
        found = name
      }
    }
    if let found { throw leak(found, request) }
  }

  /// Whether the session's own tape may be asked for what a statement computes.
  private func isOfSessionTape(_ item: FlowItem) -> Bool {
    guard session.kind.hasSessionTape else { return false }
    return !openDefinitions.isEmpty || askedOfSession.contains(item.entry.entry.number)
  }

  /// The names of what a request differentiates by, and all other names of the same Variables.
  private func namesOfSources(_ request: DerivativeRequest) -> Set<String> {
    var names = request.sources.reduce(into: Set<String>()) { $0.formUnion(Names.read(by: $1)) }
    for name in names { names.formUnion(listedNames(name) ?? []) }
    for state in [entry.before, entry.after] {
      var variables: Set<Reference> = []
      for name in names {
        guard case .reference(let reference)? = state.object(named: name) else { continue }
        variables.formUnion(HeldPaths.variables(behind: reference, name, in: state).map(\.0))
      }
      guard !variables.isEmpty else { continue }
      for (name, object) in state.globals {
        guard case .reference(let reference) = object, variables.contains(reference),
          flow.contains(where: { $0.writes.contains(name) && $0.isBinding })
        else { continue }
        names.insert(name)
      }
    }
    return names
  }

  /// What a function with a tape of its own is given again of what it gave before, which is a constant
  /// to the tape: `h = step(h)`; nil for all else.
  func detachedState(
    _ value: Expression, _ function: Expression
  ) throws(ExportProblem) -> String? {
    guard framework == .pytorch, tapeDepth == 0, !askedOfSession.contains(entry.entry.number),
      case .name(let name) = value.kind, statementTargets.contains(name),
      let seen = observed(value), seen.kinds == .tensor, !seen.isWithinTape,
      case .name(let callee) = function.kind, !isLocal(callee),
      case .reference(let reference)? = global(callee),
      case .function(let user) = entry.owner(of: callee).heap[reference],
      case .statements(let body) = user.definition.body
    else { return nil }
    var hasTape = false
    SyntaxWalk.visit(body) { hasTape = hasTape || NameSurvey.isTape($0) }
    return hasTape ? "\(try text(value, atLeast: .primary)).detach()" : nil
  }

  /// Lines at the beginning of a tape's block in a loop: what the turn before left is a constant to
  /// the tape.
  ///
  /// - Throws: where it is in a list.
  func detachedLines(_ body: [Statement]) throws(ExportProblem) -> [String] {
    guard framework == .pytorch, let loop = openLoops.last,
      !askedOfSession.contains(entry.entry.number)
    else { return [] }
    var seen: [String: ObservedValue] = [:]
    var watched: Set<String> = []
    var appended: [String: Int] = [:]
    var counts: [String: Int] = [:]
    SyntaxWalk.visit(body) { expression in
      switch expression.kind {
      case .name(let name):
        guard let value = observed(expression) else { return }
        seen[name, default: value].formUnion(value)
        counts[name, default: 0] += 1
      case .call(let function, let arguments):
        guard case .attribute(let base, let method, _) = function.kind else { return }
        if method == "watch" {
          for argument in arguments { watched.formUnion(Names.read(by: argument.value)) }
        } else if method == "append", case .name(let name) = base.kind {
          appended[name, default: 0] += 1
        }
      default: break
      }
    }
    var carried: Set<String> = []
    var written: Set<String> = []
    for statement in body {
      carried.formUnion(Names.read(by: statement).subtracting(written))
      written.formUnion(Names.written(by: statement))
    }
    func isFromTurnBefore(_ name: String) -> Bool {
      flow[loop.mark...].allSatisfy { !$0.writes.contains(name) || !$0.isBinding }
        && flow[..<loop.mark].contains { $0.writes.contains(name) }
    }
    for (name, count) in appended where count < counts[name] ?? 0 && isFromTurnBefore(name) {
      guard seen[name]?.itemKinds.contains(.tensor) == true else { continue }
      throw ExportProblem(
        "the list '\(name)' has tensors of earlier turns, which PyTorch would differentiate again",
        hint: "append stop_gradient(x) for what is a constant to the next tape", at: body[0].range)
    }
    for name in carried.intersection(loop.written).subtracting(watched).sorted()
    where isFromTurnBefore(name) {
      let kinds = seen[name].map { $0.kinds.union($0.itemKinds) } ?? []
      let isContainer = !kinds.isDisjoint(with: .containers)
      guard kinds.contains(.tensor), kinds.contains(.variable) || isContainer,
        let place = recordedRebinding(of: name, isOfTapes: true)
      else { continue }
      throw ExportProblem(
        isContainer
          ? "'\(name)' holds tensors of earlier turns, which PyTorch would differentiate again"
          : "'\(name)' is a Variable first and then a tensor, which PyTorch would differentiate again",
        hint: "use assign, or stop_gradient(x) for what the name is bound to", at: place)
    }
    let names = carried.intersection(loop.written).subtracting(watched).filter { name in
      guard isFromTurnBefore(name), let kinds = seen[name]?.kinds else { return false }
      return kinds.contains(.tensor)
        && (kinds.isSubset(of: [.tensor, .number]) || kinds == [.tensor, .none])
    }
    return names.sorted().flatMap { name in
      if seen[name]?.kinds.contains(.none) == true {
        return ["if \(name) is not None:", "\(name) = \(name).detach()".indented()]
      }
      let value = seen[name]?.kinds == .tensor ? name : "torch.as_tensor(\(name))"
      return ["\(name) = \(value).detach()"]
    }
  }
}

extension Statement {
  /// The lists and dicts that get items by a method.
  fileprivate var filledNames: Set<String> {
    var names: Set<String> = []
    SyntaxWalk.visit([self]) { expression in
      guard case .call(let function, _) = expression.kind,
        case .attribute(let base, let method, _) = function.kind,
        ["append", "extend", "insert", "update"].contains(method), case .name(let name) = base.kind
      else { return }
      names.insert(name)
    }
    return names
  }

  /// What an assignment's names stand for.
  fileprivate var assignedValue: Expression? {
    switch kind {
    case .assignment(_, let value), .annotated(_, let value?): value
    default: nil
    }
  }

  /// Whether it is an assignment to one name.
  fileprivate var bindsOneName: Bool {
    guard case .assignment(let targets, _) = kind, targets.count == 1 else { return false }
    if case .name = targets[0].kind { return true }
    return false
  }
}
