/// The type of a tensor's elements.
public enum DType: UInt8, Sendable, Hashable, CaseIterable {
  case float32
  case float64
  case int32
  case int64
  case bool

  /// The name that NumPy and TensorFlow use.
  public var name: String {
    switch self {
    case .float32: "float32"
    case .float64: "float64"
    case .int32: "int32"
    case .int64: "int64"
    case .bool: "bool"
    }
  }

  /// The bytes that one element takes.
  @inlinable public var itemSize: Int {
    switch self {
    case .float32, .int32: 4
    case .float64, .int64: 8
    case .bool: 1
    }
  }

  /// Whether derivatives may flow through elements of this type.
  @inlinable public var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// Whether the elements are integers; `bool` is none.
  @inlinable public var isInteger: Bool { self == .int32 || self == .int64 }

  /// The types of real numbers.
  public static let floatingPoint = allCases.filter(\.isFloatingPoint)

  /// The type with this name, if there is one.
  public init?(name: String) {
    guard let found = DType.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
