public import RealModule
public import Tensors

/// The element types that derivatives are computed in.
public protocol ScalarElement: Element, Real, BinaryFloatingPoint {}

extension Float: ScalarElement {}
extension Double: ScalarElement {}
