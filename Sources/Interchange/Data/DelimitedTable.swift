import Language
import Tensors

/// A table in a text file: `.csv` with commas, semicolons or tabs, with or without a header.
struct DelimitedTable {
  let cells: DelimitedCells
  let hasHeader: Bool
  let delimiter: UInt8
  /// Where the first row begins.
  let start: Int
  let point: UInt8
  private let floatDType: DType

  /// The table of a file.
  ///
  /// Lines at the top that begin with `#` are comments, such as the source and the licence.
  ///
  /// - Throws: `row`, `notSupported`, `memory`.
  init(_ bytes: [UInt8], _ options: DataOptions) throws(DataError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .notSupported("the text is UTF-16", hint: "save it as UTF-8")
    }
    if let place = bytes.prefix(1 << 12).firstIndex(of: 0) {
      throw .notOfFormat("text file", reason: "byte \(place) is zero")
    }
    start = DelimitedTable.start(of: bytes)
    delimiter = try DelimitedTable.delimiter(of: bytes, from: start)
    cells = try DelimitedCells(bytes, from: start, delimiter: delimiter)
    guard cells.rowCount > 0 else { throw .malformed("the file has no rows") }
    point = delimiter == UInt8(ascii: ";") ? DelimitedTable.point(of: cells) : UInt8(ascii: ".")
    hasHeader = options.hasHeader ?? DelimitedTable.firstRowIsHeader(cells, point)
    floatDType = options.floatDType
  }

  /// The columns by name; one matrix where there are no names and all columns are numbers.
  func content() throws(DataError) -> DataContent { try namedColumns().content }

  /// The rows behind the header.
  var rows: Range<Int> { (hasHeader ? 1 : 0)..<cells.rowCount }

  /// The content, and which column of the file each of its items is; none of a matrix.
  func namedColumns() throws(DataError) -> (content: DataContent, columns: [Int]) {
    var columns: [DelimitedColumn] = []
    for index in 0..<cells.columnCount {
      columns.append(try DelimitedColumn(cells, column: index, rows: rows, point: point))
    }
    if !hasHeader, let matrix = try matrix(columns, rows.count) { return (matrix, []) }
    var items: [DataContent.Item] = []
    var places: [Int] = []
    var notes: [String] = []
    for (index, column) in columns.enumerated() {
      var name = hasHeader ? try cells.text(cells[0, index]) : "column_\(index + 1)"
      if name.isEmpty {
        if index == 0, column.isCount, columns.count > 1 {
          notes.append("left out: the first column, which counts the rows")
          continue
        }
        if column.missingCount == rows.count, rows.count > 0 {
          notes.append("left out: column \(index + 1), which is empty")
          continue
        }
        name = index == 0 ? "index" : "column_\(index + 1)"
      }
      places.append(index)
      items.append(
        DataContent.Item(name, try column.value(floatDType), note: try note(on: column)))
    }
    if columns.contains(where: \.hasDecimalComma) { notes.append("decimal commas were read") }
    return (DataContent(.named, items, notes: notes), places)
  }

  /// All columns as one matrix; nil where one is no numbers.
  private func matrix(_ columns: [DelimitedColumn], _ rowCount: Int) throws(DataError)
    -> DataContent?
  {
    let areTruths = columns.allSatisfy {
      if case .truths = $0.content { return true }
      return false
    }
    guard areTruths || columns.allSatisfy(\.isNumeric) else { return nil }
    var tensors: [Tensor] = []
    for column in columns {
      if case .tensor(let tensor) = try column.value(floatDType) { tensors.append(tensor) }
    }
    let isReal = tensors.contains { $0.dtype.isFloatingPoint }
    let isWide = tensors.contains { $0.dtype == .int64 }
    do throws(TensorError) {
      var parts: [Tensor] = []
      for tensor in tensors {
        let dtype = isReal ? floatDType : isWide ? .int64 : tensor.dtype
        parts.append(try tensor.cast(to: dtype).reshaped(to: [rowCount, 1]))
      }
      let matrix = try Tensor.concatenated(parts, axis: 1)
      let missing = columns.reduce(0) { $0 + $1.missingCount }
      let note = missing == 0 ? nil : "\(missing) missing, which are nan"
      return DataContent(.single, [DataContent.Item("", .tensor(matrix), note: note)])
    } catch {
      throw .tensor(error)
    }
  }

  private func note(on column: DelimitedColumn) throws(DataError) -> String? {
    if let cell = column.firstText {
      let text = try cells.text(cell)
      let shown = text.count > 20 ? text.prefix(20) + "…" : text
      return "texts: '\(shown)' in line \(cells.line(at: Int(cell.start))) is no number"
    }
    guard column.missingCount > 0, column.isNumeric else { return nil }
    return "\(column.missingCount) missing, which are nan"
  }
}
