public import Language
import Notebook
public import Tensors

/// One line that an entry showed, with what its numbers are compared by.
public struct TranscriptLine: Sendable, Hashable {
  /// The line, without its line break.
  public let text: String
  /// The relative tolerance of the numbers' element type.
  public let relative: Double
  /// The largest magnitude in the array that the line belongs to; 0 where it is none.
  public let magnitude: Double

  /// A line with a tolerance and a magnitude.
  public init(_ text: String, relative: Double = 0, magnitude: Double = 0) {
    self.text = text
    self.relative = relative
    self.magnitude = magnitude
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
    let text = OutputText.text(of: output, lineWidth: lineWidth)
    let scale: Scale
    switch output {
    case .text(let text):
      scale = Scale(
        relative: relativeTolerance(of: dtype), magnitude: largestNumber(inArray: text))
    case .value(let value): scale = Scale(of: value)
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
      TranscriptLine(String($0), relative: scale.relative, magnitude: scale.magnitude)
    }
  }

  /// The largest number of a printed array; 0 where the text is something else, whose numbers
  /// need not be of one size.
  private static func largestNumber(inArray text: String) -> Double {
    guard text.trimmed.hasPrefix("["), text.trimmed.hasSuffix("]") else { return 0 }
    let line = TranscriptPattern(text, hasWildcards: false, hasNumbers: true)
    return line.tokens.reduce(0) { largest, token in
      if case .number(let number) = token, number.value.isFinite {
        return max(largest, number.value)
      }
      return largest
    }
  }
}

/// The element type and size of the numbers in a value.
private struct Scale {
  var relative = 1e-12
  var magnitude = 0.0

  init(relative: Double, magnitude: Double) {
    self.relative = relative
    self.magnitude = magnitude
  }

  /// The scale of a shown value: the loosest of its parts.
  init(of value: DisplayValue) {
    switch value {
    case .tensor(let tensor), .variable(_, _, let tensor):
      relative = TranscriptLine.relativeTolerance(of: tensor.dtype)
      magnitude = tensor.largestMagnitude
    case .list(let items), .tuple(let items):
      for item in items { widen(Scale(of: item)) }
    case .dict(let pairs):
      for pair in pairs { widen(Scale(of: pair.value)) }
    case .none, .bool, .int, .float, .string, .tape, .function, .other: break
    }
  }

  private mutating func widen(_ other: Scale) {
    relative = max(relative, other.relative)
    magnitude = max(magnitude, other.magnitude)
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
