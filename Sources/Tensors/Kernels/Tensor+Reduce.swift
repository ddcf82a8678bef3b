extension Tensor {
  /// The axes reduced to one element each, all axes when none are named; `[]` reduces none.
  ///
  /// - `sum`, `product` and the extrema keep the element type; integers wrap around; the order of
  ///   combination depends on the number of elements alone (see `Fold`).
  /// - `maximum` and `minimum` are NaN where an element is.
  /// - `any` and `all` take booleans.
  /// - `argmax` and `argmin` give int64 positions in the row-major order of the reduced axes; the
  ///   first of equals, and the first NaN before everything else.
  ///
  /// - Throws: `axisOutOfRange`, `repeatedAxis`, `unsupportedDType`, `emptyReduction` where an
  ///   extremum of nothing is asked for, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func reduce(
    _ operation: ReductionOperation, axes: [Int]?, keepingDimensions: Bool = false
  ) throws(TensorError) -> Tensor {
    let shape = shape
    let axes =
      try axes.map { axes throws(TensorError) in try Shape.normalized(axes: axes, rank: shape.count)
      }
      ?? Array(shape.indices)
    let isLogical = operation == .any || operation == .all
    guard isLogical == (dtype == .bool) else {
      throw .unsupportedDType(
        operation: "\(operation)", dtype: dtype, expected: isLogical ? "booleans" : "numbers")
    }
    let isPosition = operation == .argmax || operation == .argmin
    if axes.isEmpty, !isPosition { return self }
    if axes.count == shape.count, let array, array.isContiguous, array.count > 0,
      let whole = try wholeFold(operation)
    {
      return keepingDimensions ? try whole.reshaped(to: shape.map { _ in 1 }) : whole
    }
    let kept = Shape.reduced(shape, axes: axes, keepingDimensions: false)
    let keptCount = try Shape.checkedCount(kept)
    if operation.needsElements, count == 0, keptCount > 0 {
      throw .emptyReduction(operation: "\(operation)", shape: shape)
    }
    try BufferPool.shared.checkExtent(bytes: byteCount)
    let resultShape = Shape.reduced(shape, axes: axes, keepingDimensions: keepingDimensions)
    if keptCount > 0, axes.sorted() == Array((shape.count - axes.count)..<shape.count),
      let rows = try rowFold(operation, keptShape: kept)
    {
      return try rows.reshaped(to: resultShape)
    }
    try compute()
    if keptCount == 0 { return try Tensor.zeros(resultShape, isPosition ? .int64 : dtype) }
    let reduction = Reduction(self, axes: axes, keptShape: kept)
    let result: Tensor
    switch dtype {
    case .float32: result = try reduction.numeric(operation, Float.self)
    case .float64: result = try reduction.numeric(operation, Double.self)
    case .int32: result = try reduction.numeric(operation, Int32.self)
    case .int64: result = try reduction.numeric(operation, Int64.self)
    case .bool: result = try reduction.logical(operation)
    }
    return try result.reshaped(to: resultShape)
  }
}

extension Tensor {
  /// All elements of a contiguous tensor folded in one row, which is the order of every layout;
  /// nil where the operation is no fold of numbers.
  private func wholeFold(_ operation: ReductionOperation) throws(TensorError) -> Tensor? {
    switch dtype {
    case .float32: try wholeFold(operation, Float.self)
    case .float64: try wholeFold(operation, Double.self)
    case .int32: try wholeFold(operation, Int32.self)
    case .int64: try wholeFold(operation, Int64.self)
    case .bool: nil
    }
  }

  private func wholeFold<T: NumericElement>(
    _ operation: ReductionOperation, _ type: T.Type
  ) throws(TensorError) -> Tensor? {
    if let array, array.count >= Tensor.deferralCount {
      return try longFold(operation, array, T.self)
    }
    return try withElements(as: type) { elements throws(TensorError) in
      guard let base = elements.baseAddress else { return nil }
      let result: T
      switch operation {
      case .sum: result = SumFold<T>.row(base, elements.count)
      case .product: result = ProductFold<T>.row(base, elements.count)
      case .maximum: result = MaximumFold<T>.row(base, elements.count)
      case .minimum: result = MinimumFold<T>.row(base, elements.count)
      case .any, .all, .argmax, .argmin: return nil
      }
      try InterruptionCheck.check()
      return Tensor(result)
    }
  }
}

