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
      guard let statement = item.statement, let value = statement.assignedValue,
        let seen = observer.value(of: value, in: item.entry.entry.source)
      else { continue }
      let holdsTensors =
        !seen.kinds.isDisjoint(with: .containers)
        && !seen.itemKinds.isDisjoint(with: [.tensor])
      guard seen.kinds.contains(.tensor) || holdsTensors else { continue }
      guard !holdsTensors, item.tapes.isEmpty, !session.kind.hasSessionTape, statement.bindsOneName
      else {
        let name = item.writes.sorted().first ?? "this"
        throw ExportProblem(
          "'\(name)' was computed where the tape did not record, and PyTorch's tensors always do",
          hint: "use tf.stop_gradient(\(name)) in the tape's block", at: request.target.range)
      }
      leaks.insert(
        VariableFlow.Site(entry: item.entry.entry.number, start: statement.range.start))
    }
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
        guard case .reference(let reference) = object,
          flow.contains(where: { $0.writes.contains(name) && $0.isBinding })
        else { continue }
        let held = HeldPaths.variables(behind: reference, name, in: state)
        if held.contains(where: { variables.contains($0.0) }) { names.insert(name) }
      }
    }
    return names
  }

  /// What a function with a tape of its own is given again of what it gave before, which is a constant
  /// to the tape: `h = step(h)`; nil for all else.
  func detachedState(
    _ value: Expression, _ function: Expression
  ) throws(ExportProblem) -> String? {
    guard framework == .pytorch, tapeDepth == 0, !session.kind.hasSessionTape,
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
    guard framework == .pytorch, let loop = openLoops.last else { return [] }
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
    let names = carried.intersection(loop.written).subtracting(watched).filter { name in
      guard isFromTurnBefore(name), let kinds = seen[name]?.kinds else { return false }
      return kinds.contains(.tensor) && kinds.isSubset(of: [.tensor, .number])
    }
    return names.sorted().map { name in
      let value = seen[name]?.kinds == .tensor ? name : "torch.as_tensor(\(name))"
      return "\(name) = \(value).detach()"
    }
  }
}

extension Statement {
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
