import Language
import Testing

@testable import Notebook

@Suite struct UndoTests {
  /// Entries, then what undoing the last one that changed something and looking shows.
  @Test(arguments: [
    ("x = 1\nx = 2", "x", "1"),
    ("x = [1]\nx.append(2)", "x", "[1]"),
    ("d = {}\nd['a'] = 1", "d", "{}"),
    ("x = [1]\ny = x\ny.append(2)", "x; y", "[1]\n[1]"),
    ("x = 1\ndel x", "x", "1"),
    ("v = Variable(1.)\nv.assign(5.)", "v.numpy()", "1.0"),
    ("n = [0]\ndef f(): n[0] += 1\nf()", "n", "[0]"),
    ("set precision 3\nset precision 4", "set precision", "precision  3"),
    ("x = ones(2)\nwatch x\nunwatch x", "grad sum(x) x", "[1. 1.]"),
    ("x = ones(2)\nwatch x\ntape pause", "grad sum(x) x", "[1. 1.]"),
    ("x = 1\nimport tensorflow as tf", "'tf' in 'x'; x", "False\n1"),
  ])
  func anEntryIsTakenBack(_ entries: String, _ look: String, _ shown: String) {
    var transcript = Transcript()
    _ = transcript.run(entries)
    #expect(transcript.run("undo").hasPrefix("undone: "))
    #expect(transcript.run(look) == shown)
  }

  @Test func randomNumbersComeAgain() {
    var transcript = Transcript()
    _ = transcript.run("import tensorflow as tf\nseed 7")
    let first = transcript.run("tf.random.normal((2,))")
    _ = transcript.run("undo")
    #expect(transcript.run("tf.random.normal((2,))") == first)
    #expect(transcript.run("tf.random.normal((2,))") != first)
  }

  @Test func whatWasRecordedIsForgotten() {
    var transcript = Transcript()
    _ = transcript.run("x = ones(2)\nwatch x\ny = sum(x)\nz = y * y\nundo")
    #expect(transcript.run("tape").hasPrefix("session tape, persistent, open: 2 entries\n"))
    _ = transcript.run("redo")
    #expect(transcript.run("grad z x") == "[4. 4.]")
  }

  @Test func aTapeThatWasUsedUpCanBeUsedAgain() {
    var transcript = Transcript()
    _ = transcript.run("x = ones(2)\ntape new\nwatch x\ny = sum(x * x)\ngrad y x")
    #expect(transcript.run("grad y x").hasPrefix("RuntimeError: "))
    _ = transcript.run("undo")
    #expect(transcript.run("grad y x") == "[2. 2.]")
  }

