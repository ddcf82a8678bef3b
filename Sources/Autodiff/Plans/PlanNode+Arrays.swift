import Tensors

/// Operations of small arrays.
extension PlanNode {
  /// What the operation is in a block of small arrays.
  enum ArrayWork {
    case operation(ArrayProgram.Operation)
    /// The same elements in another shape.
    case alias
    /// The elements broadcast to a shape.
    case spread
  }

  /// The type of the numbers in a block that the operation can be part of.
  func blockType(_ type: (Plan.Slot) -> TensorType) -> DType? {
    scalarOperation(type)?.1 ?? arrayWork(type)?.1
  }

  /// The operation in a block of small arrays; nil where it can be in none.
  func arrayWork(_ type: (Plan.Slot) -> TensorType) -> (ArrayWork, DType)? {
    let types = operands.map(type)
    let result = type(self.result)
    guard (types + [result]).allSatisfy({ Self.small.contains($0.shape.reduce(1, *)) }) else {
      return nil
    }
    func shared(_ types: ArraySlice<TensorType>, _ work: ArrayWork) -> (ArrayWork, DType)? {
      guard let dtype = types.first?.dtype, dtype.isFloatingPoint,
        types.allSatisfy({ $0.dtype == dtype })
      else { return nil }
      return (work, dtype)
    }
    let primitive = Primitive.at(primitive)
    switch primitive.kernel {
    case .unary(let operation) where operation != .logicalNot:
      return shared(types[...], .operation(.unary(operation)))
    case .binary(let operation) where !operation.isLogical:
      return shared(types[...], .operation(.binary(operation)))
    case .compare(let operation): return shared(types[...], .operation(.compare(operation)))
    case .select where types[0].dtype == .bool:
      return shared(types[1...], .operation(.select))
    case .general: break
    default: return nil
    }
    switch primitive.name {
    case "sum", "mean":
      guard let (outer, extent, inner) = reducedExtents(types[0].shape) else { return nil }
      return shared(
        types[...],
        .operation(
          primitive.name == "sum"
            ? .sum(outer: outer, extent: extent, inner: inner)
            : .mean(outer: outer, extent: extent, inner: inner)))
    case "reshape", "expand_dims", "squeeze": return shared(types[...], .alias)
    case "broadcast_to": return shared(types[...], .spread)
    default: return nil
    }
  }

  /// The numbers of elements that a small array may have.
  private static let small = 1...ArrayProgram.mostElements

  /// The elements before, along and behind the reduced axes, where those are neighbours.
  private func reducedExtents(_ shape: [Int]) -> (Int32, Int32, Int32)? {
    let axes: [Int]
    switch attributes.first {
    case .none?: axes = Array(shape.indices)
    case .integer(let axis)?: axes = [axis]
    case .integers(let given)?: axes = given
    default: return nil
    }
    // An axis of one element may count to either.
    let reduced = axes.map { $0 < 0 ? $0 + shape.count : $0 }.filter { shape[$0] != 1 }.sorted()
    guard !axes.isEmpty else { return nil }
    guard let first = reduced.first, let last = reduced.last else {
      return (1, 1, Int32(shape.reduce(1, *)))
    }
    guard (first...last).allSatisfy({ shape[$0] == 1 || reduced.contains($0) }) else { return nil }
    return (
      Int32(shape[..<first].reduce(1, *)), Int32(shape[first...last].reduce(1, *)),
      Int32(shape[(last + 1)...].reduce(1, *))
    )
  }
}

extension PlanSchedule {
  /// The program of a block of small arrays.
  mutating func arrayProgram(
    _ group: PlanGroup, _ dtype: DType, _ isShared: [Bool]
  ) -> ArrayProgram {
    var program = ArrayProgram.Builder(dtype)
    var registers: [Number: ArrayProgram.Register] = [:]
    for node in group.nodes {
      let operands = node.operands.map { number in
        let type = builder.types[Int(number)]
        if let known = registers[number] { return (register: known, shape: type.shape) }
        let register = program.load(
          slot(number), shape: type.shape, isTruth: type.dtype == .bool)
        registers[number] = register
        return (register, type.shape)
      }
      let shape = builder.types[Int(node.result)].shape
      guard let (work, _) = node.arrayWork({ builder.types[Int($0)] }) else { continue }
      switch work {
      case .operation(let operation):
        registers[node.result] = program.append(operation, operands, shape: shape)
      case .alias: registers[node.result] = operands[0].register
      case .spread:
        registers[node.result] = program.spread(
          operands[0].register, operands[0].shape, to: shape)
      }
    }
    for node in group.nodes where isShared[Int(node.result)] {
      if let register = registers[node.result] {
        program.store(
          register, in: slot(node.result), shape: builder.types[Int(node.result)].shape)
      }
    }
    return program.finished()
  }
}
