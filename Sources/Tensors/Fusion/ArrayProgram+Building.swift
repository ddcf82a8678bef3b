extension ArrayProgram {
  /// Gathers the operations of a program.
  public struct Builder {
    private let dtype: DType
    private var loads: [(slot: Int32, register: Register, isTruth: Bool)] = []
    private var steps: [Step] = []
    /// How many elements each register has, and whether they are booleans.
    private var kinds: [(count: Int, isTruth: Bool)] = []
    private var stores: [(slot: Int32, register: Register, shape: [Int])] = []
    /// The step that reads each register last.
    private var lastReads: [Int] = []

    /// A program of operations on numbers of a floating-point type.
    public init(_ dtype: DType) { self.dtype = dtype }

    /// The register of a tensor that is there before.
    public mutating func load(_ slot: Int32, shape: [Int], isTruth: Bool) -> Register {
      let register = makeRegister(shape, isTruth: isTruth)
      loads.append((slot, register, isTruth))
      return register
    }

    /// Adds an operation.
    ///
    /// - Parameter shape: the result's, to which the operands of all but sums are broadcast.
    /// - Returns: the register of its result.
    public mutating func append(
      _ operation: Operation, _ operands: [(register: Register, shape: [Int])], shape: [Int]
    ) -> Register {
      var places: [Register] = []
      for operand in operands {
        switch operation {
        case .unary, .binary, .compare, .select:
          places.append(expanded(operand.register, operand.shape, to: shape))
        case .sum, .mean, .repetition: places.append(operand.register)
        }
      }
      return append(
        operation, places, shape, count(shape),
        isPowerByNumber: operation == .binary(.power) && !operands[0].shape.isEmpty
          && operands[1].shape.isEmpty)
    }

    /// Adds the broadcast of a register's elements to a shape, where it has not that many; one
    /// number stays as it is.
    public mutating func expanded(_ register: Register, _ from: [Int], to shape: [Int]) -> Register
    {
      kinds[Int(register)].count == 1 ? register : spread(register, from, to: shape)
    }

    /// The elements of a register in a shape, each in a place of its own.
    public mutating func spread(_ register: Register, _ from: [Int], to shape: [Int]) -> Register {
      var register = register
      var now = Array(repeating: 1, count: shape.count - from.count) + from
      var end = shape.count
      // From the innermost axes on, so that what lies behind is there already.
      while let last = (0..<end).last(where: { now[$0] != shape[$0] }) {
        var first = last
        while first > 0, now[first - 1] == 1 { first -= 1 }
        let times = count(Array(shape[first...last]))
        let inner = count(Array(shape[(last + 1)...]))
        now[first...last] = shape[first...last]
        register = append(
          .repetition(times: Int32(times), inner: Int32(inner)), [register], now, count(now),
          isPowerByNumber: false)
        end = first
      }
      return register
    }

    private mutating func append(
      _ operation: Operation, _ operands: [Register], _ shape: [Int], _ count: Int,
      isPowerByNumber: Bool
    ) -> Register {
      for operand in operands { lastReads[Int(operand)] = steps.count }
      let isTruth: Bool
      if case .repetition = operation {
        isTruth = kinds[Int(operands[0])].isTruth
      } else {
        isTruth = operation.isTruth
      }
      let result = makeRegister(shape, isTruth: isTruth)
      lastReads[Int(result)] = steps.count
      steps.append(
        Step(
          operation: operation, first: operands[0], second: operands.count > 1 ? operands[1] : -1,
          third: operands.count > 2 ? operands[2] : -1, result: result, count: Int32(count),
          isTruth: isTruth, isPowerByNumber: isPowerByNumber))
      return result
    }

    /// Leaves a register's elements in a slot, in a shape.
    public mutating func store(_ register: Register, in slot: Int32, shape: [Int]) {
      stores.append((slot, register, shape))
    }

    private func count(_ shape: [Int]) -> Int { shape.reduce(1, *) }

    private mutating func makeRegister(_ shape: [Int], isTruth: Bool) -> Register {
      kinds.append((count(shape), isTruth))
      lastReads.append(-1)
      return Register(kinds.count - 1)
    }

    // MARK: Finishing

    /// The program.
    public func finished() -> ArrayProgram {
      let loaded = Dictionary(loads.map { ($0.register, $0.slot) }) { first, _ in first }
      var arrays: [(register: Register, shape: [Int], isTruth: Bool)] = []
      var places: [Register: Int] = [:]
      for store in stores
      where !store.shape.isEmpty && loaded[store.register] == nil && places[store.register] == nil {
        places[store.register] = arrays.count
        arrays.append((store.register, store.shape, kinds[Int(store.register)].isTruth))
      }
      var memory = ScratchLayout(registers: kinds.count)
      // Numbers that tensors hold inline have a place of their own.
      for load in loads { memory.keep(load.register, bytes: 8) }
      // Numbers that are left are read at the end.
      let kept = Set(stores.map(\.register))
      for (index, step) in steps.enumerated() {
        if places[step.result] == nil {
          let bytes = Int(step.count) * 8
          if kept.contains(step.result) {
            memory.keep(step.result, bytes: bytes)
          } else {
            memory.take(step.result, bytes: bytes)
          }
        }
        for operand in [step.first, step.second, step.third, step.result]
        where operand >= 0 && lastReads[Int(operand)] == index {
          memory.give(operand)
        }
      }
      return ArrayProgram(
        dtype: dtype,
        loads: loads.map {
          Load(
            slot: $0.slot, register: $0.register, offset: memory.offsets[Int($0.register)],
            isTruth: $0.isTruth)
        },
        steps: ContiguousArray(steps),
        stores: stores.map {
          Store(
            slot: $0.slot, register: $0.register, shape: $0.shape,
            isTruth: kinds[Int($0.register)].isTruth,
            array: $0.shape.isEmpty ? -1 : places[$0.register] ?? -1,
            loaded: loaded[$0.register] ?? -1)
        },
        counts: ContiguousArray(kinds.map { Int32($0.count) }), offsets: memory.offsets,
        arrays: arrays, scratchBytes: memory.bytes)
    }
  }
}

/// Where registers lie in the working memory.
private struct ScratchLayout {
  private(set) var offsets: ContiguousArray<Int>
  private(set) var bytes = 0
  /// Places that are free again, by their sizes.
  private var free: [Int: [Int]] = [:]
  private var sizes: [Int32: Int] = [:]

  init(registers: Int) { offsets = ContiguousArray(repeating: -1, count: registers) }

  /// A place that stays.
  mutating func keep(_ register: Int32, bytes size: Int) {
    offsets[Int(register)] = bytes
    bytes += (size + 63) / 64 * 64
  }

  /// A place until it is given back.
  mutating func take(_ register: Int32, bytes size: Int) {
    let size = (size + 63) / 64 * 64
    sizes[register] = size
    if let place = free[size]?.popLast() {
      offsets[Int(register)] = place
    } else {
      keep(register, bytes: size)
    }
  }

  mutating func give(_ register: Int32) {
    guard let size = sizes.removeValue(forKey: register) else { return }
    free[size, default: []].append(offsets[Int(register)])
  }
}
