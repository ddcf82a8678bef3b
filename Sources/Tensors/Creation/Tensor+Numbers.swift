extension Tensor {
  /// The element of a one-element tensor as a float64; nil for other tensors.
  public var doubleValue: Double? {
    ElementReads.note()
    guard count == 1 else { return nil }
    let element = element(at: array?.offset ?? 0)
    return switch dtype {
    case .float32: Double(element.scalar(as: Float.self))
    case .float64: element.scalar(as: Double.self)
    case .int32: Double(element.scalar(as: Int32.self))
    case .int64: Double(element.scalar(as: Int64.self))
    case .bool: element.scalar(as: Bool.self) ? 1 : 0
    }
  }

  /// The element of a one-element tensor as an integer; nil for other tensors and where the
  /// element is no integer that Swift's `Int` holds.
  public var intValue: Int? {
    ElementReads.note()
    guard count == 1 else { return nil }
    let element = element(at: array?.offset ?? 0)
    return switch dtype {
    case .float32: Int(exactly: element.scalar(as: Float.self))
    case .float64: Int(exactly: element.scalar(as: Double.self))
    case .int32: Int(element.scalar(as: Int32.self))
    case .int64: Int(element.scalar(as: Int64.self))
    case .bool: element.scalar(as: Bool.self) ? 1 : 0
    }
  }

  /// The elements in row-major order as float64, whatever their type.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(`count`).
  public func doubles() throws(TensorError) -> [Double] {
    try cast(to: .float64).values(as: Double.self)
  }

  /// The elements in row-major order as integers, converted as `cast(to:)` does.
  ///
  /// - Throws: the errors of allocation.
  /// - Complexity: O(`count`).
  public func ints() throws(TensorError) -> [Int] {
    try cast(to: .int64).withElements(as: Int64.self) { elements throws(TensorError) in
      var integers: [Int] = []
      integers.reserveCapacity(elements.count)
      InterruptionCheck.forEachBlock(of: elements.count) { block in
        for element in elements[block] { integers.append(Int(element)) }
      }
      try InterruptionCheck.check()
      return integers
    }
  }
}
