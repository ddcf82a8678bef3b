public import Tensors

/// How far an elementwise function may be from its exact value.
///
/// 2 ulp, but for the functions of the table.
public struct ElementwiseBound: Sendable {
  /// The largest error, in units of the last place.
  public let ulp: Double
  /// Values that are smaller than this are held to its unit, not to their own: near their zeros the
  /// function is not told apart from 0 by the digits of the operands.
  public let least: Double

  private init(ulp: Double = 2, least: Double = 0) {
    self.ulp = ulp
    self.least = least
  }

  /// The only home of what is not 2 ulp, each with its reason.
  private static let exceptions: [String: ElementwiseBound] = [
    // The sum cancels where exp(x) + exp(y) is near 1; the terms are of the size of 1.
    "logaddexp": ElementwiseBound(least: 0.5),
    // Next to its zeros between the poles it is a difference of terms of the size of 1.
    "digamma": ElementwiseBound(least: 0x1p-7),
  ]

  /// The primitives that are elementwise and have no reference, each with its reason.
  public static let withoutReference: [(names: [String], reason: String)] = [
    (["add", "subtract", "multiply"], "the processor rounds them correctly"),
    (["maximum", "minimum", "relu", "relu6", "hardtanh"], "they choose an operand or a bound"),
    (["x_sigmoid", "x_ndtr"], "tried as silu and gelu, which are they"),
    (["polygamma", "sinc_derivative"], "derivatives, which are held to 1e-9 by the frameworks"),
  ]

  /// The bound of a primitive in an element type.
  public static func of(_ name: String, _ dtype: DType) -> ElementwiseBound {
    exceptions[name] ?? ElementwiseBound()
  }

  /// The error of a number at a point, in the units of the bound.
  private func error<T>(
    of found: T, at point: Int, in reference: ElementwiseReference<T>
  ) -> Double {
    let error = reference.error(of: found, at: point)
    let expected = reference.results[point]
    guard error > ulp, error.isFinite, Double(expected.magnitude) < least else { return error }
    return error * Double(expected.ulp) / Double(T(least).ulp)
  }

  /// The largest error of numbers at some points, and what it is about; nil where there are none.
  public func worst<T>(
    _ found: [T], at points: [Int], in reference: ElementwiseReference<T>
  ) -> (error: Double, text: String)? {
    let errors = zip(found, points).map { error(of: $0, at: $1, in: reference) }
    guard let place = errors.indices.max(by: { errors[$0] < errors[$1] }) else { return nil }
    let beyond = errors.filter { $0 > ulp }.count
    let point = points[place]
    return (
      errors[place],
      "\(beyond) of \(found.count) beyond \(ulp) ulp; \(errors[place]) ulp at "
        + "\(reference.text(at: point)): \(found[place]), not \(reference.results[point])"
    )
  }
}
