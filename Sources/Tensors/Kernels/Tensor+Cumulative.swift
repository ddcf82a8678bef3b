extension Tensor {
  /// The sums of the elements up to each place along an axis.
  ///
  /// `exclusive` leaves the place itself out, so that the first sum is 0; `reversed` sums from the
  /// end. Terms are added in order; integers wrap around.
  ///
  /// - Throws: `unsupportedDType`, `axisOutOfRange`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func cumulativeSum(
    axis: Int, exclusive: Bool, reversed: Bool
  ) throws(TensorError) -> Tensor {
    let scan = try Scan(self, axis: axis, isExclusive: exclusive, isReversed: reversed)
    return switch dtype {
    case .float32: try scan.run(SumFold<Float>.self)
    case .float64: try scan.run(SumFold<Double>.self)
    case .int32: try scan.run(SumFold<Int32>.self)
    case .int64: try scan.run(SumFold<Int64>.self)
    case .bool: throw .unsupportedDType(operation: "cumsum", dtype: dtype, expected: "numbers")
    }
  }

  /// The products of the elements up to each place along an axis.
  ///
  /// `exclusive` leaves the place itself out, so that the first product is 1; `reversed`
  /// multiplies from the end. Factors are multiplied in order; integers wrap around.
  ///
  /// - Throws: `unsupportedDType`, `axisOutOfRange`, and the errors of allocation.
  /// - Complexity: O(`count`).
  public func cumulativeProduct(
    axis: Int, exclusive: Bool, reversed: Bool
  ) throws(TensorError) -> Tensor {
    let scan = try Scan(self, axis: axis, isExclusive: exclusive, isReversed: reversed)
    return switch dtype {
    case .float32: try scan.run(ProductFold<Float>.self)
    case .float64: try scan.run(ProductFold<Double>.self)
    case .int32: try scan.run(ProductFold<Int32>.self)
    case .int64: try scan.run(ProductFold<Int64>.self)
    case .bool: throw .unsupportedDType(operation: "cumprod", dtype: dtype, expected: "numbers")
    }
  }
}

/// A running combination along one axis.
struct Scan {
  let operand: Tensor
  let extent: Int
  /// The number of elements between neighbours along the axis.
  let inner: Int
  let isExclusive: Bool
  let isReversed: Bool

  init(
    _ tensor: Tensor, axis: Int, isExclusive: Bool, isReversed: Bool
  ) throws(TensorError) {
    let axis = try Shape.normalized(axis: axis, rank: tensor.rank)
    operand = try tensor.contiguous()
    extent = tensor.shape[axis]
    inner = tensor.count == 0 ? 0 : tensor.shape[(axis + 1)...].reduce(1, *)
    self.isExclusive = isExclusive
    self.isReversed = isReversed
  }

  func run<F: Fold>(_ fold: F.Type) throws(TensorError) -> Tensor where F.Scalar: Element {
    try Tensor.written(operand.shape) { output in
      operand.withBase(as: F.Scalar.self) { input in
        guard inner > 0, extent > 0 else { return }
        var meter = InterruptionCheck.Meter(cost: extent * inner)
        for outer in stride(from: 0, to: operand.count, by: extent * inner) {
          if inner == 1 {
            scanRow(fold, output + outer, input + outer)
          } else {
            scanRows(fold, output + outer, input + outer)
          }
          if meter.isRequested { return }
        }
      }
    }
  }

  /// Scans neighbours, with the running combination in a register.
  @inline(__always)
  private func scanRow<F: Fold>(
    _ fold: F.Type, _ output: UnsafeMutablePointer<F.Scalar>, _ input: UnsafePointer<F.Scalar>
  ) {
    var running = F.identity
    InterruptionCheck.forEachBlock(of: extent) { block in
      for place in block {
        let at = isReversed ? extent - 1 - place : place
        let before = running
        running = place == 0 ? input[at] : F.combine(running, input[at])
        output[at] = isExclusive ? before : running
      }
    }
  }

  /// Scans rows of `inner` elements, all of a row's elements at once.
  @inline(__always)
  private func scanRows<F: Fold>(
    _ fold: F.Type, _ output: UnsafeMutablePointer<F.Scalar>, _ input: UnsafePointer<F.Scalar>
  ) {
    var meter = InterruptionCheck.Meter(cost: inner)
    for place in 0..<extent {
      if meter.isRequested { return }
      let at = inner * (isReversed ? extent - 1 - place : place)
      let before = isReversed ? at + inner : at - inner
      let term = isExclusive ? before : at
      if place == 0 || (place == 1 && isExclusive) {
        let isEmpty = isExclusive && place == 0
        for i in 0..<inner { output[at + i] = isEmpty ? F.identity : input[term + i] }
      } else {
        for i in 0..<inner { output[at + i] = F.combine(output[before + i], input[term + i]) }
      }
    }
  }
}
