/// An element with arithmetic in which integers wrap around.
protocol NumericElement: Element, SIMDScalar, Comparable, Codable {
  static var zero: Self { get }
  static var one: Self { get }
  /// A number that is at most every other, NaN apart.
  static var lowest: Self { get }
  /// A number that is at least every other, NaN apart.
  static var highest: Self { get }
  static func sum(_ x: Self, _ y: Self) -> Self
  static func product(_ x: Self, _ y: Self) -> Self
  /// The greater operand; NaN where one is NaN.
  static func larger(_ x: Self, _ y: Self) -> Self
  /// The smaller operand; NaN where one is NaN.
  static func smaller(_ x: Self, _ y: Self) -> Self
  /// `sum + x · y` in each lane, rounded twice.
  static func multiplyAdd(_ sum: SIMD8<Self>, _ x: SIMD8<Self>, _ y: SIMD8<Self>) -> SIMD8<Self>
}

extension NumericElement where Self: FloatElement {
  @inline(__always) static var one: Self { 1 }
  @inline(__always) static var lowest: Self { -.infinity }
  @inline(__always) static var highest: Self { .infinity }
  @inline(__always) static func sum(_ x: Self, _ y: Self) -> Self { x + y }
  @inline(__always) static func product(_ x: Self, _ y: Self) -> Self { x * y }
  @inline(__always) static func larger(_ x: Self, _ y: Self) -> Self {
    BinaryOperation.maximum(x, y)
  }
  @inline(__always) static func smaller(_ x: Self, _ y: Self) -> Self {
    BinaryOperation.minimum(x, y)
  }
  @inline(__always)
  static func multiplyAdd(
    _ sum: SIMD8<Self>, _ x: SIMD8<Self>, _ y: SIMD8<Self>
  ) -> SIMD8<Self> {
    sum + x * y
  }
}

/// A signed integer element.
protocol IntegerElement: NumericElement, FixedWidthInteger, SignedInteger {}

extension NumericElement where Self: IntegerElement {
  @inline(__always) static var one: Self { 1 }
  @inline(__always) static var lowest: Self { .min }
  @inline(__always) static var highest: Self { .max }
  @inline(__always) static func sum(_ x: Self, _ y: Self) -> Self { x &+ y }
  @inline(__always) static func product(_ x: Self, _ y: Self) -> Self { x &* y }
  @inline(__always) static func larger(_ x: Self, _ y: Self) -> Self { x >= y ? x : y }
  @inline(__always) static func smaller(_ x: Self, _ y: Self) -> Self { x <= y ? x : y }
  @inline(__always)
  static func multiplyAdd(
    _ sum: SIMD8<Self>, _ x: SIMD8<Self>, _ y: SIMD8<Self>
  ) -> SIMD8<Self> {
    sum &+ x &* y
  }
}

extension Float: NumericElement {}
extension Double: NumericElement {}
extension Int32: IntegerElement {}
extension Int64: IntegerElement {}
