extension Bars {
  /// The most bins of a histogram.
  public static let binLimit = 10_000

  /// How many numbers fall into bins of equal width between the least and the greatest.
  ///
  /// Bins and their bounds are those of NumPy's `histogram`: each has its lower bound, and the last
  /// its upper bound as well; equal numbers get a range of 1 around them. What is not finite falls
  /// into no bin.
  ///
  /// - Precondition: `count` is from 1 to ``binLimit``.
  /// - Complexity: O(numbers + bins).
  public static func histogram(name: String? = nil, of values: [Double], bins count: Int) -> Bars {
    precondition((1...binLimit).contains(count), "a number of bins")
    var (low, high) = (0.0, 1.0)
    if let bounds = values.finiteBounds {
      (low, high) = (bounds.lowerBound, bounds.upperBound)
      if low == high { (low, high) = (low - 0.5, high + 0.5) }
      // Of large numbers a half is nothing.
      if low == high { (low, high) = (low.nextDown, high.nextUp) }
      if !low.isFinite { low = -Double.greatestFiniteMagnitude }
      if !high.isFinite { high = Double.greatestFiniteMagnitude }
    }
    let step = (high - low) / Double(count)
    let edges = (0...count).map { index in
      if index == count { return high }
      guard !step.isFinite else { return low + Double(index) * step }
      // Of a range that no number holds, each bound is a mean of both ends.
      let share = Double(index) / Double(count)
      return low * (1 - share) + high * share
    }
    return histogram(name: name, of: values, edges: edges)
  }

  /// How many numbers fall into bins with given bounds.
  ///
  /// - Precondition: there are two bounds or more, which do not fall.
  public static func histogram(
    name: String? = nil, of values: [Double], edges: [Double]
  ) -> Bars {
    precondition(edges.count >= 2, "a bin has two bounds")
    let bins = edges.count - 1
    var counts = [Double](repeating: 0, count: bins)
    for value in values where value >= edges[0] && value <= edges[bins] {
      // The first bound above the number ends its bin.
      var (low, high) = (0, bins)
      while high - low > 1 {
        let middle = (low + high) / 2
        if value >= edges[middle] { low = middle } else { high = middle }
      }
      counts[low] += 1
    }
    return Bars(
      name: name, lower: Array(edges.dropLast()), upper: Array(edges.dropFirst()), heights: counts,
      areBins: true, outside: values.count { !$0.isFinite })
  }
}