extension Tensor {
  /// The fold of many elements, together with the operations that they are deferred by.
  private func longFold<T: NumericElement>(
    _ operation: ReductionOperation, _ array: StridedArray, _ type: T.Type
  ) throws(TensorError) -> Tensor? {
    guard operation.isFold else { return nil }
    let program: FusedProgram
    if let node = array.wholeDeferred {
      program = try FusedProgram(node, isStored: false)
    } else {
      try compute()
      program = FusedProgram(array, dtype)
    }
    var result = T.zero
    try withUnsafeMutablePointer(to: &result) { result throws(TensorError) in
      try program.foldRows(of: array.count, by: operation, into: result)
    }
    try InterruptionCheck.check()
    return Tensor(result)
  }
}

extension Tensor {
  /// The folds of the rows of the last axes, together with the operations that the elements are
  /// deferred by; nil where they are not, or the operation is no fold of numbers.
  private func rowFold(
    _ operation: ReductionOperation, keptShape: [Int]
  ) throws(TensorError) -> Tensor? {
    switch dtype {
    case .float32: try rowFold(operation, keptShape, Float.self)
    case .float64: try rowFold(operation, keptShape, Double.self)
    case .int32: try rowFold(operation, keptShape, Int32.self)
    case .int64: try rowFold(operation, keptShape, Int64.self)
    case .bool: nil
    }
  }

  private func rowFold<T: NumericElement>(
    _ operation: ReductionOperation, _ keptShape: [Int], _ type: T.Type
  ) throws(TensorError) -> Tensor? {
    guard operation.isFold, let node = array?.wholeDeferred else { return nil }
    let result = try StridedArray.uninitialized(shape: keptShape, dtype: dtype)
    let program = try FusedProgram(node, isStored: false)
    let (length, output) = (node.count / result.count, result.buffer.pointer)
    let rows = output.bindMemory(to: T.self, capacity: result.count)
    try program.foldRows(of: length, by: operation, into: rows)
    try InterruptionCheck.check()
    return Tensor(dtype: dtype, array: result)
  }
}

extension ReductionOperation {
  /// Whether it combines numbers to one of them.
  fileprivate var isFold: Bool {
    switch self {
    case .sum, .product, .maximum, .minimum: true
    case .any, .all, .argmax, .argmin: false
    }
  }

  /// Whether no elements have no result.
  fileprivate var needsElements: Bool {
    switch self {
    case .maximum, .minimum, .argmax, .argmin: true
    case .sum, .product, .any, .all: false
    }
  }
}

/// A reduction: a tensor with its reduced axes last.
private struct Reduction {
  /// The tensor with the kept axes first.
  let operand: Tensor
  let keptShape: [Int]
  /// The number of elements that go into one.
  let count: Int
  /// The path over the kept axes: the result's place and the first element's.
  private let kept: Loop
  /// The path over the reduced axes.
  private let reduced: Loop
  /// Whether the reduced axes are one axis.
  private let isSingle: Bool

  init(_ tensor: Tensor, axes: [Int], keptShape: [Int]) {
    let keptAxes = tensor.shape.indices.filter { !axes.contains($0) }
    operand = tensor.permuted(keptAxes + axes)
    self.keptShape = keptShape
    let shape = operand.shape
    let (rank, keptRank) = (shape.count, keptAxes.count)
    count = Shape.count(Array(shape[keptRank...])) ?? 0
    let operand = operand
    kept = Tensor.loop(over: keptShape, operand.firstElements(keptRank))
    reduced = Loop(shape: Array(shape[keptRank...])) { axis in
      [operand.stride(at: keptRank + axis, ofRank: rank), 0, 0, 0]
    }
    isSingle = reduced.count == count
  }

