import Language

/// Derivatives in PyTorch, of the graph that every tensor carries.
extension ProgramWriter {
  func torchCode(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    try noteLeaks(request)
    let target = try torchTarget(request)
    switch request.kind {
    case .gradient:
      let isScalar = isScalar(request.target)
      let value = isScalar ? target.text : "\(target.text(atLeast: .primary)).sum()"
      return try torchGradient(value, request, seed: nil)
    case .vjp:
      if let items = DerivativeRequest.items(request.target), let vector = request.vector {
        return try torchGradients(items, vector, request)
      }
      return try torchGradient(target.text, request, seed: try vector(request))
    case .jacobian, .batchJacobian, .hessian, .jvp, .hvp:
      guard let helper = Helper(name: request.kind.rawValue, .pytorch) else { return target }
      let name = use(helper)
      let vector = try request.vector == nil ? "" : ", \(vector(request))"
      func derivative(by source: String) -> String { "\(name)(\(target.text), \(source)\(vector))" }
      if request.nest == nil, request.sources.count == 1, let source = request.sources.first,
        let several = try severalSources(source, derivative)
      {
        return several
      }
      var parts: [String] = []
      for source in request.sources { parts.append(derivative(by: try text(source))) }
      if request.nest == nil, parts.count == 1 { return Code(parts[0]) }
      return Code("[" + parts.joined(separator: ", ") + "]")
    }
  }

  /// A derivative by each tensor of a list or dict that has a name; nil for other sources.
  private func severalSources(
    _ source: Expression, _ derivative: (String) -> String
  ) throws(ExportProblem) -> Code? {
    guard isContainer(source, of: .tensors), let kinds = observed(source)?.kinds else { return nil }
    guard !isContainer(source, of: .containers) else {
      throw ExportProblem(
        "a program for PyTorch takes the sources one by one, or in one list or dict",
        hint: "write the tensors themselves", at: source.range)
    }
    let nest = try text(source, atLeast: .primary)
    if kinds == .dict {
      return Code("{name: \(derivative("source")) for name, source in \(nest).items()}")
    }
    guard !kinds.contains(.dict) else { return nil }
    return Code("[\(derivative("source")) for source in \(nest)]")
  }

  /// The target; of a list or dict of targets the sum.
  private func torchTarget(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    let target = request.target
    if let items = DerivativeRequest.items(target), !items.isEmpty {
      var parts: [String] = []
      for item in items { parts.append(try text(item, atLeast: .primary) + ".sum()") }
      return Code(parts.joined(separator: " + "), .sum)
    }
    guard isContainer(target, of: .tensors), let kinds = observed(target)?.kinds else {
      return try code(target)
    }
    guard !isContainer(target, of: .containers), request.vector == nil else {
      throw ExportProblem(
        "a program for PyTorch takes one target, or one list or dict of them without a seed",
        hint: "write the tensors themselves", at: target.range)
    }
    let values = try text(target, atLeast: .primary) + (kinds == .dict ? ".values()" : "")
    return Code("sum(target.sum() for target in \(values))")
  }

  /// The gradient of several targets, each with a seed of its own.
  private func torchGradients(
    _ targets: [Expression], _ vector: Expression, _ request: DerivativeRequest
  ) throws(ExportProblem) -> Code {
    guard let seeds = DerivativeRequest.items(vector), seeds.count == targets.count else {
      throw ExportProblem(
        "a program for PyTorch takes a list of seeds as it takes the targets",
        hint: "write one seed for each target", at: vector.range)
    }
    var parts: [String] = []
    for (target, seed) in zip(targets, seeds) { parts.append(try self.seed(seed, of: target)) }
    return try torchGradient(
      "[\(try texts(targets))]", request, seed: "[\(parts.joined(separator: ", "))]")
  }

  private func torchGradient(
    _ target: String, _ request: DerivativeRequest, seed: String?
  ) throws(ExportProblem) -> Code {
    let isList = isListOfSources(request)
    var options: [String] = seed.map { [$0] } ?? []
    switch graphUse(request) {
    case .recorded: options.append("create_graph=True")
    case .kept: options.append("retain_graph=True")
    case .last: break
    }
    // A source that the target does not depend on has None, and is no mistake.
    let given = request.call.flatMap(observedCall)
    let hasNone = given.map { $0.kinds.union($0.itemKinds).contains(.none) } ?? false
    if hasNone, !request.isZeroUnconnected {
      if given?.kinds == ObservedValue.Kinds.none, request.nest == nil { return Code("None") }
      try checkThatNoneIsNone(request)
    }
    if request.isZeroUnconnected {
      options.append("materialize_grads=True")
    } else if hasNone {
      options.append("allow_unused=True")
    }
    // What was given may be a tensor, or a nest of them.
    let isLost = request.isZeroUnconnected && request.sources.contains(where: isVariableAtTimes)
    if isLost { try checkThatNoneIsNone(request) }
    if hasNone || isLost || isNest(request) || isUnconnected(request),
      request.nest != nil || request.sources.count == 1,
      let helper = Helper(name: "gradient_by", .pytorch)
    {
      let arguments = [try text(request.nest ?? request.sources[0]), target] + options
      return Code("\(use(helper))(\(arguments.joined(separator: ", ")))")
    }
    let sources: String
    if let nest = request.nest, case .dict = nest.kind {
      sources = "[" + (try texts(request.sources)) + "]"
    } else if let nest = request.nest {
      sources = try text(nest)
    } else if request.sources.count > 1 {
      sources = "[" + (try texts(request.sources)) + "]"
    } else if isDict(request.sources[0]) {
      sources = "list(\(try text(request.sources[0], atLeast: .primary)).values())"
    } else if case .other = kind(of: request.sources[0]) {
      throw ExportProblem(
        "a program for PyTorch takes the sources one by one or in a list",
        hint: "write the tensors themselves", at: request.sources[0].range)
    } else {
      sources = try text(request.sources[0])
    }
    let arguments = ([target, sources] + options).joined(separator: ", ")
    let call = "torch.autograd.grad(\(arguments))"
    if !isList, isDict(request.sources[0]) {
      return Code("dict(zip(\(try text(request.sources[0])), \(call)))")
    }
    return Code(call + (isList ? "" : "[0]"))
  }

