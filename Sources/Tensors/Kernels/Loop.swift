/// The path of an elementwise pass over the memory of up to four tensors, the result first.
///
/// Neighbouring axes that every operand walks at one pace are merged, so that most passes are one
/// row; the rest of the axes turn like an odometer, without a division per element.
struct Loop {
  /// A distance in each operand's memory, in elements.
  typealias Steps = SIMD4<Int>

  /// An axis outside of the row.
  struct Axis {
    var extent: Int
    var step: Steps
  }

  /// The elements of a row.
  private(set) var count: Int
  /// The distance of neighbours in a row.
  private(set) var step: Steps
  /// The axes outside of the row, the fastest first.
  private var outer: [Axis] = []

  /// One row.
  init(count: Int, step: Steps) {
    self.count = count
    self.step = step
  }

  /// The path over a shape in row-major order; `stepAt` gives the distances along an axis.
  ///
  /// - Precondition: the number of elements is countable.
  init(shape: [Int], stepAt: (_ axis: Int) -> Steps) {
    count = 1
    step = .zero
    if shape.contains(0) {
      count = 0
      return
    }
    var current = Axis(extent: 1, step: .zero)
    var hasRow = false
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      let step = stepAt(axis)
      if current.extent == 1 {
        current = Axis(extent: shape[axis], step: step)
      } else if step == current.step &* Steps(repeating: current.extent) {
        current.extent *= shape[axis]
      } else {
        append(current, isRow: !hasRow)
        hasRow = true
        current = Axis(extent: shape[axis], step: step)
      }
    }
    append(current, isRow: !hasRow)
  }

  private mutating func append(_ axis: Axis, isRow: Bool) {
    if isRow {
      count = axis.extent
      step = axis.step
    } else {
      outer.append(axis)
    }
  }

  /// Calls `body` with the offsets at which each row starts and the row's length, in row-major
  /// order, until the work is to stop.
  ///
  /// A long row is handed out in parts, between which the question is asked.
  @inline(__always)
  func forEachRow(_ body: (_ offsets: Steps, _ count: Int) -> Void) {
    guard count > 0 else { return }
    var offsets = Steps.zero
    var index = [Int](repeating: 0, count: outer.count)
    var room = InterruptionCheck.blockCount
    while true {
      var start = 0
      while true {
        let length = min(InterruptionCheck.blockCount, count &- start)
        body(offsets &+ step &* Steps(repeating: start), length)
        room &-= length
        if room <= 0 {
          if InterruptionCheck.isRequested { return }
          room = InterruptionCheck.blockCount
        }
        start &+= length
        if start == count { break }
      }
      var axis = 0
      while axis < outer.count {
        index[axis] += 1
        offsets &+= outer[axis].step
        if index[axis] < outer[axis].extent { break }
        offsets &-= outer[axis].step &* Steps(repeating: outer[axis].extent)
        index[axis] = 0
        axis += 1
      }
      if axis == outer.count { return }
    }
  }
}

extension Loop {
  /// Writes a function of one operand.
  ///
  /// Each of these has a loop of its own for the layouts that the compiler can vectorise.
  @inline(__always)
  func map<A, R>(
    _ output: UnsafeMutablePointer<R>, _ x: UnsafePointer<A>, _ body: (A) -> R
  ) {
    forEachRow { at, count in
      let (output, x) = (output + at[0], x + at[1])
      if step[0] == 1, step[1] == 1 {
        for i in 0..<count { output[i] = body(x[i]) }
      } else {
        for i in 0..<count { output[i &* step[0]] = body(x[i &* step[1]]) }
      }
    }
  }

  /// Writes a function of two operands.
  @inline(__always)
  func map<A, B, R>(
    _ output: UnsafeMutablePointer<R>, _ x: UnsafePointer<A>, _ y: UnsafePointer<B>,
    _ body: (A, B) -> R
  ) {
    forEachRow { at, count in
      let (output, x, y) = (output + at[0], x + at[1], y + at[2])
      if step == Steps(1, 1, 1, 0) {
        for i in 0..<count { output[i] = body(x[i], y[i]) }
      } else if step == Steps(1, 1, 0, 0) {
        let y = y[0]
        for i in 0..<count { output[i] = body(x[i], y) }
      } else if step == Steps(1, 0, 1, 0) {
        let x = x[0]
        for i in 0..<count { output[i] = body(x, y[i]) }
      } else {
        for i in 0..<count { output[i &* step[0]] = body(x[i &* step[1]], y[i &* step[2]]) }
      }
    }
  }

  /// Writes a function of three operands.
  @inline(__always)
  func map<A, B, C, R>(
    _ output: UnsafeMutablePointer<R>, _ x: UnsafePointer<A>, _ y: UnsafePointer<B>,
    _ z: UnsafePointer<C>, _ body: (A, B, C) -> R
  ) {
    forEachRow { at, count in
      let (output, x, y, z) = (output + at[0], x + at[1], y + at[2], z + at[3])
      if step == Steps(1, 1, 1, 1) {
        for i in 0..<count { output[i] = body(x[i], y[i], z[i]) }
      } else {
        for i in 0..<count {
          output[i &* step[0]] = body(x[i &* step[1]], y[i &* step[2]], z[i &* step[3]])
        }
      }
    }
  }
}
