import Tensors

/// The order in which a plan computes: operations of tensors as recorded, those of numbers and of
/// small arrays in blocks as early as they can be.
struct PlanSchedule {
  typealias Number = Plan.Slot

  private(set) var steps: ContiguousArray<Plan.Work> = []
  private(set) var parts = Plan.Parts()
  private(set) var releases: ContiguousArray<Plan.Slot> = []
  private(set) var releaseEnds: ContiguousArray<Int32> = []
  private(set) var slotCount = 0
  private(set) var constants: [(slot: Plan.Slot, tensor: Tensor)] = []
  private var slots: [Plan.Slot]
  let builder: PlanBuilder

  init(
    _ builder: PlanBuilder, outputs: [PlanBuilder.Output],
    checks: [PlanBuilder.KinkLook]
  ) {
    self.builder = builder
    slots = Array(repeating: -1, count: builder.types.count)
    let wanted = PlanSchedule.numbers(of: outputs)
    let kept = wanted + checks.flatMap { $0.operands ?? [] }
    let live = PlanSchedule.liveNodes(builder, kept)
    let order = PlanGroup.order(of: live, builder)
    // Who reads a number outside of the block that computes it.
    var isShared = [Bool](repeating: false, count: builder.types.count)
    for number in kept { isShared[Int(number)] = true }
    for group in order {
      let own = Set(group.nodes.map(\.result))
      for node in group.nodes {
        for operand in node.operands where !own.contains(operand) {
          isShared[Int(operand)] = true
        }
      }
    }
    for group in order { steps.append(work(group, isShared)) }
    for check in checks {
      guard let operands = check.operands else {
        let primitive = check.use.primitive.index
        steps.append(.noKink(primitive: primitive, count: Int32(clamping: check.use.count)))
        continue
      }
      parts.kinks.append(self.check(check.use, operands))
      steps.append(.kink(Int32(parts.kinks.count - 1)))
    }
    addReleases(keeping: Set(wanted.map { slot($0) }))
    for (number, tensor) in builder.constants where slots[Int(number)] >= 0 {
      // Small arrays are read as neighbours in memory, which one that was broadcast is not; without
      // memory for that it is laid out in each run.
      let isSmall = tensor.count <= ArrayProgram.mostElements
      constants.append(
        (slots[Int(number)], isSmall ? (try? tensor.contiguous()) ?? tensor : tensor))
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

  // MARK: Steps

  mutating func slot(_ number: Number) -> Plan.Slot {
    if slots[Int(number)] < 0 {
      slots[Int(number)] = Plan.Slot(slotCount)
      slotCount += 1
    }
    return slots[Int(number)]
  }

  private mutating func work(_ group: PlanGroup, _ isShared: [Bool]) -> Plan.Work {
    switch group.kind {
    case .single: return single(group.nodes[0])
    case .arrays(let dtype):
      parts.arrays.append(arrayProgram(group, dtype, isShared))
      return .arrays(Int32(parts.arrays.count - 1))
    case .numbers(let dtype):
      var block = ScalarBlock.Builder()
      for node in group.nodes {
        if let (operation, _) = node.scalarOperation({ builder.types[Int($0)] }) {
          block.add(node, operation)
        }
      }
      var finished = block.finished { isShared[Int($0)] }
      finished.place { slot($0) }
      parts.scalars.append(finished)
      let place = Int32(parts.scalars.count - 1)
      return dtype == .float32 ? .scalars32(place) : .scalars64(place)
    }
  }

  private mutating func single(_ node: PlanNode) -> Plan.Work {
    let operands = node.operands.map { slot($0) }
    let result = slot(node.result)
    let primitive = Primitive.at(node.primitive)
    switch primitive.kernel {
    case .unary(let operation):
      return .unary(operation, primitive: primitive.index, operands[0], result: result)
    case .binary(let operation):
      return .binary(
        operation, primitive: primitive.index, operands[0], operands[1], result: result)
    default:
      parts.generals.append(
        Plan.General(
          primitive: primitive, operands: operands, attributes: node.attributes, result: result))
      return .general(Int32(parts.generals.count - 1))
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
  private mutating func addReleases(keeping wanted: Set<Plan.Slot>) {
    var seen = wanted
    var found: [[Plan.Slot]] = []
    for work in steps.reversed() {
      // Results that nobody reads are let go of as well.
      found.append(slots(of: work).filter { seen.insert($0).inserted })
    }
    for slots in found.reversed() {
      releases += slots
      releaseEnds.append(Int32(releases.count))
    }
  }

  /// The slots that a step reads and writes.
  private func slots(of work: Plan.Work) -> [Plan.Slot] {
    switch work {
    case .unary(_, _, let x, let result): return [x, result]
    case .binary(_, _, let x, let y, let result): return [x, y, result]
    case .general(let index):
      let step = parts.generals[Int(index)]
      return step.operands + [step.result]
    case .scalars32(let index), .scalars64(let index):
      let block = parts.scalars[Int(index)]
      return block.loads.map(\.slot) + block.stores.map(\.slot)
    case .arrays(let index):
      let block = parts.arrays[Int(index)]
      return block.loadedSlots + block.storedSlots
    case .noKink: return []
    case .kink(let index):
      let check = parts.kinks[Int(index)]
      return check.operands + [check.result, check.cotangent]
    }
  }
}
