import Autodiff
import HashTreeCollections
import Language

/// The command or edit that mends a None, as concrete as the kept lines allow.
struct NoneMend {
  private let fault: FaultLine

  init(_ fault: FaultLine) { self.fault = fault }

  private var cause: NoneCause { fault.cause }
  private var evaluator: Evaluator { fault.evaluator }

  /// What to type or to change, in one line.
  func text(_ request: DerivativeRequest, at index: Int) -> String {
    let target = request.targetName
    let source = request.sourceNames[index]
    let tape = tape(request, at: index)
    switch cause {
    case .notWatched(let line): return watching(source, line, target, tape)
    case .notTrainable(let line):
      return "make it trainable, or " + watching(source, line, target, tape)
    case .watchedTooLate(let line):
      if tape == nil, fault.isTyped { return "\(source) is watched now: \(again(line, target))" }
      return watching(source, line, target, tape)
    case .otherWayRound: return "ask the other way round: grad \(source) \(target)"
    case .forgotten, .targetNotRecorded:
      return "watch \(source), compute \(target) again while the tape records, and ask then"
    case .notConnected: return connecting(request, at: index)
    case .noOpenTape(let line, _):
      return tape.map { "move line \(line) into the 'with' block of \($0)" }
        ?? "open a tape before line \(line): tape new"
    case .tapeResting(let line): return "run line \(line) outside of the other tape's block"
    case .tapePaused(let line):
      return tape.map { "move line \(line) out of the block of \($0).stop_recording()" }
        ?? resuming(line, request, at: index)
    case .tapeReset(let line):
      return "watch \(source) again after line \(line), and compute \(target) from it then"
    case .tapeClosed(let line):
      return tape.map { "move line \(line) into the 'with' block of \($0)" }
        ?? resuming(line, request, at: index)
    case .tapeUsedUp:
      return tape.map { "with GradientTape(persistent=True) as \($0):" }
        ?? "open the session's tape with: tape new persistent"
    case .notFloating:
      return "compute with real numbers: 3. instead of 3, or cast(\(source), float32)"
    case .equalTensor(let other):
      let name = evaluator.sessionNames.bound[other]
      return name.map { "ask by the tensor that was used: grad \(target) \($0)" }
        ?? "use one tensor in both places: bind it to a name and watch that"
    case .gradientOutside(let line):
      return tape.map { "move line \(line) into the 'with' block of \($0)" }
        ?? "take the gradient of line \(line) while the tape records"
    case .rebound(let line, let isVariable, let wasUsed):
      return rebinding(source, target, line, isVariable, wasUsed)
    case .targetRebound(let line): return renaming(target, line)
    case .notDifferentiable(let primitive, let line): return ofDiscrete(primitive, line)
    case .stopGradient(let line):
      return "leave stop_gradient out of line \(line)"
        + shown(edit?.withoutCall(of: "stop_gradient"))
    case .throughDiscrete(_, let line): return "leave the values floating-point in line \(line)"
    case .leftTape(let words, let line, _): return ofLeaving(words, line)
    case .throughAssignment(let words, let line): return ofAssigning(words, line, target)
    }
  }

  // MARK: Watching

  private func watching(
    _ source: String, _ line: Int, _ target: String, _ tape: String?
  ) -> String {
    if let tape {
      return "write \(tape).watch(\(source))"
        + (line > 0 ? " before line \(line)" : "") + ", inside its 'with' block"
    }
    if line == 0 { return "watch \(source), and then compute \(target) again" }
    return fault.isTyped
      ? "watch \(source), and then \(again(line, target))"
      : "watch \(source) before line \(line)"
  }

  private func connecting(_ request: DerivativeRequest, at index: Int) -> String {
    let target = request.targetName
    let source = request.sourceNames[index]
    let others = evaluator.session.recorder.watchedOrigins(of: request.targets, on: request.tape)
      .compactMap { evaluator.sessionNames.bound[$0] ?? evaluator.sessionNames.variables[$0] }
      .filter { $0 != source }
    let known = others.isEmpty ? "" : ", or ask by what it was computed from: grad \(target) "
    return "compute \(target) from \(source)" + known
      + Array(Set(others)).sorted().prefix(3)
      .joined(separator: " ")
  }

  // MARK: Lines

  private func again(_ line: Int, _ target: String) -> String {
    guard fault.isTyped else { return "compute \(target) again" }
    return "run line \(line) again" + shownLine
  }

  private var edit: LineEdit? { fault.text.map(LineEdit.init) }

  /// The line as it stands, behind what is to be done with it.
  private var shownLine: String { shown(fault.text) }

  private func shown(_ text: String?) -> String { text.map { ": \($0)" } ?? "" }

  // MARK: Edits

