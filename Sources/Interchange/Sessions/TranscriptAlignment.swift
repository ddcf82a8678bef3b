/// What becomes of recorded lines when something else is shown: what still matches stays as it is,
/// patterns among it, and only what differs is written anew.
struct TranscriptAlignment {
  /// The most pairs of lines that are compared; beyond them everything between the lines that match
  /// at both ends is written anew.
  static let limit = 1 << 22

  private let matcher: TranscriptMatcher

  init(_ matcher: TranscriptMatcher) { self.matcher = matcher }

  /// The lines to record: the fewest are changed.
  ///
  /// - Complexity: O(recorded × shown), with at most `limit`.
  func lines(recorded: [String], shown: [TranscriptLine]) -> [String] {
    let expected = recorded.map(matcher.expected)
    let actual = shown.map(matcher.actual)
    let start = zip(expected, actual).prefix { !$0.isAny && matcher.areSame($0, $1) }.count
    let end = zip(expected.dropFirst(start).reversed(), actual.dropFirst(start).reversed())
      .prefix { !$0.isAny && matcher.areSame($0, $1) }.count
    let inner = Inner(
      expected: Array(expected[start..<expected.count - end]),
      actual: Array(actual[start..<actual.count - end]), matcher: matcher)
    return expected.prefix(start).map(\.text) + inner.lines + expected.suffix(end).map(\.text)
  }

  /// The lines between those that match at both ends.
  private struct Inner {
    let expected: [TranscriptMatcher.Expected]
    let actual: [TranscriptMatcher.Actual]
    let matcher: TranscriptMatcher

    /// What a step costs.
    ///
    /// To replace a line is less than to remove one where `...` could take in what is shown in its
    /// place.
    private enum Cost {
      static let replaced: Int32 = 9
      static let removed: Int32 = 10
      static let inserted: Int32 = 10
    }

    var lines: [String] {
      let (pairs, isTooLarge) = expected.count.multipliedReportingOverflow(by: actual.count)
      guard !isTooLarge, pairs <= TranscriptAlignment.limit else { return actual.map(\.text) }
      let costs = costs()
      let width = actual.count + 1
      var lines: [String] = []
      var e = 0
      var a = 0
      while e < expected.count || a < actual.count {
        let cost = costs[e * width + a]
        if e < expected.count, expected[e].isAny {
          if cost == costs[(e + 1) * width + a] {
            lines.append(expected[e].text)
            e += 1
            continue
          }
          if a < actual.count, cost == costs[e * width + a + 1] {
            a += 1
            continue
          }
        } else if e < expected.count, a < actual.count {
          let next = costs[(e + 1) * width + a + 1]
          let isSame = matcher.areSame(expected[e], actual[a])
          if cost == next + (isSame ? 0 : Cost.replaced) {
            lines.append(isSame ? expected[e].text : actual[a].text)
            (e, a) = (e + 1, a + 1)
            continue
          }
        }
        if a < actual.count, cost == costs[e * width + a + 1] + Cost.inserted {
          lines.append(actual[a].text)
          a += 1
        } else {
          e += 1
        }
      }
      return lines
    }

    /// The least cost from each pair of places to the end, row by row.
    private func costs() -> [Int32] {
      let width = actual.count + 1
      var costs = [Int32](repeating: 0, count: (expected.count + 1) * width)
      for a in stride(from: actual.count - 1, through: 0, by: -1) {
        costs[expected.count * width + a] =
          costs[expected.count * width + a + 1] + Cost.inserted
      }
      for e in stride(from: expected.count - 1, through: 0, by: -1) {
        for a in stride(from: actual.count, through: 0, by: -1) {
          let removed = costs[(e + 1) * width + a]
          var best = removed + (expected[e].isAny ? 0 : Cost.removed)
          if a < actual.count {
            let rest = costs[e * width + a + 1]
            if expected[e].isAny {
              best = min(best, rest)
            } else {
              let isSame = matcher.areSame(expected[e], actual[a])
              let both = costs[(e + 1) * width + a + 1] + (isSame ? 0 : Cost.replaced)
              best = min(best, both, rest + Cost.inserted)
            }
          }
          costs[e * width + a] = best
        }
      }
      return costs
    }
  }
}
