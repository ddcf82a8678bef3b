/// Finds the cells one after the other.
struct CellScan {
  private var offset: Int
  private let delimiter: UInt8

  init(_ start: Int, _ delimiter: UInt8) {
    offset = start
    self.delimiter = delimiter
  }

  private static let quote = UInt8(ascii: "\"")

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && delimiter != byte)
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Where the next row begins that is not blank; nil at the end.
  mutating func rowStart(_ bytes: [UInt8]) -> Int? {
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
      guard offset < bytes.count else { return nil }
      guard CellScan.isBreak(bytes[offset]) else {
        offset = start
        return start
      }
      offset += 1
    }
    return nil
  }

  /// The cell that begins here; the scan stands at its delimiter or line break afterwards.
  mutating func cell(_ bytes: [UInt8]) throws(DataError) -> DelimitedCells.Cell {
    while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
    if offset < bytes.count, bytes[offset] == CellScan.quote { return try quoted(bytes) }
    let start = offset
    var end = offset
    while offset < bytes.count, bytes[offset] != delimiter, !CellScan.isBreak(bytes[offset]) {
      offset += 1
      if !isBlank(bytes[offset - 1]) { end = offset }
    }
    return DelimitedCells.Cell(start, end, isQuoted: false)
  }

  private mutating func quoted(_ bytes: [UInt8]) throws(DataError) -> DelimitedCells.Cell {
    let start = offset + 1
    offset = start
    while true {
      guard offset < bytes.count else {
        throw .row(
          line: CellScan.line(of: start, in: bytes), "a text in quotes begins here and does not end"
        )
      }
      if bytes[offset] == CellScan.quote {
        guard offset + 1 < bytes.count, bytes[offset + 1] == CellScan.quote else { break }
        offset += 1
      }
      offset += 1
    }
    let end = offset
    offset += 1
    while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
    guard
      offset == bytes.count || bytes[offset] == delimiter || CellScan.isBreak(bytes[offset])
    else {
      throw .row(
        line: CellScan.line(of: end, in: bytes), "something stands behind a text in quotes")
    }
    return DelimitedCells.Cell(start, end, isQuoted: true)
  }

  /// Passes over the delimiter or line break behind a cell; whether it ended the row.
  mutating func isEndOfRow(_ bytes: [UInt8]) throws(DataError) -> Bool {
    guard offset < bytes.count else { return true }
    let byte = bytes[offset]
    offset += 1
    guard byte != delimiter else { return false }
    if byte == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
      offset += 1
    }
    return true
  }

  /// The line in which a byte stands, from 1; a lone carriage return ends one, too.
  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    for place in 0..<min(offset, bytes.count) {
      let isPair =
        bytes[place] == UInt8(ascii: "\r") && place + 1 < bytes.count
        && bytes[place + 1] == UInt8(ascii: "\n")
      if isBreak(bytes[place]), !isPair { line += 1 }
    }
    return line
  }
}
