/// A way to combine many elements into one.
///
/// The order of combination is fixed by the number of elements alone, so that a result does not
/// depend on layout, machine or threads: blocks of `blockCount` elements go into `laneCount` lanes
/// in turn, the lanes of a block are combined by halves, and the blocks like carries in a binary
/// counter. The rounding error of a sum of n elements thus grows with log n, as NumPy's does.
protocol Fold {
  associatedtype Scalar: SIMDScalar & BitwiseCopyable
  /// What leaves every element as it is.
  static var identity: Scalar { get }
  static func combine(_ x: Scalar, _ y: Scalar) -> Scalar
}

enum SumFold<Scalar: NumericElement>: Fold {
  @inline(__always) static var identity: Scalar { .zero }
  @inline(__always) static func combine(_ x: Scalar, _ y: Scalar) -> Scalar { .sum(x, y) }
}

enum ProductFold<Scalar: NumericElement>: Fold {
  @inline(__always) static var identity: Scalar { .one }
  @inline(__always) static func combine(_ x: Scalar, _ y: Scalar) -> Scalar { .product(x, y) }
}

enum MaximumFold<Scalar: NumericElement>: Fold {
  @inline(__always) static var identity: Scalar { .lowest }
  @inline(__always) static func combine(_ x: Scalar, _ y: Scalar) -> Scalar { .larger(x, y) }
}

enum MinimumFold<Scalar: NumericElement>: Fold {
  @inline(__always) static var identity: Scalar { .highest }
  @inline(__always) static func combine(_ x: Scalar, _ y: Scalar) -> Scalar { .smaller(x, y) }
}

/// Whether any boolean, as a byte, is true.
enum AnyFold: Fold {
  @inline(__always) static var identity: UInt8 { 0 }
  @inline(__always) static func combine(_ x: UInt8, _ y: UInt8) -> UInt8 { x | y }
}

/// Whether all booleans, as bytes, are true.
enum AllFold: Fold {
  @inline(__always) static var identity: UInt8 { 1 }
  @inline(__always) static func combine(_ x: UInt8, _ y: UInt8) -> UInt8 { x & y }
}

private let laneCount = 16
private let blockCount = 128
/// The blocks between two questions whether to stop.
private let blocksAtOnce = InterruptionCheck.blockCount / blockCount

extension Fold {
  /// The combination of `count` neighbours; of some of them where the work is to stop.
  static func row(_ start: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    if count <= laneCount { return short(start, count) }
    if count <= blockCount { return block(start, count) }
    let blocks = (count + blockCount - 1) / blockCount
    return counted(blocks) { index in
      if index > 0, index % blocksAtOnce == 0, InterruptionCheck.isRequested { return nil }
      let position = index * blockCount
      return block(start + position, min(blockCount, count - position))
    }
  }

  /// The combination of the results of equal parts, of a power of two of blocks each but the last,
  /// as `row` combines the whole.
  static func tree(_ parts: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    counted(count) { parts[$0] }
  }

  /// The combination of the results of parts like carries in a binary counter, up to the first part
  /// that has none.
  ///
  /// - Precondition: the first part has a result.
  @inline(__always)
  private static func counted(_ count: Int, _ part: (Int) -> Scalar?) -> Scalar {
    // One partial result for each set bit of the number of parts so far.
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: Int.bitWidth) { partial in
      var height = 0
      for index in 0..<count {
        guard let result = part(index) else { break }
        partial[height] = result
        height += 1
        for _ in 0..<(index + 1).trailingZeroBitCount {
          height -= 1
          partial[height - 1] = combine(partial[height - 1], partial[height])
        }
      }
      while height > 1 {
        height -= 1
        partial[height - 1] = combine(partial[height - 1], partial[height])
      }
      return partial[0]
    }
  }

  /// The combination of at most a block, one vector of lanes at a time.
  @inline(__always)
  private static func block(_ start: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: laneCount) { lane in
      guard let lanes = lane.baseAddress else { return identity }
      lanes.update(repeating: identity, count: laneCount)
      let whole = count / laneCount * laneCount
      var position = 0
      while position < whole {
        accumulate(lanes, start + position, laneCount)
        position += laneCount
      }
      accumulate(lanes, start + whole, count - whole)
      return halved(lane, laneCount)
    }
  }

  /// The combination of at most as many elements as there are lanes.
  @inline(__always)
  private static func short(_ start: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    if count == 0 { return identity }
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: laneCount) { lane in
      for i in 0..<count { lane[i] = combine(identity, start[i]) }
      return halved(lane, count)
    }
  }

  /// The lanes combined by halves; a lane without an element is skipped, being the identity.
  @inline(__always)
  private static func halved(
    _ lane: UnsafeMutableBufferPointer<Scalar>, _ count: Int
  ) -> Scalar {
    var half = laneCount / 2
    while half > 0 {
      var i = 0
      while i < half, i + half < count {
        lane[i] = combine(lane[i], lane[i + half])
        i += 1
      }
      half /= 2
    }
    return lane[0]
  }

  /// The combinations of the columns of a matrix whose rows are `stride` apart: the same tree as
  /// `row`, taken for a tile of columns at a time, until the work is to stop.
  static func columns(
    _ output: UnsafeMutablePointer<Scalar>, _ start: UnsafePointer<Scalar>,
    rows: Int, stride: Int, columns: Int
  ) {
    let tile = 64
    // A tile of a block of rows is some thousand elements.
    let tilesAtOnce = InterruptionCheck.blockCount / (tile * blockCount)
    let capacity = (laneCount + Int.bitWidth) * tile
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: capacity) { scratch in
      guard let lanes = scratch.baseAddress else { return }
      let partial = lanes + laneCount * tile
      var column = 0
      while column < columns {
        let width = min(tile, columns - column)
        var (height, blocks, row) = (0, 0, 0)
        while row < rows {
          let count = min(blockCount, rows - row)
          columnBlock(lanes, start + column + row * stride, count, stride, width)
          (partial + height * width).update(from: lanes, count: width)
          height += 1
          row += blockCount
          blocks += 1
          if blocks % tilesAtOnce == 0, InterruptionCheck.isRequested { return }
          for _ in 0..<blocks.trailingZeroBitCount {
            height -= 1
            accumulate(partial + (height - 1) * width, partial + height * width, width)
          }
        }
        while height > 1 {
          height -= 1
          accumulate(partial + (height - 1) * width, partial + height * width, width)
        }
        (output + column).update(from: partial, count: width)
        column += width
        if column / tile % tilesAtOnce == 0, InterruptionCheck.isRequested { return }
      }
    }
  }

  /// Leaves the combinations of the columns of a block of rows in the first lane.
  @inline(__always)
  private static func columnBlock(
    _ lanes: UnsafeMutablePointer<Scalar>, _ start: UnsafePointer<Scalar>,
    _ rows: Int, _ stride: Int, _ width: Int
  ) {
    let used = min(laneCount, rows)
    lanes.update(repeating: identity, count: used * width)
    for row in 0..<rows {
      accumulate(lanes + row % laneCount * width, start + row * stride, width)
    }
    var half = laneCount / 2
    while half > 0 {
      var i = 0
      while i < half, i + half < used {
        accumulate(lanes + i * width, lanes + (i + half) * width, width)
        i += 1
      }
      half /= 2
    }
  }

  @inline(__always)
  private static func accumulate(
    _ sum: UnsafeMutablePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ width: Int
  ) {
    for i in 0..<width { sum[i] = combine(sum[i], x[i]) }
  }
}
