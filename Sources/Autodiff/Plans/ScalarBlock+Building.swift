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
