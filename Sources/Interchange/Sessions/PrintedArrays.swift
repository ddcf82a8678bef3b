/// The arrays in printed text, found by their brackets.
///
/// An array's numbers share its magnitude: beside a large element a small one is noise. The items
/// of a list are numbers of their own. What tells the two apart are the commas, which NumPy writes
/// only in `array(…)`:
///
///     [[1.  2. ]      [1000000.0, 0.5]      array([1., 2.], dtype=float32)
///      [3.  0.5]]     is a list             is an array
///     is one array
struct PrintedArrays {
  /// The largest magnitude in the array of each number, by lines; 0 where it is in none.
  let magnitudes: [[Double]]

  /// A pair of brackets.
  private struct Group {
    let parent: Int?
    /// Whether `array(` stands before it.
    let isNamed: Bool
    var hasCommas = false
    var isClosed = false
    /// The largest number inside, without those in inner groups.
    var largest = 0.0
  }

  /// The arrays of a text's lines.
  ///
  /// - Complexity: O(length of the text).
  init(_ lines: [String]) {
    var groups: [Group] = []
    var open: Int?
    var owners: [[Int?]] = []
    for line in lines {
      var inLine: [Int?] = []
      var word = ""
      for token in TranscriptPattern(line, hasWildcards: false, hasNumbers: true).tokens {
        switch token {
        case .character("["):
          groups.append(Group(parent: open, isNamed: word.hasSuffix("array(")))
          open = groups.count - 1
        case .character("]"):
          guard let closed = open else { break }
          groups[closed].isClosed = true
          open = groups[closed].parent
        case .character(","): if let open { groups[open].hasCommas = true }
        case .number(let number):
          inLine.append(open)
          guard let open, number.value.isFinite else { break }
          groups[open].largest = max(groups[open].largest, number.value)
        case .blank, .character, .anything: break
        }
        if case .character(let character) = token { word.append(character) } else { word = "" }
      }
      owners.append(inLine)
    }
    let arrays = PrintedArrays.arrays(of: groups)
    var largest = [Double](repeating: 0, count: groups.count)
    for (group, array) in zip(groups, arrays) {
      if let array { largest[array] = max(largest[array], group.largest) }
    }
    magnitudes = owners.map {
      $0.map { owner in
        owner.flatMap { arrays[$0] }.map { largest[$0] } ?? 0
      }
    }
  }

  /// The outermost group of the array that each group is part of; nil for lists, and for brackets
  /// that nothing closes.
  private static func arrays(of groups: [Group]) -> [Int?] {
    var arrays: [Int?] = []
    var isInNamed: [Bool] = []
    // A group comes after the one that it stands in.
    for (index, group) in groups.enumerated() {
      let isNamed = group.isNamed || group.parent.map { isInNamed[$0] } ?? false
      isInNamed.append(isNamed)
      guard group.isClosed, isNamed || !group.hasCommas else {
        arrays.append(nil)
        continue
      }
      arrays.append(group.isNamed ? index : group.parent.flatMap { arrays[$0] } ?? index)
    }
    return arrays
  }
}
