import Tensors

/// One operation of a program that becomes a plan, over numbers that stand for values.
struct PlanNode: Hashable {
  /// The primitive's place in the table.
  let primitive: UInt16
  let operands: [Plan.Slot]
  let attributes: [Attribute]
  /// The number of what it computes; equal nodes compute the same.
  var result: Plan.Slot = -1

  static func == (x: PlanNode, y: PlanNode) -> Bool {
    x.primitive == y.primitive && x.operands == y.operands
      && x.attributes.areIdentical(to: y.attributes)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(primitive)
    hasher.combine(operands)
    hasher.combine(attributes)
  }
}

extension PlanNode {
  /// Whether computing it may fail for some numbers of its operands, so that it is computed even
  /// where nothing needs its result: linear algebra, positions, whole numbers.
  func mayFail(_ type: (Plan.Slot) -> TensorType) -> Bool {
    let primitive = Primitive.at(primitive)
    switch primitive.kernel {
    case .unary, .compare, .predicate, .select: return false
    case .binary: return !operands.allSatisfy { type($0).dtype.isFloatingPoint }
    case .general:
      return Self.fallible.contains(primitive.index)
        || !(operands + [result]).allSatisfy { type($0).dtype.isFloatingPoint }
    }
  }

  /// The primitives of linear algebra but for products.
  private static let fallible: Set<UInt16> = Set(
    Declaration.linearAlgebra.map { Primitive.named($0.name) }
      .filter { !["matmul", "einsum"].contains($0.name) }.map(\.index))

  /// The operation in a block of numbers; nil where a tensor is read or made.
  func scalarOperation(_ type: (Plan.Slot) -> TensorType) -> (ScalarOperation, DType)? {
    let types = operands.map(type)
    guard types.allSatisfy(\.shape.isEmpty) else { return nil }
    func shared(_ types: ArraySlice<TensorType>) -> DType? {
      guard let dtype = types.first?.dtype, dtype.isFloatingPoint,
        types.allSatisfy({ $0.dtype == dtype })
      else { return nil }
      return dtype
    }
    switch Primitive.at(primitive).kernel {
    case .unary(let operation) where operation != .logicalNot:
      return shared(types[...]).map { (.unary(operation), $0) }
    case .binary(let operation) where !operation.isLogical:
      return shared(types[...]).map { (.binary(operation), $0) }
    case .compare(let operation): return shared(types[...]).map { (.compare(operation), $0) }
    case .select where types[0].dtype == .bool:
      return shared(types[1...]).map { (.select, $0) }
    default: return nil
    }
  }
}
