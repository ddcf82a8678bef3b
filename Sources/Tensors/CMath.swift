import Glibc

/// C's `pow` for float64: defined for negative bases with integral exponents.
@usableFromInline func cPower(_ x: Double, _ y: Double) -> Double { pow(x, y) }

/// C's `powf` for float32.
@usableFromInline func cPower(_ x: Float, _ y: Float) -> Float { powf(x, y) }
