import Tensors

/// When elements count as nearly equal: `|x - y| <= absolute + relative·|y|`, as NumPy has it.
struct Closeness {
  var relative: Double
  var absolute: Double
  var areNaNsEqual: Bool

  /// Equality without tolerance.
  static let exact = Closeness(relative: 0, absolute: 0, areNaNsEqual: false)

  /// Whether all elements of two tensors, broadcast together, are nearly equal.
  ///
  /// - Throws: `notBroadcastable` and the errors of allocation.
  func holds(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Bool {
    try failures(x, y).count == 0
  }

  /// How many elements differ, and by how much at most.
  ///
  /// - Complexity: O(elements of the broadcast).
  func failures(
    _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> (count: Int, total: Int, largest: Double) {
    let shape = try Shape.broadcast(x.shape, y.shape)
    let left = try x.broadcast(to: shape).doubles()
    let right = try y.broadcast(to: shape).doubles()
    var count = 0
    var largest = 0.0
    for (a, b) in zip(left, right) where !isClose(a, b) {
      count += 1
      let difference = (a - b).magnitude
      if difference > largest || difference.isNaN { largest = difference }
    }
    return (count, left.count, largest)
  }

  /// Which elements of two tensors, broadcast together, are nearly equal.
  ///
  /// - Throws: `notBroadcastable` and the errors of allocation.
  func elements(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
    let shape = try Shape.broadcast(x.shape, y.shape)
    let left = try x.broadcast(to: shape).doubles()
    let right = try y.broadcast(to: shape).doubles()
    return try Tensor(shape: shape, values: zip(left, right).map { isClose($0, $1) })
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    if a == b { return true }
    if a.isNaN, b.isNaN { return areNaNsEqual }
    guard a.isFinite, b.isFinite else { return false }
    return (a - b).magnitude <= absolute + relative * b.magnitude
  }
}
