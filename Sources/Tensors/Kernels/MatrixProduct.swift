/// The product of two matrices of any layout.
///
/// Large products follow Goto and van de Geijn (*Anatomy of High-Performance Matrix
/// Multiplication*, 2008): panels of both operands are packed into the order in which a kernel
/// reads them, and the kernel keeps a tile of the result in registers.
struct MatrixProduct<T: NumericElement> {
  let rows: Int
  let inner: Int
  let columns: Int
  /// The distances of neighbours in a column and in a row of the left operand.
  let xSteps: (row: Int, inner: Int)
  /// The distances of neighbours in a column and in a row of the right operand.
  let ySteps: (inner: Int, column: Int)

  /// The result's tile: what fits into sixteen registers with its operands.
  private static var tileRows: Int { 4 }
  private static var tileColumns: Int { 8 }
  /// The length of a packed panel: its slice of the right operand stays in the first cache.
  private static var panelInner: Int { 256 }
  /// The rows of the left operand packed at once: they stay in the second cache.
  private static var panelRows: Int { 128 }
  /// The columns of the right operand packed at once.
  private static var panelColumns: Int { 2048 }

  /// Whether the operands are too small for packing to pay.
  private var isSmall: Bool {
    rows == 1 || columns == 1 || Double(rows) * Double(columns) * Double(inner) <= 4096
  }

  /// Memory for the packed panels, or nil where none is needed.
  ///
  /// - Throws: the errors of allocation.
  func workspace() throws(TensorError) -> Buffer? {
    if isSmall { return nil }
    let elements = (leftPanelCount + rightPanelCount) * MemoryLayout<T>.stride
    return try Buffer.uninitialized(bytes: elements)
  }

  private var leftPanelCount: Int {
    min(Self.panelInner, inner) * roundedUp(min(Self.panelRows, rows), Self.tileRows)
  }

  private var rightPanelCount: Int {
    min(Self.panelInner, inner) * roundedUp(min(Self.panelColumns, columns), Self.tileColumns)
  }

  private func roundedUp(_ count: Int, _ multiple: Int) -> Int {
    (count + multiple - 1) / multiple * multiple
  }

  /// The work of a product, in elements.
  var cost: Int {
    Int(min(Double(rows) * Double(columns) * Double(inner), Double(InterruptionCheck.blockCount)))
  }

  /// Writes the product in row-major order, until the work is to stop.
  func run(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafePointer<T>,
    _ workspace: Buffer?
  ) {
    guard let workspace else { return runSmall(output, x, y) }
    let left = workspace.pointer.bindMemory(to: T.self, capacity: leftPanelCount + rightPanelCount)
    let right = left + leftPanelCount
    for column in stride(from: 0, to: columns, by: Self.panelColumns) {
      let width = min(Self.panelColumns, columns - column)
      for start in stride(from: 0, to: inner, by: Self.panelInner) {
        let depth = min(Self.panelInner, inner - start)
        if start > 0 || column > 0, InterruptionCheck.isRequested { return }
        pack(
          right, y + start * ySteps.inner + column * ySteps.column,
          count: width, step: ySteps.column, depth: depth, depthStep: ySteps.inner,
          group: Self.tileColumns)
        var meter = InterruptionCheck.Meter(cost: Self.panelRows * depth)
        for row in stride(from: 0, to: rows, by: Self.panelRows) {
          if meter.isRequested { return }
          let height = min(Self.panelRows, rows - row)
          pack(
            left, x + row * xSteps.row + start * xSteps.inner,
            count: height, step: xSteps.row, depth: depth, depthStep: xSteps.inner,
            group: Self.tileRows)
          multiplyPanels(
            output + row * columns + column, left, right, height: height, width: width,
            depth: depth, isFirst: start == 0)
        }
      }
    }
    withExtendedLifetime(workspace) {}
  }

  /// Copies vectors of length `depth` in groups, interleaved; missing ones are zeros.
  private func pack(
    _ target: UnsafeMutablePointer<T>, _ source: UnsafePointer<T>, count: Int, step: Int,
    depth: Int, depthStep: Int, group: Int
  ) {
    for first in stride(from: 0, to: count, by: group) {
      let target = target + first * depth
      let used = min(group, count - first)
      let source = source + first * step
      if step == 1, used == group {
        for k in 0..<depth {
          (target + k * group).update(from: source + k * depthStep, count: group)
        }
        continue
      }
      for lane in 0..<group {
        if lane < used {
          let source = source + lane * step
          for k in 0..<depth { target[k * group + lane] = source[k * depthStep] }
        } else {
          for k in 0..<depth { target[k * group + lane] = .zero }
        }
      }
    }
  }

