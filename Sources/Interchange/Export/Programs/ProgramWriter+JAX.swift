import Language
import Tensors

/// Derivatives in JAX, of functions: what lies between the sources and the target becomes one.
extension ProgramWriter {
  func jaxCode(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    if let none = try noneOfCall(request) { return none }
    let sources = try jaxSources(request)
    if sources.count > 1, areChained(request, sources) { return try oneByOne(request) }
    let function = try jaxFunction(request, sources)
    let values = sources.joined(separator: ", ")
    let places = sources.indices.map(String.init).joined(separator: ", ")
    let argnums = sources.count == 1 ? "" : ", argnums=(\(places))"
    // The names of a list are written out, and a list of one gives a list of one gradient.
    let isListed = isListName(request) && listName(request) != sources.first
    let isSingle = request.nest == nil && sources.count == 1 && !isListed
    func wrapped(_ text: String) -> Code {
      // One source in a list gives one gradient in a list.
      !isSingle && sources.count == 1 ? Code("[\(text)]") : Code(text)
    }
    switch request.kind {
    case .gradient: return wrapped("jax.grad(\(function)\(argnums))(\(values))")
    case .jacobian: return wrapped("jax.jacobian(\(function)\(argnums))(\(values))")
    case .batchJacobian:
      guard sources.count == 1, let helper = Helper(name: "batch_jacobian", .jax) else {
        throw ExportProblem("a batch Jacobian has one source", at: request.target.range)
      }
      return Code("\(use(helper))(\(function), \(values))")
    case .hessian: return wrapped("jax.hessian(\(function)\(argnums))(\(values))")
    case .vjp:
      let pullback = "jax.vjp(\(function), \(values))[1](\(try vector(request)))"
      return Code(isSingle ? pullback + "[0]" : pullback)
    case .jvp:
      return Code("jax.jvp(\(function), (\(values),), (\(try vector(request)),))[1]")
    case .hvp:
      return Code("jax.jvp(jax.grad(\(function)), (\(values),), (\(try vector(request)),))[1]")
    }
  }

  /// A derivative that was None in the session's run; nil for one that never was.
  ///
  /// - Throws: where it was None at times or by some of its sources: JAX gives zero there.
  private func noneOfCall(_ request: DerivativeRequest) throws(ExportProblem) -> Code? {
    if request.isZeroUnconnected, let source = request.sources.first(where: isVariableAtTimes) {
      throw ExportProblem(
        "no tape watches this where it is a tensor and no Variable, and JAX's gradient is no zero",
        hint: "use assign, so that the name stands for the Variable", at: source.range)
    }
    guard !request.isZeroUnconnected, let given = request.call.flatMap(observedCall),
      given.kinds.union(given.itemKinds).contains(.none)
    else { return nil }
    if given.kinds == ObservedValue.Kinds.none { return Code("None") }
    if given.kinds.isSubset(of: .containers), given.itemKinds == ObservedValue.Kinds.none,
      request.nest != nil
    {
      return Code("[" + request.sources.map { _ in "None" }.joined(separator: ", ") + "]")
    }
    throw ExportProblem(
      "this derivative is None at times or by some of its sources, where JAX gives zero",
      hint: "ask for it by unconnected_gradients='zero', or for those by themselves",
      at: request.target.range)
  }

  /// Whether one of the sources is computed from another, so that a function of both would take
  /// them as independent.
  private func areChained(_ request: DerivativeRequest, _ sources: [String]) -> Bool {
    sources.contains { source in
      let slice = Slice(
        flow: flow, target: request.target, sources: [source], recordedBy: tape(askedBy: request))
      return sources.contains { $0 != source && slice.depends(on: $0) }
    }
  }

  /// A function for each source.
  private func oneByOne(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    var parts: [String] = []
    for source in request.sources {
      let values = [request.target, source] + (request.vector.map { [$0] } ?? [])
      guard var single = DerivativeRequest(request.kind, values) else { continue }
      single.vectorText = request.vectorText
      single.tape = request.tape
      parts.append(try jaxCode(single).text)
    }
    return Code("[" + parts.joined(separator: ", ") + "]")
  }

