public import Tensors

/// An argument of a primitive that is no tensor.
public enum Attribute: Sendable, Hashable {
  /// Python's None: the parameter's own default behaviour.
  case none
  case flag(Bool)
  case integer(Int)
  case integers([Int])
  case number(Double)
  case string(String)
  /// Lists of whole numbers, as `pad` and `tensordot` take them.
  case rows([[Int]])
  case dtype(DType)
  case slices([Tensor.SliceItem])

  /// The integers of `integers` or the one of `integer`; nil for `none`.
  var axes: [Int]? {
    switch self {
    case .integer(let axis): [axis]
    case .integers(let axes): axes
    default: nil
    }
  }
}

extension [Attribute] {
  /// Whether attributes are the same to the last bit: 0 and -0 are not.
  func areIdentical(to other: [Attribute]) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy { x, y in
        if case .number(let a) = x, case .number(let b) = y { return a.bitPattern == b.bitPattern }
        return x == y
      }
  }

  /// The flag at an index; false where there is none.
  func flag(_ index: Int) -> Bool {
    if index < count, case .flag(let value) = self[index] { return value }
    return false
  }

  /// The axes at an index; nil where all are meant.
  func axes(_ index: Int) -> [Int]? { index < count ? self[index].axes : nil }

  /// The integer at an index.
  func integer(_ index: Int, default value: Int = 0) -> Int {
    if index < count, case .integer(let integer) = self[index] { return integer }
    return value
  }

  /// The integers at an index; empty where there are none.
  func integers(_ index: Int) -> [Int] { axes(index) ?? [] }

  /// The number at an index.
  func number(_ index: Int, default value: Double = 0) -> Double {
    guard index < count else { return value }
    switch self[index] {
    case .number(let number): return number
    case .integer(let integer): return Double(integer)
    default: return value
    }
  }

  /// The string at an index; empty where there is none.
  func string(_ index: Int) -> String {
    if index < count, case .string(let string) = self[index] { return string }
    return ""
  }

  /// The lists of whole numbers at an index; empty where there are none.
  func rows(_ index: Int) -> [[Int]] {
    if index < count, case .rows(let rows) = self[index] { return rows }
    return []
  }

  /// The slice items at an index; empty where there are none.
  func slices(_ index: Int) -> [Tensor.SliceItem] {
    if index < count, case .slices(let items) = self[index] { return items }
    return []
  }

  /// The element type at an index.
  func dtype(_ index: Int) -> DType {
    if index < count, case .dtype(let dtype) = self[index] { return dtype }
    return .float32
  }
}