  /// - Throws: where a source may be a tensor that another tape watched: in PyTorch it records from
  ///   then on.
  private func checkThatNoneIsNone(_ request: DerivativeRequest) throws(ExportProblem) {
    if leavesVariablesOut {
      throw ExportProblem(
        "this gradient is None where the tape does not watch the Variable, and PyTorch's always "
          + "record",
        hint: "ask for it in a statement of its own", at: request.target.range)
    }
    for source in request.sources where isVariableAtTimes(source) {
      var place: SourceRange? = source.range
      if case .name(let name) = source.kind {
        place = recordedRebinding(of: name, isOfTapes: false) ?? recordedArgument(of: name)
      }
      guard let place else { continue }
      throw ExportProblem(
        "this gradient is None where the name stands for a tensor, which PyTorch would record on",
        hint: "use assign, or stop_gradient(x) for what the name is bound to", at: place)
    }
    guard watchesTensors else { return }
    for source in request.sources {
      if case .name(let name) = source.kind, watchedLocals.contains(name) { continue }
      // What a Variable's name is bound to anew is a constant in the program as well.
      if isCutOffEverywhere(source) { continue }
      guard let value = observed(source),
        value.kinds.union(value.itemKinds).contains(.tensor)
      else { continue }
      throw ExportProblem(
        "this gradient is None where the tape does not watch the tensor, and PyTorch's tensors record "
          + "once they were watched",
        hint: "watch it in every block, or make it a Variable", at: source.range)
    }
  }

  /// Whether a zero may stand for a derivative of what records nothing at all.
  private func isUnconnected(_ request: DerivativeRequest) -> Bool {
    guard request.isZeroUnconnected else { return false }
    let sources = request.sources.reduce(into: Set<String>()) { $0.formUnion(Names.read(by: $1)) }
    let slice = Slice(
      flow: flow, targets: Names.read(by: request.target), sources: Array(sources))
    return slice.included.isEmpty && !sources.contains(where: slice.reads)
  }

  /// Whether the sources are a nest of tensors, or may be one.
  private func isNest(_ request: DerivativeRequest) -> Bool {
    if request.nest != nil {
      return request.sources.contains { isContainer($0, of: .tensors) }
    }
    guard request.sources.count == 1, let source = request.sources.first else { return false }
    if isContainer(source, of: .containers) { return true }
    if let kinds = observed(source)?.kinds, kinds == .dict { return !isDict(source) }
    // A function may be given a tensor, or a list or dict of them.
    guard !isListOfSources(request), case .name(let name) = source.kind, isLocal(name) else {
      return false
    }
    if let kinds = observed(source)?.kinds, !kinds.isDisjoint(with: .containers) { return true }
    return !watchedLocals.contains(name) && observed(source) == nil
  }

  /// Whether an expression is the name of a dict.
  private func isDict(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind, !isLocal(name),
      case .reference(let reference)? = global(name)
    else { return false }
    let session = entry.owner(of: name)
    if case .dict = session.heap[reference] { return true }
    return false
  }

  /// Whether the gradients come as several.
  private func isListOfSources(_ request: DerivativeRequest) -> Bool {
    if request.nest != nil || request.sources.count > 1 { return true }
    if case .sequence = kind(of: request.sources[0]) { return true }
    return false
  }

  /// What becomes of the graph behind a gradient.
  enum GraphUse {
    /// The gradient itself is differentiated.
    case recorded
    /// Another derivative is taken of the same graph.
    case kept
    /// Nothing more is asked of it.
    case last
  }

  private func graphUse(_ request: DerivativeRequest) -> GraphUse {
    if pauseDepth > 0 { return .kept }
    // A comprehension asks more than once.
    let isRepeated = !inlineNames.isEmpty && openDefinitions.isEmpty
    // Where another tape is open the gradient is meant to be recorded.
    if tapeDepth > 0 { return .recorded }
    if let call = request.call, observedCall(call)?.isWithinTape == true { return .recorded }
    if openFunctions.contains(where: recordedFunctions.contains) { return .recorded }
    let number = entry.entry.number
    if graphPlan.differentiated.contains(number), scopes.isEmpty { return .recorded }
    if !scopes.isEmpty {
      if graphPlan.isDifferentiatedInBlock(number) { return .recorded }
      // In the turns of a loop one place asks more than once.
      if let tape = request.tape, persistentTapes.contains(tape) { return .kept }
      let count = entry.tree.map { DerivativeRequest.count(in: $0.statements, of: entry) } ?? 0
      return isRepeated || count > 1 || graphPlan.isRepeated(number) ? .kept : .last
    }
    return graphPlan.isShared(number) || asksOfOldValues ? .kept : .last
  }
}
