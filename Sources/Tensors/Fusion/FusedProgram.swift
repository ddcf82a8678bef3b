/// Deferred operations in the order in which they are computed, block by block.
///
/// What is between two operations lies in slots, each the size of a block, that are used again as
/// soon as their elements have been read for the last time.
struct FusedProgram {
  /// The elements of a block: whole blocks of a fold's tree (`Fold`), few enough for the cache.
  static let blockCount = 2048
  /// The bytes of a slot.
  static let slotBytes = blockCount * 8

  /// Where elements are found: at a place of all of them, or in a slot.
  struct Place {
    /// The first element of all; nil for a slot.
    var base: UnsafeMutableRawPointer?
    /// The bytes between neighbours of `base`, 0 for an element that is the same everywhere.
    var stride = 0
    var slot = 0

    /// The address of a block's first element.
    @inline(__always)
    func pointer(_ scratch: UnsafeMutableRawPointer, _ start: Int) -> UnsafeMutableRawPointer {
      if let base { return base + start &* stride }
      return scratch + slot &* FusedProgram.slotBytes
    }

    /// How many elements the pointer goes on by for the next one.
    var step: Int { base != nil && stride == 0 ? 0 : 1 }
  }

  /// One operation.
  struct Step {
    enum Work {
      case operation(ElementwiseOperation)
      /// Lays out a block of a broadcast operand.
      case expansion(run: Int, period: Int)
    }

    let work: Work
    /// The element type of the result.
    let dtype: DType
    /// The element type of the operands that are numbers.
    let operandType: DType
    // Fields, not an array, which two threads would count the references of for every block.
    let first: Place
    let second: Place
    let third: Place
    let result: Place

    init(
      _ work: Work, _ operands: [Place], _ operandType: DType, _ result: Place, _ dtype: DType
    ) {
      self.work = work
      self.dtype = dtype
      self.operandType = operandType
      self.result = result
      first = operands[0]
      second = operands.count > 1 ? operands[1] : Place()
      third = operands.count > 2 ? operands[2] : Place()
    }
  }

  /// A deferred operation whose elements are laid down.
  private struct Output {
    let node: Deferred
    let buffer: Buffer
    let pointer: UnsafeMutableRawPointer
  }

  private(set) var steps: [Step] = []
  /// How many slots are in use at once.
  private(set) var slotCount = 0
  let count: Int
  let dtype: DType
  /// Where the elements of the whole are found.
  private(set) var root: Place
  /// What the work is about, in elements of simple arithmetic.
  private(set) var cost = 0

  private var outputs: [Output] = []
  /// What holds the memory that is read.
  private var holders: [any AnyObject & Sendable] = []
  private var scalars: WorkingMemory?

  /// The elements that lie in memory already.
  init(_ array: StridedArray, _ dtype: DType) {
    count = array.count
    self.dtype = dtype
    root = Place(
      base: array.buffer.pointer + array.offset * dtype.itemSize, stride: dtype.itemSize)
    holders = [array]
    cost = count
  }

  /// A deferred operation with all that it is made of.
  ///
  /// - Parameters:
  ///   - isStored: whether its elements are laid down in its buffer.
  ///   - storesAll: whether also those of all others are that somebody holds; else only of those
  ///     that cost more to compute again than to read, and that fit the cache.
  /// - Throws: `outOfMemory`.
  init(
    _ node: Deferred, isStored: Bool = true, storesAll: Bool = false
  ) throws(TensorError) {
    count = node.count
    dtype = node.dtype
    root = Place()
    let order: PendingOrder
    switch node.current {
    case .computed(let buffer):
      root = Place(base: buffer.pointer, stride: dtype.itemSize)
      holders = [buffer]
      cost = count
      return
    case .pending(let operands): order = PendingOrder([(node, operands)])
    }
    scalars = try WorkingMemory(bytes: order.scalarCount * 8)
    try chooseOutputs(order, isStored: isStored, storesAll: storesAll)
    lay(order)
  }

