/// A stable sort that calls an order which may fail, or be no order at all, as NaN makes it.
///
/// Up to 63 items it takes the steps of CPython's `list.sort`, so that also what NaN leaves behind
/// is the same; beyond, such runs are merged.
struct StableSort<Item> {
  private var items: [Item]
  private let isLess: (Item, Item) throws -> Bool

  private init(_ items: [Item], _ isLess: @escaping (Item, Item) throws -> Bool) {
    self.items = items
    self.isLess = isLess
  }

  /// The items in ascending order; of equals, the earlier first.
  ///
  /// - Complexity: O(*n* log *n*) comparisons.
  static func sorted(
    _ items: [Item], by isLess: (Item, Item) throws -> Bool
  ) throws -> [Item] {
    try withoutActuallyEscaping(isLess) { isLess in
      var sort = StableSort(items, isLess)
      try sort.run()
      return sort.items
    }
  }

  private mutating func run() throws {
    let runLength = items.count < 64 ? items.count : 32
    guard runLength > 1 else { return }
    for start in stride(from: 0, to: items.count, by: runLength) {
      try sortRun(start..<min(start + runLength, items.count))
    }
    var width = runLength
    while width < items.count {
      for start in stride(from: 0, to: items.count - width, by: 2 * width) {
        try merge(start, start + width, min(start + 2 * width, items.count))
      }
      width *= 2
    }
  }

  /// Sorts a short part by binary insertion behind the run that it starts with.
  private mutating func sortRun(_ range: Range<Int>) throws {
    var sorted = range.lowerBound + 1
    if range.count > 1 {
      let descends = try isLess(items[sorted], items[sorted - 1])
      sorted += 1
      while sorted < range.upperBound,
        try isLess(items[sorted], items[sorted - 1]) == descends
      {
        sorted += 1
      }
      if descends { items[range.lowerBound..<sorted].reverse() }
    }
    while sorted < range.upperBound {
      let pivot = items[sorted]
      var low = range.lowerBound
      var high = sorted
      while low < high {
        let middle = low + (high - low) / 2
        if try isLess(pivot, items[middle]) { high = middle } else { low = middle + 1 }
      }
      var place = sorted
      while place > low {
        items[place] = items[place - 1]
        place -= 1
      }
      items[low] = pivot
      sorted += 1
    }
  }

  private mutating func merge(_ start: Int, _ middle: Int, _ end: Int) throws {
    // Already in order, as often happens.
    if try !isLess(items[middle], items[middle - 1]) { return }
    let left = Array(items[start..<middle])
    var (first, second, place) = (0, middle, start)
    while first < left.count, second < end {
      if try isLess(items[second], left[first]) {
        items[place] = items[second]
        second += 1
      } else {
        items[place] = left[first]
        first += 1
      }
      place += 1
    }
    while first < left.count {
      items[place] = left[first]
      first += 1
      place += 1
    }
  }
}

extension Evaluator {
  /// The items in ascending order of themselves or of what a function makes of them.
  func sorted(_ items: [Object], key: Object?, isReversed: Bool) throws -> [Object] {
    var ranked = try items.map { item in
      try poll()
      return (item: item, rank: try key.map { try call($0, CallArguments([item])) } ?? item)
    }
    // Equals keep their order in a descending sort as well.
    if isReversed { ranked.reverse() }
    ranked = try StableSort.sorted(ranked) {
      try poll()
      return try isLess($0.rank, $1.rank)
    }
    if isReversed { ranked.reverse() }
    return ranked.map(\.item)
  }
}
