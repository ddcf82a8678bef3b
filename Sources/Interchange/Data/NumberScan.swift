/// Reads the cells of a column as numbers, as far as they are.
struct NumberScan {
  let point: UInt8
  private(set) var integers: [Int64] = []
  private(set) var reals: [Double] = []
  /// Whether every cell is a whole number so far.
  private(set) var isWhole = true
  private(set) var hasFraction = false
  private(set) var numberCount = 0
  private(set) var missingCount = 0
  private(set) var textCount = 0
  private(set) var firstText: DelimitedCells.Cell?

  init(point: UInt8) { self.point = point }

  mutating func read(
    _ cells: DelimitedCells, _ column: Int, _ rows: Range<Int>
  ) throws(DataError) {
    integers.reserveCapacity(rows.count)
    try cells.bytes.withUnsafeBufferPointer { bytes throws(DataError) in
      try read(cells, column, rows, bytes)
    }
    if numberCount == 0, rows.isEmpty { beReal() }
  }

  private mutating func read(
    _ cells: DelimitedCells, _ column: Int, _ rows: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(DataError) {
    for row in rows {
      if row & 0xFFF == 0 { try DataMemory.checkInterruption() }
      let cell = cells[row, column]
      switch DecimalText.number(UnsafeBufferPointer(rebasing: bytes[cell.range]), point: point) {
      case .integer(let value):
        numberCount += 1
        if isWhole { integers.append(value) } else { reals.append(Double(value)) }
      case .real(let value):
        numberCount += 1
        hasFraction = true
        beReal()
        reals.append(value)
        if value.isNaN { missingCount += 1 }
      case .none:
        if NumberScan.isMissing(cells, cell) {
          missingCount += 1
          beReal()
          reals.append(.nan)
        } else {
          textCount += 1
          if firstText == nil { firstText = cell }
          // What was read so far is of no use; whether there are numbers as well is.
          if numberCount > 0 || textCount > 64 { return }
        }
      }
    }
  }

  private mutating func beReal() {
    guard isWhole else { return }
    isWhole = false
    reals.reserveCapacity(integers.capacity)
    reals += integers.map { Double($0) }
    integers = []
  }

  private static func isMissing(_ cells: DelimitedCells, _ cell: DelimitedCells.Cell) -> Bool {
    let range = cell.range
    guard range.count <= 4 else { return false }
    return DelimitedColumn.missingWords.contains(
      String(decoding: cells.bytes[range], as: UTF8.self))
  }
}
