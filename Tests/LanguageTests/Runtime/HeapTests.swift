import Testing

@testable import Language

/// Objects live as long as a name reaches them, and dying takes no recursion.
@Suite struct HeapTests {
  @Test func aLoopLeavesNoGarbage() throws {
    var script = Script()
    _ = try script.run("for i in range(2000):\n  x = [i, (i, [i])]\n")
    #expect(script.session.heap.count < 10)
  }

  @Test func aLongChainOfListsIsReleasedWithoutRecursion() throws {
    var script = Script()
    _ = try script.run("x = []\nfor i in range(100000):\n  x = [x]\n")
    #expect(script.session.heap.count > 100_000)
    _ = try script.run("x = None; _ = None\n")
    _ = try script.run("y = 1")
    #expect(script.session.heap.count < 10)
  }

  @Test func aChainOfListsDiesWithItsSession() throws {
    var script: Script? = Script()
    _ = try script?.run("x = []\nfor i in range(100000):\n  x = [x]\n")
    script = nil
    #expect(script == nil)
  }

  @Test func unreachableCyclesAreRemovedWhenTheHeapHasGrown() throws {
    var script = Script()
    _ = try script.run("for i in range(3000):\n  x = []\n  x.append(x)\n")
    _ = try script.run("y = 1")
    #expect(script.session.heap.count < 10)
    #expect(try script.run("x") == "[[...]]")
  }

  @Test func anObjectIsAtMostFortyBytes() {
    #expect(MemoryLayout<Object>.size <= 40)
  }
}
