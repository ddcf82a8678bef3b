extension Tensor {
  /// Einstein's sum: the products of the operands' elements, added over the axes that the result of
  /// the equation has not.
  ///
  /// The operands are multiplied in pairs, each time those whose product has fewest elements
  /// compared with theirs; a pair is one product of matrices.
  ///
  /// Source of the order: D. G. A. Smith and J. Gray, *opt_einsum*, Journal of Open Source Software
  /// 3, 2018 (the greedy path).
  ///
  /// - Throws: `linearAlgebra(.equation)`, `dtypeMismatch`, `unsupportedDType` for booleans,
  ///   `noOperands`, and the errors of allocation.
  public static func einsum(_ text: String, _ operands: [Tensor]) throws(TensorError) -> Tensor {
    guard let dtype = operands.first?.dtype else { throw .noOperands(operation: "einsum") }
    for operand in operands where operand.dtype != dtype {
      throw .dtypeMismatch(dtype, operand.dtype)
    }
    guard dtype != .bool else {
      throw .unsupportedDType(operation: "einsum", dtype: dtype, expected: "numbers")
    }
    let equation = try EinsumEquation(text, shapes: operands.map(\.shape))
    _ = try Shape.checkedCount(equation.shape)
    var parts: [EinsumPart] = []
    for (operand, labels) in zip(operands, equation.operands) {
      parts.append(try EinsumPart(operand, labels, equation.extents))
    }
    while parts.count > 1 {
      let (first, second) = EinsumPart.cheapest(parts, equation)
      let y = parts.remove(at: second)
      let x = parts.remove(at: first)
      let kept = Set(equation.result + parts.flatMap(\.labels))
      parts.append(try x.times(y, keeping: kept))
    }
    return try parts[0].laidOut(equation)
  }
}

/// A tensor with a label for each axis, none twice.
private struct EinsumPart {
  typealias Label = EinsumEquation.Label

  let tensor: Tensor
  let labels: [Label]

  init(_ tensor: Tensor, labels: [Label]) {
    self.tensor = tensor
    self.labels = labels
  }

  /// An operand: of repeated labels the diagonal, without axes that broadcast.
  init(
    _ tensor: Tensor, _ labels: [Label], _ extents: [Label: Int]
  ) throws(TensorError) {
    var shape: [Int] = []
    var strides: [Int] = []
    var own: [Label] = []
    for (axis, label) in labels.enumerated() {
      let extent = tensor.shape[axis]
      if extent == 1, extents[label] != 1 { continue }
      let stride = tensor.stride(at: axis, ofRank: labels.count)
      if let place = own.firstIndex(of: label) {
        strides[place] += stride
      } else {
        own.append(label)
        shape.append(extent)
        strides.append(stride)
      }
    }
    self.labels = own
    guard own != labels else {
      self.tensor = tensor
      return
    }
    let array = try tensor.arrayed()
    self.tensor =
      own.isEmpty
      ? tensor.element(at: array.offset)
      : Tensor(
        dtype: tensor.dtype,
        array: array.view(shape: shape, strides: strides, offset: array.offset))
  }

  func extent(_ label: Label) -> Int {
    labels.firstIndex(of: label).map { tensor.shape[$0] } ?? 1
  }

  /// The pair whose product saves most elements.
  static func cheapest(_ parts: [EinsumPart], _ equation: EinsumEquation) -> (Int, Int) {
    var best = (first: 0, second: 1, cost: Double.infinity)
    for first in parts.indices {
      for second in (first + 1)..<parts.count {
        var kept = Set(equation.result)
        for (place, part) in parts.enumerated() where place != first && place != second {
          kept.formUnion(part.labels)
        }
        let labels = Set(parts[first].labels).union(parts[second].labels).intersection(kept)
        let count = labels.reduce(1.0) { $0 * Double(equation.extents[$1] ?? 1) }
        let cost = count - Double(parts[first].tensor.count) - Double(parts[second].tensor.count)
        if cost < best.cost { best = (first, second, cost) }
      }
      if InterruptionCheck.isRequested { break }
    }
    return (best.first, best.second)
  }

  /// The product of two, added over what is not kept.
  func times(_ other: EinsumPart, keeping kept: Set<Label>) throws(TensorError) -> EinsumPart {
    let x = try summed(keeping: kept.union(other.labels))
    let y = try other.summed(keeping: kept.union(labels))
    let shared = x.labels.filter(y.labels.contains)
    let (batch, inner) = (shared.filter(kept.contains), shared.filter { !kept.contains($0) })
    let left = x.labels.filter { !shared.contains($0) }
    let right = y.labels.filter { !shared.contains($0) }
    let sides = (batch.map(x.extent), left.map(x.extent), right.map(y.extent))
    let (first, second) = (x.ordered(batch + left + inner), y.ordered(batch + inner + right))
    let product: Tensor
    if inner.isEmpty {
      // Nothing is added: the axes that one has not broadcast.
      product = try Tensor.binary(
        .multiply, first.reshaped(to: sides.0 + sides.1 + right.map { _ in 1 }),
        second.reshaped(to: sides.0 + left.map { _ in 1 } + sides.2))
    } else {
      let count = inner.map(x.extent).reduce(1, *)
      product = try Tensor.matmul(
        first.reshaped(to: sides.0 + [sides.1.reduce(1, *), count]),
        second.reshaped(to: sides.0 + [count, sides.2.reduce(1, *)])
      ).reshaped(to: sides.0 + sides.1 + sides.2)
    }
    return EinsumPart(product, labels: batch + left + right)
  }

  /// Added over the axes that are not kept.
  private func summed(keeping kept: Set<Label>) throws(TensorError) -> EinsumPart {
    let axes = labels.indices.filter { !kept.contains(labels[$0]) }
    guard !axes.isEmpty else { return self }
    return EinsumPart(
      try tensor.reduce(.sum, axes: axes), labels: labels.filter(kept.contains))
  }

  /// The axes in the order of some labels, a view.
  private func ordered(_ order: [Label]) -> Tensor {
    tensor.permuted(order.compactMap { labels.firstIndex(of: $0) })
  }

  /// The result of an equation, from the last part.
  func laidOut(_ equation: EinsumEquation) throws(TensorError) -> Tensor {
    let part = try summed(keeping: Set(equation.result))
    var order: [Label] = []
    for label in equation.result where !order.contains(label) { order.append(label) }
    let ordered = part.ordered(order)
    guard order != equation.result else { return try ordered.contiguous() }
    // A diagonal in zeros.
    let result = try Tensor.zeros(equation.shape, tensor.dtype)
    guard let array = result.array, array.count > 0 else { return result }
    let strides = order.map { label in
      equation.result.indices.reduce(0) { sum, axis in
        sum + (equation.result[axis] == label ? array.stride(at: axis) : 0)
      }
    }
    try ordered.copy(
      into: array.view(shape: ordered.shape, strides: strides, offset: array.offset))
    return result
  }
}
