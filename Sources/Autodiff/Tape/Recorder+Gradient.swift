import Tensors

extension Recorder {
  /// The gradients of the targets' sum by each source.
  ///
  /// A single-use tape is closed and used up, when this succeeds. A tape that records meanwhile
  /// records the gradient's own operations, so that higher derivatives work. Several targets are
  /// summed, as `tf.GradientTape.gradient` does.
  ///
  /// - Parameter caller: runs the operations that have a derivative of their own.
  /// - Throws: `usedUp`, `noSuchTape`, `seedMismatch`, and the errors of computing.
  public mutating func gradient(
    of targets: [Target], by sources: [Source], on id: TapeID, zeroForUnconnected: Bool = false,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> [Gradient] {
    let gradients = try using(id) { recorder, tape throws(AutodiffError) in
      try recorder.computeGradient(targets, sources, tape, zeroForUnconnected, caller)
    }
    noteGradients(gradients, of: targets, by: sources, on: id)
    return gradients
  }

  /// Uses a tape for one answer: a single-use tape is closed and used up when this succeeds, and is
  /// as before when it fails.
  @inline(__always)
  mutating func using<R>(
    _ id: TapeID,
    _ compute: (inout Recorder, Tape) throws(AutodiffError) -> R
  ) throws(AutodiffError) -> R {
    // A gradient that fails leaves the tape unused. A lone tape that is used once records nothing
    // of its gradient, so there is nothing to save for it.
    let isLone = stack.isEmpty || (stack.count == 1 && stack[0].id == id)
    let wasOpen = !stack.isEmpty
    let saved = isLone && !isPersistent(id) ? nil : self
    do throws(AutodiffError) {
      try useTape(id)
      guard let tape = tape(id) else { throw .noSuchTape }
      let answer = try compute(&self, tape)
      if !isPersistent(id) { update(id) { $0.dropIntermediates() } }
      return answer
    } catch {
      if let saved {
        self = saved
      } else if error != .usedUp, error != .noSuchTape {
        update(id) { $0.isUsedUp = false }
        if wasOpen { try reopenTape(id) }
      }
      throw error
    }
  }

  private mutating func computeGradient(
    _ targets: [Target], _ sources: [Source], _ tape: Tape, _ zeroForUnconnected: Bool,
    _ caller: (any CustomCaller)?
  ) throws(AutodiffError) -> [Gradient] {
    for target in targets { _ = try target.checkedSeed() }
    var found: [(target: Target, position: Int32)] = []
    var unrecorded: [Target] = []
    var last: Int32 = -1
    for target in targets where target.value.tensor.dtype.isFloatingPoint {
      let position = tape.position(of: target.value)
      guard position >= 0 else {
        unrecorded.append(target)
        continue
      }
      found.append((target, position))
      last = max(last, position)
    }
    let positions = sources.map { tape.position(of: $0) }
    let known = positions.filter { $0 >= 0 }
    var cotangents: [Value?] = []
    if last >= 0, !known.isEmpty {
      cotangents = try inScope(calling: caller) { scope throws(AutodiffError) in
        var sweep = ReverseSweep(tape, sources: known, last: Int(last), scope: scope)
        for (target, position) in found {
          let seed = target.seed ?? scope.ones(like: target.value.tensor)
          try scope.checkFailure()
          try sweep.seed(seed, at: position)
        }
        return try sweep.run(sources: known)
      }
    }
    var next = 0
    var result: [Gradient] = []
    for (source, position) in zip(sources, positions) {
      var cotangent: Value?
      if position >= 0 {
        if next < cotangents.count { cotangent = cotangents[next] }
        next += 1
      }
      // A target that no tape knows has a derivative by itself.
      if let own = try cotangentOfItself(source, unrecorded) { cotangent = own }
      if let cotangent {
        result.append(.value(cotangent.identified))
      } else if zeroForUnconnected {
        result.append(.value(try zeros(like: source.tensor)))
      } else {
        let cause = tape.cause(targets: targets, source: source)
        result.append(
          derivatives.givesZero(for: cause)
            ? .value(try zeros(like: source.tensor)) : .none(cause))
      }
    }
    return result
  }

  /// The seeds of the targets that are the source itself, added up; nil where there is none.
  private mutating func cotangentOfItself(
    _ source: Source, _ targets: [Target]
  ) throws(AutodiffError) -> Value? {
    var sum: Value?
    for target in targets where target.value.identity == source.identity {
      let scope = Scope(Recorder())
      let seed = target.seed ?? scope.ones(like: source.tensor)
      try scope.checkFailure()
      guard let known = sum else {
        sum = seed
        continue
      }
      sum = try apply(.named("add"), known, seed)
    }
    return sum
  }

  private func isPersistent(_ id: TapeID) -> Bool {
    stack.contains { $0.id == id && $0.isPersistent }
      || closed.contains { $0.id == id && $0.isPersistent }
  }

  /// Closes a single-use tape for good.
  private mutating func useTape(_ id: TapeID) throws(AutodiffError) {
    if let place = closed.lastIndex(where: { $0.id == id }) {
      guard !closed[place].isUsedUp else { throw .usedUp }
      guard !closed[place].isPersistent else { return }
      closed[place].isUsedUp = true
      closed[place].life.note(.usedUp, line: line)
    } else if let place = stack.lastIndex(where: { $0.id == id }) {
      guard !stack[place].isPersistent else { return }
      stack[place].isUsedUp = true
      stack[place].life.note(.usedUp, line: line)
      closeTape(id)
    } else {
      throw .noSuchTape
    }
  }

  mutating func zeros(like tensor: Tensor) throws(AutodiffError) -> Value {
    do throws(TensorError) {
      return Value(try Tensor.zeros(tensor.shape, tensor.dtype))
    } catch {
      throw .primitive("zeros", operands: [TensorType(tensor)], error)
    }
  }
}

extension Value {
  /// This value with an identity, which a cotangent of an unrecorded pass has not yet.
  var identified: Value { identity == .anonymous ? Value(tensor) : self }
}

extension Scope {
  /// Ones of a tensor's shape and element type, held as one element.
  func ones(like tensor: Tensor) -> Value {
    constant(1, tensor.dtype).broadcast(to: tensor.shape).value
  }
}

extension Tape {
  /// Lets go of the large results of a tape that is used up; what is listed of them stays.
  ///
  /// - Complexity: O(`count`).
  mutating func dropIntermediates() {
    for position in 0..<entries.count {
      guard holdsLargeResult(position) else { continue }
      // The shape and the element type stay, over one shared element. Where even that finds no
      // memory, the result is kept.
      let result = entries[position].result
      if let zero = try? Tensor.zeros([], result.dtype),
        let shell = try? zero.broadcast(to: result.shape)
      {
        entries[position].result = shell
      }
    }
  }

