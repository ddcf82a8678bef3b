import Autodiff
import HashTreeCollections

extension Evaluator {
  /// The value of a name: of a local variable, an enclosing function's, a global or the library's.
  ///
  /// - Throws: `NameError`, `UnboundLocalError`.
  public func lookUp(_ name: String) throws -> Object {
    if !frame.scopes.isEmpty, let value = try lookUpInScopes(name) { return value }
    if let layout = frame.layout {
      if let slot = layout.slots[name] {
        return try local(name, slot: slot, isShared: layout.isShared[slot])
      }
      if !frame.cells.isEmpty, let cell = frame.cells[name] {
        guard let value = cellValue(cell) else {
          throw EvaluationError(
            .nameError,
            "cannot access free variable '\(name)' where it is not associated "
              + "with a value in enclosing scope")
        }
        return value
      }
    }
    let global = session.globals[name]
    if let log = session.heap.readLog { note(name, global, in: log) }
    if let global { return global }
    if let value = options.library.bareNames[name] { return value }
    if name == "_", let value = session.lastValue { return value }
    throw unknownName(name)
  }

  @inline(never)
  private func note(_ name: String, _ object: Object?, in log: ReadLog) {
    log.note(name, object)
    if object == nil, name == "_" { log.taint() }
  }

  private func lookUpInScopes(_ name: String) throws -> Object? {
    for scope in frame.scopes.reversed() {
      switch scope.bindings[name] {
      case .value(let value):
        if let value { return value }
      case .cell(let cell):
        if let value = cellValue(cell) { return value }
      case nil: continue
      }
    }
    return nil
  }

  private func local(_ name: String, slot: Int, isShared: Bool) throws -> Object {
    guard let stored = frame.slots[slot] else { throw unboundLocal(name) }
    if let log = session.heap.readLog { log.note(local: slot, of: frame, stored) }
    guard isShared, case .reference(let cell) = stored else { return stored }
    guard let value = cellValue(cell) else { throw unboundLocal(name) }
    return value
  }

  private func unboundLocal(_ name: String) -> EvaluationError {
    EvaluationError(
      .unboundLocalError,
      "cannot access local variable '\(name)' where it is not associated with a value")
  }

  func cellValue(_ cell: Reference) -> Object? {
    guard case .cell(let value) = session.heap[cell] else { return nil }
    return value
  }

  private func unknownName(_ name: String) -> EvaluationError {
    // The user's own names come first: of equally near names the first is suggested.
    var candidates = frame.layout?.definition.locals ?? []
    candidates += session.globals.keys.sorted()
    candidates += options.library.bareNames.keys.sorted()
    var hint: String?
    if options.commands[name] != nil {
      hint = "\(name) is a command: write it without brackets"
    } else if let near = Suggestion.closest(to: name, among: candidates).first {
      hint = "did you mean '\(near)'?"
    } else if let module = options.library.moduleHint(for: name) {
      hint = module
    }
    return EvaluationError(.nameError, "name '\(name)' is not defined", hint: hint)
  }

  /// Gives a name a value in the running scope, as an assignment does.
  public func bind(_ name: String, to value: Object) throws {
    if case .tensor(let tensor) = value { session.recorder.note(name: name, for: tensor) }
    if session.recorder.hasNumbers { noteBinding(of: name, to: value) }
    if !frame.scopes.isEmpty, bindInScopes(name, to: value) { return }
    guard let layout = frame.layout else {
      bindGlobal(name, to: value)
      return
    }
    if let slot = layout.slots[name] {
      if layout.isShared[slot], case .reference(let cell)? = frame.slots[slot] {
        session.heap[cell] = .cell(value)
      } else {
        if let log = session.heap.readLog { log.noteBinding(ofLocal: slot, of: frame) }
        frame.slots[slot] = value
      }
    } else if let cell = frame.cells[name], layout.definition.nonlocals.contains(name) {
      session.heap[cell] = .cell(value)
    } else {
      bindGlobal(name, to: value)
    }
  }

  /// Gives a global name a value.
  func bindGlobal(_ name: String, to value: Object) {
    bindings &+= 1
    if let log = session.heap.readLog { log.noteBinding(of: name) }
    guard let old = session.globals.updateValue(value, forKey: name) else {
      newNames &+= 1
      return
    }
    switch old {
    case .tensor(let former):
      if case .tensor(let new) = value, new.identity == former.identity { return }
      session.recorder.noteRebinding(of: name, from: former.identity, isVariable: false)
    case .reference(let reference) where reference.kind == .variable:
      if case .reference(let new) = value, new == reference { return }
      guard let former = variable(old) else { return }
      session.recorder.noteRebinding(of: name, from: former.identity, isVariable: true)
    default: break
    }
  }

  private func bindInScopes(_ name: String, to value: Object) -> Bool {
    for index in frame.scopes.indices.reversed() {
      switch frame.scopes[index].bindings[name] {
      case .value:
        frame.scopes[index].bindings[name] = .value(value)
        return true
      case .cell(let cell):
        session.heap[cell] = .cell(value)
        return true
      case nil: continue
      }
    }
    return false
  }

  /// Takes a name's value away, as `del` does.
  ///
  /// - Throws: `NameError`, `UnboundLocalError`.
  public func unbind(_ name: String) throws {
    effects &+= 1
    guard let layout = frame.layout else {
      guard session.globals.removeValue(forKey: name) != nil else {
        guard options.library.bareNames[name] != nil else { throw unknownName(name) }
        throw EvaluationError(.nameError, "'\(name)' belongs to the library and cannot be deleted")
      }
      return
    }
    if let slot = layout.slots[name] {
      _ = try local(name, slot: slot, isShared: layout.isShared[slot])
      if layout.isShared[slot], case .reference(let cell)? = frame.slots[slot] {
        session.heap[cell] = .cell(nil)
      } else {
        frame.slots[slot] = nil
      }
    } else if let cell = frame.cells[name], layout.definition.nonlocals.contains(name) {
      guard cellValue(cell) != nil else { throw unknownName(name) }
      session.heap[cell] = .cell(nil)
    } else if session.globals.removeValue(forKey: name) == nil {
      throw unknownName(name)
    }
  }

  /// The cells that a function made here takes along.
  func cells(for definition: FunctionDefinition) -> [String: Reference] {
    var cells: [String: Reference] = [:]
    for name in definition.free {
      if let layout = frame.layout, let slot = layout.slots[name], layout.isShared[slot],
        case .reference(let cell)? = frame.slots[slot]
      {
        cells[name] = cell
      } else if let cell = frame.cells[name] {
        cells[name] = cell
      }
    }
    // A comprehension's names are nearer than the function's around it.
    for index in frame.scopes.indices {
      for (name, binding) in frame.scopes[index].bindings {
        switch binding {
        case .cell(let cell): cells[name] = cell
        case .value(let value):
          let cell = session.heap.insert(.cell(value))
          frame.scopes[index].bindings[name] = .cell(cell)
          cells[name] = cell
        }
      }
    }
    return cells
  }
}

extension LibraryTable {
  /// Where a name stands, if it is a member of a module only.
  func moduleHint(for name: String) -> String? {
    for (module, short) in LibraryTable.shortModuleNames {
      if dottedNames[module + "." + name] != nil {
        return "it is in a module: write \(short).\(name) after 'import \(module)"
          + (module == short ? "'" : " as \(short)'")
      }
      if name == short {
        return "write 'import \(module)" + (module == short ? "'" : " as \(short)'") + " first"
      }
    }
    return nil
  }
}
