public import Language
import Notebook
public import Tensors

/// One line that an entry showed, with what its numbers are compared by.
public struct TranscriptLine: Sendable, Hashable {
  /// The line, without its line break.
  public let text: String
  /// The relative tolerance of the numbers' element type.
  public let relative: Double
  /// The largest magnitude in the array that each number of the line belongs to, in order; 0 where
  /// it belongs to none.
  ///
  /// Only what has a point or an exponent counts as a number.
  public let magnitudes: [Double]

  /// A line with a tolerance, and magnitudes for its numbers.
  public init(_ text: String, relative: Double = 0, magnitudes: [Double] = []) {
    self.text = text
    self.relative = relative
    self.magnitudes = magnitudes
  }

  /// A line whose numbers belong to one array.
  init(_ text: String, relative: Double, magnitude: Double) {
    let count = TranscriptPattern(text, hasWildcards: false, hasNumbers: true).numbers.count
    self.init(
      text, relative: relative, magnitudes: Array(repeating: magnitude, count: count))
  }

  /// The line as it is compared.
  var pattern: TranscriptPattern {
    TranscriptPattern(text.trimmedAtEnd, hasWildcards: false, hasNumbers: true)
      .with(magnitudes: magnitudes)
  }

  /// The relative tolerance of an element type.
  public static func relativeTolerance(of dtype: DType) -> Double {
    dtype == .float32 ? 1e-6 : 1e-12
  }

  /// The lines of what was shown.
  ///
  /// What was printed has lost its element type: it is compared as one of `dtype`, which is the
  /// session's.
  ///
  /// - Complexity: O(elements of the tensors shown).
  public static func lines(
    of output: Output, dtype: DType, lineWidth: Int? = nil
  ) -> [TranscriptLine] {
    let lines = OutputText.text(of: output, lineWidth: lineWidth).shownLines
    switch output {
    case .value(.tensor(let tensor), _), .value(.variable(_, _, let tensor), _):
      // The largest element need not be among those that are written.
      let magnitude = tensor.largestMagnitude
      let relative = relativeTolerance(of: tensor.dtype)
      return lines.map { TranscriptLine($0, relative: relative, magnitude: magnitude) }
    case .value(let value, _): return self.lines(lines, relative: value.relativeTolerance)
    // What stands at the axes has lost its type, too; the dots are compared as characters.
    case .text, .page, .plot, .measured:
      return self.lines(lines, relative: relativeTolerance(of: dtype))
    }
  }

  /// Lines whose arrays are found by their brackets.
  private static func lines(_ lines: [String], relative: Double) -> [TranscriptLine] {
    zip(lines, PrintedArrays(lines).magnitudes).map {
      TranscriptLine($0, relative: relative, magnitudes: $1)
    }
  }
}

extension DisplayValue {
  /// The relative tolerance of the numbers in a value: the loosest of its parts.
  fileprivate var relativeTolerance: Double {
    switch self {
    case .tensor(let tensor), .variable(_, _, let tensor):
      TranscriptLine.relativeTolerance(of: tensor.dtype)
    case .list(let items), .tuple(let items): items.map(\.relativeTolerance).max() ?? 0
    case .dict(let pairs): pairs.map(\.value.relativeTolerance).max() ?? 0
    case .none, .bool, .int, .float, .string, .tape, .function, .other:
      TranscriptLine.relativeTolerance(of: .float64)
    }
  }
}

extension Tensor {
  /// The largest magnitude among the finite elements; 0 where there are none.
  fileprivate var largestMagnitude: Double {
    switch dtype {
    case .float32: largestMagnitude(as: Float.self)
    case .float64: largestMagnitude(as: Double.self)
    case .int32, .int64, .bool: 0
    }
  }

  private func largestMagnitude<T: Element & BinaryFloatingPoint>(as type: T.Type) -> Double {
    let largest = try? withElements(as: type) { elements in
      elements.reduce(T(0)) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    }
    return largest.map { Double($0) } ?? 0
  }
}
