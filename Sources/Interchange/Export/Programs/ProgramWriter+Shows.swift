import Language
import Notebook

/// Expression statements, `with` blocks and commands.
extension ProgramWriter {
  /// An expression statement: what the session shows is printed.
  func shown(_ value: Expression, muted: Bool) throws(ExportProblem) -> [String] {
    if isTracing { return try traced(value) }
    let isWatch = watched(value)
    if let names = isWatch { return try watchLines(names) }
    if case .string = value.kind, !showsValues { return [try text(value)] }
    var code = try code(value)
    // What is only shown needs no memory of its own.
    if code.text.hasSuffix(".numpy().copy()") { code = Code(String(code.text.dropLast(7))) }
    guard !muted, showsValues, isEchoed, hasValue(value) else {
      // A Variable that was changed needs no line of its own.
      if isVariableAssignment(value) { return [] }
      return [code.text]
    }
    if readsLastValue, scopes.isEmpty { return ["_ = \(code.text)", "print(_)"] }
    return ["print(\(code.text))"]
  }

  /// Whether the session shows the value of the statement: a notebook's cell that of its last one.
  private var isEchoed: Bool {
    switch session.kind.echo {
    case .every: return true
    case .never: return false
    case .last:
      guard scopes.isEmpty, let tree = entry.tree, tree.statements.count == 1,
        case .expression = tree.statements[0].kind
      else { return false }
      return true
    }
  }

  /// In a function that is differentiated nothing is shown; what changes a list stays.
  private func traced(_ value: Expression) throws(ExportProblem) -> [String] {
    guard case .call(let function, _) = value.kind, case .attribute = function.kind,
      watched(value) == nil, libraryObject(of: function) == nil
    else { return [] }
    let code = try code(value)
    return isVariableAssignment(value) ? [] : [code.text]
  }

  /// Whether an expression replaces a Variable's value, which takes lines of its own.
  private func isVariableAssignment(_ value: Expression) -> Bool {
    guard framework != .tensorflow, case .call(let function, _) = value.kind,
      case .attribute(_, let name, _) = function.kind
    else { return false }
    return ["assign", "assign_add", "assign_sub"].contains(name)
  }

  /// Whether an expression statement has a value to show.
  private func hasValue(_ value: Expression) -> Bool {
    if case .none = value.kind { return false }
    // What draws gives matplotlib's own objects, which the session has not.
    if case .call(let function, _) = value.kind, libraryObject(of: function)?.isMatplotlib == true {
      return false
    }
    if scopes.isEmpty, let tree = entry.tree, tree.statements.count == 1,
      case .expression = tree.statements[0].kind
    {
      return entry.result.outputs.contains { output in
        if case .value = output { true } else { false }
      }
    }
    guard case .call(let function, _) = value.kind else { return true }
    switch function.kind {
    case .attribute(_, let name, _):
      return ![
        "append", "extend", "insert", "update", "clear", "sort", "reverse", "remove", "watch",
        "reset",
      ].contains(name)
    case .name(let name):
      if name == "print" || name.hasPrefix("assert") || name == "set_seed" { return false }
      guard case .reference(let reference)? = global(name),
        case .function(let function) = entry.after.heap[reference]
      else { return true }
      return Names.returnsValue(function.definition)
    default: return true
    }
  }

  /// The arguments of `t.watch(x)`.
  private func watched(_ value: Expression) -> [Expression]? {
    guard case .call(let function, let arguments) = value.kind,
      case .attribute(let base, "watch", _) = function.kind, case .name(let tape) = base.kind,
      tapeNames.contains(tape), let argument = arguments.first?.value, framework != .tensorflow
    else { return nil }
    switch argument.kind {
    case .list(let items), .tuple(let items): return items
    default: return [argument]
    }
  }

  /// Lines from which on something is recorded.
  func watchLines(_ sources: [Expression]) throws(ExportProblem) -> [String] {
    guard framework == .pytorch else { return [] }
    var lines: [String] = []
    for source in sources {
      if case .variable = kind(of: source), !isVariableAtTimes(source) { continue }
      if let several = try severalWatched(source) {
        lines += several
        continue
      }
      if case .name(let name) = source.kind, isLocal(name) { watchedLocals.insert(name) }
      let tensor = try text(source, atLeast: .primary)
      let dtypes = observed(source)?.tensorDTypes ?? []
      // PyTorch differentiates by floats only.
      if dtypes.isEmpty || dtypes.isSubset(of: .floats) {
        lines.append("\(tensor).requires_grad_()")
      } else if !dtypes.isDisjoint(with: .floats) {
        lines += ["if \(tensor).is_floating_point():", "\(tensor).requires_grad_()".indented()]
      }
    }
    return lines
  }

