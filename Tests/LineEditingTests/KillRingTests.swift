import Testing

@testable import LineEditing

@Suite struct KillRingTests {
  @Test func killsInARowGrowAndOlderOnesComeBack() {
    var ring = KillRing()
    ring.add("one", isBackward: false, isGrowing: false)
    ring.add(" two", isBackward: false, isGrowing: true)
    ring.add("zero ", isBackward: true, isGrowing: true)
    ring.add("other", isBackward: false, isGrowing: false)
    let newest = ring.newest()
    #expect(newest == "other")
    let older = ring.older()
    #expect(older == "zero one two")
    let newestAgain = ring.older()
    #expect(newestAgain == "other")
  }

  @Test func anEmptyRingHasNothing() {
    var ring = KillRing()
    ring.add("", isBackward: false, isGrowing: false)
    let newest = ring.newest()
    #expect(newest == nil)
    let older = ring.older()
    #expect(older == nil)
  }
}
