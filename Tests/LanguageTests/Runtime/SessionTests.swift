import Language
import Testing

/// A session is a value: what happens after a copy does not reach the copy, and aliasing is
/// Python's on both sides.
@Suite struct SessionTests {
  @Test func aFailedEntryChangesNothing() throws {
    var script = Script()
    _ = try script.run("x = [1, 2]\nd = {'a': x}\nn = 1")
    let failure = script.failure(of: "x.append(3); d['b'] = 4; n = 2; 1 // 0")
    #expect(failure?.type == "ZeroDivisionError")
    #expect(try script.run("x\nd\nn") == "[1, 2]\n{'a': [1, 2]}\n1")
  }

  @Test func whatWasPrintedBeforeAFailureIsDelivered() {
    var session = Session()
    var shown: [String] = []
    let source = EntrySource(file: nil, text: "print('a'); 1 // 0", firstLine: 1)
    let options = EvaluatorOptions(library: .standard)
    #expect(throws: Diagnostic.self) {
      let entry = try Parser(commands: []) { _ in false }.parse(source)
      try Evaluator.run(entry, in: &session, options: options) { output in
        if case .text(let text) = output { shown.append(text) }
      }
    }
    #expect(shown == ["a"])
  }

  @Test func aliasesStayAliasesOnBothSidesOfASnapshot() throws {
    var script = Script()
    _ = try script.run("a = [1]\nb = a\nc = {'list': a}")
    let snapshot = script
    _ = try script.run("b.append(2)")
    #expect(try script.run("a\nc['list'] is a") == "[1, 2]\nTrue")
    var earlier = snapshot
    #expect(try earlier.run("a\nb is a") == "[1]\nTrue")
    _ = try earlier.run("a.append(9)")
    #expect(try earlier.run("b\nc") == "[1, 9]\n{'list': [1, 9]}")
    #expect(try script.run("b") == "[1, 2]")
  }

  @Test func aVariableHasItsOldValueInASnapshot() throws {
    var script = Script()
    _ = try script.run("v = Variable(1.)\nw = v")
    let snapshot = script
    _ = try script.run("v.assign_add(2.)")
    #expect(try script.run("w.numpy()") == "3.0")
    var earlier = snapshot
    #expect(try earlier.run("w.numpy()") == "1.0")
  }

  @Test func aUsedUpTapeIsUnusedInASnapshot() throws {
    var script = Script()
    _ = try script.run("v = Variable(3.)\nwith GradientTape() as t:\n  y = v * v\n")
    let snapshot = script
    #expect(try script.run("t.gradient(y, v)") == "6.0")
    #expect(script.failure(of: "t.gradient(y, v)")?.type == "RuntimeError")
    var earlier = snapshot
    #expect(try earlier.run("t.gradient(y, v)") == "6.0")
  }

  @Test func aFailedGradientLeavesTheTapeUnused() throws {
    var script = Script()
    _ = try script.run("v = Variable(3.)\nwith GradientTape() as t:\n  y = v * v\n")
    let failure = script.failure(of: "t.gradient(y, v, output_gradients=[[1., 2.]])")
    #expect(failure != nil)
    #expect(try script.run("t.gradient(y, v)") == "6.0")
  }

  @Test func cellsOfClosuresBelongToTheSnapshot() throws {
    var script = Script()
    _ = try script.run(
      """
      def counter():
        n = 0
        def step():
          nonlocal n
          n += 1
          return n
        return step
      """)
    _ = try script.run("c = counter()\nc()")
    var earlier = script
    #expect(try script.run("c()\nc()") == "2\n3")
    #expect(try earlier.run("c()") == "2")
  }

  @Test func aDroppedSessionLeavesItsCopiesAlive() throws {
    var script = Script()
    _ = try script.run("a = [1, [2]]")
    var copy: Script? = script
    _ = try copy?.run("a[1].append(3)")
    copy = nil
    #expect(try script.run("a") == "[1, [2]]")
  }

  @Test func aTrapInOneBranchDoesNotReachIdentitiesOfAnother() throws {
    // Both branches make and drop objects; identities must not be taken for each other's.
    var first = Script()
    var second = first
    _ = try first.run("a = [1]; b = [2]")
    _ = try second.run("a = ['x']; b = ['y']")
    _ = try first.run("b = None")
    _ = try second.run("c = [a, b]")
    #expect(try second.run("c") == "[['x'], ['y']]")
    #expect(try first.run("a") == "[1]")
  }

  @Test func theLastShownValueIsUnderscore() throws {
    var script = Script()
    #expect(try script.run("3 + 4\n_ * 2") == "7\n14")
    #expect(try script.run("x = 5\n_") == "14")
  }
}