  /// Lines that watch the tensors of a list or dict with a name; nil for a tensor.
  private func severalWatched(_ source: Expression) throws(ExportProblem) -> [String]? {
    guard let seen = observed(source), !seen.kinds.isDisjoint(with: .containers) else { return nil }
    if seen.itemKinds == .variable { return [] }
    let isDict = seen.kinds == .dict
    guard seen.kinds.isSubset(of: [.list, .tuple]) || isDict, seen.itemKinds.isSubset(of: .tensors)
    else {
      throw ExportProblem(
        "a program for PyTorch watches tensors, or one list or dict of them",
        hint: "watch the tensors themselves", at: source.range)
    }
    let each = freshName("watched")
    let line = "\(each).requires_grad_()"
    let list = try text(source, atLeast: .primary) + (isDict ? ".values()" : "")
    let areFloats = seen.tensorDTypes.isSubset(of: .floats)
    let body = areFloats ? [line] : ["if \(each).is_floating_point():", line.indented()]
    return ["for \(each) in \(list):"] + body.indented
  }

  // MARK: Blocks of tapes

  func with(_ items: [WithItem], _ body: [Statement]) throws(ExportProblem) -> [String] {
    var headers: [String] = []
    var isTape = false
    var isPaused = false
    for item in items {
      let makesTape = NameSurvey.isTape(item.context) || isKnownTape(item.context)
      if framework != .tensorflow {
        if makesTape {
          isTape = true
          notePersistence(of: item)
          continue
        }
        if let lines = try accumulator(item) {
          headers += lines
          continue
        }
        if isStop(item.context) {
          isPaused = true
          continue
        }
        if isScope(item.context) { continue }
      }
      if let target = item.target { bind(target, to: .other) }
      var header: String
      if let tape = try tapeText(item) { header = tape } else { header = try text(item.context) }
      if let target = item.target { header += " as " + (try self.target(target)) }
      headers.append(header)
    }
    let carried = isTape && tapeDepth == 0 ? try detachedLines(body) : []
    let tapes = items.filter { NameSurvey.isTape($0.context) || isKnownTape($0.context) }
    for item in tapes { tapePlaces.enter(item, depth: openDefinitions.count) }
    defer { tapePlaces.leave(tapes.count) }
    if isTape { tapeDepth += 1 }
    defer { if isTape { tapeDepth -= 1 } }
    if isPaused, framework == .pytorch { headers.append("torch.no_grad()") }
    if isPaused { pauseDepth += 1 }
    defer { if isPaused { pauseDepth -= 1 } }
    let lines = try carried + block(body)
    if headers.isEmpty { return lines }
    let inner = lines.allSatisfy { $0.hasPrefix("#") } ? lines + ["pass"] : lines
    return ["with \(headers.joined(separator: ", ")):"] + inner.indented
  }

  private func isKnownTape(_ context: Expression) -> Bool { isTape(context) }

  /// Whether an expression is the name of a tape.
  func isTape(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind { return tapeNames.contains(name) }
    return false
  }

  /// Notes whether a tape may be asked more than once.
  private func notePersistence(of item: WithItem) {
    guard case .call(_, let arguments) = item.context.kind,
      case .name(let name)? = item.target?.kind
    else { return }
    let isPersistent = arguments.contains { argument in
      switch argument {
      case .positional(let value), .keyword("persistent", _, let value):
        if case .bool(false) = value.kind { return false }
        return true
      default: return false
      }
    }
    if isPersistent { persistentTapes.insert(name) } else { persistentTapes.remove(name) }
  }

  /// Notes an accumulator of forward mode, which only TensorFlow has.
  private func accumulator(_ item: WithItem) throws(ExportProblem) -> [String]? {
    guard case .call(let function, let arguments) = item.context.kind,
      case .type(.accumulator)? = libraryObject(of: function)?.object
    else { return nil }
    guard case .name(let name)? = item.target?.kind, arguments.count == 2,
      case .name = arguments[0].value.kind
    else {
      throw ExportProblem(
        "this accumulator cannot be exported to \(framework.title)",
        hint: "give it one tensor with a name", at: item.context.range)
    }
    accumulators[name] = (arguments[0].value, try asTensor(arguments[1].value))
    pendingLines += try watchLines([arguments[0].value])
    return []
  }

  private func isStop(_ context: Expression) -> Bool {
    guard case .call(let function, _) = context.kind,
      case .attribute(_, "stop_recording", _) = function.kind
    else { return false }
    return true
  }

  private func isScope(_ context: Expression) -> Bool {
    guard case .call(let function, _) = context.kind,
      case .builtin(let builtin)? = libraryObject(of: function)?.object
    else { return false }
    return builtin.tensorflow.contains { $0 == "device" || $0 == "name_scope" }
  }

  /// A tape that has to be persistent because the session's commands ask it more than once.
  private func tapeText(_ item: WithItem) throws(ExportProblem) -> String? {
    guard case .call(_, let arguments) = item.context.kind, NameSurvey.isTape(item.context),
      case .name(let name)? = item.target?.kind
    else { return nil }
    let number = entry.entry.number
    guard tapePlan.needsPersistence(name, number) else {
      return "tf.GradientTape(\(try self.arguments(arguments)))"
    }
    let others = arguments.filter { argument in
      if case .keyword("persistent", _, _) = argument { return false }
      return true
    }
    let rest = try self.arguments(others)
    return "tf.GradientTape(persistent=True\(rest.isEmpty ? "" : ", " + rest))"
  }
}
