import Tensors

/// The search for what is missing between a source and a target.
struct CauseSearch {
  let recorder: Recorder
  let tape: Tape?
  let targets: [Target]
  let source: Source
  /// The names that the target and the source are asked by, where they are names.
  let names: (target: String?, source: String?)
  let walk: LineageWalk
  /// The identities that the source has or had: of a variable, also those of its values.
  let origins: Set<Identity>

  init(
    _ targets: [Target], _ source: Source, on tape: Tape?,
    named names: (target: String?, source: String?), _ recorder: Recorder
  ) throws(AutodiffError) {
    self.recorder = recorder
    self.tape = tape
    self.targets = targets
    self.source = source
    self.names = names
    walk = try LineageWalk(from: targets.map(\.value.identity), on: tape, recorder)
    origins = recorder.identities(of: source.identity, reading: source.reading, on: tape)
  }

  /// The cause, the most special one that is sure.
  func finding() throws(AutodiffError) -> NoneFinding {
    guard source.tensor.dtype.isFloatingPoint else {
      let making = recorder.making(ofNumbers: source.identity)
      return NoneFinding(
        .notFloating(source.tensor.dtype, line: making?.line ?? 0), at: making?.result)
    }
    // Of several values of a variable the one that was used last.
    guard let origin = origins.filter(walk.visited.contains).max() else {
      return try findingWithoutPath()
    }
    return finding(along: walk.path(from: origin))
  }

  // MARK: A path is there

  private func finding(along path: [(operand: Identity, step: LineageStep)]) -> NoneFinding {
    if let obstacle = path.first(where: { $0.step.stopsDerivatives }) {
      return NoneFinding(cause(obstacle.step), at: obstacle.step.result)
    }
    if let finding = gradientOutside(path) { return finding }
    for (index, part) in path.enumerated() {
      if let finding = missingRecord(of: part.step, from: part.operand, isFirst: index == 0) {
        return finding
      }
    }
    if let dtype = targets.map(\.value.tensor.dtype).first(where: { !$0.isFloatingPoint }) {
      return NoneFinding(.notFloating(dtype))
    }
    return NoneFinding(tape?.cause(targets: targets, source: source) ?? .notWatched())
  }

  /// That a gradient on the way was taken where the tape did not record it: the last one.
  ///
  /// What led to the gradient may have been recorded well, by the tape that gave it.
  private func gradientOutside(
    _ path: [(operand: Identity, step: LineageStep)]
  ) -> NoneFinding? {
    for (operand, step) in path.reversed() {
      guard case .gradient(let giver) = step.how else { continue }
      guard let tape else {
        return NoneFinding(.gradientOutside(line: step.line), at: step.result)
      }
      if tape.tracks(step.result, from: operand) { continue }
      let isOutside =
        step.result < tape.id.identity || tape.life.rest(at: step.result) != nil
      // The session's tape rested while another one recorded what the gradient is of.
      let isOfAnother =
        tape.kind == .session
        && recorder.tapesNewestFirst.contains { $0.id.identity == giver && $0.kind == .explicit }
      if isOutside || isOfAnother {
        return NoneFinding(.gradientOutside(line: step.line), at: step.result)
      }
    }
    return nil
  }

  private func cause(_ obstacle: LineageStep) -> NoneCause {
    let line = obstacle.line
    switch obstacle.how {
    case .operation(let primitive, let dtype):
      if primitive.name == "stop_gradient" { return .stopGradient(line: line) }
      return primitive.isDifferentiable
        ? .throughDiscrete(dtype, line: line)
        : .notDifferentiable(primitive: primitive.name, line: line)
    case .departure(let words), .number(let words): return .leftTape(through: words, line: line)
    case .assignment(let words, _): return .throughAssignment(through: words, line: line)
    case .conversion, .gradient: return .targetNotRecorded
    }
  }

  /// Why the tape has not recorded a step, or not from this operand; nil where it has.
  private func missingRecord(
    of step: LineageStep, from operand: Identity, isFirst: Bool
  ) -> NoneFinding? {
    if let tape, tape.tracks(step.result, from: operand) { return nil }
    if let tape, let reset = tape.life.first(.reset, after: step.result),
      recorder.lineage.archives.contains(where: {
        $0.tape == tape.id && ($0.step(of: step.result) != nil)
      })
    {
      return NoneFinding(.tapeReset(line: Int(reset.line)), at: reset.stamp)
    }
    if isFirst, let finding = missingWatch(of: step) { return finding }
    let cause = tape.map { rest(of: $0, at: step) ?? .targetNotRecorded }
    return NoneFinding(
      cause ?? .noOpenTape(line: step.line, isOpenedLater: false), at: step.result)
  }

  /// Why the tape did not record when a step was computed; nil where it did.
  private func rest(of tape: Tape, at step: LineageStep) -> NoneCause? {
    if step.result < tape.id.identity {
      return .noOpenTape(line: step.line, isOpenedLater: true)
    }
    if let event = tape.life.rest(at: step.result) {
      switch event.kind {
      case .paused: return .tapePaused(line: step.line)
      case .usedUp: return .tapeUsedUp(line: step.line, usedLine: Int(event.line))
      default: return .tapeClosed(line: step.line)
      }
    }
    if tape.kind == .session, recorder.hasExplicitTape(at: step.result) {
      return .tapeResting(line: step.line)
    }
    return nil
  }

  /// Why the source was not watched when its first step was computed; nil where it was.
  private func missingWatch(of step: LineageStep) -> NoneFinding? {
    func missing(_ cause: NoneCause) -> NoneFinding { NoneFinding(cause, at: step.result) }
    guard let tape else {
      if source.reading == nil {
        return rebinding(wasUsed: false) ?? missing(.notWatched(line: step.line))
      }
      return missing(
        source.isTrainable
          ? .noOpenTape(line: step.line, isOpenedLater: false) : .notTrainable(line: step.line))
    }
    if let watching = tape.watching(source.identity) {
      guard step.result < watching else { return nil }
      // A tape that was opened by the watching, or later, could not have recorded it.
      let isOwn = tape.kind == .session || !(step.result < tape.id.identity)
      return isOwn && source.reading == nil ? missing(.watchedTooLate(line: step.line)) : nil
    }
    if let event = tape.life.events.last(where: { $0.kind == .unwatched(source.identity) }) {
      return NoneFinding(.unwatched(line: Int(event.line)), at: event.stamp)
    }
    if tape.records(source.identity) { return nil }
    if let reset = tape.life.events.last(where: { $0.kind == .reset }),
      recorder.lineage.archives.contains(where: {
        $0.tape == tape.id && $0.watched[source.identity] != nil
      })
    {
      return NoneFinding(.tapeReset(line: Int(reset.line)), at: reset.stamp)
    }
    if source.reading != nil {
      guard source.isTrainable else { return missing(.notTrainable(line: step.line)) }
      return tape.watchesVariables ? nil : missing(.notWatched(line: step.line))
    }
    return rebinding(wasUsed: false) ?? missing(.notWatched(line: step.line))
  }

  /// That the source's name stood for a Variable or for something watched before.
  private func rebinding(wasUsed: Bool) -> NoneFinding? {
    guard let name = names.source else { return nil }
    let former = recorder.bindings.history(of: name).first { former in
      former.old != source.identity
        && (former.isVariable || tape?.watching(former.old) != nil)
    }
    return former.map {
      NoneFinding(
        .rebound(line: Int($0.line), isVariable: $0.isVariable, wasUsed: wasUsed), at: $0.stamp)
    }
  }
}
