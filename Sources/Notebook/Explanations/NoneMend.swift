import Autodiff
import HashTreeCollections
import Language

/// The command or edit that mends a None, as concrete as the kept lines allow.
struct NoneMend {
  private let fault: FaultLine

  init(_ fault: FaultLine) { self.fault = fault }

  var cause: NoneCause { fault.cause }
  var evaluator: Evaluator { fault.evaluator }

  /// What to type or to change, in one line.
  func text(_ request: DerivativeRequest, at index: Int) -> String {
    let target = request.targetName
    let source = request.sourceNames[index]
    let tape = tape(request, at: index)
    switch cause {
    case .notWatched(let line): return watching(request, at: index, line)
    case .unwatched(let line):
      return fault.isTyped
        ? "watch \(source), and then compute \(target) again" : "leave out line \(line)"
    case .newTensor:
      let name = freeName
      return "name it first: \(name) = \(source), and compute \(target) from \(name)"
    case .notTrainable(let line):
      return "make it trainable, or " + watching(request, at: index, line)
    case .watchedTooLate(let line):
      if tape == nil, fault.isTyped { return "\(source) is watched now: \(again(line, target))" }
      return watching(request, at: index, line)
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
    case .notFloating(_, let line):
      if line > 0, let changed = edit?.withRealNumbers {
        return "write real numbers in line \(line)" + shown(changed)
      }
      return "compute with real numbers: 3. instead of 3, or cast(\(source), float32)"
    case .equalTensor(let other):
      let name = evaluator.sessionNames.bound[other]
      return name.map { "ask by the tensor that was used: grad \(target) \($0)" }
        ?? "use one tensor in both places: bind it to a name and watch that"
    case .gradientOutside(let line):
      return recordingGradient(line, request, at: index)
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

  private func watching(_ request: DerivativeRequest, at index: Int, _ line: Int) -> String {
    let target = request.targetName
    let source = request.sourceNames[index]
    if let tape = tape(request, at: index), let blamed = blamed(request, at: index) {
      if let moment = fault.moment,
        evaluator.session.recorder.isOpened(blamed.id, after: moment)
      {
        return "begin the 'with' block of \(tape) with \(tape).watch(\(source)), and move line "
          + "\(line) into it"
      }
      return "write \(tape).watch(\(source))"
        + (line > 0 ? " before line \(line)" : "") + ", inside its 'with' block"
    }
    if line == 0 { return "watch \(source), and then compute \(target) again" }
    return fault.isTyped
      ? "watch \(source), and then \(again(line, target))"
      : "watch \(source) before line \(line)"
  }

  /// What lets a tape record the gradient of a line: the one that was asked, the one that gave it
  /// where it gives several, or a further one.
  private func recordingGradient(
    _ line: Int, _ request: DerivativeRequest, at index: Int
  ) -> String {
    let recorder = evaluator.session.recorder
    if let blamed = blamed(request, at: index), let moment = fault.moment,
      recorder.couldRecord(gradient: moment, on: blamed.id)
    {
      return tape(request, at: index).map { "move line \(line) into the 'with' block of \($0)" }
        ?? "take the gradient of line \(line) while the tape records"
    }
    let giver = fault.moment.flatMap { recorder.giver(ofGradient: $0) }
      .flatMap { recorder.tape($0) }
    if giver?.kind == .session { return "open the session's tape with: tape new persistent" }
    let name = giver.map { self.name(of: $0) }
    let target = request.targetName
    let source = request.sourceNames[index]
    if let name, giver?.isPersistent == true {
      return "move line \(line) into the 'with' block of \(name), and ask: "
        + "\(name).gradient(\(target), \(source))"
    }
    let second = evaluator.session.isBound("t2") ? "tape2" : "t2"
    let parts = name.map { "the 'with' block of \($0) and line \(line)" } ?? "line \(line)"
    let watching = request.sources[index].isVariable ? "" : " \(second).watch(\(source)),"
    return "put into 'with GradientTape() as \(second):'\(watching) \(parts), and ask: "
      + "\(second).gradient(\(target), \(source))"
  }

  /// A name that stands for nothing yet.
  private var freeName: String {
    ["a", "b", "c", "p", "q"].first { !evaluator.session.isBound($0) } ?? "part"
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

  var edit: LineEdit? { fault.text.map(LineEdit.init) }

  /// The line as it stands, behind what is to be done with it.
  private var shownLine: String { shown(fault.text) }

  func shown(_ text: String?) -> String { text.map { ": \($0)" } ?? "" }

  /// The name of the tape to blame, or what stands for it, where it records inside a 'with' block.
  private func tape(_ request: DerivativeRequest, at index: Int) -> String? {
    guard let tape = blamed(request, at: index), tape.kind == .explicit, tape.name == nil else {
      return nil
    }
    return name(of: tape)
  }

  private func name(of tape: Tape) -> String {
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
