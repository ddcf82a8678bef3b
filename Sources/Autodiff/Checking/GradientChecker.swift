public import Tensors

/// Compares derivatives with finite differences and with each other, in float64, to second order.
///
/// For a function f, a point x, a random direction u and a random cotangent w it checks that
/// `⟨w, J u⟩` is the same by central differences, by forward mode and by reverse mode; then the
/// same for the function x ↦ Jᵀw, whose derivative is the second.
///
/// Source: the method of HIPS autograd's `test_util.check_grads`.
public struct GradientChecker: Sendable {
  /// A function of tensors as primitives on a recorder; it must give one floating-point result.
  public typealias Function =
    (_ x: [Value], _ recorder: inout Recorder) throws(AutodiffError) -> Value

  /// What did not agree.
  public struct Mismatch: Sendable, Hashable, CustomStringConvertible {
    /// Which pair of values differs.
    public enum Comparison: String, Sendable, Hashable {
      case forwardWithDifferences = "forward mode against finite differences"
      case reverseWithForward = "reverse mode against forward mode"
    }
    /// 1 for the derivative, 2 for the second derivative.
    public let order: Int
    /// Which pair of values differs.
    public let comparison: Comparison
    /// The value that is the reference of the comparison.
    public let expected: Double
    /// The value that differs from it.
    public let found: Double

    /// The mismatch in one line.
    public var description: String {
      "order \(order), \(comparison.rawValue): \(found) where \(expected) was expected"
    }
  }

  /// The step of the central differences: about the cube root of float64's precision.
  public var step = 6e-6
  /// The relative difference that is let pass.
  public var tolerance = 2e-6
  /// The highest order that is checked: 1 or 2.
  public var order = 2
  /// The derivatives that are checked.
  var derivatives = DerivativeTable.standard
  private var generator: PhiloxGenerator

  /// A checker whose directions come from a seed.
  public init(seed: UInt64 = 0) { generator = PhiloxGenerator(seed: seed) }

  /// The mismatches of a function at a point; none when its derivatives are right.
  ///
  /// - Parameter variables: the places of what is varied; all floating-point tensors where it is nil.
  /// - Throws: what the function throws at the point.
  public mutating func mismatches(
    at point: [Tensor], by variables: [Int]? = nil, of function: Function
  ) throws(AutodiffError) -> [Mismatch] {
    let active = variables ?? point.indices.filter { point[$0].dtype.isFloatingPoint }
    let first = try compare(order: 1, at: point, by: active, of: function)
    guard order > 1, first.isEmpty else { return first }
    // The second order is the first order of x ↦ Jᵀw, with the parts for the operands in a row.
    let weight = try direction(like: value(of: function, at: point))
    for operand in active {
      let mismatches = try compare(order: 2, at: point, by: active) {
        (x, recorder) throws(AutodiffError) -> Value in
        let tape = recorder.openTape(kind: .explicit, isPersistent: false)
        let watched = try recorder.watch(x[operand], on: tape)
        var operands = x
        operands[operand] = watched
        let y = try function(operands, &recorder)
        let gradients = try recorder.gradient(
          of: [Target(y, seed: Value(weight))], by: [Source(watched)], on: tape,
          zeroForUnconnected: true)
        guard case .value(let gradient) = gradients[0] else { return watched }
        return gradient
      }
      if !mismatches.isEmpty { return mismatches }
    }
    return []
  }

  private mutating func compare(
    order: Int, at point: [Tensor], by active: [Int], of function: Function
  ) throws(AutodiffError) -> [Mismatch] {
    var directions: [Tensor] = []
    for index in active { directions.append(try direction(like: point[index])) }
    let weight = try direction(like: value(of: function, at: point))

    func along(_ distance: Double) throws(AutodiffError) -> Double {
      var moved = point
      for (index, direction) in zip(active, directions) {
        moved[index] = try computed {
          () throws(TensorError) in
          let step = try Tensor.binary(.multiply, direction, Tensor(distance))
          return try Tensor.binary(.add, point[index], step)
        }
      }
      return try GradientChecker.inner(value(of: function, at: moved), weight)
    }
    let difference = (try along(step) - along(-step)) / (2 * step)

    var recorder = Recorder()
    recorder.derivatives = derivatives
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    var operands = point.map { Value($0) }
    for index in active { operands[index] = try recorder.watch(operands[index], on: tape) }
    let y = try function(operands, &recorder)
    recorder.closeTape(tape)
    let tangents = try recorder.pushforward(
      of: [y],
      along: zip(active, directions).map { (Source(operands[$0]), Value($1)) }, on: tape)
    let cotangents = try recorder.gradient(
      of: [Target(y, seed: Value(weight))], by: active.map { Source(operands[$0]) }, on: tape,
      zeroForUnconnected: true)
    var forward = 0.0
    if case .value(let tangent) = tangents[0] {
      forward = try GradientChecker.inner(tangent.tensor, weight)
    }
    var reverse = 0.0
    for (cotangent, direction) in zip(cotangents, directions) {
      guard case .value(let cotangent) = cotangent else { continue }
      reverse += try GradientChecker.inner(cotangent.tensor, direction)
    }
    var result: [Mismatch] = []
    let scale = max(1, abs(difference), abs(forward))
    // A comparison that NaN cannot pass.
    if !(abs(forward - difference) <= tolerance * scale) {
      result.append(
        Mismatch(
          order: order, comparison: .forwardWithDifferences, expected: difference,
          found: forward))
    }
    if !(abs(reverse - forward) <= 1e-10 * scale) {
      result.append(
        Mismatch(
          order: order, comparison: .reverseWithForward, expected: forward, found: reverse))
    }
    return result
  }

  private func value(
    of function: Function, at point: [Tensor]
  ) throws(AutodiffError) -> Tensor {
    var recorder = Recorder()
    recorder.derivatives = derivatives
    return try function(point.map { Value($0) }, &recorder).tensor
  }

  private mutating func direction(like tensor: Tensor) throws(AutodiffError) -> Tensor {
    do throws(TensorError) {
      return try generator.uniform(shape: tensor.shape, dtype: .float64, low: -1, high: 1)
    } catch {
      throw .primitive("uniform", operands: [TensorType(tensor)], error)
    }
  }

  private static func inner(_ x: Tensor, _ y: Tensor) throws(AutodiffError) -> Double {
    let product = try computed { () throws(TensorError) in try Tensor.binary(.multiply, x, y) }
    return try computed { () throws(TensorError) in try product.reduce(.sum, axes: nil) }
      .doubleValue ?? .nan
  }
}
