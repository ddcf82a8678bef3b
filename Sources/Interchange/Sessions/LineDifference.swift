/// The lines that lead from one text to another: those removed from it and those inserted.
///
/// The shortest such difference is found by Myers' algorithm ("An O(ND) Difference Algorithm and
/// Its Variations", 1986), between the lines that both texts begin and end with.
struct LineDifference {
  /// The most lines removed and inserted for which the shortest difference is searched.
  static let limit = 2000

  private let old: [Int]
  private let new: [Int]
  private let prefix: Int

  /// The difference of two texts.
  ///
  /// - Complexity: O(lines).
  init(from old: [String], to new: [String]) {
    // Equal lines have equal numbers, which compare faster.
    var numbers: [String: Int] = [:]
    func number(_ line: String) -> Int {
      let next = numbers.count
      return {
        $0 = $0 ?? next; return $0 ?? next
      }(&numbers[line])
    }
    let oldNumbers = old.map(number)
    let newNumbers = new.map(number)
    let prefix = zip(oldNumbers, newNumbers).prefix { $0 == $1 }.count
    let oldRest = oldNumbers.dropFirst(prefix)
    let newRest = newNumbers.dropFirst(prefix)
    let suffix = zip(oldRest.reversed(), newRest.reversed()).prefix { $0 == $1 }.count
    self.old = Array(oldRest.dropLast(suffix))
    self.new = Array(newRest.dropLast(suffix))
    self.prefix = prefix
  }

  /// The numbers of the lines removed from the old text and inserted into the new one, from 0.
  ///
  /// - Complexity: O((lines + limit) × limit).
  var changes: (removed: Set<Int>, inserted: Set<Int>) {
    guard let trace = trace() else {
      return (
        Set(prefix..<prefix + old.count), Set(prefix..<prefix + new.count)
      )
    }
    var removed = Set<Int>()
    var inserted = Set<Int>()
    var x = old.count
    var y = new.count
    for (d, reach) in trace.enumerated().reversed() where d > 0 {
      let isInsertion = LineDifference.isInsertion(diagonal: x - y, edits: d, reach)
      let diagonal = isInsertion ? x - y + 1 : x - y - 1
      x = Int(reach[diagonal + d])
      y = x - diagonal
      if isInsertion { inserted.insert(prefix + y) } else { removed.insert(prefix + x) }
    }
    return (removed, inserted)
  }

  /// How far each number of edits reaches in the old text; nil where there are too many edits.
  ///
  /// The reach is that before the last of the edits: diagonal `k` of `d` edits stands at `k + d`.
  private func trace() -> [[Int32]]? {
    var trace: [[Int32]] = []
    var reach: [Int32] = [0]
    for d in 0...LineDifference.limit {
      // One diagonal more on either side, so that both neighbours of each exist.
      if d > 0 { reach = [-1] + reach + [-1] }
      let before = reach
      trace.append(before)
      for diagonal in stride(from: -d, through: d, by: 2) {
        var x = 0
        if d > 0 {
          let isInsertion = LineDifference.isInsertion(diagonal: diagonal, edits: d, before)
          x =
            isInsertion
            ? Int(before[diagonal + d + 1]) : Int(before[diagonal + d - 1]) + 1
        }
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        reach[diagonal + d] = Int32(x)
        if x >= old.count, x - diagonal >= new.count { return trace }
      }
    }
    return nil
  }

  /// Whether the last of some edits that lead to a diagonal is an insertion.
  private static func isInsertion(diagonal: Int, edits: Int, _ reach: [Int32]) -> Bool {
    if diagonal == -edits { return true }
    if diagonal == edits { return false }
    return reach[diagonal + edits - 1] < reach[diagonal + edits + 1]
  }
}
