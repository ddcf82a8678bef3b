/// Positions with probabilities, each found by a number spread evenly from 0 up to 1.
///
/// Made of portable arithmetic, so that a seed gives the same positions on every machine.
public struct WeightedChoice: Sendable {
  /// The sums of the weights up to each position.
  private var sums: [Double] = []

  /// Probabilities that are the softmax of logits.
  ///
  /// - Complexity: O(n), where n is the number of logits.
  public init(logits: [Double]) {
    let largest = logits.max() ?? 0
    self.init(weights: logits.map { Portable.exp($0 - largest) })
  }

  /// Probabilities that are as weights, none of them negative, to their sum.
  ///
  /// - Complexity: O(n), where n is the number of weights.
  public init(weights: [Double]) {
    var sum = 0.0
    sums.reserveCapacity(weights.count)
    for weight in weights {
      sum += weight
      sums.append(sum)
    }
  }

  /// The position that a number belongs to.
  ///
  /// - Complexity: O(log n), where n is the number of weights.
  public func position(of unit: Double) -> Int {
    let place = unit * (sums.last ?? 0)
    var (low, high) = (0, max(sums.count - 1, 0))
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > place { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