  /// Whether the sources are a list under a name of its own.
  private func isListName(_ request: DerivativeRequest) -> Bool {
    guard request.nest == nil, request.sources.count == 1,
      case .name(let name) = request.sources[0].kind
    else { return false }
    if case .sequence = kind(ofName: name) { return true }
    return false
  }

  private func listName(_ request: DerivativeRequest) -> String? {
    guard case .name(let name)? = request.sources.first?.kind else { return nil }
    return name
  }

  /// The names of the sources; those of a list under a name of its own.
  private func jaxSources(_ request: DerivativeRequest) throws(ExportProblem) -> [String] {
    if isListName(request), case .name(let name) = request.sources[0].kind,
      let items = listedNames(name)
    {
      return items
    }
    var names: [String] = []
    for source in request.sources {
      guard case .name(let name) = source.kind else {
        throw ExportProblem(
          "a program for JAX differentiates by names only",
          hint: "give this a name before it is used", at: source.range)
      }
      names.append(name)
    }
    return names
  }

  /// The names in a list that a name was bound to: `params = [w, b]`.
  func listedNames(_ name: String) -> [String]? {
    for item in flow.reversed() {
      guard item.writes.contains(name) else { continue }
      guard case .assignment(_, let value)? = item.statement?.kind else { return nil }
      switch value.kind {
      case .list(let items), .tuple(let items):
        var names: [String] = []
        for item in items {
          guard case .name(let name) = item.kind else { return nil }
          names.append(name)
        }
        return names
      default: return nil
      }
    }
    return nil
  }

  /// A function of the sources that gives the target, written before the statement.
  ///
  /// - Returns: its name.
  private func jaxFunction(
    _ request: DerivativeRequest, _ sources: [String]
  ) throws(ExportProblem) -> String {
    let question = "\(request.kind.isOfScalar) \(sources)"
    let name = try loopFunction(of: request.target, sources, question: question) {
      target throws(ExportProblem) in try jaxFunction(request, of: target, sources)
    }
    if let name { return name }
    return try jaxFunction(request, of: try jaxTarget(request), sources)
  }

  private func jaxFunction(
    _ request: DerivativeRequest, of target: Expression, _ sources: [String]
  ) throws(ExportProblem) -> String {
    let isSummed = request.kind.isOfScalar && !isScalar(target)
    let (found, used) = try self.slice(
      of: target, by: sources, recordedBy: tape(askedBy: request))
    var slice = found
    try checkThatSourcesAreRead(request, sources, slice, used)
    do throws(ExportProblem) {
      try slice.close(within: openLoops)
    } catch {
      throw error.located(at: request.target.range)
    }
    try checkThatNamesStand(slice.readNames.subtracting(sources), request)
    try checkThatNothingIsDoneAgain(slice, request)
    let name = functionName(target, sources)
    var lines = ["def \(name)(\(sources.joined(separator: ", "))):"]
    lines += used.map { "\($0.name) = \($0.value)".indented() }
    lines += try sliceBody(slice, target, sources, isSummed: isSummed).indented
    // Empty lines set a function off from what is around it.
    if pendingLines.last != "" { pendingLines.append("") }
    pendingLines += lines + [""]
    return name
  }

  /// - Throws: where the function would not read a source, so that JAX would answer zero where the
  ///   session has a number.
  private func checkThatSourcesAreRead(
    _ request: DerivativeRequest, _ sources: [String], _ slice: Slice, _ aliases: [SourceAlias]
  ) throws(ExportProblem) {
    let areKnown = noneResults.count == sources.count
    for (index, source) in sources.enumerated()
    where !slice.reads(source) && !aliases.contains(where: { $0.sources.contains(source) })
      && !(areKnown && noneResults[index])
    {
      // A name that a loop or comprehension binds stands for what is read by another name.
      if request.isZeroUnconnected, !isLocal(source) { continue }
      throw ExportProblem(
        "what leads from '\(source)' to the target is computed elsewhere, "
          + "so that no function of JAX can compute it again here",
        hint: "compute the target from '\(source)' where the derivative is asked for",
        at: request.target.range)
    }
  }

