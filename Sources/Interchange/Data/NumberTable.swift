import Language
import Tensors

/// Rows of numbers in a text file, as NumPy's `loadtxt` and `genfromtxt` read them.
///
/// Source: NumPy 2.4's reference of both. Comments end lines, lines without numbers are passed over,
/// and every row has as many numbers as the first.
struct NumberTable {
  private let options: NumberTableOptions
  private var numbers: [Double] = []
  private var columnCount: Int?
  private var rowCount = 0

  /// The numbers of a file, as a matrix of float64 with a row for each line.
  ///
  /// - Throws: `row` where a number cannot be read, is missing, or a row has another length.
  static func matrix(
    _ bytes: [UInt8], _ options: NumberTableOptions
  ) throws(DataError) -> Tensor {
    var table = NumberTable(options)
    var rest = bytes[...]
    var line = 0
    while !rest.isEmpty, table.rowCount < options.rowLimit ?? .max {
      let text = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      rest = rest[text.endIndex...]
      let isPair = rest.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
      rest = rest.dropFirst(isPair ? 2 : 1)
      line += 1
      if line & 0xFFF == 0 { try DataMemory.checkInterruption() }
      if line > options.skippedLines { try table.add(text, line) }
    }
    do throws(TensorError) {
      return try Tensor(shape: [table.rowCount, table.columnCount ?? 0], values: table.numbers)
    } catch {
      throw .tensor(error)
    }
  }

  private init(_ options: NumberTableOptions) { self.options = options }

  private mutating func add(_ text: ArraySlice<UInt8>, _ line: Int) throws(DataError) {
    var text = text
    if let comment = options.comment, !comment.isEmpty {
      text = text[..<NumberTable.place(of: Array(comment.utf8), in: text)]
    }
    text = NumberTable.trimmed(text)
    guard !text.isEmpty else { return }
    let cells = split(text)
    let count = cells.count
    if columnCount == nil { columnCount = try wanted(count, line).count }
    let columns = try wanted(count, line)
    guard columns.count == columnCount else {
      throw .row(
        line: line, "it has \(count) numbers, and the first row has \(columnCount ?? 0)")
    }
    for column in columns { numbers.append(try number(cells[column], column, line)) }
    rowCount += 1
  }

  /// The columns that are wanted, from 0.
  private func wanted(_ count: Int, _ line: Int) throws(DataError) -> [Int] {
    guard let columns = options.columns else { return Array(0..<count) }
    var wanted: [Int] = []
    for column in columns {
      let place = column < 0 ? column + count : column
      guard place >= 0, place < count else {
        throw .row(line: line, "there is no column \(column) among \(count)")
      }
      wanted.append(place)
    }
    return wanted
  }

  private func number(
    _ cell: ArraySlice<UInt8>, _ column: Int, _ line: Int
  ) throws(DataError) -> Double {
    switch NumberTable.trimmed(cell).withUnsafeBufferPointer({ DecimalText.number($0) }) {
    case .integer(let value): return Double(value)
    case .real(let value): return value
    case .none:
      if let filling = options.filling { return filling }
      let text = String(decoding: cell.prefix(40), as: UTF8.self)
      throw .row(
        line: line, "could not convert string '\(text)' to float64 at column \(column + 1)")
    }
  }

  private func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard let delimiter = options.delimiter.map({ Array($0.utf8) }), !delimiter.isEmpty else {
      return text.split(whereSeparator: NumberTable.isBlank)
    }
    var cells: [ArraySlice<UInt8>] = []
    var rest = text
    while true {
      let place = NumberTable.place(of: delimiter, in: rest)
      cells.append(rest[..<place])
      if place == rest.endIndex { return cells }
      rest = rest[(place + delimiter.count)...]
    }
  }

  /// Where some bytes stand for the first time; the end where they do not.
  private static func place(of pattern: [UInt8], in text: ArraySlice<UInt8>) -> Int {
    guard let first = pattern.first, text.count >= pattern.count else { return text.endIndex }
    var start = text.startIndex
    while let place = text[start...].firstIndex(of: first) {
      if text[place...].starts(with: pattern) { return place }
      start = place + 1
    }
    return text.endIndex
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
    return start[...last]
  }
}
