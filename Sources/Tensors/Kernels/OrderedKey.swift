/// An element that a key of bits orders, so that it can be sorted without comparisons.
protocol OrderedElement: Element {
  associatedtype Key: FixedWidthInteger & UnsignedInteger
  /// A number that is smaller for what comes first.
  ///
  /// Zeros of both signs have one key, so that they are equals; every NaN has the largest.
  var orderedKey: Key { get }
}

extension OrderedElement where Self: BinaryFloatingPoint {
  /// The bits of a number as an unsigned one of the same order.
  @inline(__always)
  fileprivate static func key(_ bits: Key, isNegative: Bool) -> Key {
    isNegative ? ~bits : bits | (1 << Key(Key.bitWidth - 1))
  }
}

extension Float: OrderedElement {
  @inline(__always) var orderedKey: UInt32 {
    if self != self { return .max }
    return self == 0 ? 1 << 31 : Float.key(bitPattern, isNegative: sign == .minus)
  }
}

extension Double: OrderedElement {
  @inline(__always) var orderedKey: UInt64 {
    if self != self { return .max }
    return self == 0 ? 1 << 63 : Double.key(bitPattern, isNegative: sign == .minus)
  }
}

extension Int32: OrderedElement {
  @inline(__always) var orderedKey: UInt32 { UInt32(bitPattern: self) ^ 1 << 31 }
}

extension Int64: OrderedElement {
  @inline(__always) var orderedKey: UInt64 { UInt64(bitPattern: self) ^ 1 << 63 }
}

extension Bool: OrderedElement {
  @inline(__always) var orderedKey: UInt8 { self ? 1 : 0 }
}
