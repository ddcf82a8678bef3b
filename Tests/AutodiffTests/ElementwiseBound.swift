import Tensors

/// How far an elementwise function may be from its exact value.
///
/// 2 ulp, but for the functions of the table.
struct ElementwiseBound {
  /// The largest error, in units of the last place.
  let ulp: Double
  /// Values that are smaller than this are held to its unit, not to their own: near their zeros the
  /// function is not told apart from 0 by the digits of the operands.
  let least: Double

  private init(ulp: Double = 2, least: Double = 0) {
    self.ulp = ulp
    self.least = least
  }

  /// The only home of what is not 2 ulp, each with its reason.
  private static let exceptions: [String: ElementwiseBound] = [
    // The sum cancels where exp(x) + exp(y) is near 1; the terms are of the size of 1.
    "logaddexp": ElementwiseBound(least: 0.5)
  ]

  /// The bound of a primitive in an element type.
  static func of(_ name: String, _ dtype: DType) -> ElementwiseBound {
    exceptions[name] ?? ElementwiseBound()
  }

  /// The error of a number at a point, in the units of the bound.
  func error<T>(of found: T, at point: Int, in reference: ElementwiseReference<T>) -> Double {
    let error = reference.error(of: found, at: point)
    let expected = reference.results[point]
    guard error > ulp, error.isFinite, Double(expected.magnitude) < least else { return error }
    return error * Double(expected.ulp) / Double(T(least).ulp)
  }
}
