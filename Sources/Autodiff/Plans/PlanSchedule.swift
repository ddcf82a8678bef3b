import Tensors

/// The order in which a plan computes: operations of tensors as recorded, those of numbers in
/// blocks as early as they can be.
struct PlanSchedule {
  typealias Number = Plan.Slot

  private(set) var steps: ContiguousArray<Plan.Step> = []
  private(set) var slotCount = 0
  private(set) var constants: [(slot: Plan.Slot, tensor: Tensor)] = []
  private var slots: [Plan.Slot]
  private let builder: PlanBuilder

  init(
    _ builder: PlanBuilder, outputs: [PlanBuilder.Output],
    checks: [(use: KinkUse, operands: [Number])]
  ) {
    self.builder = builder
    slots = Array(repeating: -1, count: builder.types.count)
    let wanted = PlanSchedule.numbers(of: outputs)
    let live = PlanSchedule.liveNodes(builder, wanted + checks.flatMap(\.operands))
    let order = PlanSchedule.order(live, builder)
    // Who reads a number outside of the block that computes it.
    var isShared = [Bool](repeating: false, count: builder.types.count)
    for number in wanted + checks.flatMap(\.operands) { isShared[Int(number)] = true }
    for group in order {
      let own = Set(group.nodes.map(\.result))
      for node in group.nodes {
        for operand in node.operands where group.kind == nil || !own.contains(operand) {
          isShared[Int(operand)] = true
        }
      }
    }
    var works = order.map { work($0, isShared) }
    works += checks.map { .kink(check($0.use, $0.operands)) }
    addReleases(to: works, keeping: Set(wanted.map { slot($0) }))
    for (number, tensor) in builder.constants where slots[Int(number)] >= 0 {
      constants.append((slots[Int(number)], tensor))
    }
  }

  /// The slots of numbers; -1 where nothing reads one.
  func slots(of numbers: [Number]) -> [Plan.Slot] {
    numbers.map { $0 >= 0 ? slots[Int($0)] : -1 }
  }

  /// Where an output stands.
  func output(_ output: PlanBuilder.Output) -> Plan.Output {
    switch output {
    case .input(let index): .input(index)
    case .constant(let tensor, let isArray): .constant(tensor, isArray: isArray)
    case .number(let number, let isArray): .computed(slots[Int(number)], isArray: isArray)
    }
  }

  private static func numbers(of outputs: [PlanBuilder.Output]) -> [Number] {
    outputs.compactMap { if case .number(let number, _) = $0 { number } else { nil } }
  }

  /// The operations that some numbers need, or whose failure is to be seen, in their order.
  private static func liveNodes(_ builder: PlanBuilder, _ wanted: [Number]) -> [PlanNode] {
    var isWanted = [Bool](repeating: false, count: builder.types.count)
    for number in wanted { isWanted[Int(number)] = true }
    var live: [PlanNode] = []
    for node in builder.nodes.reversed()
    where isWanted[Int(node.result)] || node.mayFail({ builder.types[Int($0)] }) {
      live.append(node)
      for operand in node.operands { isWanted[Int(operand)] = true }
    }
    return live.reversed()
  }

  /// What is computed together.
  private struct Group {
    /// The type of a block of numbers; nil for one operation of tensors.
    var kind: DType?
    var nodes: [PlanNode] = []
    var operations: [ScalarOperation] = []
  }

