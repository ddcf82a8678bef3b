import Tensors

/// Steps on numbers of one type that need nothing else in between: registers instead of tensors.
struct ScalarBlock: Sendable {
  typealias Register = Int32

  /// One operation; its result is the next register.
  enum Step: Sendable {
    case add(Register, Register)
    case multiply(Register, Register)
    case unary(UnaryOperation, Register)
    case binary(BinaryOperation, Register, Register)
    case compare(ComparisonOperation, Register, Register)
    case select(Register, Register, Register)
    /// ab + c and ab·c; the product is rounded.
    case addToProduct(Register, Register, Register)
    case multiplyProduct(Register, Register, Register)
    /// a + bc and a·bc: of two operands that are not numbers the first decides the result's sign.
    case addProduct(Register, Register, Register)
    case multiplyByProduct(Register, Register, Register)
    /// A function of several registers, which `gathered` names: as many results, one after the other.
    case batch(UnaryOperation, from: Int32, count: Int32)
  }

  /// What the first registers are loaded from; truth values are 0 and 1.
  private(set) var loads: [(slot: Plan.Slot, isTruth: Bool)]
  let steps: ContiguousArray<Step>
  /// The operands of batches.
  let gathered: ContiguousArray<Register>
  /// How many registers there are.
  let registerCount: Int
  /// How many operations it has.
  let operationCount: Int
  /// What leaves the block.
  private(set) var stores: [(register: Register, slot: Plan.Slot, isTruth: Bool)]

  /// Computes the block from the slots into the slots.
  @inline(__always)
  func run<T: FloatElement>(_ type: T.Type, _ slots: UnsafeMutableBufferPointer<Tensor>) {
    withUnsafeTemporaryAllocation(of: T.self, capacity: registerCount) { registers in
      var next = 0
      for load in loads {
        let tensor = slots[Int(load.slot)]
        registers[next] =
          load.isTruth ? (tensor.scalar(as: Bool.self) ? 1 : 0) : tensor.scalar(as: T.self)
        next &+= 1
      }
      steps.withUnsafeBufferPointer { steps in
        for step in steps {
          let result: T
          switch step {
          case .add(let a, let b): result = registers[Int(a)] + registers[Int(b)]
          case .multiply(let a, let b): result = registers[Int(a)] * registers[Int(b)]
          case .addToProduct(let a, let b, let c):
            result = registers[Int(a)] * registers[Int(b)] + registers[Int(c)]
          case .multiplyProduct(let a, let b, let c):
            result = registers[Int(a)] * registers[Int(b)] * registers[Int(c)]
          case .addProduct(let a, let b, let c):
            result = registers[Int(a)] + registers[Int(b)] * registers[Int(c)]
          case .multiplyByProduct(let a, let b, let c):
            result = registers[Int(a)] * (registers[Int(b)] * registers[Int(c)])
          case .unary(let operation, let a): result = operation(registers[Int(a)])
          case .binary(let operation, let a, let b):
            result = operation(registers[Int(a)], registers[Int(b)])
          case .compare(let operation, let a, let b):
            result = operation(registers[Int(a)], registers[Int(b)]) ? 1 : 0
          case .select(let condition, let a, let b):
            result = registers[Int(condition)] != 0 ? registers[Int(a)] : registers[Int(b)]
          case .batch(let operation, let from, let count):
            compute(operation, Int(from), Int(count), registers, at: next)
            next &+= Int(count)
            continue
          }
          registers[next] = result
          next &+= 1
        }
      }
      for store in stores {
        let value = registers[Int(store.register)]
        slots[Int(store.slot)] = store.isTruth ? Tensor(value != 0) : Tensor(value)
      }
    }
  }

  /// A function of several numbers at once; its bits are those of one after the other.
  @inline(never)
  private func compute<T: FloatElement>(
    _ operation: UnaryOperation, _ from: Int, _ count: Int,
    _ registers: UnsafeMutableBufferPointer<T>, at first: Int
  ) {
    withUnsafeTemporaryAllocation(of: T.self, capacity: count) { operands in
      for index in 0..<count { operands[index] = registers[Int(gathered[from &+ index])] }
      guard let x = operands.baseAddress, let results = registers.baseAddress else { return }
      T.elementary(operation, results + first, x, count: count)
    }
  }

  /// Names the slots by what they are in the whole plan.
  mutating func place(_ slot: (Plan.Slot) -> Plan.Slot) {
    loads = loads.map { (slot($0.slot), $0.isTruth) }
    stores = stores.map { ($0.register, slot($0.slot), $0.isTruth) }
  }
}
