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
    /// A function of several registers, which `gathered` names: as many results, one after the other.
    case batch(UnaryOperation, from: Int, count: Int)
  }

  /// What the first registers are loaded from; truth values are 0 and 1.
  private(set) var loads: [(slot: Plan.Slot, isTruth: Bool)] = []
  private(set) var steps: ContiguousArray<Step> = []
  /// The operands of batches.
  private(set) var gathered: ContiguousArray<Register> = []
  /// How many registers there are.
  private(set) var registerCount = 0
  /// What leaves the block.
  private(set) var stores: [(register: Register, slot: Plan.Slot, isTruth: Bool)] = []

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
          if case .batch(let operation, let from, let count) = step {
            compute(operation, from, count, registers, at: next)
            next &+= count
            continue
          }
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
    case .batch: preconditionFailure("a batch has several results")
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
      var order = ScalarOrder(pending, loadCount: block.loads.count)
      order.emitAll()
      var block = block
      block.steps = order.steps
      block.gathered = order.gathered
      block.registerCount = block.loads.count + pending.count
      block.stores = results.filter { isNeeded($0.slot) }.map {
        (order.place(~Register($0.step)), $0.slot, $0.isTruth)
      }
      return block
    }
  }
}

/// The order of a block's steps: as given, but for functions such as `cos`, which wait until one of
/// them is needed and are then computed together with all others that can be.
private struct ScalarOrder {
  typealias Register = ScalarBlock.Register

  private(set) var steps: ContiguousArray<ScalarBlock.Step> = []
  private(set) var gathered: ContiguousArray<Register> = []
  /// The given steps; a negative register stands for the result of one.
  private let given: [ScalarBlock.Step]
  /// The register of each given step's result; -1 before there is one.
  private var registers: [Register]
  private var next: Register
  /// The functions that can be computed, by what they are.
  private var ready: [UnaryOperation: [Int]] = [:]
  /// The functions of each given step's result.
  private var functions: [[Int]]

  init(_ given: [ScalarBlock.Step], loadCount: Int) {
    self.given = given
    registers = Array(repeating: -1, count: given.count)
    next = Register(loadCount)
    functions = Array(repeating: [], count: given.count)
    for (index, step) in given.enumerated() {
      guard case .unary(let operation, let operand) = step, operation.isElementary else { continue }
      if operand >= 0 {
        ready[operation, default: []].append(index)
      } else {
        functions[Int(~operand)].append(index)
      }
    }
  }

  mutating func emitAll() {
    for index in given.indices { emit(index) }
    // What nobody in the block needs.
    while let operation = ready.keys.min(by: { $0.rawValue < $1.rawValue }) { flush(operation) }
  }

  /// The register that a given one becomes.
  func place(_ register: Register) -> Register {
    register < 0 ? registers[Int(~register)] : register
  }

  /// Emits a step whose operands come from steps before it; functions wait.
  private mutating func emit(_ index: Int) {
    guard registers[index] < 0 else { return }
    if case .unary(let operation, _) = given[index], operation.isElementary { return }
    for operand in given[index].operands where operand < 0 { require(Int(~operand)) }
    let step = given[index].mapped(place)
    steps.append(step)
    finish(index)
  }

  /// Computes the functions on which a step waits, the innermost first.
  private mutating func require(_ index: Int) {
    var chain = [index]
    while let last = chain.last {
      guard registers[last] < 0, case .unary(let operation, let operand) = given[last] else {
        chain.removeLast()
        continue
      }
      if operand < 0, registers[Int(~operand)] < 0 {
        chain.append(Int(~operand))
      } else {
        flush(operation)
      }
    }
  }

  private mutating func flush(_ operation: UnaryOperation) {
    guard let batch = ready.removeValue(forKey: operation), !batch.isEmpty else { return }
    if batch.count == 1 {
      let step = given[batch[0]].mapped(place)
      steps.append(step)
    } else {
      steps.append(.batch(operation, from: gathered.count, count: batch.count))
      for index in batch { gathered += given[index].operands.map(place) }
    }
    for index in batch { finish(index) }
  }

  private mutating func finish(_ index: Int) {
    registers[index] = next
    next += 1
    for function in functions[index] {
      if case .unary(let operation, _) = given[function] {
        ready[operation, default: []].append(function)
      }
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
  fileprivate var operands: [ScalarBlock.Register] {
    switch self {
    case .unary(_, let a): [a]
    case .add(let a, let b), .multiply(let a, let b), .binary(_, let a, let b),
      .compare(_, let a, let b):
      [a, b]
    case .select(let a, let b, let c): [a, b, c]
    case .batch: []
    }
  }

  fileprivate func mapped(_ place: (ScalarBlock.Register) -> ScalarBlock.Register) -> Self {
    switch self {
    case .add(let a, let b): .add(place(a), place(b))
    case .multiply(let a, let b): .multiply(place(a), place(b))
    case .unary(let operation, let a): .unary(operation, place(a))
    case .binary(let operation, let a, let b): .binary(operation, place(a), place(b))
    case .compare(let operation, let a, let b): .compare(operation, place(a), place(b))
    case .select(let a, let b, let c): .select(place(a), place(b), place(c))
    case .batch: self
    }
  }
}