  private func multiplyPanels(
    _ output: UnsafeMutablePointer<T>, _ left: UnsafePointer<T>, _ right: UnsafePointer<T>,
    height: Int, width: Int, depth: Int, isFirst: Bool
  ) {
    var meter = InterruptionCheck.Meter(cost: height * depth * Self.tileColumns)
    for column in stride(from: 0, to: width, by: Self.tileColumns) {
      if meter.isRequested { return }
      for row in stride(from: 0, to: height, by: Self.tileRows) {
        multiplyTile(
          output + row * columns + column, left + row * depth, right + column * depth,
          height: min(Self.tileRows, height - row), width: min(Self.tileColumns, width - column),
          depth: depth, isFirst: isFirst)
      }
    }
  }

  /// Adds one tile's products; the first panel overwrites.
  private func multiplyTile(
    _ output: UnsafeMutablePointer<T>, _ left: UnsafePointer<T>, _ right: UnsafePointer<T>,
    height: Int, width: Int, depth: Int, isFirst: Bool
  ) {
    var sum0 = SIMD8<T>(repeating: .zero)
    var (sum1, sum2, sum3) = (sum0, sum0, sum0)
    var (x, y) = (left, UnsafeRawPointer(right))
    for _ in 0..<depth {
      let next = y.loadUnaligned(as: SIMD8<T>.self)
      sum0 = T.multiplyAdd(sum0, SIMD8(repeating: x[0]), next)
      sum1 = T.multiplyAdd(sum1, SIMD8(repeating: x[1]), next)
      sum2 = T.multiplyAdd(sum2, SIMD8(repeating: x[2]), next)
      sum3 = T.multiplyAdd(sum3, SIMD8(repeating: x[3]), next)
      x += Self.tileRows
      y += MemoryLayout<SIMD8<T>>.stride
    }
    for (row, sum) in [sum0, sum1, sum2, sum3].enumerated() where row < height {
      let output = output + row * columns
      for column in 0..<width {
        output[column] = isFirst ? sum[column] : T.sum(output[column], sum[column])
      }
    }
  }

  /// The product without packing.
  private func runSmall(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafePointer<T>
  ) {
    if columns == 1, rows > 1, xSteps.row == 1, xSteps.inner != 1 {
      return runTransposed(output, x, y)
    }
    var rowMeter = InterruptionCheck.Meter(cost: inner)
    var termMeter = InterruptionCheck.Meter(cost: columns)
    for row in 0..<rows {
      if rowMeter.isRequested { return }
      let x = x + row * xSteps.row
      let output = output + row * columns
      if ySteps.inner == 1 || columns == 1 {
        for column in 0..<columns {
          output[column] = dot(x, xSteps.inner, y + column * ySteps.column, ySteps.inner)
        }
      } else {
        output.update(repeating: .zero, count: columns)
        for k in 0..<inner {
          if termMeter.isRequested { return }
          let (factor, y) = (x[k * xSteps.inner], y + k * ySteps.inner)
          if ySteps.column == 1 {
            for column in 0..<columns {
              output[column] = T.sum(output[column], T.product(factor, y[column]))
            }
          } else {
            for column in 0..<columns {
              output[column] = T.sum(output[column], T.product(factor, y[column * ySteps.column]))
            }
          }
        }
      }
    }
  }

  /// The product of a matrix that lies column by column and a vector: each column is read once, as it
  /// lies, and the terms are added in the order in which `dot` adds those that are apart.
  private func runTransposed(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafePointer<T>
  ) {
    output.update(repeating: .zero, count: rows)
    var meter = InterruptionCheck.Meter(cost: rows)
    for k in 0..<inner {
      if meter.isRequested { return }
      let (column, factor) = (x + k * xSteps.inner, y[k * ySteps.inner])
      for row in 0..<rows { output[row] = T.sum(output[row], T.product(column[row], factor)) }
    }
  }

  /// The sum of products along the inner axis, in eight lanes where both lie close.
  private func dot(
    _ x: UnsafePointer<T>, _ xStep: Int, _ y: UnsafePointer<T>, _ yStep: Int
  ) -> T {
    var sums = SIMD8<T>(repeating: .zero)
    var k = 0
    var sum = T.zero
    if xStep == 1, yStep == 1 {
      InterruptionCheck.forEachBlock(of: inner / 8) { block in
        for _ in block {
          let x = UnsafeRawPointer(x + k).loadUnaligned(as: SIMD8<T>.self)
          let y = UnsafeRawPointer(y + k).loadUnaligned(as: SIMD8<T>.self)
          sums = T.multiplyAdd(sums, x, y)
          k += 8
        }
      }
      for lane in 0..<8 { sum = T.sum(sum, sums[lane]) }
    }
    InterruptionCheck.forEachBlock(of: inner - k) { block in
      for _ in block {
        sum = T.sum(sum, T.product(x[k * xStep], y[k * yStep]))
        k += 1
      }
    }
    return sum
  }
}
