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
  }

  /// What the first registers are loaded from; truth values are 0 and 1.
  private(set) var loads: [(slot: Plan.Slot, isTruth: Bool)] = []
  private(set) var steps: ContiguousArray<Step> = []
  /// What leaves the block.
  private(set) var stores: [(register: Register, slot: Plan.Slot, isTruth: Bool)] = []

  /// How many registers there are.
  var registerCount: Int { loads.count + steps.count }

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
          registers[next] = Self.value(of: step, registers)
          next &+= 1
        }
      }
      for store in stores {
        let value = registers[Int(store.register)]
        slots[Int(store.slot)] = store.isTruth ? Tensor(value != 0) : Tensor(value)
      }
    }
  }

  @inline(__always)
  private static func value<T: FloatElement>(
    of step: Step, _ registers: UnsafeMutableBufferPointer<T>
  ) -> T {
    switch step {
    case .add(let a, let b): registers[Int(a)] + registers[Int(b)]
    case .multiply(let a, let b): registers[Int(a)] * registers[Int(b)]
    case .unary(let operation, let a): operation(registers[Int(a)])
    case .binary(let operation, let a, let b): operation(registers[Int(a)], registers[Int(b)])
    case .compare(let operation, let a, let b):
      operation(registers[Int(a)], registers[Int(b)]) ? 1 : 0
    case .select(let condition, let a, let b):
      registers[Int(condition)] != 0 ? registers[Int(a)] : registers[Int(b)]
    }
  }

  /// Names the slots by what they are in the whole plan.
  mutating func place(_ slot: (Plan.Slot) -> Plan.Slot) {
    loads = loads.map { (slot($0.slot), $0.isTruth) }
    stores = stores.map { ($0.register, slot($0.slot), $0.isTruth) }
  }

  // MARK: Making one

  /// Gathers the steps of a block.
  struct Builder {
    private var block = ScalarBlock()
    private var registers: [Plan.Slot: Register] = [:]
    private var results: [(slot: Plan.Slot, step: Int, isTruth: Bool)] = []

    /// Adds the operation of a node whose operands and result are numbers.
    mutating func add(_ node: PlanNode, _ operation: ScalarOperation) {
      let x = node.operands.enumerated().map { place, slot in
        // Of a selection the first operand is the truth value.
        register(of: slot, isTruth: place == 0 && operation == .select)
      }
      switch operation {
      case .unary(let operation): pending.append(.unary(operation, x[0]))
      case .binary(.add): pending.append(.add(x[0], x[1]))
      case .binary(.multiply): pending.append(.multiply(x[0], x[1]))
      case .binary(let operation): pending.append(.binary(operation, x[0], x[1]))
      case .compare(let operation): pending.append(.compare(operation, x[0], x[1]))
      case .select: pending.append(.select(x[0], x[1], x[2]))
      }
      registers[node.result] = ~Register(pending.count - 1)
      results.append((node.result, pending.count - 1, operation.isTruth))
    }

    /// The steps before it is known how many registers are loaded; results count down from -1.
    private var pending: [Step] = []

    private mutating func register(of slot: Plan.Slot, isTruth: Bool) -> Register {
      if let known = registers[slot] { return known }
      block.loads.append((slot, isTruth))
      registers[slot] = Register(block.loads.count - 1)
      return Register(block.loads.count - 1)
    }

    /// The block, which leaves in their slots the results that are needed outside of it.
    func finished(storing isNeeded: (Plan.Slot) -> Bool) -> ScalarBlock {
      var block = block
      let first = Register(block.loads.count)
      func place(_ register: Register) -> Register { register < 0 ? first + ~register : register }
      block.steps = ContiguousArray(pending.map { $0.mapped(place) })
      block.stores = results.filter { isNeeded($0.slot) }.map {
        (first + Register($0.step), $0.slot, $0.isTruth)
      }
      return block
    }
  }
}

/// An operation that a block of numbers can do.
enum ScalarOperation: Hashable {
  case unary(UnaryOperation)
  case binary(BinaryOperation)
  case compare(ComparisonOperation)
  case select

  /// Whether the result is a truth value.
  var isTruth: Bool {
    if case .compare = self { return true }
    return false
  }
}

extension ScalarBlock.Step {
  fileprivate func mapped(_ place: (ScalarBlock.Register) -> ScalarBlock.Register) -> Self {
    switch self {
    case .add(let a, let b): .add(place(a), place(b))
    case .multiply(let a, let b): .multiply(place(a), place(b))
    case .unary(let operation, let a): .unary(operation, place(a))
    case .binary(let operation, let a, let b): .binary(operation, place(a), place(b))
    case .compare(let operation, let a, let b): .compare(operation, place(a), place(b))
    case .select(let a, let b, let c): .select(place(a), place(b), place(c))
    }
  }
}
