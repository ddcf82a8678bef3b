extension Tensor {
  /// The elements from which on an elementwise operation is deferred: smaller ones lie in the
  /// cache at any rate.
  static let deferralCount = 1 << 14
  /// The operations that are computed together at most.
  static let deferralLimit = 64
  /// The different arrays that are kept for them at most.
  private static let inputLimit = 6

  /// An elementwise operation that is computed later, with those that use it; nil where it is to
  /// be computed at once, being small, or because an operand's elements do not lie in order.
  ///
  /// - Precondition: the operands broadcast to the shape, and have the element types that the
  ///   operation takes.
  /// - Throws: `tooManyElements`, `memoryLimit`; `outOfMemory` where operands are computed now.
  static func deferred(
    _ operation: ElementwiseOperation, _ operands: [Tensor], shape: [Int], dtype: DType
  ) throws(TensorError) -> Tensor? {
    guard let count = Shape.count(shape), count >= deferralCount else { return nil }
    var sources: [Deferred.Operand] = []
    for operand in operands {
      guard let source = operand.deferredOperand(shape, count) else { return nil }
      // A view of deferred elements is read as memory: chains through views would have no end.
      if case .array(let array) = source.source, array.buffer.deferred != nil {
        try operand.compute()
      }
      sources.append(source)
    }
    var size = sources.reduce(1) { $0 + $1.size }
    if size > deferralLimit {
      // What is met on several ways was counted several times.
      size = 1 + PendingOrder(sources.compactMap(\.pending)).entries.count
    }
    var inputs = inputs(of: sources)
    if size > deferralLimit || inputs.count > inputLimit {
      for source in sources {
        guard let node = source.pending?.node else { continue }
        try FusedProgram(node, storesAll: true).run()
        try InterruptionCheck.check()
      }
      (size, inputs) = (1, [])
    }
    let node = Deferred(
      operation, sources, dtype: dtype, count: count, size: size, inputs: inputs)
    let buffer = try Buffer.deferred(node, bytes: count * dtype.itemSize)
    for operand in operands { operand.array?.buffer.noteReading() }
    return Tensor(dtype: dtype, array: .whole(shape: shape, count: count, buffer: buffer))
  }

  /// The different arrays that operands read, and that those read which are pending.
  private static func inputs(of operands: [Deferred.Operand]) -> [ObjectIdentifier] {
    var inputs: [ObjectIdentifier] = []
    for operand in operands {
      let read: [ObjectIdentifier]
      switch operand.source {
      case .scalar: continue
      case .array(let array): read = [ObjectIdentifier(array.buffer)]
      case .deferred(let node): read = node.inputs
      }
      for input in read where !inputs.contains(input) { inputs.append(input) }
    }
    return inputs
  }

  /// How an operation of a shape reads this tensor; nil where its elements do not lie in order.
  private func deferredOperand(_ shape: [Int], _ count: Int) -> Deferred.Operand? {
    guard let array else {
      return Deferred.Operand(source: .scalar(bits), dtype: dtype, pattern: .one)
    }
    guard let pattern = pattern(in: shape, count) else { return nil }
    if pattern == .each, let node = array.wholeDeferred {
      return Deferred.Operand(source: .deferred(node), dtype: dtype, pattern: .each)
    }
    return Deferred.Operand(source: .array(array), dtype: dtype, pattern: pattern)
  }

  private func pattern(in shape: [Int], _ count: Int) -> Deferred.Pattern? {
    guard let array else { return .one }
    if array.isContiguous, array.count == count { return .each }
    // Axes that repeat inside, axes that lie in order, axes that repeat outside.
    var (run, period) = (1, 1)
    var isOutside = false
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      let stride = stride(at: axis, ofRank: shape.count)
      if stride == 0 {
        if period == 1 { run *= shape[axis] } else { isOutside = true }
      } else if stride == period, !isOutside {
        period *= shape[axis]
      } else {
        return nil
      }
    }
    if period == 1 { return .one }
    return run == 1 && period == count ? .each : .periodic(run: run, period: period)
  }

  /// Whether the elements are still to be computed, and take no memory.
  public var isPending: Bool { array?.buffer.deferred != nil }

  /// Computes elements that are deferred still.
  ///
  /// Nobody need ask for it: elements are computed when they are read. It says when what is
  /// missing for it, memory or time, is an error of the caller's, and lets go of the operands.
  ///
  /// - Throws: `outOfMemory`, `interrupted`.
  public func compute() throws(TensorError) {
    guard let array, array.buffer.deferred != nil else { return }
    try array.buffer.compute()
    try InterruptionCheck.check()
  }
}

extension Deferred.Operand {
  /// The operation and its operands, where its elements are still to be computed.
  fileprivate var pending: (node: Deferred, operands: [Deferred.Operand])? {
    guard case .deferred(let node) = source, case .pending(let operands) = node.current else {
      return nil
    }
    return (node, operands)
  }

  /// How many operations are pending in it, at most.
  fileprivate var size: Int { pending?.node.size ?? 0 }
}

extension StridedArray {
  /// The deferred operation whose elements are all of this array's, in its order.
  var wholeDeferred: Deferred? {
    guard isContiguous, offset == 0, let node = buffer.deferred, node.count == count else {
      return nil
    }
    return node
  }
}
