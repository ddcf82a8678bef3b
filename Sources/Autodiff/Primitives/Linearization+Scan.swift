import Tensors

/// What the rules of running combinations along an axis have in common.
extension Linearization {
  /// The axis, the first attribute.
  var scanAxis: Int {
    let axis = attributes.integer(0)
    return axis < 0 ? axis + x[0].rank : axis
  }

  /// Whether the scan goes from the end: the last attribute.
  var isScanReversed: Bool { attributes.flag(attributes.count - 1) }

  /// The solution of y[k] = a[k]·y[k-1] + b[k] in the scan's direction, or against it.
  func recurrence(_ a: Term, _ b: Term, isBackward: Bool = false) -> Term {
    b.call(
      "linear_recurrence", [a, b],
      [.integer(scanAxis), .flag(isScanReversed != isBackward)])
  }

  /// A tensor moved along the scan, with a number at the place that becomes free.
  ///
  /// By 1, each place has what stood one step before; by -1, one step behind.
  func shifted(_ term: Term, by step: Int, filling number: Double) -> Term {
    let axis = scanAxis
    guard term.shape[axis] > 0 else { return term }
    // Whether the first place in memory becomes free.
    let isFirstFree = (step > 0) != isScanReversed
    let whole = Tensor.SliceItem.range(start: nil, stop: nil, step: 1)
    let part = Tensor.SliceItem.range(
      start: isFirstFree ? nil : 1, stop: isFirstFree ? -1 : nil, step: 1)
    let widths = (0..<term.rank).map { place in
      place != axis ? [0, 0] : isFirstFree ? [1, 0] : [0, 1]
    }
    return term.sliced(Array(repeating: whole, count: axis) + [part])
      .padded(widths, with: number)
  }

  // MARK: products

  /// The cotangent of a running product's operand: for each element, the product of those before it
  /// times the sum, over the places behind, of their cotangents times the products between.
  ///
  /// Made of products alone, so that zeros are exact.
  func cumulativeProductPullback(_ g: Term) -> Term {
    let g = g.broadcast(to: x[0].shape)
    guard attributes.flag(1) else { return inclusivePullback(x[0], g) }
    // An exclusive product is the inclusive one of what stood a step before, with 1 in front.
    return shifted(inclusivePullback(shifted(x[0], by: 1, filling: 1), g), by: -1, filling: 0)
  }

  func cumulativeProductPushforward(_ t: Term) -> Term {
    guard attributes.flag(1) else { return inclusivePushforward(x[0], t) }
    return inclusivePushforward(
      shifted(x[0], by: 1, filling: 1), shifted(t, by: 1, filling: 0))
  }

  private func inclusivePullback(_ x: Term, _ g: Term) -> Term {
    productsBefore(x) * recurrence(shifted(x, by: -1, filling: 0), g, isBackward: true)
  }

  private func inclusivePushforward(_ x: Term, _ t: Term) -> Term {
    recurrence(x, t * productsBefore(x))
  }

  private func productsBefore(_ x: Term) -> Term {
    x.call("cumprod", [x], [.integer(scanAxis), .flag(true), .flag(isScanReversed)])
  }

  // MARK: extrema

  /// Which elements attain a running extremum.
  var runningShares: RunningShares {
    let dtype = x[0].dtype
    let isExtremum = x[0].isEqual(to: y).cast(to: dtype)
    let isSame = y.isEqual(to: shifted(y, by: 1, filling: .nan)).cast(to: dtype)
    return RunningShares(
      isExtremum: isExtremum, isSame: isSame, count: recurrence(isSame, isExtremum))
  }
}

/// Which elements attain a running extremum, as ones and zeros.
struct RunningShares {
  /// Whether the element is the extremum so far.
  let isExtremum: Term
  /// Whether the extremum so far is that of the step before.
  let isSame: Term
  /// How many of the elements so far attain it.
  let count: Term

  /// A share of the extremum: (keep of the step before's + weight · element)/count, where there is
  /// something to divide by.
  struct Rule {
    let weight: Term
    let keep: Term
    var count: Term?

    func divided(_ term: Term) -> Term { count.map { term / $0 } ?? term }
  }

  /// Equals share evenly.
  var evenly: Rule { Rule(weight: isExtremum, keep: isSame, count: count) }

  /// The first of equals has it.
  var ofFirst: Rule { Rule(weight: 1 - isSame, keep: isSame) }

  /// The last of equals so far has it.
  var ofLast: Rule { Rule(weight: isExtremum, keep: 1 - isExtremum) }
}

extension Term {
  /// The tensor with elements of one number before and after it along each axis.
  func padded(_ widths: [[Int]], with number: Double) -> Term {
    call("constant_pad", [self], [.rows(widths), .number(number)])
  }
}
