import ElementwiseReferences
import Tensors
import Testing

@testable import Autodiff

/// Elementwise functions against references of 50 digits, special values included.
@Suite struct ElementwiseAccuracyTests {
  /// The primitives that have references; what is made of them is tried where it is declared.
  static let functions =
    ((try? ElementwiseReference<Double>.functions()) ?? [])
    .filter { Primitive.find($0) != nil }

  /// Every loop of floats has a reference, but for those of the table.
  @Test func everyElementwiseLoopHasAReference() throws {
    #expect(Self.functions.count >= 45)
    let named = Self.functions + ElementwiseBound.withoutReference.flatMap(\.names)
    let covered = Set(named.compactMap { Primitive.find($0)?.loop })
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
    let reference = try ElementwiseReference<T>(name)
    let bound = ElementwiseBound.of(name, T.dtype)
    // A further operand, as the slope of an activation, has its default.
    let defaults = primitive.parameters.dropFirst(reference.operands.count).compactMap {
      $0.defaultValue.flatMap {
        if case .number(let number) = $0 { Tensor(T(number)) } else { nil }
      }
    }
    let tensors =
      try reference.operands.map { try Tensor(shape: [$0.count], values: $0) } + defaults
    let together = try primitive.kernel(tensors, []).values(as: T.self)
    let points = Array(reference.results.indices)
    let worst = try #require(bound.worst(together, at: points, in: reference))
    #expect(worst.error <= bound.ulp, "\(name) of all points: \(worst.text)")
    let apart = try points.map { point in
      let scalars = reference.operands.map { Tensor($0[point]) } + defaults
      return try primitive.kernel(scalars, []).scalar(as: T.self)
    }
    let worstApart = try #require(bound.worst(apart, at: points, in: reference))
    #expect(worstApart.error <= bound.ulp, "\(name) of one point: \(worstApart.text)")
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