  /// Whether what stands at a position is let go of when the tape is used up.
  func holdsLargeResult(_ position: Int) -> Bool {
    entries.read(position) {
      $0.pointee.kind == .operation && $0.pointee.primitive != Primitive.custom.index
        && !$0.pointee.result.isScalar
        && $0.pointee.result.byteCount >= Tape.largeResult
    }
  }

  /// The bytes from which a result is worth dropping.
  private static var largeResult: Int { 4096 }

  /// Where the tape holds a source, or -1.
  func position(of source: Source) -> Int32 {
    position(of: Value(source.tensor, identity: source.identity, position: source.position))
  }

  /// Why a gradient is None; asking uses nothing up.
  ///
  /// - Complexity: O(`count`).
  public func cause(targets: [Target], source: Source) -> NoneCause {
    guard source.tensor.dtype.isFloatingPoint else { return .notFloating(source.tensor.dtype) }
    let origin = position(of: source)
    guard origin >= 0 else { return .notWatched() }
    if let dtype = targets.map(\.value.tensor.dtype).first(where: { !$0.isFloatingPoint }),
      targets.count == 1, position(of: targets[0].value) < 0
    {
      return .notFloating(dtype)
    }
    let ends = targets.map { position(of: $0.value) }.filter { $0 >= 0 }
    guard let last = ends.max() else { return .targetNotRecorded }
    let activity = Activity(self, sources: [origin], upTo: Int(last))
    guard ends.contains(where: { activity[$0] }) else {
      return wasUsedBefore(origin, source, ends)
    }
    // A path is there, so something on it stops derivatives: the operation nearest to the source.
    var reaches = Set(ends)
    var stop: NoneCause?
    for index in (Int(origin)...Int(last)).reversed() where activity[Int32(index)] {
      let entry = entries[index]
      guard reaches.contains(Int32(index)), entry.kind == .operation else { continue }
      reaches.formUnion(operands(of: entry))
      let primitive = Primitive.at(entry.primitive)
      if !primitive.isDifferentiable || !entry.result.dtype.isFloatingPoint {
        stop = .notDifferentiable(primitive: primitive.name, line: Int(entry.line))
      }
    }
    if let stop { return stop }
    return .notConnected
  }

  /// An operand that was a constant when the target was computed from it, and is watched now.
  private func wasUsedBefore(_ origin: Int32, _ source: Source, _ ends: [Int32]) -> NoneCause {
    for position in 0..<Int(origin) where entries[position].kind == .constant {
      guard operationIdentity(at: position) == source.identity, let last = ends.max() else {
        continue
      }
      let activity = Activity(self, sources: [Int32(position)], upTo: Int(last))
      if ends.contains(where: { activity[$0] }) {
        return .watchedTooLate(line: Int(entries[position].line))
      }
    }
    return .notConnected
  }

  private func operationIdentity(at position: Int) -> Identity { operation(at: position).identity }
}
