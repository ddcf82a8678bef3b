import Tensors

/// Operations that a plan computes together.
struct PlanGroup {
  let kind: Kind
  var nodes: [PlanNode]

  enum Kind: Hashable {
    /// One operation of tensors.
    case single
    /// Operations of numbers of a type.
    case numbers(DType)
    /// Operations of small arrays and numbers of a type.
    case arrays(DType)
  }

  /// Operations of numbers that are worth a block of their own before that of arrays.
  private static let fewestNumbers = 8

  /// Groups in the order of computing.
  ///
  /// What is no operation of tensors can be computed once the tensors are there that it comes from;
  /// all that waits for the same one makes a block.
  static func order(of nodes: [PlanNode], _ builder: PlanBuilder) -> [PlanGroup] {
    // How many operations of tensors come before a number is there, and in which block it is.
    var levels = [Int](repeating: 0, count: builder.types.count)
    var kinds = [DType?](repeating: nil, count: builder.types.count)
    var singles: [PlanNode] = []
    var blocks: [[DType: [PlanNode]]] = [[:]]
    for node in nodes {
      let level = node.operands.map { levels[Int($0)] }.max() ?? 0
      let dtype = node.blockType { builder.types[Int($0)] }
      // A truth value that comes from numbers of another type is in another block.
      let isApart = node.operands.contains { operand in
        levels[Int(operand)] == level && kinds[Int(operand)].map { $0 != dtype } == true
      }
      if let dtype, !isApart {
        levels[Int(node.result)] = level
        kinds[Int(node.result)] = dtype
        blocks[level][dtype, default: []].append(node)
      } else {
        singles.append(node)
        blocks.append([:])
        levels[Int(node.result)] = singles.count
      }
    }
    var groups: [PlanGroup] = []
    for (level, block) in blocks.enumerated() {
      if level > 0 { groups.append(PlanGroup(kind: .single, nodes: [singles[level - 1]])) }
      for dtype in [DType.float32, .float64] {
        if let nodes = block[dtype] { groups += split(nodes, dtype, builder) }
      }
    }
    return groups
  }

  /// The operations of a block: numbers that come from no array of it first, whose functions are
  /// computed together.
  private static func split(
    _ nodes: [PlanNode], _ dtype: DType, _ builder: PlanBuilder
  ) -> [PlanGroup] {
    var numbers: [PlanNode] = []
    var others: [PlanNode] = []
    var late: Set<Plan.Slot> = []
    for node in nodes {
      let isNumber =
        node.scalarOperation { builder.types[Int($0)] } != nil
        && !node.operands.contains(where: late.contains)
      if isNumber {
        numbers.append(node)
      } else {
        others.append(node)
        late.insert(node.result)
      }
    }
    if others.isEmpty { return [PlanGroup(kind: .numbers(dtype), nodes: nodes)] }
    // One operation of arrays alone gains nothing from a block.
    let isAlone = nodes.count == 1
    if isAlone { return [PlanGroup(kind: .single, nodes: nodes)] }
    guard numbers.count >= fewestNumbers else {
      return [PlanGroup(kind: .arrays(dtype), nodes: nodes)]
    }
    return [
      PlanGroup(kind: .numbers(dtype), nodes: numbers),
      PlanGroup(kind: .arrays(dtype), nodes: others),
    ]
  }
}
