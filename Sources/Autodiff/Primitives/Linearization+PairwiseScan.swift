import Tensors

/// The derivative of a running extremum as JAX takes it: that of the program by which it computes the
/// scan, neighbours by pairs and then the scan of the pairs, with halves at each tie.
///
/// Source: `associative_scan` in JAX's `jax/_src/lax/control_flow/loops.py`.
extension Linearization {
  func pairwisePullback(_ g: Term, _ extremum: String) -> Term {
    let scan = PairwiseScan(axis: scanAxis, extremum: extremum, isReversed: isScanReversed)
    return scan.flipped(
      scan.pullback(scan.flipped(x[0]), scan.flipped(g.broadcast(to: x[0].shape))))
  }

  func pairwisePushforward(_ t: Term, _ extremum: String) -> Term {
    let scan = PairwiseScan(axis: scanAxis, extremum: extremum, isReversed: isScanReversed)
    return scan.flipped(scan.tangent(scan.flipped(x[0]), scan.flipped(t)).tangent)
  }
}

private struct PairwiseScan {
  let axis: Int
  /// The primitive of two elements.
  let extremum: String
  let isReversed: Bool

  /// The elements in the scan's direction.
  func flipped(_ x: Term) -> Term { isReversed ? part(x, nil, nil, -1) : x }

  func tangent(_ x: Term, _ t: Term) -> (value: Term, tangent: Term) {
    guard x.shape[axis] >= 2 else { return (x, t) }
    let pairs = Pairs(x, self)
    let (a, b) = (first(t, pairs.count), second(t, pairs.count))
    let (odd, oddTangent) = tangent(
      pairs.value, pairs.share(pairs.a, pairs.b) * a + pairs.share(pairs.b, pairs.a) * b)
    let rest = part(x, 2, nil, 2)
    let before = part(odd, 0, rest.shape[axis], 1)
    let evenTangent =
      pairs.share(before, rest) * part(oddTangent, 0, rest.shape[axis], 1)
      + pairs.share(rest, before) * part(t, 2, nil, 2)
    let even = x.call(extremum, [before, rest], [])
    return (
      interleaved([(part(x, 0, 1, 1), 0, 1), (even, 2, 2), (odd, 1, 2)], like: x),
      interleaved([(part(t, 0, 1, 1), 0, 1), (evenTangent, 2, 2), (oddTangent, 1, 2)], like: x)
    )
  }

  func pullback(_ x: Term, _ g: Term) -> Term {
    guard x.shape[axis] >= 2 else { return g }
    let pairs = Pairs(x, self)
    let odd = scanned(pairs.value)
    let rest = part(x, 2, nil, 2)
    let before = part(odd, 0, rest.shape[axis], 1)
    let evenCotangent = part(g, 2, nil, 2)
    let toBefore = interleaved(
      [(pairs.share(before, rest) * evenCotangent, 0, 1)], like: pairs.value)
    let toPairs = pullback(pairs.value, second(g, pairs.count) + toBefore)
    return interleaved(
      [
        (part(g, 0, 1, 1), 0, 1), (pairs.share(rest, before) * evenCotangent, 2, 2),
        (pairs.share(pairs.a, pairs.b) * toPairs, 0, 2),
        (pairs.share(pairs.b, pairs.a) * toPairs, 1, 2),
      ], like: x)
  }

  private func scanned(_ x: Term) -> Term {
    x.call(
      extremum == "maximum" ? "cummax" : "cummin", [x], [.integer(axis), .flag(false)])
  }

  /// Neighbours, and the extremum of each two.
  struct Pairs {
    let count: Int
    let a: Term
    let b: Term
    let value: Term
    private let isMaximum: Bool

    init(_ x: Term, _ scan: PairwiseScan) {
      count = x.shape[scan.axis] / 2
      a = scan.first(x, count)
      b = scan.second(x, count)
      value = x.call(scan.extremum, [a, b], [])
      isMaximum = scan.extremum == "maximum"
    }

    /// What `x` has of the extremum of two: all, nothing, or a half.
    func share(_ x: Term, _ y: Term) -> Term {
      let isChosen = isMaximum ? x.isGreater(than: y) : y.isGreater(than: x)
      let equal = x.isEqual(to: y).cast(to: x.dtype)
      return isChosen.cast(to: x.dtype) + 0.5 * equal
    }
  }

  fileprivate func first(_ x: Term, _ count: Int) -> Term { part(x, 0, 2 * count, 2) }
  fileprivate func second(_ x: Term, _ count: Int) -> Term { part(x, 1, nil, 2) }

  private func items(_ start: Int?, _ stop: Int?, _ step: Int) -> [Tensor.SliceItem] {
    Array(repeating: .range(start: nil, stop: nil, step: 1), count: axis) + [
      .range(start: start, stop: stop, step: step)
    ]
  }

  private func part(_ x: Term, _ start: Int?, _ stop: Int?, _ step: Int) -> Term {
    x.sliced(items(start, stop, step))
  }

  /// The sum of parts, each laid along the axis from a place on, so many places apart.
  private func interleaved(
    _ parts: [(part: Term, start: Int, step: Int)], like x: Term
  ) -> Term {
    let laid = parts.map { part, start, step in
      let stop = start + (part.shape[axis] - 1) * step + 1
      return part.call(
        "scatter_slice", [part],
        [.integers(x.shape), .slices(items(start, max(stop, start), step))])
    }
    return laid.dropFirst().reduce(laid[0]) { $0 + $1 }
  }
}
