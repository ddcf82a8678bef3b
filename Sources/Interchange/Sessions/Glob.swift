/// Matching of sequences in which some elements of the pattern stand for any run.
enum Glob {
  /// Whether a pattern stands for a whole sequence.
  ///
  /// - Complexity: O(pattern × sequence); without runs O(sequence).
  static func matches<Pattern, Element>(
    _ pattern: [Pattern], _ sequence: [Element], isAny: (Pattern) -> Bool,
    _ matches: (Pattern, Element) -> Bool
  ) -> Bool {
    var p = 0
    var s = 0
    // Where to go on when a run must take one element more.
    var resume: (pattern: Int, sequence: Int)?
    while s < sequence.count {
      if p < pattern.count, isAny(pattern[p]) {
        resume = (p, s)
        p += 1
      } else if p < pattern.count, matches(pattern[p], sequence[s]) {
        p += 1
        s += 1
      } else if let (run, start) = resume {
        resume = (run, start + 1)
        p = run + 1
        s = start + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy(isAny)
  }
}
