public import RealModule

/// A Swift type that tensors hold elements of.
public protocol Element: Sendable, Hashable, BitwiseCopyable {
  /// The corresponding element type.
  static var dtype: DType { get }
  /// The element's bits in the low end of a word, as an inline scalar holds them.
  var scalarBits: UInt64 { get }
  /// The element that `scalarBits` gave.
  init(scalarBits: UInt64)
}

/// A floating-point element: what derivatives flow through.
public protocol FloatElement: Element, Real, BinaryFloatingPoint, SIMDScalar, Codable {
  /// C's power, which is defined for negative bases with integral exponents, as Python's is.
  static func libraryPower(_ x: Self, _ y: Self) -> Self
}

extension Float: FloatElement {
  /// The corresponding element type.
  @inlinable public static var dtype: DType { .float32 }
  /// The element's bits in the low end of a word.
  @inlinable public var scalarBits: UInt64 { UInt64(bitPattern) }
  /// The element that `scalarBits` gave.
  @inlinable public init(scalarBits: UInt64) {
    self.init(bitPattern: UInt32(truncatingIfNeeded: scalarBits))
  }
  /// C's `powf`.
  @inlinable public static func libraryPower(_ x: Float, _ y: Float) -> Float { cPower(x, y) }
}

extension Double: FloatElement {
  /// The corresponding element type.
  @inlinable public static var dtype: DType { .float64 }
  /// The element's bits in the low end of a word.
  @inlinable public var scalarBits: UInt64 { bitPattern }
  /// The element that `scalarBits` gave.
  @inlinable public init(scalarBits: UInt64) { self.init(bitPattern: scalarBits) }
  /// C's `pow`.
  @inlinable public static func libraryPower(_ x: Double, _ y: Double) -> Double { cPower(x, y) }
}

extension Int32: Element {
  /// The corresponding element type.
  @inlinable public static var dtype: DType { .int32 }
  /// The element's bits in the low end of a word.
  @inlinable public var scalarBits: UInt64 { UInt64(UInt32(bitPattern: self)) }
  /// The element that `scalarBits` gave.
  @inlinable public init(scalarBits: UInt64) { self.init(truncatingIfNeeded: scalarBits) }
}

extension Int64: Element {
  /// The corresponding element type.
  @inlinable public static var dtype: DType { .int64 }
  /// The element's bits in the low end of a word.
  @inlinable public var scalarBits: UInt64 { UInt64(bitPattern: self) }
  /// The element that `scalarBits` gave.
  @inlinable public init(scalarBits: UInt64) { self.init(bitPattern: scalarBits) }
}

extension Bool: Element {
  /// The corresponding element type.
  @inlinable public static var dtype: DType { .bool }
  /// The element's bits in the low end of a word.
  @inlinable public var scalarBits: UInt64 { self ? 1 : 0 }
  /// The element that `scalarBits` gave.
  @inlinable public init(scalarBits: UInt64) { self = scalarBits & 1 == 1 }
}
