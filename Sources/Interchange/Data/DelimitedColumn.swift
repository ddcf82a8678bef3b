import Language
import Tensors

/// What the cells of a column are, taken together.
///
/// A column is whole numbers, numbers, truth values or texts: the narrowest of these that all its
/// cells are. A cell without content, or one of the words by which pandas writes that there is
/// none, is NaN in a column of numbers.
struct DelimitedColumn {
  /// The words that stand for a missing value, among those of `pandas.read_csv`.
  static let missingWords: Set<String> = [
    "", "NA", "N/A", "n/a", "NaN", "nan", "-NaN", "-nan", "NULL", "null", "None", "#N/A", "<NA>",
  ]

  let content: Content
  /// How many cells are missing.
  let missingCount: Int
  /// The first cell that is no number, in a column where others are.
  let firstText: DelimitedCells.Cell?
  /// Whether a comma was read as the point of decimal numbers.
  let hasDecimalComma: Bool

  enum Content {
    case integers([Int64])
    case reals([Double])
    case truths([Bool])
    case texts([String])
  }

  /// The column of some cells.
  ///
  /// - Parameter rows: the rows that belong to it: all but the header.
  /// - Throws: `row` where a text is not UTF-8; `interrupted`.
  init(
    _ cells: DelimitedCells, column: Int, rows: Range<Int>, point: UInt8 = UInt8(ascii: ".")
  ) throws(DataError) {
    var scan = NumberScan(point: point)
    try scan.read(cells, column, rows)
    missingCount = scan.missingCount
    hasDecimalComma = point == UInt8(ascii: ",") && scan.hasFraction
    if scan.textCount == 0 {
      firstText = nil
      content = scan.isWhole ? .integers(scan.integers) : .reals(scan.reals)
      return
    }
    if scan.numberCount == 0, scan.missingCount == 0,
      let truths = DelimitedColumn.truths(cells, column, rows)
    {
      firstText = nil
      content = .truths(truths)
      return
    }
    firstText = scan.numberCount > 0 ? scan.firstText : nil
    var texts: [String] = []
    texts.reserveCapacity(rows.count)
    for row in rows {
      if row & 0xFFF == 0 { try DataMemory.checkInterruption() }
      texts.append(try cells.text(cells[row, column]))
    }
    content = .texts(texts)
  }

  /// Whether the cells are numbers.
  var isNumeric: Bool {
    switch content {
    case .integers, .reals: true
    case .truths, .texts: false
    }
  }

  /// Whether the column counts its rows from 0, as an index of pandas does.
  var isCount: Bool {
    guard case .integers(let values) = content else { return false }
    return values.enumerated().allSatisfy { Int64($0.offset) == $0.element }
  }

  /// The column as a tensor of a dtype of floats, or as texts.
  ///
  /// Whole numbers become int32 where all of them fit, and else int64.
  func value(_ floatDType: DType) throws(DataError) -> DataContent.Value {
    do throws(TensorError) {
      switch content {
      case .integers(let values):
        let tensor = try Tensor(shape: [values.count], values: values)
        let isNarrow = values.allSatisfy { Int32(exactly: $0) != nil }
        return .tensor(isNarrow ? try tensor.cast(to: .int32) : tensor)
      case .reals(let values):
        return .tensor(try Tensor(shape: [values.count], values: values).cast(to: floatDType))
      case .truths(let values): return .tensor(try Tensor(shape: [values.count], values: values))
      case .texts(let values): return .texts(values)
      }
    } catch {
      throw .tensor(error)
    }
  }

  private static func truths(
    _ cells: DelimitedCells, _ column: Int, _ rows: Range<Int>
  ) -> [Bool]? {
    var truths: [Bool] = []
    truths.reserveCapacity(rows.count)
    for row in rows {
      switch String(decoding: cells.bytes[cells[row, column].range], as: UTF8.self) {
      case "True", "true", "TRUE": truths.append(true)
      case "False", "false", "FALSE": truths.append(false)
      default: return nil
      }
    }
    return truths
  }
}
