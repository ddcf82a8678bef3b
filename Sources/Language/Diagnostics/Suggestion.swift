/// Finds what somebody may have meant who misspelt a name.
public enum Suggestion {
  /// Names longer than this get no suggestion: comparing them costs the square of their length.
  private static let longest = 64

  /// The candidates close to a word, closest first, ties in the order given.
  ///
  /// Close is a Damerau–Levenshtein distance (insertion, deletion, substitution, transposition of
  /// neighbours) of at most two that is less than half of the word's length.
  /// O(candidates × length of the word).
  public static func closest(
    to word: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let letters = Array(word.unicodeScalars)
    guard letters.count <= longest else { return [] }
    var found: [(name: String, distance: Int)] = []
    for candidate in candidates where candidate != word {
      let distance = distance(letters, Array(candidate.unicodeScalars.prefix(longest + 1)))
      guard distance <= 2, distance * 2 < letters.count else { continue }
      if !found.contains(where: { $0.name == candidate }) { found.append((candidate, distance)) }
    }
    // The sort must keep the order of ties, which the standard one does not promise.
    let ranked = found.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }
    return ranked.prefix(limit).map(\.element.name)
  }

  /// The distance between two words; 3 stands for everything above two.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard abs(a.count - b.count) <= 2 else { return 3 }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      if row.allSatisfy({ $0 > 2 }) { return 3 }
      (beforeLast, last) = (last, row)
    }
    return min(last[b.count], 3)
  }
}
