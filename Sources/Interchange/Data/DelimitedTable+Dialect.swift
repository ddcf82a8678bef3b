/// What a table's file is like, told from its beginning.
extension DelimitedTable {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where the first row begins, behind the mark of UTF-8 and the comments.
  static func start(of bytes: [UInt8]) -> Int {
    var offset = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    while offset < bytes.count {
      let line = bytes[offset...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      let first = line.first { $0 != UInt8(ascii: " ") }
      guard first == nil || first == UInt8(ascii: "#") else { break }
      offset = min(line.endIndex + 1, bytes.count)
    }
    return offset
  }

  /// The delimiter with which the first rows have one length, and more than one cell.
  static func delimiter(of bytes: [UInt8], from start: Int) throws(DataError) -> UInt8 {
    let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
    var fitting: [(delimiter: UInt8, cells: DelimitedCells)] = []
    for delimiter in candidates {
      let sample = try? DelimitedCells(bytes, from: start, delimiter: delimiter, rowLimit: 20)
      if let sample, sample.columnCount > 1 { fitting.append((delimiter, sample)) }
    }
    if fitting.count == 1 { return fitting[0].delimiter }
    // Both `;` and `,`: where the commas are those of decimal numbers, `;` stands between cells.
    if let semicolon = fitting.first(where: { $0.delimiter == UInt8(ascii: ";") }),
      point(of: semicolon.cells) == UInt8(ascii: ",")
    {
      return semicolon.delimiter
    }
    let best = fitting.max { $0.cells.columnCount < $1.cells.columnCount }
    if let best { return best.delimiter }
    // Rows of different lengths: the delimiter of the first row, whose failure then says more.
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
      .first { line.contains($0) } ?? UInt8(ascii: ",")
  }

  /// The point of decimal numbers between semicolons: a comma where a cell is a number with one.
  static func point(of cells: DelimitedCells) -> UInt8 {
    let comma = UInt8(ascii: ",")
    var isUsed = false
    for cell in cells.cells.prefix(20 * cells.columnCount) {
      let bytes = cells.bytes[cell.range]
      guard bytes.contains(comma) else {
        // A number with a point says that commas are something else.
        if bytes.contains(UInt8(ascii: ".")), isNumber(bytes, UInt8(ascii: ".")) {
          return UInt8(ascii: ".")
        }
        continue
      }
      guard isNumber(bytes, comma) else { continue }
      isUsed = true
    }
    return isUsed ? comma : UInt8(ascii: ".")
  }

  private static func isNumber(_ bytes: ArraySlice<UInt8>, _ point: UInt8) -> Bool {
    let number = bytes.withUnsafeBufferPointer { DecimalText.number($0, point: point) }
    if case .none = number { return false }
    return true
  }

  /// Whether the first row is names: no cell of it is a number or a truth value.
  static func firstRowIsHeader(_ cells: DelimitedCells, _ point: UInt8) -> Bool {
    var isNamed = false
    for column in 0..<cells.columnCount {
      let cell = cells[0, column]
      let text = String(decoding: cells.bytes[cell.range], as: UTF8.self)
      if text.isEmpty { continue }
      // `"2019"` above 12.5 is a name; above `"2020"` it may be a number like that.
      if cell.isQuoted, cells.rowCount > 1, !cells[1, column].isQuoted {
        isNamed = true
        continue
      }
      if DelimitedColumn.missingWords.contains(text) || isNumber(cells.bytes[cell.range], point)
        || ["true", "false"].contains(text.lowercased())
      {
        return false
      }
      isNamed = true
    }
    return isNamed
  }
}
