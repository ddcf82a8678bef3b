/// A Swift type that tensors hold elements of.
public protocol Element: Sendable, Hashable, BitwiseCopyable {
  /// The corresponding element type.
  static var dtype: DType { get }
  /// The element's bits in the low end of a word, as an inline scalar holds them.
  var scalarBits: UInt64 { get }
  /// The element that `scalarBits` gave.
  init(scalarBits: UInt64)
}

extension Float: Element {
  @inlinable public static var dtype: DType { .float32 }
  @inlinable public var scalarBits: UInt64 { UInt64(bitPattern) }
  @inlinable public init(scalarBits: UInt64) {
    self.init(bitPattern: UInt32(truncatingIfNeeded: scalarBits))
  }
}

extension Double: Element {
  @inlinable public static var dtype: DType { .float64 }
  @inlinable public var scalarBits: UInt64 { bitPattern }
  @inlinable public init(scalarBits: UInt64) { self.init(bitPattern: scalarBits) }
}

extension Int32: Element {
  @inlinable public static var dtype: DType { .int32 }
  @inlinable public var scalarBits: UInt64 { UInt64(UInt32(bitPattern: self)) }
  @inlinable public init(scalarBits: UInt64) { self.init(truncatingIfNeeded: scalarBits) }
}

extension Int64: Element {
  @inlinable public static var dtype: DType { .int64 }
  @inlinable public var scalarBits: UInt64 { UInt64(bitPattern: self) }
  @inlinable public init(scalarBits: UInt64) { self.init(bitPattern: scalarBits) }
}

extension Bool: Element {
  @inlinable public static var dtype: DType { .bool }
  @inlinable public var scalarBits: UInt64 { self ? 1 : 0 }
  @inlinable public init(scalarBits: UInt64) { self = scalarBits & 1 == 1 }
}
