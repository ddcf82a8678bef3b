import Language
import OrderedCollections

/// Statements and their blocks.
extension ProgramWriter {
  /// The lines of some statements, a comment of the source each where it stood.
  func block(_ statements: [Statement]) throws(ExportProblem) -> [String] {
    let outer = blockTape
    defer { blockTape = outer }
    var lines: [String] = []
    var index = 0
    while index < statements.count {
      if let tape = tapeOfBlock(from: statements[index]) {
        var inner: [Statement] = []
        while index < statements.count, statements[index].range.start <= tape.last {
          inner.append(statements[index])
          index += 1
        }
        lines += try recorded(inner, by: tape)
      } else {
        ProgramWriter.append(try self.lines(of: statements[index]), to: &lines)
        index += 1
      }
    }
    return lines
  }

  /// Adds a statement's lines; updates one after the other share a block in which PyTorch records
  /// nothing.
  private static func append(_ new: [String], to lines: inout [String]) {
    let header = "with torch.no_grad():"
    let isOpen = lines.last { !$0.hasPrefix(" ") } == header
    lines += isOpen && new.first == header ? new.dropFirst() : new[...]
  }

  /// The lines of a block that must not be empty.
  private func body(_ statements: [Statement]) throws(ExportProblem) -> [String] {
    let lines = try block(statements)
    return (lines.allSatisfy { $0.hasPrefix("#") } ? lines + ["pass"] : lines).indented
  }

  func lines(of statement: Statement) throws(ExportProblem) -> [String] {
    let before = comments.take(before: statement.range.start)
    let outer = (pendingLines, trailingLines, writtenBeside)
    (pendingLines, trailingLines, writtenBeside) = ([], [], [])
    defer {
      (pendingLines, trailingLines) = (outer.0, outer.1)
      writtenBeside.formUnion(outer.2)
    }
    let mark = flow.count
    let firstTape = tapePlaces.count
    var lines: [String]
    do throws(ExportProblem) {
      lines = try unlocatedLines(of: statement)
    } catch {
      throw error.located(at: statement.range)
    }
    lines = pendingLines + lines + trailingLines
    note(statement, since: mark, opening: firstTape..<tapePlaces.count)
    if SyntaxWalk.blocks(of: statement).isEmpty,
      let comment = comments.take(behind: statement.range.end)
    {
      if lines.isEmpty { lines = [comment] } else { lines[lines.count - 1] += "  " + comment }
    }
    return before + lines
  }

  private func unlocatedLines(of statement: Statement) throws(ExportProblem) -> [String] {
    statementStart = statement.range.start
    statementTargets = []
    switch statement.kind {
    case .expression(let value, let muted):
      statementCall = value.range
      return try shown(value, muted: muted)
    case .assignment(let targets, let value):
      statementCall = value.range
      return try assignment(targets, value)
    case .annotated(let target, let value):
      guard let value else { return [] }
      return try assignment([target], value)
    case .augmented(let target, let binary, _, let value):
      let name = try self.target(target)
      if let new = try newArray(target, binary, value, statement.range) {
        return ["\(name) = \(new)"]
      }
      if isChangedInPlace(target, by: value) || (framework == .jax && pauseDepth > 0) {
        let result = Expression(.binary(binary, target, value), statement.range)
        return ["\(name) = \(try unrecorded(result).text)"]
      }
      if let added = try arrayOfList(value, beside: target) {
        return ["\(name) \(binary.rawValue)= \(added.text)"]
      }
      return ["\(name) \(binary.rawValue)= \(try text(value))"]
    case .breakLoop: return ["break"]
    case .continueLoop: return ["continue"]
    case .pass: return ["pass"]
    case .returned(let value):
      guard let value else { return ["return"] }
      if case .tuple(let items) = value.kind, items.count > 1 {
        var parts: [String] = []
        for item in items { parts.append(try kept(item).text) }
        return ["return " + parts.joined(separator: ", ")]
      }
      return ["return " + (try kept(value).text)]
    case .raised(let error, let cause):
      guard let error else { return ["raise"] }
      let from = try cause.map { cause throws(ExportProblem) in " from " + (try text(cause)) }
      return ["raise " + (try text(error)) + (from ?? "")]
    case .assertion(let condition, let message):
      let text = try message.map { message throws(ExportProblem) in ", " + (try self.text(message))
      }
      return ["assert " + (try self.text(condition)) + (text ?? "")]
    case .deletion(let targets):
      // A tape is no part of these programs.
      let kept = targets.filter { framework == .tensorflow || !isTape($0) }
      return kept.isEmpty ? [] : ["del " + (try texts(kept))]
    case .nonlocal(let names): return ["nonlocal " + names.joined(separator: ", ")]
    case .global(let names): return ["global " + names.joined(separator: ", ")]
    case .imported(let module, let alias, _): return imported(module, alias)
    case .importedNames(let module, let names, _): return imported(module, names)
    case .command(let command, let muted): return try self.command(command, muted: muted)
    default: return try compound(statement)
    }
  }

