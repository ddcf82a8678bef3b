import Testing

@testable import Language

/// The sort is stable, and orders that fail or contradict themselves do no harm.
@Suite struct StableSortTests {
  @Test(arguments: [0, 1, 2, 31, 63, 64, 65, 100, 1000, 4097])
  func itemsAreSortedAndEqualsKeepTheirOrder(_ count: Int) throws {
    var state: UInt64 = 42
    let items = (0..<count).map { index -> (key: Int, place: Int) in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Int(state >> 60), index)
    }
    let sorted = try StableSort.sorted(items) { $0.key < $1.key }
    #expect(sorted.count == count)
    for (a, b) in zip(sorted, sorted.dropFirst()) {
      #expect(a.key < b.key || (a.key == b.key && a.place < b.place))
    }
  }

  @Test func anOrderThatContradictsItselfKeepsAllItems() throws {
    var state: UInt64 = 1
    let sorted = try StableSort.sorted(Array(0..<500)) { _, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return state >> 63 == 1
    }
    #expect(sorted.sorted() == Array(0..<500))
  }

  @Test func aSortedListTakesOneComparisonForEachItem() throws {
    var comparisons = 0
    _ = try StableSort.sorted(Array(0..<50)) {
      comparisons += 1
      return $0 < $1
    }
    #expect(comparisons == 49)
  }

  @Test func aFailureOfTheOrderIsPassedOn() {
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try StableSort.sorted([2, 1]) { _, _ in throw Failure() }
    }
  }
}