  @Test func whatIsUndoneIsNamed() {
    var transcript = Transcript()
    let long = "x = " + Array(repeating: "1", count: 40).joined(separator: " + ")
    _ = transcript.run("a = 1\n\(long)\ndef f(x):\n  return x")
    #expect(
      transcript.run("undo 3")
        == "undone: [3] def f(x): …\nundone: [2] \(long.prefix(60)) …\nundone: [1] a = 1")
  }

  @Test func manyUndoneEntriesAreCounted() {
    var transcript = Transcript()
    _ = transcript.run((1...7).map { "x = \($0)" }.joined(separator: "\n"))
    #expect(transcript.run("undo 6") == "undone: 6 entries")
    #expect(transcript.run("redo 6") == "redone: 6 entries")
    #expect(transcript.run("x") == "7")
  }

  @Test func entriesThatChangeNothingArePassedOver() {
    let entries = "x = [1]\nx\nvars\nhelp seed\nsum(x)\nfor i in x: pass\nprint(x)"
    var transcript = Transcript()
    _ = transcript.run("x = [1]\ny = 2\nx\nvars\nhelp seed\nsum(x)\n[n for n in x]\nprint(x)\nset")
    #expect(transcript.run("undo") == "undone: [2] y = 2")
    // A loop at the top level binds its name.
    transcript = Transcript()
    _ = transcript.run(entries)
    #expect(transcript.run("undo") == "undone: [6] for i in x: pass")
  }

  @Test func failedEntriesAreNoSteps() {
    var transcript = Transcript()
    _ = transcript.run("x = 1\nx = 2; 1 / 0\nx = ", keepsGoing: true)
    #expect(transcript.run("undo") == "undone: [1] x = 1")
  }

  @Test func lookingKeepsWhatCanBeRedoneAndChangingDropsIt() {
    var transcript = Transcript()
    _ = transcript.run("x = 1\nx = 2\nundo\nx")
    #expect(transcript.run("redo\nx") == "redone: [2] x = 2\n2")
    _ = transcript.run("undo\ny = 3")
    #expect(transcript.run("redo") == "ValueError: there is nothing to redo")
  }

  @Test(arguments: [
    ("undo", "ValueError: there is nothing to undo"),
    ("redo", "ValueError: there is nothing to redo"),
    ("x = 1\nundo 2", "ValueError: only one entry can be undone"),
    ("x = 1\nx = 2\nundo 3", "ValueError: only 2 entries can be undone"),
    ("x = 1\nundo\nredo 2", "undone: [1] x = 1\nValueError: only one entry can be redone"),
    ("undo 0", "ValueError: undo takes a number of entries from 1, not '0'"),
    ("undo -1", "ValueError: undo takes a number of entries from 1, not '-1'"),
    ("undo x", "ValueError: undo takes a number of entries from 1, not 'x'"),
    ("x = 1\nundo; x", "ValueError: undo must be an entry of its own"),
    ("for i in [1]: redo", "ValueError: redo must be an entry of its own"),
  ])
  func whatCannotBeUndoneIsRefused(_ entries: String, _ shown: String) {
    #expect(Transcript.of(entries) == shown)
  }

  @Test func aRefusedUndoChangesNothing() {
    #expect(Transcript.of("x = 1\nx = 2").isEmpty)
    var transcript = Transcript()
    _ = transcript.run("x = 1\nx = 2\nundo 3")
    #expect(transcript.run("x") == "2")
  }

  @Test func aNameOfTheUsersStandsOverTheCommand() {
    #expect(Transcript.of("undo = 5\nundo") == "5")
  }

  @Test func theNumbersOfEntriesGoOn() {
    var transcript = Transcript()
    _ = transcript.run("x = 1\nundo")
    #expect(transcript.interpreter.promptState.entryNumber == 3)
  }

  @Test func aCopyUndoesByItself() {
    var transcript = Transcript()
    _ = transcript.run("x = 1\nx = 2")
    var copy = transcript
    #expect(copy.run("undo\nx") == "undone: [2] x = 2\n1")
    #expect(transcript.run("x") == "2")
    let undone = "undone: [4] x = 3\nundone: [2] x = 2\nundone: [1] x = 1"
    #expect(transcript.run("x = 3\nundo 3") == undone)
    #expect(copy.run("redo\nx") == "redone: [2] x = 2\n2")
  }

  @Test func listingsKeepNothing() {
    #expect(Transcript.of("x = 1\nundo", kind: .listing) == "ValueError: there is nothing to undo")
  }

  @Test func theEntriesThatStandAreThoseNotUndone() {
    var transcript = Transcript()
    _ = transcript.run("x = 1\ny = 2\ny\n1 / 0\nundo\nx", keepsGoing: true)
    func standing(_ transcript: Transcript) -> [String] {
      transcript.interpreter.saved.withoutFailures.entries.map(\.source.text)
    }
    #expect(standing(transcript) == ["x = 1", "x"])
    #expect(transcript.interpreter.saved.withoutFailures.entries.map(\.number) == [1, 6])
    #expect(transcript.interpreter.saved.withoutFailures.entries.last?.output == ["1"])
    transcript = Transcript()
    _ = transcript.run("x = 1\ny = 2\ny\nundo\nredo")
    #expect(standing(transcript) == ["x = 1", "y = 2", "y"])
    #expect(transcript.interpreter.saved.withoutFailures.entries.last?.output == ["2"])
  }

  @Test func onlyTheBeginningOfLongOutputIsKept() {
    var transcript = Transcript()
    _ = transcript.run("for i in range(5000): print('twenty characters ..')")
    let output = transcript.interpreter.saved.withoutFailures.entries.last?.output
    #expect(output?.last == "...")
    #expect(output?.dropLast().allSatisfy { $0 == "twenty characters .." } == true)
    #expect((output?.count ?? 0) < 5000)
  }
}