  /// The target as one expression: of a list that is written out the sum.
  private func jaxTarget(_ request: DerivativeRequest) throws(ExportProblem) -> Expression {
    guard let items = DerivativeRequest.items(request.target), let first = items.first else {
      return request.target
    }
    if request.kind != .gradient {
      throw ExportProblem(
        "a program for JAX takes this derivative of one target only",
        hint: "ask for each target by itself", at: request.target.range)
    }
    guard items.count > 1 else { return first }
    // What is added must not be broadcast.
    let shapes = items.map { item -> [Int]? in
      if case .name(let name) = item.kind { return tensor(ofName: name)?.shape }
      return nil
    }
    if shapes.allSatisfy({ $0 != nil && $0 == shapes[0] }) {
      return items.dropFirst().reduce(first) { sum, item in
        Expression(.binary(.add, sum, item), request.target.range)
      }
    }
    return Expression(.list(items), request.target.range)
  }

  /// A target's value as one number: of a list or dict the sum of all elements in it.
  private func summed(_ value: String, _ target: Expression) -> String {
    if case .list = target.kind {
      return "sum(jnp.sum(y) for y in \(value))"
    }
    guard case .name(let name) = target.kind else { return "jnp.sum(\(value))" }
    let own = entry.owner(of: name)
    if case .reference(let reference)? = own.object(named: name), !isNested(name) {
      switch own.heap[reference] {
      case .list, .tuple: return "sum(jnp.sum(y) for y in \(value))"
      case .dict:
        let isDisplay = value.hasPrefix("{")
        return "sum(jnp.sum(y) for y in \(isDisplay ? "(\(value))" : value).values())"
      default: break
      }
    } else if case .sequence = kind(of: target) {
      return "sum(jnp.sum(y) for y in \(value))"
    }
    return "jnp.sum(\(value))"
  }

  /// Whether a name is one of a function's that is written, and not the session's.
  private func isNested(_ name: String) -> Bool {
    openDefinitions.contains { $0.locals.contains(name) }
  }

  private func functionName(_ target: Expression, _ sources: [String]) -> String {
    guard case .name(let name) = target.kind else { return freshName("value_of") }
    let parts = sources.count <= 2 ? sources.joined(separator: "_") : "sources"
    return freshName("\(name)_of_\(parts)")
  }

  /// The statements of a slice, and what the function returns.
  private func sliceBody(
    _ slice: Slice, _ target: Expression, _ sources: [String], isSummed: Bool
  ) throws(ExportProblem) -> [String] {
    let outer = (entry, comments, flow, isTracing, showsValues, pendingLines, scopes)
    let outerPause = pauseDepth
    defer {
      (entry, comments, flow, isTracing, showsValues, pendingLines, scopes) = outer
      pauseDepth = outerPause
    }
    isTracing = true
    let outerTapes = tapePlaces
    defer { tapePlaces = outerTapes }
    let outerTraced = (tracedScopes, tracedSources)
    defer { (tracedScopes, tracedSources) = outerTraced }
    tracedSources.formUnion(sources)
    scopes.append(
      Dictionary(sources.map { ($0, .tensor(rank: nil)) }, uniquingKeysWith: { first, _ in first }))
    tracedScopes = scopes.count
    let items = slice.items
    var lines: [String] = []
    var result: String?
    for (position, index) in items.enumerated() {
      guard let statement = flow[index].statement else { continue }
      let source = flow[index].entry
      entry = source
      comments = EntryComments(EntrySource(file: nil, text: "", firstLine: 1))
      flow = Array(outer.2.prefix(index))
      pendingLines = []
      pauseDepth = outer.2[index].isPaused ? 1 : 0
      defer { flow = outer.2 }
      // What the last statement gives is what the function returns.
      if position == items.count - 1, case .assignment(let targets, let value) = statement.kind,
        targets.count == 1, case .name(let bound) = targets[0].kind, case .name(bound) = target.kind
      {
        let text = try unrecorded(value).text
        lines += pendingLines
        result = text
      } else {
        lines += try block([statement])
      }
      flow = outer.2
    }
    entry = outer.0
    pauseDepth = outerPause
    pendingLines = []
    if lines.first == "" { lines.removeFirst() }
    let value: String
    if let result { value = result } else { value = try text(target) }
    lines += pendingLines
    lines.append("return " + (isSummed ? summed(value, target) : value))
    return lines
  }
}
