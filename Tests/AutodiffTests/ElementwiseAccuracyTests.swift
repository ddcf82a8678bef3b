import Tensors
import Testing

@testable import Autodiff

/// Elementwise functions against references of 50 digits, special values included.
@Suite struct ElementwiseAccuracyTests {
  static let functions =
    (try? ElementwiseReference<Double>.functions().map(\.name)) ?? []

  /// Every loop of floats has a reference, but those that are one operation of the processor or a
  /// choice between operands.
  @Test func everyElementwiseLoopHasAReference() throws {
    #expect(Self.functions.count >= 45)
    let exact = ["add", "subtract", "multiply", "maximum", "minimum", "relu"]
    let covered = Set((Self.functions + exact).compactMap { Primitive.find($0)?.loop })
    for primitive in Primitive.all {
      guard let loop = primitive.loop, primitive.takesFloats else { continue }
      #expect(covered.contains(loop), "\(primitive.name)")
    }
  }

  @Test(arguments: functions) func float32IsWithinItsBound(_ name: String) throws {
    try check(name, in: Float.self)
  }

  @Test(arguments: functions) func float64IsWithinItsBound(_ name: String) throws {
    try check(name, in: Double.self)
  }

  /// All points at once, and one at a time: loops of many elements have kernels of their own.
  private func check<T: Element & BinaryFloatingPoint>(_ name: String, in type: T.Type) throws {
    let primitive = try #require(Primitive.find(name), "there is no primitive \(name)")
    let reference = try ElementwiseReference<T>(
      name, operandCount: primitive.operandCount.lowerBound)
    let bound = ElementwiseBound.of(name, T.dtype)
    let tensors = try reference.operands.map { try Tensor(shape: [$0.count], values: $0) }
    let together = try primitive.kernel(tensors, []).values(as: T.self)
    try report(together, reference, bound, "\(name) of all points")
    let apart = try reference.results.indices.map { point in
      let scalars = reference.operands.map { Tensor($0[point]) }
      return try primitive.kernel(scalars, []).scalar(as: T.self)
    }
    try report(apart, reference, bound, "\(name) of one point")
  }

  private func report<T: Element & BinaryFloatingPoint>(
    _ found: [T], _ reference: ElementwiseReference<T>, _ bound: ElementwiseBound, _ what: String
  ) throws {
    var worst = (error: 0.0, point: 0)
    var failures = 0
    for (point, number) in found.enumerated() {
      let error = bound.error(of: number, at: point, in: reference)
      if error > worst.error { worst = (error, point) }
      if error > bound.ulp { failures += 1 }
    }
    let point = worst.point
    #expect(
      failures == 0,
      """
      \(what): \(failures) of \(found.count) beyond \(bound.ulp) ulp; \(worst.error) at \
      \(reference.text(at: point)): \(found[point]), not \(reference.results[point])
      """)
  }
}

extension Primitive {
  /// The name of the loop that computes it; nil where it is no loop over elements.
  fileprivate var loop: String? {
    switch kernel {
    case .unary(let operation): "\(operation)"
    case .binary(let operation): "\(operation)"
    default: nil
    }
  }

  /// Whether float64 is among the element types that it takes.
  fileprivate var takesFloats: Bool {
    let operands = Array(repeating: TensorType(.float64, []), count: operandCount.lowerBound)
    return (try? resultType(of: operands, defaultAttributes)) != nil
  }
}
