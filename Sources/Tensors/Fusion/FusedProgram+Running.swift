import CKernels
import Synchronization

extension FusedProgram {
  /// The blocks that a worker takes at once.
  private static let unitBlocks = 8
  /// The cost below which it is not worth to wake another thread.
  private static let sharedCost = 1 << 19

  /// Computes what is laid down.
  ///
  /// - Throws: `outOfMemory`.
  func run() throws(TensorError) {
    if steps.isEmpty { return }
    try forEachBlock(BlockDivision(of: count)) { _, _, _, _ in }
  }

  /// Computes a fold of each row of so many elements.
  ///
  /// - Precondition: as of the other; the operation is a fold of numbers.
  /// - Throws: `outOfMemory`.
  func foldRows<T: NumericElement>(
    of length: Int, by operation: ReductionOperation, into output: UnsafeMutablePointer<T>
  ) throws(TensorError) {
    switch operation {
    case .sum: try foldRows(of: length, by: SumFold<T>.self, into: output)
    case .product: try foldRows(of: length, by: ProductFold<T>.self, into: output)
    case .maximum: try foldRows(of: length, by: MaximumFold<T>.self, into: output)
    case .minimum: try foldRows(of: length, by: MinimumFold<T>.self, into: output)
    case .any, .all, .argmax, .argmin: preconditionFailure("\(operation) is no fold of numbers")
    }
  }

  /// Computes a fold of each row of so many elements, in the order of `Fold.row`; of some of them
  /// where the work is to stop.
  ///
  /// - Precondition: the rows have an element, whose type is the fold's, and are all there is.
  /// - Throws: `outOfMemory`.
  private func foldRows<F: Fold>(
    of length: Int, by fold: F.Type, into output: UnsafeMutablePointer<F.Scalar>
  ) throws(TensorError) {
    if length <= FusedProgram.blockCount {
      try forEachBlock(BlockDivision(of: count, inRowsOf: length)) { _, start, pointer, count in
        let elements = pointer.assumingMemoryBound(to: F.Scalar.self)
        for row in 0..<(count / length) {
          output[start / length &+ row] = F.row(elements + row &* length, length)
        }
      }
      return
    }
    let division = BlockDivision(of: count, inRowsOf: length)
    let partial: WorkingMemory
    do throws(TensorError) {
      partial = try WorkingMemory(bytes: division.blocks * MemoryLayout<F.Scalar>.stride)
    } catch {
      giveBack()
      throw error
    }
    let results = partial.pointer.bindMemory(to: F.Scalar.self, capacity: division.blocks)
    try forEachBlock(division) { block, _, pointer, count in
      results[block] = F.row(pointer.assumingMemoryBound(to: F.Scalar.self), count)
    }
    defer { withExtendedLifetime(partial) {} }
    if InterruptionCheck.hasStopped { return }
    for row in 0..<(count / length) {
      output[row] = F.tree(results + row &* division.blocksInRow, division.blocksInRow)
    }
  }

  /// Computes all blocks, by all workers where that pays, until the work is to stop.
  private func forEachBlock(
    _ division: BlockDivision,
    _ body: (_ block: Int, _ start: Int, _ elements: UnsafeMutableRawPointer, _ count: Int) -> Void
  ) throws(TensorError) {
    let isShared = cost >= FusedProgram.sharedCost
    let workers = isShared ? tb_worker_count() : 1
    let scratchBytes = max(slotCount, 1) * FusedProgram.slotBytes
    let scratch: WorkingMemory
    do throws(TensorError) {
      scratch = try WorkingMemory(bytes: workers * scratchBytes)
    } catch {
      giveBack()
      throw error
    }
    let stop = StopFlag()
    withoutActuallyEscaping(body) { body in
      let job = Job { unit, worker in
        guard !stop.isSet else { return }
        let memory = scratch.pointer + worker * scratchBytes
        let first = unit * FusedProgram.unitBlocks
        for block in first..<min(first + FusedProgram.unitBlocks, division.blocks) {
          let (start, length) = division.extent(of: block)
          for step in steps { step.run(memory, start, length) }
          body(block, start, root.pointer(memory, start), length)
        }
        // The caller is asked; the others do as it says.
        if worker == 0, InterruptionCheck.isRequested { stop.set() }
      }
      let units = (division.blocks + FusedProgram.unitBlocks - 1) / FusedProgram.unitBlocks
      if isShared {
        tb_share(
          units,
          { context, unit, worker in
            guard let context else { return }
            Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().body(unit, worker)
          }, Unmanaged.passUnretained(job).toOpaque())
      } else {
        for unit in 0..<units { job.body(unit, 0) }
      }
      // The others may have done all of it.
      if InterruptionCheck.isRequested { stop.set() }
      withExtendedLifetime(job) {}
    }
    withExtendedLifetime((scratch, self)) {}
    settle(isFinished: !stop.isSet)
  }
}

/// Elements in blocks: as many whole rows as fit into one, or the parts of each row.
private struct BlockDivision {
  private let count: Int
  private let rowLength: Int
  private let blockLength: Int
  /// How many blocks there are.
  let blocks: Int
  /// How many blocks a row has that is longer than one.
  let blocksInRow: Int