  private func compound(_ statement: Statement) throws(ExportProblem) -> [String] {
    switch statement.kind {
    case .conditional(let branches, let otherwise):
      var lines: [String] = []
      for branch in branches {
        let word = lines.isEmpty ? "if" : "elif"
        lines.append("\(word) \(try text(branch.condition)):")
        lines += try body(branch.body)
      }
      return lines + (try alternative("else:", otherwise))
    case .forLoop(let target, let iterable, let body, let otherwise):
      if let lines = try updateLoop(target, iterable, body, otherwise) { return lines }
      if pauseDepth > 0, framework == .jax, kind(of: iterable).isTensor {
        throw ExportProblem(
          "a program for JAX cannot keep the elements of a loop's tensor from being recorded",
          hint: "write the loop outside of the block, or stop_gradient(x)", at: iterable.range)
      }
      let list: String
      if case .tuple(let items) = iterable.kind {
        list = "(\(try texts(items)))"
      } else {
        list = takenApart(iterable, try text(iterable))
      }
      // At the top level the loop's own names have a scope while its body is written.
      let isOutermost = scopes.isEmpty
      if isOutermost { scopes.append([:]) }
      defer { if isOutermost { scopes.removeLast() } }
      bind(target, to: elementKind(of: iterable))
      let header = "for \(try self.target(target)) in \(list):"
      return try loopOverTargets(target, iterable, body, header) { header throws(ExportProblem) in
        try loop(header, body, otherwise, binding: Names.bound(by: target))
      }
    case .whileLoop(let condition, let body, let otherwise):
      return try loop("while \(try text(condition)):", body, otherwise)
    case .function(let definition): return try function(definition)
    case .with(let items, let body): return try with(items, body)
    case .attempt(let body, let handlers, let otherwise, let finally):
      tryDepth += 1
      defer { tryDepth -= 1 }
      var lines = ["try:"] + (try self.body(body))
      for handler in handlers {
        var header = "except"
        if let type = handler.type { header += " " + (try text(type)) }
        if let name = handler.name {
          header += " as " + name
          if scopes.isEmpty { boundHere.insert(name) }
        }
        lines.append(header + ":")
        lines += try self.body(handler.body)
      }
      return lines + (try alternative("else:", otherwise)) + (try alternative("finally:", finally))
    default: throw ExportProblem("this statement cannot be exported", at: statement.range)
    }
  }

  /// A loop's lines.
  ///
  /// - Parameter names: what the loop itself binds in each turn.
  func loop(
    _ header: String, _ body: [Statement], _ otherwise: [Statement], binding names: [String] = []
  ) throws(ExportProblem) -> [String] {
    let mark = flow.count
    flow.append(FlowItem(writing: names, entry))
    var written = Set(names)
    for statement in body {
      written.formUnion(Names.written(by: statement))
      if framework == .jax { written.formUnion(updatedNames(statement)) }
    }
    openLoops.append(OpenLoop(mark: mark, written: written))
    defer {
      openLoops.removeLast()
      flow.removeSubrange(min(mark, flow.count)...)
    }
    return [header] + (try self.body(body)) + (try alternative("else:", otherwise))
  }

  private func alternative(
    _ header: String, _ statements: [Statement]
  ) throws(ExportProblem) -> [String] {
    statements.isEmpty ? [] : [header] + (try body(statements))
  }

  // MARK: Assignments

  private func assignment(
    _ targets: [Expression], _ value: Expression
  ) throws(ExportProblem) -> [String] {
    // The name is bound to what the call gives, and the call is a statement of its own.
    var names: [String] = []
    for target in targets { names.append(try self.target(target)) }
    statementTargets = Set(targets.flatMap(Names.bound))
    if NameSurvey.isTape(value), framework != .tensorflow {
      throw ExportProblem("a tape outside of 'with' cannot be exported", at: value.range)
    }
    let text: String
    if case .tuple(let items) = value.kind, items.count > 1 {
      var parts: [String] = []
      for (index, item) in items.enumerated() {
        let code = try kept(item)
        let isLost = targets.contains { target in
          let pairs = ProgramWriter.pairs(target, value)
          return pairs.count == items.count && losesVariable(pairs[index].0, item)
        }
        parts.append(isLost ? detached(code) : code.text)
      }
      text = parts.joined(separator: ", ")
    } else {
      let isApart = targets.contains { target in
        switch target.kind {
        case .tuple, .list: true
        default: false
        }
      }
      let whole = try unrecordedByTapes(
        value, isLost: targets.contains { losesVariable($0, value) })
      text = isApart ? takenApart(value, whole) : whole
    }
    let kind = kind(of: value)
    for target in targets { bind(target, to: kind) }
    return [(names + [text]).joined(separator: " = ")]
  }

