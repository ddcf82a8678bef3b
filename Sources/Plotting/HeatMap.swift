/// A matrix of numbers that are shown as shades.
public struct HeatMap: Sendable {
  /// How many rows there are; the first stands on top.
  public let rows: Int
  /// How many columns there are.
  public let columns: Int
  /// The numbers, row by row.
  public let values: [Double]

  /// A map of a matrix.
  ///
  /// - Precondition: there are `rows` × `columns` numbers.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(rows >= 0 && columns >= 0 && values.count == rows * columns, "a whole matrix")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The least and the greatest finite number; nil where there is none.
  public var bounds: ClosedRange<Double>? { values.finiteBounds }

  /// Where a number stands between the bounds, from 0 to 1; in the middle where all are equal.
  static func share(_ value: Double, _ bounds: ClosedRange<Double>) -> Double {
    guard bounds.lowerBound < bounds.upperBound else { return 0.5 }
    return AxisRange.share(value, bounds.lowerBound, bounds.upperBound)
  }

  /// The map with at most so many rows and columns: each cell is the mean of the finite numbers of
  /// a block.
  func reduced(rows most: Int, columns mostColumns: Int) -> (map: HeatMap, block: (Int, Int)) {
    let height = max((rows + most - 1) / max(most, 1), 1)
    let width = max((columns + mostColumns - 1) / max(mostColumns, 1), 1)
    if height == 1, width == 1 { return (self, (1, 1)) }
    let (newRows, newColumns) = ((rows + height - 1) / height, (columns + width - 1) / width)
    var values: [Double] = []
    values.reserveCapacity(newRows * newColumns)
    for row in 0..<newRows {
      for column in 0..<newColumns {
        values.append(
          mean(
            row * height..<min((row + 1) * height, rows),
            column * width..<min((column + 1) * width, columns)))
      }
    }
    return (HeatMap(rows: newRows, columns: newColumns, values: values), (height, width))
  }

  private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    var mean = 0.0
    var count = 0.0
    for row in rows {
      for value in values[
        row * self.columns + columns.lowerBound..<row * self.columns
          + columns.upperBound]
      where value.isFinite {
        // Step by step, since the sum of large numbers may have no place.
        count += 1
        mean += value / count - mean / count
      }
    }
    return count > 0 ? mean : .nan
  }
}

extension Sequence<Double> {
  /// The least and the greatest of the finite numbers; nil where there is none.
  var finiteBounds: ClosedRange<Double>? {
    var bounds: ClosedRange<Double>?
    for value in self where value.isFinite {
      guard let known = bounds else {
        bounds = value...value
        continue
      }
      if value < known.lowerBound { bounds = value...known.upperBound }
      if value > known.upperBound { bounds = known.lowerBound...value }
    }
    return bounds
  }
}
