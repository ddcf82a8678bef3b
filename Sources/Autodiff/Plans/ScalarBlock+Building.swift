import Tensors

extension ScalarBlock {
  /// Gathers the steps of a block.
  struct Builder {
    private var loads: [(slot: Plan.Slot, isTruth: Bool)] = []
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
      loads.append((slot, isTruth))
      registers[slot] = Register(loads.count - 1)
      return Register(loads.count - 1)
    }

    /// The block, which leaves in their slots the results that are needed outside of it.
    func finished(storing isNeeded: (Plan.Slot) -> Bool) -> ScalarBlock {
      let stored = results.filter { isNeeded($0.slot) }
      let merged = MergedSteps(pending, keeping: stored.map(\.step))
      var order = ScalarOrder(merged.steps, loadCount: loads.count)
      order.emitAll()
      return ScalarBlock(
        loads: loads, steps: order.steps, gathered: order.gathered,
        registerCount: loads.count + merged.steps.count, operationCount: pending.count,
        stores: stored.map { (order.place(merged.register(of: $0.step)), $0.slot, $0.isTruth) })
    }
  }
}

/// A block's steps in which products that one step alone reads are part of that step: it need not
/// wait until they have been written and read again.
struct MergedSteps {
  typealias Step = ScalarBlock.Step
  typealias Register = ScalarBlock.Register

  private(set) var steps: [Step] = []
  /// What became of each given step; 0 for a product that is part of another step.
  private var registers: [Register]

  /// - Parameters:
  ///   - given: steps in order; a negative register stands for the result of one, from -1 on.
  ///   - kept: the steps whose results are needed by others than steps.
  init(_ given: [Step], keeping kept: [Int]) {
    var readers = [Int](repeating: 0, count: given.count)
    for index in kept { readers[index] += 2 }
    for step in given {
      for operand in step.operands where operand < 0 { readers[Int(~operand)] += 1 }
    }
    registers = Array(repeating: 0, count: given.count)
    var wholes: [Step] = []
    var isPart = [Bool](repeating: false, count: given.count)
    /// The factors of an operand that only one step reads.
    func factors(_ operand: Register) -> (Register, Register)? {
      guard operand < 0, readers[Int(~operand)] == 1,
        case .multiply(let a, let b) = wholes[Int(~operand)]
      else { return nil }
      return (a, b)
    }
    for step in given {
      var whole = step
      switch step {
      case .add(let x, let y):
        if let (a, b) = factors(x) {
          whole = .multiplyThenAdd(a, b, y)
          isPart[Int(~x)] = true
        } else if let (a, b) = factors(y) {
          whole = .multiplyThenAdd(a, b, x)
          isPart[Int(~y)] = true
        }
      case .multiply(let x, let y):
        if let (a, b) = factors(x) {
          whole = .multiplyThenMultiply(a, b, y)
          isPart[Int(~x)] = true
        } else if let (a, b) = factors(y) {
          whole = .multiplyThenMultiply(a, b, x)
          isPart[Int(~y)] = true
        }
      default: break
      }
      wholes.append(whole)
    }
    for (index, whole) in wholes.enumerated() where !isPart[index] {
      steps.append(whole.mapped(register(after:)))
      registers[index] = ~Register(steps.count - 1)
    }
  }

  /// The register of a given step's result.
  func register(of step: Int) -> Register { registers[step] }

  private func register(after given: Register) -> Register {
    given < 0 ? registers[Int(~given)] : given
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