  /// The blocks of elements in one row.
  init(of count: Int) { self.init(of: count, inRowsOf: max(count, 1)) }

  init(of count: Int, inRowsOf length: Int) {
    self.count = count
    let isShort = length <= FusedProgram.blockCount
    // Short rows are one long row of blocks.
    rowLength = isShort ? max(count, 1) : length
    blockLength = isShort ? FusedProgram.blockCount / length * length : FusedProgram.blockCount
    blocksInRow = (rowLength + blockLength - 1) / blockLength
    blocks = count / rowLength * blocksInRow
  }

  /// The first element of a block, and how many it has.
  @inline(__always)
  func extent(of block: Int) -> (start: Int, count: Int) {
    let (row, part) = block.quotientAndRemainder(dividingBy: blocksInRow)
    let start = part &* blockLength
    return (row &* rowLength &+ start, min(blockLength, rowLength &- start))
  }
}

/// What the workers are to do.
private final class Job {
  let body: (_ unit: Int, _ worker: Int) -> Void

  init(_ body: @escaping (_ unit: Int, _ worker: Int) -> Void) { self.body = body }
}

private final class StopFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

extension FusedProgram.Step {
  /// Computes a block.
  @inline(__always)
  func run(_ scratch: UnsafeMutableRawPointer, _ start: Int, _ count: Int) {
    let output = result.pointer(scratch, start)
    switch work {
    case .expansion(let run, let period):
      expand(output, first.pointer(scratch, 0), start, count, run: run, period: period)
    case .operation(let operation):
      switch operandType {
      case .float32: compute(operation, Float.self, output, scratch, start, count)
      case .float64: compute(operation, Double.self, output, scratch, start, count)
      case .int32, .int64, .bool:
        // Only casts take other elements.
        convert(output, first.pointer(scratch, start), count)
      }
    }
  }

  @inline(__always)
  private func compute<T: FloatElement>(
    _ operation: ElementwiseOperation, _ type: T.Type, _ output: UnsafeMutableRawPointer,
    _ scratch: UnsafeMutableRawPointer, _ start: Int, _ count: Int
  ) {
    func elements(_ place: FusedProgram.Place) -> UnsafePointer<T> {
      UnsafePointer(place.pointer(scratch, start).assumingMemoryBound(to: T.self))
    }
    switch operation {
    case .unary(let operation):
      let loop = Loop(count: count, step: [1, first.step, 0, 0])
      operation.run(loop, output.assumingMemoryBound(to: T.self), elements(first))
    case .binary(let operation):
      let loop = Loop(count: count, step: [1, first.step, second.step, 0])
      operation.run(loop, output.assumingMemoryBound(to: T.self), elements(first), elements(second))
    case .compare(let operation):
      let loop = Loop(count: count, step: [1, first.step, second.step, 0])
      operation.run(
        loop, output.assumingMemoryBound(to: Bool.self), elements(first), elements(second))
    case .select:
      let condition = UnsafePointer(
        first.pointer(scratch, start).assumingMemoryBound(to: Bool.self))
      Loop(
        count: count, step: [1, first.step, second.step, third.step]
      ).map(output.assumingMemoryBound(to: T.self), condition, elements(second), elements(third)) {
        $0 ? $1 : $2
      }
    case .cast: convert(output, first.pointer(scratch, start), count)
    }
  }

  private func convert(
    _ output: UnsafeMutableRawPointer, _ x: UnsafeMutableRawPointer, _ count: Int
  ) {
    Tensor.convert(
      output, dtype, x, operandType, Loop(count: count, step: [1, first.step, 0, 0]))
  }

  /// Lays out elements (place / `run`) mod `period` of a small array.
  private func expand(
    _ output: UnsafeMutableRawPointer, _ x: UnsafeMutableRawPointer, _ start: Int, _ count: Int,
    run: Int, period: Int
  ) {
    switch dtype.itemSize {
    case 8:
      expand(output, x, start, count, run: run, period: period, UInt64.self)
    case 4:
      expand(output, x, start, count, run: run, period: period, UInt32.self)
    default:
      expand(output, x, start, count, run: run, period: period, UInt8.self)
    }
  }

  private func expand<Bits>(
    _ output: UnsafeMutableRawPointer, _ x: UnsafeMutableRawPointer, _ start: Int, _ count: Int,
    run: Int, period: Int, _ type: Bits.Type
  ) {
    let output = output.assumingMemoryBound(to: Bits.self)
    let x = x.assumingMemoryBound(to: Bits.self)
    var (place, done) = (start / run % period, 0)
    if run == 1 {
      while done < count {
        let length = min(period - place, count - done)
        (output + done).update(from: x + place, count: length)
        done += length
        place = 0
      }
      return
    }
    var left = run - start % run
    while done < count {
      let length = min(left, count - done)
      (output + done).update(repeating: x[place], count: length)
      done += length
      place = place + 1 == period ? 0 : place + 1
      left = run
    }
  }
}
