import Language

/// Calls of matplotlib, which every framework's programs draw with.
extension ProgramWriter {
  /// A call of pyplot, or of a figure or its axes.
  func figureCall(
    _ use: LibraryUse, _ function: Expression, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code {
    var name = modulePath(use.path)
    // Figures and axes are the user's names.
    if !use.path.hasPrefix("matplotlib.pyplot."),
      case .attribute(let base, let method, _) = function.kind
    {
      name = try text(base, atLeast: .primary) + "." + method
    }
    guard framework == .pytorch else { return Code("\(name)(\(try self.arguments(arguments)))") }
    var parts: [String] = []
    for argument in arguments {
      switch argument {
      case .positional(let value): parts.append(try drawable(value))
      case .keyword(let name, _, let value): parts.append("\(name)=\(try drawable(value))")
      case .unpacked, .unpackedKeywords: parts.append(try self.arguments([argument]))
      }
    }
    return Code("\(name)(\(parts.joined(separator: ", ")))")
  }

  /// A value as matplotlib takes it, which asks tensors of PyTorch for their numbers and is refused
  /// by those with a graph.
  private func drawable(_ value: Expression) throws(ExportProblem) -> String {
    switch kind(of: value) {
    case .tensor, .variable:
      switch origin(of: value) {
      case .framework: return try text(value, atLeast: .primary) + ".detach().numpy()"
      case .numpy: return try text(value)
      case .mixed, .unknown: return try askedWhenDrawn(value)
      }
    case .number, .numbers, .other, .function: return try text(value)
    case .sequence, .unknown:
      return try holdsTensors(value) ? askedWhenDrawn(value) : text(value)
    }
  }

  private func askedWhenDrawn(_ value: Expression) throws(ExportProblem) -> String {
    guard let helper = Helper(name: "drawable", framework) else { return try text(value) }
    return "\(use(helper))(\(try text(value)))"
  }

  /// Whether there may be tensors in a value.
  private func holdsTensors(_ value: Expression) -> Bool {
    switch value.kind {
    case .list(let items), .tuple(let items):
      return items.contains { kind(of: $0).isTensor || holdsTensors($0) }
    case .string, .formatted, .none, .bool, .int, .float: return false
    case .name(let name):
      guard !isLocal(name), let object = global(name) else { return true }
      let owner = entry.owner(of: name)
      return holdsTensors(object, in: owner, depth: 0)
    case .call(let function, _):
      if case .attribute(_, let method, _) = function.kind {
        return !["numpy", "item", "tolist"].contains(method)
          && libraryObject(of: function)?.isNumPy != true
      }
      guard let use = libraryObject(of: function), let callee = CalleeFacts(use.object) else {
        return libraryType(function) == nil
      }
      return !(PythonNames.all.contains(callee.name) && !callee.isRecorded)
    default: return true
    }
  }

  private func libraryType(_ function: Expression) -> TypeName? {
    guard case .type(let type)? = libraryObject(of: function)?.object else { return nil }
    return type
  }

  private func holdsTensors(_ object: Object, in session: Session, depth: Int) -> Bool {
    switch kind(of: object, in: session) {
    case .tensor, .variable: return true
    case .sequence: break
    default: return false
    }
    guard depth < 8, case .reference(let reference) = object else { return true }
    switch session.heap[reference] {
    case .list(let items), .tuple(let items):
      return items.contains { holdsTensors($0, in: session, depth: depth + 1) }
    default: return false
    }
  }
}
