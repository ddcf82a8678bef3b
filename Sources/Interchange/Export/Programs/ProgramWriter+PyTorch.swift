import Language

/// Derivatives in PyTorch, of the graph that every tensor carries.
extension ProgramWriter {
  func torchCode(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    let target = try torchTarget(request)
    switch request.kind {
    case .gradient:
      let isScalar = isScalar(request.target)
      let value = isScalar ? target.text : "\(target.text(atLeast: .primary)).sum()"
      return try torchGradient(value, request, seed: nil)
    case .vjp: return try torchGradient(target.text, request, seed: try vector(request))
    case .jacobian, .batchJacobian, .hessian, .jvp, .hvp:
      guard let helper = Helper(name: request.kind.rawValue, .pytorch) else { return target }
      let name = use(helper)
      var parts: [String] = []
      for source in request.sources {
        var arguments = [target.text, try text(source)]
        if request.vector != nil { arguments.append(try vector(request)) }
        parts.append("\(name)(\(arguments.joined(separator: ", ")))")
      }
      if request.nest == nil, parts.count == 1 { return Code(parts[0]) }
      return Code("[" + parts.joined(separator: ", ") + "]")
    }
  }

  /// The target; of a list of targets the sum.
  private func torchTarget(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    guard case .list(let items) = request.target.kind else { return try code(request.target) }
    var parts: [String] = []
    for item in items { parts.append(try text(item, atLeast: .primary) + ".sum()") }
    return Code(parts.joined(separator: " + "), .sum)
  }

  private func torchGradient(
    _ target: String, _ request: DerivativeRequest, seed: String?
  ) throws(ExportProblem) -> Code {
    let isList = isListOfSources(request)
    let sources: String
    if let nest = request.nest, case .dict = nest.kind {
      sources = "[" + (try texts(request.sources)) + "]"
    } else if let nest = request.nest {
      sources = try text(nest)
    } else if request.sources.count > 1 {
      sources = "[" + (try texts(request.sources)) + "]"
    } else {
      if isDict(request.sources[0]) {
        sources = "list(\(try text(request.sources[0], atLeast: .primary)).values())"
      } else if case .other = kind(of: request.sources[0]) {
        throw ExportProblem(
          "a program for PyTorch takes the sources one by one or in a list",
          hint: "write the tensors themselves", at: request.sources[0].range)
      } else {
        sources = try text(request.sources[0])
      }
    }
    var options: [String] = seed.map { [$0] } ?? []
    switch graphUse(request) {
    case .recorded: options.append("create_graph=True")
    case .kept: options.append("retain_graph=True")
    case .last: break
    }
    if request.isZeroUnconnected { options.append("materialize_grads=True") }
    let arguments = ([target, sources] + options).joined(separator: ", ")
    // A function may be given a tensor, or a list or dict of them.
    if !isList, mayBeSeveral(request.sources[0]),
      let helper = Helper(name: "gradient_by", .pytorch)
    {
      return Code("\(use(helper))(\(([sources, target] + options).joined(separator: ", ")))")
    }
    let call = "torch.autograd.grad(\(arguments))"
    if !isList, isDict(request.sources[0]) {
      return Code("dict(zip(\(try text(request.sources[0])), \(call)))")
    }
    return Code(call + (isList ? "" : "[0]"))
  }

  /// Whether a source may be a list or dict of tensors, as far as can be seen.
  private func mayBeSeveral(_ source: Expression) -> Bool {
    guard kind(of: source).isUnknown else { return false }
    switch source.kind {
    case .name(let name): return isLocal(name) && !watchedLocals.contains(name)
    case .call: return true
    default: return false
    }
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
    // Where another tape is open the gradient is meant to be recorded.
    if tapeDepth > 0 { return .recorded }
    if openFunctions.contains(where: recordedFunctions.contains) { return .recorded }
    let number = entry.entry.number
    if graphPlan.differentiated.contains(number), scopes.isEmpty { return .recorded }
    if !scopes.isEmpty {
      if graphPlan.isDifferentiatedInBlock(number) { return .recorded }
      // In the turns of a loop one place asks more than once.
      if let tape = request.tape, persistentTapes.contains(tape) { return .kept }
      let count = entry.tree.map { DerivativeRequest.count(in: $0.statements, of: entry) } ?? 0
      return count > 1 || graphPlan.isRepeated(number) ? .kept : .last
    }
    return graphPlan.isShared(number) ? .kept : .last
  }
}
