import Autodiff
import HashTreeCollections
import OrderedCollections

extension Evaluator {
  /// Calls a user's function in a frame of its own.
  func call(_ function: Function, _ arguments: CallArguments) throws -> Object {
    guard depth < options.maximumDepth, stack.hasRoom else { throw Self.recursion }
    let layout = layout(of: function.definition)
    let callee = Frame(layout: layout, cells: function.cells)
    if layout.isSimple, arguments.keywords.isEmpty,
      arguments.positional.count == layout.parameterSlots.count
    {
      for (slot, value) in zip(layout.parameterSlots, arguments.positional) {
        callee.slots[slot] = value
      }
    } else {
      try bind(arguments, of: function, layout, in: callee)
    }
    if layout.hasShared {
      for (slot, isShared) in layout.isShared.enumerated() where isShared {
        callee.slots[slot] = .reference(session.heap.insert(.cell(callee.slots[slot])))
      }
    }
    let caller = frame
    let line = session.recorder.line
    let statement = statement
    let statementStart = departures.statementStart
    depth += 1
    if depth > deepest { deepest = depth }
    frame = callee
    defer {
      frame = caller
      depth -= 1
      session.recorder.line = line
      self.statement = statement
      departures.statementStart = statementStart
    }
    return try run(function.definition)
  }

  private func run(_ definition: FunctionDefinition) throws -> Object {
    switch definition.body {
    case .expression(let expression):
      return try evaluate(expression)
    case .statements(let statements):
      if case .returned(let value) = try execute(statements) { return value }
      return .none
    }
  }

  @inline(never)
  private func layout(of definition: FunctionDefinition) -> FrameLayout {
    let identity = ObjectIdentifier(definition)
    if let layout = layouts[identity] { return layout }
    let lines = frame.source === definition.source ? frame.lines : LineTable(definition.source)
    let layout = FrameLayout(definition, lines: lines)
    layouts[identity] = layout
    return layout
  }

  @inline(never)
  private func bind(
    _ arguments: CallArguments, of function: Function, _ layout: FrameLayout, in frame: Frame
  ) throws {
    let definition = function.definition
    let parameters = definition.parameters
    let name = definition.name
    var positional = arguments.positional[...]
    var keywords = arguments.keywords
    var missing: [String] = []
    var missingKeywords: [String] = []
    for (index, parameter) in parameters.enumerated() {
      guard let slot = layout.slots[parameter.name] else { continue }
      switch parameter.kind {
      case .rest:
        frame.slots[slot] = makeTuple(Array(positional))
        positional = []
      case .keywordRest:
        continue
      case .normal, .positionalOnly:
        let named = keywords.firstIndex {
          $0.name == parameter.name && parameter.kind == .normal
        }
        if let value = positional.popFirst() {
          if named != nil {
            throw EvaluationError.type(
              "\(name)() got multiple values for argument '\(parameter.name)'")
          }
          frame.slots[slot] = value
        } else if let named {
          frame.slots[slot] = keywords.remove(at: named).value
        } else if let value = function.defaults[index] {
          frame.slots[slot] = value
        } else {
          missing.append(parameter.name)
        }
      case .keywordOnly:
        if let named = keywords.firstIndex(where: { $0.name == parameter.name }) {
          frame.slots[slot] = keywords.remove(at: named).value
        } else if let value = function.defaults[index] {
          frame.slots[slot] = value
        } else {
          missingKeywords.append(parameter.name)
        }
      }
    }
    if !positional.isEmpty { throw tooMany(arguments, definition) }
    if let rest = parameters.first(where: { $0.kind == .keywordRest }),
      let slot = layout.slots[rest.name]
    {
      var entries = ObjectDictionary()
      for keyword in keywords {
        entries.set(keyword.value, for: .string(keyword.name), .string(keyword.name))
      }
      frame.slots[slot] = .reference(session.heap.insert(.dict(entries)))
    } else if let unknown = keywords.first {
      throw self.unknown(unknown.name, definition)
    }
    if !missing.isEmpty { throw self.missing(missing, "positional", name) }
    if !missingKeywords.isEmpty { throw self.missing(missingKeywords, "keyword-only", name) }
  }

  private func tooMany(
    _ arguments: CallArguments, _ definition: FunctionDefinition
  ) -> EvaluationError {
    let places = definition.parameters.filter { $0.kind == .normal || $0.kind == .positionalOnly }
    let most = places.count
    let least = places.count { $0.defaultValue == nil }
    let given = arguments.positional.count
    let takes = least == most ? "\(most)" : "from \(least) to \(most)"
    return EvaluationError.type(
      "\(definition.name)() takes \(takes) positional argument\(most == 1 ? "" : "s") "
        + "but \(given) \(given == 1 ? "was" : "were") given")
  }

  private func unknown(_ keyword: String, _ definition: FunctionDefinition) -> EvaluationError {
    let near = Suggestion.closest(to: keyword, among: definition.parameters.map(\.name)).first
    return EvaluationError.type(
      "\(definition.name)() got an unexpected keyword argument '\(keyword)'",
      hint: near.map { "did you mean '\($0)'?" })
  }

  private func missing(_ names: [String], _ kind: String, _ function: String) -> EvaluationError {
    let quoted = names.map { "'\($0)'" }
    let list: String
    switch quoted.count {
    case 1: list = quoted[0]
    case 2: list = quoted[0] + " and " + quoted[1]
    default:
      list = quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
    }
    let plural = names.count == 1 ? "" : "s"
    return EvaluationError.type(
      "\(function)() missing \(names.count) required \(kind) argument\(plural): \(list)")
  }
}
