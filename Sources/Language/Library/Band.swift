import Tensors

/// Several neighbouring diagonals of matrices, and how they stand in the rows of a tensor.
///
/// The uppermost is the first row. The rows are as long as the longest diagonal; a shorter one
/// stands at their left or right, as TensorFlow's `align` says for those above and those below the
/// main one.
struct Band {
  let lowest: Int
  let highest: Int
  private let isLeftAbove: Bool
  private let isLeftBelow: Bool

  /// - Throws: `ValueError` for an unknown alignment for bounds in the wrong order, and for
  ///   diagonals that TensorFlow's 32 bits cannot number.
  init(from lowest: Int, to highest: Int, align: String) throws {
    let sides = align.split(separator: "_", omittingEmptySubsequences: false)
    guard sides.count == 2, sides.allSatisfy({ $0 == "LEFT" || $0 == "RIGHT" }) else {
      throw EvaluationError.value(
        "there is no alignment '\(align)'",
        hint: "it is 'RIGHT_LEFT', 'LEFT_RIGHT', 'LEFT_LEFT' or 'RIGHT_RIGHT'")
    }
    guard lowest <= highest else {
      throw EvaluationError.value("the lower diagonal \(lowest) is above the upper one \(highest)")
    }
    for bound in [lowest, highest] where Int32(exactly: bound) == nil {
      throw EvaluationError.value("a diagonal's number has at most 32 bits, unlike \(bound)")
    }
    (self.lowest, self.highest) = (lowest, highest)
    isLeftAbove = sides[0] == "LEFT"
    isLeftBelow = sides[1] == "LEFT"
  }

  /// How many diagonals there are.
  var count: Int { highest - lowest + 1 }

  /// The diagonals, the uppermost first.
  var offsets: ReversedCollection<ClosedRange<Int>> { (lowest...highest).reversed() }

  /// How long a diagonal of matrices is; 0 or less where there is none.
  static func length(_ offset: Int, rows: Int, columns: Int) -> Int {
    min(rows + min(offset, 0), columns - max(offset, 0))
  }

  /// How long the longest is.
  func longest(rows: Int, columns: Int) -> Int {
    Band.length(min(max(lowest, 0), highest), rows: rows, columns: columns)
  }

  /// How many places of a row stand before a diagonal.
  func start(_ offset: Int, length: Int, of longest: Int) -> Int {
    let isLeft = offset >= 0 && isLeftAbove || offset <= 0 && isLeftBelow
    return isLeft ? 0 : longest - length
  }
}