  /// The mend of numbers that leave the tape.
  func ofLeaving(_ words: String, _ line: Int) -> String {
    let name = words.hasSuffix("()") ? String(words.dropLast(2)) : words
    let changed: String?
    switch name {
    case "numpy", "item", "tolist", "copy": changed = edit?.withoutMethod(name)
    case "float", "int": changed = edit?.withoutCall(of: name)
    case "constant", "np.array":
      changed = edit?.calling("convert_to_tensor", insteadOf: name)
    default:
      let isModule = name.hasPrefix("np.") || name.hasPrefix("math.")
      let bare = String(name.drop { $0 != "." }.dropFirst())
      changed = isModule ? edit?.calling(bare, insteadOf: name) : nil
    }
    return "compute with tensors in line \(line)" + shown(changed)
  }

  private func ofAssigning(_ words: String, _ line: Int, _ target: String) -> String {
    if words == "Variable()" {
      return "use the tensor itself in line \(line)"
        + shown(edit?.withoutCall(of: "tf.Variable") ?? edit?.withoutCall(of: "Variable"))
    }
    let way = "compute \(target) from what is assigned in line \(line), under a name of its own"
    guard let edit, let assigned = edit.assignment(through: String(words.dropLast(2))) else {
      return way
    }
    let name = assigned.variable
    let value =
      switch words {
      case "assign_add()": "\(name) + \(LineEdit.factor(assigned.value))"
      case "assign_sub()": "\(name) - \(LineEdit.factor(assigned.value))"
      default: assigned.value
      }
    return way + ": new_\(name) = \(value)"
  }

  private func rebinding(
    _ source: String, _ target: String, _ line: Int, _ isVariable: Bool, _ wasUsed: Bool
  ) -> String {
    guard isVariable else {
      return wasUsed
        ? renaming(source, line) : "watch \(source) after line \(line), before computing \(target)"
    }
    guard let assigned = edit?.assigned(to: source) else {
      return "change the Variable in line \(line): \(source).assign(…)"
    }
    return "write in line \(line): \(assignment(source, assigned))"
  }

  /// What changes a Variable as an assignment of its name would.
  private func assignment(
    _ name: String, _ assigned: (operator: Character?, value: String)
  ) -> String {
    switch assigned.operator {
    case "+": return "\(name).assign_add(\(assigned.value))"
    case "-": return "\(name).assign_sub(\(assigned.value))"
    case let symbol?: return "\(name).assign(\(name) \(symbol) \(LineEdit.factor(assigned.value)))"
    case nil:
      for (symbol, method) in [("+", "assign_add"), ("-", "assign_sub")] {
        let start = "\(name) \(symbol) "
        let rest = assigned.value.dropFirst(start.count)
        // Of a longer sum the rest would change its sign or its meaning.
        if assigned.value.hasPrefix(start), !rest.contains(where: "+-<>=".contains),
          !rest.contains(" if ")
        {
          return "\(name).\(method)(\(rest))"
        }
      }
      return "\(name).assign(\(assigned.value))"
    }
  }

  private func renaming(_ name: String, _ line: Int) -> String {
    guard let assigned = edit?.assigned(to: name) else {
      return "give the new value a name of its own in line \(line)"
    }
    let value =
      assigned.operator.map { "\(name) \($0) \(LineEdit.factor(assigned.value))" } ?? assigned.value
    return "give the new value a name of its own in line \(line): new_\(name) = \(value)"
  }

  private func ofDiscrete(_ primitive: String, _ line: Int) -> String {
    let place = line > 0 ? " in line \(line)" : ""
    switch primitive {
    case "floor", "ceil", "round", "trunc", "rint":
      return "let the derivative pass straight through\(place): "
        + (edit?.passingStraight(through: primitive) ?? "x + stop_gradient(\(primitive)(x) - x)")
    case "greater", "greater_equal", "less", "less_equal":
      return "take a smooth step\(place), such as sigmoid(x - y)"
    case "argmax", "argmin": return "weigh instead of choosing\(place), such as softmax(x)"
    case "sign": return "take a smooth step\(place), such as tanh(x)"
    default: return "use a function that has a derivative\(place)"
    }
  }

  /// The name of the tape to blame, or what stands for it, where it records inside a 'with' block.
  private func tape(_ request: DerivativeRequest, at index: Int) -> String? {
    guard let tape = blamed(request, at: index), tape.kind == .explicit, tape.name == nil else {
      return nil
    }
    let description = evaluator.tapeDescription(of: tape.id)
    return description.hasPrefix("tape ") ? String(description.dropFirst(5)) : "t"
  }

  /// The command that lets a tape record again, and where it belongs.
  private func resuming(_ line: Int, _ request: DerivativeRequest, at index: Int) -> String {
    let command = "tape resume" + (blamed(request, at: index)?.name.map { " " + $0 } ?? "")
    return fault.isTyped
      ? "\(command), and then run line \(line) again" + shownLine
      : "\(command) before line \(line)"
  }

  private func blamed(_ request: DerivativeRequest, at index: Int) -> Tape? {
    let recorder = evaluator.session.recorder
    let id = request.tape ?? recorder.tapeToBlame(request.targets, request.sources[index])
    return id.flatMap { recorder.tape($0) }
  }
}
