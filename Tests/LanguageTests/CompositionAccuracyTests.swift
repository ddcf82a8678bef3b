import Autodiff
import ElementwiseReferences
import HashTreeCollections
import Tensors
import Testing

@testable import Language

/// Elementwise functions that are made of primitives, against references of 50 digits.
@Suite struct CompositionAccuracyTests {
  /// The functions that have references and are no primitives.
  static let functions =
    ((try? ElementwiseReference<Double>.functions()) ?? [])
    .filter { Primitive.find($0) == nil }

  @Test(arguments: functions) func errorsAreWithinTheBound(_ name: String) throws {
    try check(name, in: Float.self)
    try check(name, in: Double.self)
  }

  /// All points at once, and every tenth by itself.
  private func check<T: Element & BinaryFloatingPoint>(_ name: String, in type: T.Type) throws {
    let reference = try ElementwiseReference<T>(name)
    let points = reference.operands[0]
    let together = try Tensor(shape: [points.count], values: points)
    try report(result(name, together), Array(points.indices), reference, name)
    let some = points.indices.filter { $0 % 10 == 0 }
    let apart = try some.flatMap { try result(name, Tensor(points[$0])) as [T] }
    try report(apart, some, reference, name)
  }

  private func result<T: Element>(_ name: String, _ x: Tensor) throws -> [T] {
    var script = Script(echo: .never, hasSessionTape: false)
    script.session.globals["x"] = .tensor(Value(x))
    _ = try script.run("result = \(name)(x)")
    guard case .tensor(let value)? = script.session.globals["result"] else { return [] }
    return try value.tensor.values(as: T.self)
  }

  private func report<T: Element & BinaryFloatingPoint>(
    _ found: [T], _ points: [Int], _ reference: ElementwiseReference<T>, _ name: String
  ) throws {
    try #require(found.count == points.count)
    let bound = ElementwiseBound.of(name, T.dtype)
    let worst = try #require(bound.worst(found, at: points, in: reference))
    #expect(worst.error <= bound.ulp, "\(name) in \(T.dtype.name): \(worst.text)")
  }
}
