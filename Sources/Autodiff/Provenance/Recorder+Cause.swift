public import Tensors

extension Recorder {
  /// Why there is no gradient of the targets' sum by a source: what is missing between them.
  ///
  /// What was computed outside of every tape is followed back as well, so that the line is known at
  /// which the recording ended. Asking uses nothing up and records nothing.
  ///
  /// - Parameters:
  ///   - id: the tape that was asked; where it is nil, the one that should have recorded.
  ///   - names: the names of the session that the target and the source are asked by.
  /// - Throws: `interrupted`.
  /// - Complexity: O(operations kept).
  public func noneFinding(
    of targets: [Target], by source: Source, on id: TapeID?,
    named names: (target: String?, source: String?)
  ) throws(AutodiffError) -> NoneFinding {
    let tape = (id ?? tapeToBlame(targets, source)).flatMap { self.tape($0) }
    return try CauseSearch(targets, source, on: tape, named: names, self).finding()
  }

  /// The tape that should have recorded a target that none has: the explicit one that was open when
  /// the target was computed, else one that watches the source, else the innermost or the last.
  public func tapeToBlame(_ targets: [Target], _ source: Source) -> TapeID? {
    let tapes = tapesNewestFirst
    let moment = targets.map(\.value.identity).max()
    // The tape that gave a gradient is not the one that had to record it.
    var givers: Set<Identity> = []
    for target in targets {
      for step in lineage.steps(of: target.value.identity) {
        if case .gradient(let giver) = step.how { givers.insert(giver) }
      }
    }
    let candidates = tapes.filter { !givers.contains($0.id.identity) }
    if let moment {
      let open = candidates.first { tape in
        tape.kind == .explicit && tape.id.identity < moment
          && isOpen(tape, at: moment)
      }
      if let open { return open.id }
    }
    // Of the session's tapes the last one stands for all.
    let session = tapes.first { $0.kind == .session }?.id
    let watching = (candidates + tapes).first { tape in
      guard tape.kind == .explicit || tape.id == session else { return false }
      return tape.watches(source.identity)
        || lineage.archives.contains {
          $0.tape == tape.id && $0.watched[source.identity] != nil
        }
    }
    return watching?.id ?? innermostTape ?? tapes.first?.id
  }

  /// The gradient of the targets' sum by a source, taken without using a tape up; nil for None.
  ///
  /// - Throws: `noSuchTape`, and the errors of computing.
  public func askedGradient(
    of targets: [Target], by source: Source, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Tensor? {
    let trace = try ReverseTrace(of: targets, by: [source], on: id, self, calling: caller)
    guard let position = trace.sources.first, position >= 0 else { return nil }
    return trace.cotangents.first { $0.position == position }?.cotangent.tensor
  }

  /// The watched values and variables that targets were computed from.
  public func watchedOrigins(of targets: [Target], on id: TapeID?) -> [Identity] {
    guard let tape = id.flatMap({ tape($0) }) else { return [] }
    let ends = targets.map { tape.position(of: $0.value) }.filter { $0 >= 0 }
    guard let last = ends.max() else { return [] }
    return tape.watchedIdentities.filter { identity in
      guard let leaf = tape.leaves[identity] else { return false }
      let activity = Activity(tape, sources: [leaf], upTo: Int(last))
      return ends.contains { activity[$0] }
    }
  }

  /// What took a number off the tape that stands for a Python number, and where.
  public func departure(of number: Identity) -> (words: String, line: Int)? {
    lineage.steps(of: number).lazy.compactMap { step -> (words: String, line: Int)? in
      guard case .number(let words) = step.how else { return nil }
      return (words, step.line)
    }.first
  }

  /// Whether a tape was opened after a moment.
  public func isOpened(_ id: TapeID, after moment: Identity) -> Bool { moment < id.identity }

  /// Whether an explicit tape was open at a moment.
  func hasExplicitTape(at moment: Identity) -> Bool {
    tapesNewestFirst.contains { tape in
      tape.kind == .explicit && tape.id.identity < moment && isOpen(tape, at: moment)
    }
  }

  private func isOpen(_ tape: Tape, at moment: Identity) -> Bool {
    guard let event = tape.life.rest(at: moment) else { return true }
    return event.kind == .paused
  }

  /// The identities that a value has, or that the values of a variable have or had.
  func identities(of identity: Identity, reading: Identity?, on tape: Tape?) -> Set<Identity> {
    var identities: Set = [identity]
    if let reading { identities.insert(reading) }
    for step in lineage.steps(.assignment) {
      if case .assignment(_, identity) = step.how { identities.insert(step.result) }
    }
    if let tape, let leaf = tape.leaves[identity] {
      for position in 0..<tape.count {
        let isReading = tape.entries.read(position) {
          $0.pointee.kind == .read && $0.pointee.first == leaf
        }
        if isReading { identities.insert(tape.value(at: position).identity) }
      }
    }
    return identities
  }
}

extension Tape {
  /// The moment at which what has this identity was watched; nil where it is not.
  func watching(_ identity: Identity) -> Identity? {
    guard let position = leaves[identity] else { return nil }
    return entries[Int(position)].order
  }

  /// Whether a value is recorded, and an operand of it was tracked then.
  func tracks(_ result: Identity, from operand: Identity) -> Bool {
    let position = position(of: result)
    guard position >= 0, entries[Int(position)].kind == .operation else { return false }
    return operands(of: entries[Int(position)]).contains { place in
      entries[Int(place)].kind != .constant && value(at: Int(place)).identity == operand
    }
  }
}

extension Tensor {
  /// Whether two tensors have the same type, shape and numbers; of large ones it is not asked.
  func hasSameNumbers(as other: Tensor) -> Bool {
    guard dtype == other.dtype, shape == other.shape, count <= 1 << 20,
      let numbers = try? cast(to: .float64).values(as: Double.self),
      let others = try? other.cast(to: .float64).values(as: Double.self)
    else { return false }
    return numbers == others
  }
}
