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
  /// The elementary or special function of one number, with the bits that it has in an array.
  ///
  /// - Precondition: the operation is a function of CKernels.
  static func elementary(_ operation: UnaryOperation, _ x: Self) -> Self
  /// Writes the elementary or special function of neighbours in memory.
  ///
  /// - Precondition: the operation is a function of CKernels, the two arrays do not overlap.
  static func elementary(
    _ operation: UnaryOperation, _ output: UnsafeMutablePointer<Self>, _ x: UnsafePointer<Self>,
    count: Int)
  /// A special function of an order and a number.
  ///
  /// - Precondition: the operation is `polygamma` or `sincDerivative`.
  static func special(_ operation: BinaryOperation, _ order: Self, _ x: Self) -> Self
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