  func numeric<T: NumericElement>(
    _ operation: ReductionOperation, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    switch operation {
    case .sum: try folded(SumFold<T>.self, T.self)
    case .product: try folded(ProductFold<T>.self, T.self)
    case .maximum: try folded(MaximumFold<T>.self, T.self)
    case .minimum: try folded(MinimumFold<T>.self, T.self)
    case .argmax: try position(T.self) { $0 > $1 }
    case .argmin: try position(T.self) { $0 < $1 }
    case .any, .all: preconditionFailure("\(operation) takes booleans")
    }
  }

  func logical(_ operation: ReductionOperation) throws(TensorError) -> Tensor {
    operation == .any ? try folded(AnyFold.self, Bool.self) : try folded(AllFold.self, Bool.self)
  }

  /// Reduces by a fold; `F.Scalar` is `T`, or a byte where `T` is `Bool`.
  private func folded<F: Fold, T: Element>(
    _ fold: F.Type, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let isRow = count <= 1 || (isSingle && reduced.step[0] == 1)
    let isColumn = !isRow && isSingle && kept.step[1] == 1 && kept.count >= 8
    guard isRow || isColumn else { return try contiguous().folded(fold, type) }
    return try Tensor.written(keptShape) { (output: UnsafeMutablePointer<T>) in
      operand.withBase(as: T.self) { base in
        output.withMemoryRebound(to: F.Scalar.self, capacity: max(kept.count, 1)) { output in
          base.withMemoryRebound(to: F.Scalar.self, capacity: max(count, 1)) { base in
            kept.forEachRow { at, columns in
              let (output, base) = (output + at[0], base + at[1])
              if isColumn {
                F.columns(output, base, rows: count, stride: reduced.step[0], columns: columns)
              } else {
                rows(columns) { row in
                  output[row &* kept.step[0]] = F.row(base + row &* kept.step[1], count)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The position of the first element that `precedes` every other, or of the first NaN.
  @inline(__always)
  private func position<T: NumericElement>(
    _ type: T.Type, _ precedes: (T, T) -> Bool
  ) throws(TensorError) -> Tensor {
    guard count <= 1 || isSingle else {
      return try contiguous().position(type, precedes)
    }
    return try Tensor.written(keptShape) { (output: UnsafeMutablePointer<Int64>) in
      operand.withBase(as: T.self) { base in
        kept.forEachRow { at, rowCount in
          rows(rowCount) { row in
            let start = base + at[1] + row &* kept.step[1]
            var best = 0
            InterruptionCheck.forEachBlock(of: count) { block in
              for i in block {
                let (leader, next) = (start[best &* reduced.step[0]], start[i &* reduced.step[0]])
                // Only NaN differs from itself.
                if leader != leader { break }
                if precedes(next, leader) || next != next { best = i }
              }
            }
            output[at[0] + row &* kept.step[0]] = Int64(best)
          }
        }
      }
    }
  }

  /// Calls `body` with the places of rows, of `count` elements each, until the work is to stop.
  @inline(__always)
  private func rows(_ rowCount: Int, _ body: (_ row: Int) -> Void) {
    var meter = InterruptionCheck.Meter(cost: count)
    for row in 0..<rowCount {
      body(row)
      if meter.isRequested { return }
    }
  }

  /// The same reduction of a copy in which each group of elements is a row.
  private func contiguous() throws(TensorError) -> Reduction {
    Reduction(
      try operand.contiguous(), axes: Array(keptShape.count..<operand.rank), keptShape: keptShape)
  }
}

extension Tensor {
  /// The view of the elements at position 0 of all but the first axes.
  fileprivate func firstElements(_ rank: Int) -> Tensor {
    guard let array else { return self }
    return Tensor(
      dtype: dtype,
      array: array.view(
        shape: Array(array.shape[..<rank]), strides: Array(array.strides[..<rank]),
        offset: array.offset))
  }
}