  /// Groups in the order of computing.
  ///
  /// A number can be computed once the tensors are there that it comes from; all numbers that wait
  /// for the same one make a block.
  private static func order(_ nodes: [PlanNode], _ builder: PlanBuilder) -> [Group] {
    // How many operations of tensors come before a number is there, and in which block it is.
    var levels = [Int](repeating: 0, count: builder.types.count)
    var kinds = [DType?](repeating: nil, count: builder.types.count)
    var singles: [PlanNode] = []
    var blocks: [[DType: Group]] = [[:]]
    for node in nodes {
      let level = node.operands.map { levels[Int($0)] }.max() ?? 0
      let scalar = node.scalarOperation { builder.types[Int($0)] }
      // A truth value that comes from numbers of another type is in another block.
      let isApart = node.operands.contains { operand in
        levels[Int(operand)] == level && kinds[Int(operand)].map { $0 != scalar?.1 } == true
      }
      if let (operation, dtype) = scalar, !isApart {
        levels[Int(node.result)] = level
        kinds[Int(node.result)] = dtype
        blocks[level][dtype, default: Group(kind: dtype)].nodes.append(node)
        blocks[level][dtype, default: Group(kind: dtype)].operations.append(operation)
      } else {
        singles.append(node)
        blocks.append([:])
        levels[Int(node.result)] = singles.count
      }
    }
    var groups: [Group] = []
    for (level, block) in blocks.enumerated() {
      if level > 0 { groups.append(Group(nodes: [singles[level - 1]])) }
      groups += [DType.float32, .float64].compactMap { block[$0] }
    }
    return groups
  }

  // MARK: Slots

  private mutating func slot(_ number: Number) -> Plan.Slot {
    if slots[Int(number)] < 0 {
      slots[Int(number)] = Plan.Slot(slotCount)
      slotCount += 1
    }
    return slots[Int(number)]
  }

  private mutating func work(_ group: Group, _ isShared: [Bool]) -> Plan.Work {
    guard let kind = group.kind else { return single(group.nodes[0]) }
    var block = ScalarBlock.Builder()
    for (node, operation) in zip(group.nodes, group.operations) { block.add(node, operation) }
    var finished = block.finished { isShared[Int($0)] }
    finished.place { slot($0) }
    return kind == .float32 ? .scalars32(finished) : .scalars64(finished)
  }

  private mutating func single(_ node: PlanNode) -> Plan.Work {
    let operands = node.operands.map { slot($0) }
    let result = slot(node.result)
    let primitive = Primitive.at(node.primitive)
    switch primitive.kernel {
    case .unary(let operation): return .unary(operation, primitive, operands[0], result: result)
    case .binary(let operation):
      return .binary(operation, primitive, operands[0], operands[1], result: result)
    default: return .general(primitive, operands, node.attributes, result: result)
    }
  }

  private mutating func check(_ use: KinkUse, _ numbers: [Number]) -> Plan.KinkCheck {
    let places = numbers.map { slot($0) }
    return Plan.KinkCheck(
      primitive: use.primitive, operands: Array(places.dropLast(2)),
      result: places[places.count - 2], attributes: use.attributes,
      cotangent: places[places.count - 1], slots: use.slots,
      line: use.line == builder.line ? nil : use.line, hasRows: use.hasRows)
  }

  /// Lets go of every slot behind its last reader.
  private mutating func addReleases(to works: [Plan.Work], keeping wanted: Set<Plan.Slot>) {
    var seen = wanted
    var releases: [[Plan.Slot]] = []
    for work in works.reversed() {
      // Results that nobody reads are let go of as well.
      releases.append((work.reads + work.writes).filter { seen.insert($0).inserted })
    }
    for (work, slots) in zip(works, releases.reversed()) {
      steps.append(Plan.Step(work: work, releases: slots))
    }
  }
}

extension Plan.Work {
  fileprivate var reads: [Plan.Slot] {
    switch self {
    case .unary(_, _, let x, _): [x]
    case .binary(_, _, let x, let y, _): [x, y]
    case .general(_, let operands, _, _): operands
    case .scalars32(let block), .scalars64(let block): block.loads.map(\.slot)
    case .kink(let check): check.operands + [check.result, check.cotangent]
    }
  }

  fileprivate var writes: [Plan.Slot] {
    switch self {
    case .unary(_, _, _, let result), .binary(_, _, _, _, let result),
      .general(_, _, _, let result):
      [result]
    case .scalars32(let block), .scalars64(let block): block.stores.map(\.slot)
    case .kink: []
    }
  }
}