  /// What a name is bound to; in PyTorch without where it came from, if a derivative of a tape that
  /// did not record it would lead through it.
  ///
  /// - Parameter isLost: whether the name stood for a Variable that a tape would have watched.
  private func unrecordedByTapes(
    _ value: Expression, isLost: Bool
  ) throws(ExportProblem) -> String {
    let code = try kept(value)
    if isLost { return detached(code) }
    guard let statementStart, framework == .pytorch,
      detached.contains(VariableFlow.Site(entry: entry.entry.number, start: statementStart)),
      !code.text.hasSuffix(".detach()")
    else { return code.text }
    return detached(code)
  }

  private func detached(_ code: Code) -> String {
    code.text.hasSuffix(".detach()") ? code.text : code.text(atLeast: .primary) + ".detach()"
  }

  // MARK: Functions

  private func function(_ definition: FunctionDefinition) throws(ExportProblem) -> [String] {
    var lines: [String] = []
    for decorator in definition.decorators where !isWithoutEffect(decorator) {
      lines.append("@" + (try text(decorator)))
    }
    if scopes.isEmpty { boundHere.insert(definition.name) }
    lines.append("def \(definition.name)(\(try parameters(definition))):")
    guard case .statements(let statements) = definition.body else { return lines }
    scopes.append(localKinds(of: definition))
    functionDepth += 1
    openFunctions.append(definition.name)
    let (outerShows, outerPause) = (showsValues, pauseDepth)
    showsValues = false
    pauseDepth = 0
    let outerWatched = watchedLocals
    watchedLocals = []
    defer { watchedLocals = outerWatched }
    openDefinitions.append(definition)
    declared.append([])
    let outerPlaces = loopPlaces
    loopPlaces = [:]
    let mark = flow.count
    flow.append(FlowItem(writing: definition.parameters.map(\.name), entry))
    defer {
      openDefinitions.removeLast()
      declared.removeLast()
      loopPlaces = outerPlaces
      scopes.removeLast()
      functionDepth -= 1
      openFunctions.removeLast()
      (showsValues, pauseDepth) = (outerShows, outerPause)
      flow.removeSubrange(mark...)
    }
    var changed = changedVariables(in: definition)
    let written = try body(statements)
    let outside = declared[declared.count - 1]
    for (name, isNonlocal) in outside where !isNonlocal && !changed.contains(name) {
      changed.append(name)
    }
    if !changed.isEmpty { lines.append("global \(changed.joined(separator: ", "))".indented()) }
    let outer = Array(OrderedSet(outside.filter(\.isNonlocal).map(\.name)))
    if !outer.isEmpty { lines.append("nonlocal \(outer.joined(separator: ", "))".indented()) }
    return lines + written + [""]
  }

  /// Whether a decorator only tells TensorFlow how to run a function.
  private func isWithoutEffect(_ decorator: Expression) -> Bool {
    guard framework != .tensorflow else { return false }
    let function: Expression
    if case .call(let callee, _) = decorator.kind {
      function = callee
    } else {
      function = decorator
    }
    guard case .builtin(let builtin)? = libraryObject(of: function)?.object else { return false }
    return builtin.tensorflow.contains("function")
  }

  /// The Variables of the session that a function changes, which are arrays in JAX and are bound
  /// anew.
  private func changedVariables(in definition: FunctionDefinition) -> [String] {
    guard framework == .jax, scopes.count == 1 else { return [] }
    var names: [String] = []
    if case .statements(let statements) = definition.body {
      for statement in statements {
        for name in Names.written(by: statement)
        where !definition.locals.contains(name) && !definition.globals.contains(name)
          && !names.contains(name)
        {
          names.append(name)
        }
      }
    }
    return names
  }

  // MARK: Imports

  private func imported(_ module: String, _ alias: String?) -> [String] {
    let isTensorFlow = module.hasPrefix("tensorflow")
    if isTensorFlow, framework != .tensorflow { return [] }
    let usual = LibraryTable.shortModuleNames.first { $0.module == module }?.short
    if let usual, alias ?? module == usual { return [] }
    if module == "numpy" || module == "math" || module.hasPrefix("matplotlib") || isTensorFlow {
      return ["import \(module)" + (alias.map { " as \($0)" } ?? "")]
    }
    return []
  }

  private func imported(_ module: String, _ names: [ImportedName]) -> [String] {
    for name in names { importedNames[name.alias ?? name.name] = module + "." + name.name }
    return []
  }
}
