/// A floating-point element type, with the magnitudes at which NumPy changes its notation.
protocol PrintableFloat: Element, BinaryFloatingPoint, LosslessStringConvertible {
  /// Arrays that hold this magnitude or more are printed in scientific notation.
  static var arrayScientificLimit: Self { get }
  /// Scalars of this magnitude or more are printed in scientific notation.
  static var scalarScientificLimit: Self { get }
}

extension Float: PrintableFloat {
  static var arrayScientificLimit: Float { 1e6 }
  static var scalarScientificLimit: Float { 1e6 }
}

extension Double: PrintableFloat {
  static var arrayScientificLimit: Double { 1e8 }
  static var scalarScientificLimit: Double { 1e16 }
}