  /// Takes memory for what is laid down; all of it is given back where there is too little.
  private mutating func chooseOutputs(
    _ order: PendingOrder, isStored: Bool, storesAll: Bool
  ) throws(TensorError) {
    for (index, entry) in order.entries.enumerated() {
      let node = entry.node
      let isRoot = index == order.entries.count - 1
      // What is asked for again and again is worth its memory.
      let isAskedOften = node.noteEvaluation() >= FusedProgram.mostEvaluations
      let isCheap = count * node.dtype.itemSize <= FusedProgram.cacheBytes
      let isKept =
        isRoot
        ? isStored || isAskedOften
        : storesAll || isAskedOften || (node.operation.isExpensive && isCheap)
      guard isKept, let buffer = node.wanted else { continue }
      do throws(TensorError) {
        let pointer = try BufferPool.shared.takeReserved(buffer.capacity)
        outputs.append(Output(node: node, buffer: buffer, pointer: pointer))
      } catch {
        // Only the whole must be laid down.
        guard isRoot else { continue }
        giveBack()
        throw error
      }
    }
  }

  /// How often elements are computed without being laid down: going forward, and going back.
  private static let mostEvaluations = 2

  /// What is written and read again from the cache rather than computed again.
  private static let cacheBytes = 1 << 19

  // MARK: Laying out

  /// Makes the steps and gives each a place for its result.
  private mutating func lay(_ order: PendingOrder) {
    var allocation = SlotAllocation(order)
    let stored = Dictionary(
      outputs.map { (ObjectIdentifier($0.node), $0.pointer) },
      uniquingKeysWith: { first, _ in first })
    var places: [Place] = []
    var scalarIndex = 0
    for (index, entry) in order.entries.enumerated() {
      let node = entry.node
      var temporary: [Int] = []
      let operands = entry.operands.map { operand -> Place in
        place(of: operand, places, &allocation, &temporary, &scalarIndex)
      }
      let result: Place
      if let pointer = stored[ObjectIdentifier(node)] {
        result = Place(base: pointer, stride: node.dtype.itemSize)
      } else {
        result = Place(slot: allocation.take())
      }
      steps.append(
        Step(
          .operation(node.operation), operands, entry.operands.last?.dtype ?? node.dtype, result,
          node.dtype))
      cost += count * (node.operation.isExpensive ? 8 : 1)
      places.append(result)
      for slot in temporary { allocation.give(slot) }
      for operand in order.lastReads(at: index) where places[operand].base == nil {
        allocation.give(places[operand].slot)
      }
    }
    root = places[places.count - 1]
    slotCount = allocation.count
  }

  private mutating func place(
    of operand: PendingOrder.Operand, _ places: [Place], _ allocation: inout SlotAllocation,
    _ temporary: inout [Int], _ scalarIndex: inout Int
  ) -> Place {
    switch operand.source {
    case .entry(let index): return places[index]
    case .scalar(let bits):
      guard let scalars else { preconditionFailure("there is room for the scalars") }
      let pointer = scalars.pointer + scalarIndex * 8
      pointer.storeBytes(of: bits, as: UInt64.self)
      scalarIndex += 1
      return Place(base: pointer)
    case .memory(let holder, let base):
      holders.append(holder)
      switch operand.pattern {
      case .each: return Place(base: base, stride: operand.dtype.itemSize)
      case .one: return Place(base: base)
      case .periodic(let run, let period):
        let slot = allocation.take()
        temporary.append(slot)
        steps.append(
          Step(
            .expansion(run: run, period: period), [Place(base: base)], operand.dtype,
            Place(slot: slot), operand.dtype))
        cost += count
        return Place(slot: slot)
      }
    }
  }

  // MARK: Ending

  /// Gives the memory back that was to be written.
  func giveBack() {
    for output in outputs {
      BufferPool.shared.giveBack(output.pointer, output.buffer.capacity)
    }
  }

  /// Hands the memory over, or keeps it unfinished where the work was to stop.
  func settle(isFinished: Bool) {
    for output in outputs {
      if !isFinished {
        output.buffer.keepUnfinished(output.pointer)
      } else if !output.buffer.settle(output.pointer) {
        // Another thread was faster.
        BufferPool.shared.giveBack(output.pointer, output.buffer.capacity)
      }
    }
  }
}

/// Slots that are free, the last one given back first.
private struct SlotAllocation {
  private var free: [Int] = []
  private(set) var count = 0

  init(_ order: PendingOrder) { free.reserveCapacity(order.entries.count) }

  mutating func take() -> Int {
    if let slot = free.popLast() { return slot }
    count += 1
    return count - 1
  }

  mutating func give(_ slot: Int) { free.append(slot) }
}
