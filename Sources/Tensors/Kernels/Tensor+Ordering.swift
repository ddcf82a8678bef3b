extension Tensor {
  /// The positions along an axis in the order of the elements there, as int64.
  ///
  /// Equal elements keep their order, also where the order is descending; NaN counts as larger than
  /// every number, and zeros of both signs are equals. Long rows are sorted by the digits of a key
  /// (least significant digit first), short ones by insertion.
  ///
  /// - Throws: `axisOutOfRange`, `tooManyElements` for an axis beyond 2³², and the errors of
  ///   allocation.
  /// - Complexity: O(n), where n is the number of elements.
  public func argsorted(axis: Int, isDescending: Bool) throws(TensorError) -> Tensor {
    let axis = try Shape.normalized(axis: axis, rank: rank)
    guard shape[axis] <= Int(UInt32.max) else { throw .tooManyElements(shape: shape) }
    let order = Array(0..<axis) + Array((axis + 1)..<max(rank, axis + 1)) + [axis]
    let rows = try permuted(order).contiguous()
    let result: Tensor
    switch dtype {
    case .float32: result = try rows.rowOrders(isDescending, Float.self)
    case .float64: result = try rows.rowOrders(isDescending, Double.self)
    case .int32: result = try rows.rowOrders(isDescending, Int32.self)
    case .int64: result = try rows.rowOrders(isDescending, Int64.self)
    case .bool: result = try rows.rowOrders(isDescending, Bool.self)
    }
    var inverse = [Int](repeating: 0, count: order.count)
    for (place, source) in order.enumerated() { inverse[source] = place }
    return result.permuted(inverse)
  }

  /// The order of each row of a contiguous tensor of rank 1 or more.
  private func rowOrders<T: OrderedElement>(
    _ isDescending: Bool, _ type: T.Type
  ) throws(TensorError) -> Tensor {
    let extent = shape[rank - 1]
    let sorter = try RowSorter<T.Key>(extent: extent)
    return try Tensor.written(shape) { (output: UnsafeMutablePointer<Int64>) in
      withBase(as: T.self) { input in
        guard extent > 0 else { return }
        var meter = InterruptionCheck.Meter(cost: extent)
        for start in Swift.stride(from: 0, to: count, by: extent) {
          sorter.sort(output + start) { place in
            let key = input[start + place].orderedKey
            return isDescending ? ~key : key
          }
          if meter.isRequested { return }
        }
      }
    }
  }
}

/// Sorts rows of one length, each by keys; the order of equal keys stays.
private struct RowSorter<Key: FixedWidthInteger & UnsignedInteger> {
  /// A key and its position in the row.
  struct Entry {
    var key: Key
    var position: UInt32
  }

  private let extent: Int
  /// Room for two rows of entries.
  private let buffer: Buffer
  private static var digitCount: Int { Key.bitWidth / 8 }

  init(extent: Int) throws(TensorError) {
    self.extent = extent
    let (bytes, overflow) = extent.multipliedReportingOverflow(
      by: 2 * MemoryLayout<Entry>.stride)
    guard !overflow else { throw .tooManyElements(shape: [extent]) }
    buffer = try Buffer.uninitialized(bytes: bytes)
  }

  /// Writes the positions of a row in the order of their keys.
  @inline(__always)
  func sort(_ output: UnsafeMutablePointer<Int64>, _ key: (_ place: Int) -> Key) {
    let entries = buffer.pointer.bindMemory(to: Entry.self, capacity: 2 * extent)
    for place in 0..<extent {
      entries[place] = Entry(key: key(place), position: UInt32(truncatingIfNeeded: place))
    }
    let sorted = extent <= 64 ? byInsertion(entries) : byDigits(entries)
    for place in 0..<extent { output[place] = Int64(sorted[place].position) }
  }

  private func byInsertion(
    _ entries: UnsafeMutablePointer<Entry>
  ) -> UnsafeMutablePointer<Entry> {
    for place in 1..<max(extent, 1) {
      let entry = entries[place]
      var free = place
      while free > 0, entries[free - 1].key > entry.key {
        entries[free] = entries[free - 1]
        free -= 1
      }
      entries[free] = entry
    }
    return entries
  }

  private func byDigits(_ entries: UnsafeMutablePointer<Entry>) -> UnsafeMutablePointer<Entry> {
    var (from, to) = (entries, entries + extent)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 256 * Self.digitCount) { counts in
      for i in counts.indices { counts[i] = 0 }
      InterruptionCheck.forEachBlock(of: extent) { block in
        for place in block {
          for digit in 0..<Self.digitCount {
            counts[digit * 256 + self.digit(digit, from[place])] += 1
          }
        }
      }
      for digit in 0..<Self.digitCount where !InterruptionCheck.hasStopped {
        let starts = UnsafeMutableBufferPointer(
          rebasing: counts[(digit * 256)..<(digit * 256 + 256)])
        // A digit that is the same everywhere decides nothing.
        if starts.contains(extent) { continue }
        var start = 0
        for value in 0..<256 {
          let count = starts[value]
          starts[value] = start
          start += count
        }
        InterruptionCheck.forEachBlock(of: extent) { block in
          for place in block {
            let value = self.digit(digit, from[place])
            to[starts[value]] = from[place]
            starts[value] += 1
          }
        }
        (from, to) = (to, from)
      }
      return from
    }
  }

  @inline(__always)
  private func digit(_ digit: Int, _ entry: Entry) -> Int {
    Int(truncatingIfNeeded: (entry.key >> Key(8 * digit)) & 0xFF)
  }
}
