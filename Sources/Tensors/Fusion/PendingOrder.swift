/// A deferred operation and those that it is made of, operands before results, each once.
struct PendingOrder {
  struct Operand {
    enum Source {
      case scalar(UInt64)
      /// The first element, and what holds its memory.
      case memory(any AnyObject & Sendable, UnsafeMutableRawPointer)
      /// The result of an earlier entry.
      case entry(Int)
    }

    let source: Source
    let dtype: DType
    let pattern: Deferred.Pattern
  }

  struct Entry {
    let node: Deferred
    let operands: [Operand]
  }

  private(set) var entries: [Entry] = []
  private(set) var scalarCount = 0
  /// The entry that reads each entry last.
  private var lastReader: [Int] = []

  /// The order of what is pending in some operations, themselves included, with the operands that
  /// they were seen to be pending with.
  init(_ roots: [(node: Deferred, operands: [Deferred.Operand])]) {
    var known: [ObjectIdentifier: Int] = [:]
    var path = roots.map { Visit($0.node, $0.operands) }
    while var visit = path.popLast() {
      if let next = visit.nextPending(known) {
        path.append(visit)
        path.append(next)
      } else if known[ObjectIdentifier(visit.node)] == nil {
        known[ObjectIdentifier(visit.node)] = entries.count
        append(visit, known)
      }
    }
  }

  private mutating func append(_ visit: Visit, _ known: [ObjectIdentifier: Int]) {
    let index = entries.count
    let operands = visit.operands.map { operand -> Operand in
      let source: Operand.Source
      switch operand.source {
      case .scalar(let bits):
        source = .scalar(bits)
        scalarCount += 1
      case .array(let array):
        source = .memory(
          array, array.buffer.pointer + array.offset * operand.dtype.itemSize)
      case .deferred(let node):
        if let entry = known[ObjectIdentifier(node)] {
          source = .entry(entry)
          lastReader[entry] = index
        } else if case .computed(let buffer) = node.current {
          source = .memory(buffer, buffer.pointer)
        } else {
          preconditionFailure("operands stand before results")
        }
      }
      return Operand(source: source, dtype: operand.dtype, pattern: operand.pattern)
    }
    entries.append(Entry(node: visit.node, operands: operands))
    // What nobody reads is the whole, which stays.
    lastReader.append(Int.max)
  }

  /// The entries that are read for the last time by an entry.
  func lastReads(at index: Int) -> [Int] {
    var reads: [Int] = []
    for operand in entries[index].operands {
      if case .entry(let entry) = operand.source, lastReader[entry] == index,
        !reads.contains(entry)
      {
        reads.append(entry)
      }
    }
    return reads
  }
}

/// An operation whose operands are being looked at.
private struct Visit {
  let node: Deferred
  let operands: [Deferred.Operand]
  private var next = 0

  init(_ node: Deferred, _ operands: [Deferred.Operand]) {
    self.node = node
    self.operands = operands
  }

  /// The next operand that is pending and not known yet.
  ///
  /// Its state is taken once: another thread may compute it at any time, and what is computed stays
  /// so.
  mutating func nextPending(_ known: [ObjectIdentifier: Int]) -> Visit? {
    while next < operands.count {
      defer { next += 1 }
      guard case .deferred(let node) = operands[next].source,
        known[ObjectIdentifier(node)] == nil, case .pending(let operands) = node.current
      else { continue }
      return Visit(node, operands)
    }
    return nil
  }
}
