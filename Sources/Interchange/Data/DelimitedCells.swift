import Tensors

/// The cells of a table in a text file, by RFC 4180: rows end with a line break, cells stand between
/// delimiters, and one in quotes may hold both, and quotes that are doubled.
///
/// Blank lines are passed over, and so are blanks around a cell without quotes. Every row has as
/// many cells as the first.
struct DelimitedCells {
  /// Where a cell's text stands.
  struct Cell {
    let start: UInt32
    /// The end; the highest bit says that the text was in quotes.
    private let endAndQuotes: UInt32

    init(_ start: Int, _ end: Int, isQuoted: Bool) {
      self.start = UInt32(start)
      endAndQuotes = UInt32(end) | (isQuoted ? 1 << 31 : 0)
    }

    var end: UInt32 { endAndQuotes & ~(1 << 31) }
    var isQuoted: Bool { endAndQuotes >> 31 == 1 }
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// The most bytes of a file.
  static let byteLimit = 1 << 31 - 1
  /// The most cells of a row.
  static let columnLimit = 1 << 20

  let bytes: [UInt8]
  /// The cells, row by row.
  private(set) var cells: [Cell] = []
  /// How many cells a row has.
  private(set) var columnCount = 0
  /// How many rows there are.
  var rowCount: Int { columnCount == 0 ? 0 : cells.count / columnCount }

  /// The cells of a file from a byte on.
  ///
  /// - Parameter rowLimit: how many rows are wanted at most.
  /// - Throws: `row` where rows differ in length or quotes do not fit; `memory`.
  init(
    _ bytes: [UInt8], from start: Int, delimiter: UInt8, rowLimit: Int = .max
  ) throws(DataError) {
    guard bytes.count <= DelimitedCells.byteLimit else {
      throw .notSupported(
        "the file has more than 2 GiB, too much for a text file",
        hint: "write it as .npy or .npz, which are read faster, too")
    }
    self.bytes = bytes
    var scan = CellScan(start, delimiter)
    var rows = 0
    let cellLimit = DataMemory.free / MemoryLayout<Cell>.stride
    while rows < rowLimit, let first = scan.rowStart(bytes) {
      let before = cells.count
      while true {
        cells.append(try scan.cell(bytes))
        guard cells.count - before <= DelimitedCells.columnLimit else {
          throw failure(first, "it has more than \(DelimitedCells.columnLimit) cells")
        }
        guard cells.count <= cellLimit else {
          let size = MemoryLayout<Cell>.stride
          throw .memory(needed: cells.count * size, free: cellLimit * size)
        }
        if try scan.isEndOfRow(bytes) { break }
      }
      let count = cells.count - before
      if rows == 0 { columnCount = count }
      guard count == columnCount else {
        throw failure(
          first, "it has \(DelimitedCells.amount(count)), and the first row has \(columnCount)")
      }
      rows += 1
      if rows & 0xFFF == 0 { try DataMemory.checkInterruption() }
    }
  }

  private static func amount(_ cells: Int) -> String { cells == 1 ? "1 cell" : "\(cells) cells" }

  /// The cell of a row and a column.
  subscript(row: Int, column: Int) -> Cell { cells[row * columnCount + column] }

  /// The text of a cell.
  ///
  /// - Throws: `row` where it is not UTF-8.
  func text(_ cell: Cell) throws(DataError) -> String {
    guard let text = String(validating: bytes[cell.range], as: UTF8.self) else {
      throw .row(line: line(at: Int(cell.start)), "a cell is not UTF-8: save the file as UTF-8")
    }
    guard cell.isQuoted, bytes[cell.range].contains(UInt8(ascii: "\"")) else { return text }
    // Within quotes every quote is doubled.
    var result: [UInt8] = []
    var rest = bytes[cell.range]
    while let byte = rest.popFirst() {
      result.append(byte)
      if byte == UInt8(ascii: "\"") { _ = rest.popFirst() }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The line in which a byte stands, from 1.
  func line(at offset: Int) -> Int { CellScan.line(of: offset, in: bytes) }

  private func failure(_ offset: Int, _ what: String) -> DataError {
    .row(line: line(at: offset), what)
  }
}
