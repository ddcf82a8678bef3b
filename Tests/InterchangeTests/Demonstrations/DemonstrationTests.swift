import Language
import Notebook
import Synchronization
import Testing

@testable import Interchange

@Suite struct DemonstrationTests {
  private func demonstration(_ text: String) throws -> Demonstration {
    let file = try SessionFile("#: format = tape/1\n" + text, file: "talks/f.tape")
    return Demonstration(file, interpreter: Interpreter(.session))
  }

  /// What a beat showed, as text.
  private func texts(_ shown: [Demonstration.Shown]) -> [String] {
    shown.map { shown in
      switch shown {
      case .output(let output): OutputText.text(of: output)
      case .diagnostic(let diagnostic): diagnostic.type
      case .recorded(let line): line
      }
    }
  }

  private func advance(_ demo: inout Demonstration) -> Bool { demo.advance() }

  private let counting = """
    #: title = Counting
    # %% One
    #| The first.
    n = 1
    n
    #> 1
    # %% Two
    n = n + 1
    #@ pause
    n
    #> 2
    #| The end.
    """

  @Test func aFileIsCutIntoStepsAndBeats() throws {
    let demo = try demonstration(counting)
    #expect(demo.title == "Counting")
    #expect(demo.steps.map(\.title) == ["One", "Two"])
    #expect(demo.steps.map(\.beats) == [0..<2, 2..<5])
    #expect(demo.beats.map(\.prose) == [["The first."], [], [], [], ["The end."]])
    #expect(demo.beats.map { $0.entry?.source.text } == ["n = 1", "n", "n = n + 1", "n", nil])
  }

  @Test func goingOnStopsAtStepsAndPauses() throws {
    var demo = try demonstration(counting)
    var stops: [Int] = []
    while !demo.isAtEnd {
      let end = demo.nextStop
      while demo.position < end { try #require(advance(&demo)) }
      stops.append(demo.position)
    }
    // The step's end, the pause in the second, and the end.
    #expect(stops == [2, 3, 5])
    #expect(demo.step == 1)
    #expect(!demo.hasFailed)
  }

  @Test(arguments: [
    // What stands above the entry is one beat, and the entry with what is hidden before it another.
    (
      "# %% One\n1\n# %% Two\n#| Look.\n#@ hide\nx = 5\n#@ pause\nx\nx + 1\n", [1, 2, 4],
      [0, 1, 1, 1]
    ),
    ("# %% One\n1\n# %% Two\n#@ pause\n2\n", [1, 2, 3], [0, 1, 1]),
    // Nothing is above: the step's beginning is the pause.
    ("# %% One\n1\n# %%\n#@ pause\n2\n", [1, 2], [0, 1]),
    ("#| Look.\n#@ pause\n1\n", [1, 2], [0, 0]),
  ])
  func aPauseBeforeAStepsFirstEntryWaitsBehindWhatStandsAboveIt(
    text: String, stops: [Int], steps: [Int]
  ) throws {
    var demo = try demonstration(text)
    #expect(demo.beats.map(\.step) == steps)
    var reached: [Int] = []
    while !demo.isAtEnd {
      let end = demo.nextStop
      while demo.position < end { try #require(advance(&demo)) }
      reached.append(demo.position)
    }
    #expect(reached == stops)
    #expect(!demo.hasFailed)
  }

  @Test func theEntriesBeforeAStepAreCounted() throws {
    let demo = try demonstration(
      "1\n# %% A\n#@ hide\nx = 1\n#@ pause\nx\n# %% B\n#| Words.\n# %% C\n#@ skip\n2\n3\n")
    #expect(demo.steps.map(\.title) == ["", "A", "B", "C"])
    #expect((0...4).map(demo.entryCount(beforeStep:)) == [0, 1, 3, 3, 5])
  }

  @Test func aFileWithoutStepsStopsAtEveryEntry() throws {
    var demo = try demonstration("a = 1\na\n#> 1\n")
    #expect(demo.title == "f.tape")
    #expect(demo.steps.count == 1)
    #expect(demo.nextStop == 1)
    try #require(advance(&demo))
    #expect(demo.nextStop == 2)
  }

  @Test func goingBackIsBeingThereAgain() throws {
    var demo = try demonstration(counting)
    while !demo.isAtEnd { try #require(advance(&demo)) }
    #expect(texts(demo.shown(inBeat: 3)) == ["2"])
    demo.goBack(to: 2)
    #expect(demo.position == 2)
    #expect(demo.shown(inBeat: 3).isEmpty)
    // Going on from there counts from one again, not from two.
    try #require(advance(&demo))
    try #require(advance(&demo))
    #expect(texts(demo.shown(inBeat: 3)) == ["2"])
    demo.goBack(to: 9)
    demo.goBack(to: -1)
    #expect(demo.position == 4)
  }

  @Test func theSessionCanBeCopiedAndTriedOn() throws {
    var demo = try demonstration(counting)
    try #require(advance(&demo))
    var copy = Interpreter(.prompt, session: demo.session)
    let result = copy.run(EntrySource(entry: 1, text: "n = 100"))
    #expect(result.status == .ok)
    try #require(advance(&demo))
    #expect(texts(demo.shown(inBeat: 1)) == ["1"])
  }

  @Test func hiddenEntriesRunUnseenAndSkippedOnesAreSeenUnrun() throws {
    var demo = try demonstration(
      "#@ hide\nsecret = 7\nsecret\n#> 7\n#@ skip\nundefined_name\n#> what it would show\n")
    #expect(demo.beats.count == 2)
    #expect(demo.beats[0].entry?.source.text == "secret")
    try #require(advance(&demo))
    try #require(advance(&demo))
    #expect(texts(demo.shown(inBeat: 0)) == ["7"])
    #expect(texts(demo.shown(inBeat: 1)) == ["what it would show"])
    #expect(!demo.hasFailed)
  }

  @Test func anEntryIsLeftOutWhereThePresenterSaysSo() throws {
    var demo = try demonstration("while True: pass\n#> never\n1\n#> 1\n")
    demo.skip()
    try #require(advance(&demo))
    #expect(texts(demo.shown(inBeat: 0)) == ["never"])
    #expect(texts(demo.shown(inBeat: 1)) == ["1"])
    demo.skip()
    #expect(demo.position == 2)
  }

  @Test func notesAreThePresenters() throws {
    let demo = try demonstration("#@ note Ask the room first.\n#@ note Then wait.\n1 + 1\n#> 2\n")
    #expect(demo.beats[0].notes == ["Ask the room first.", "Then wait."])
  }

  @Test(arguments: [
    ("1 / 0\n#! ZeroDivisionError: division by zero\n", ["ZeroDivisionError"], false),
    ("1 / 0\n", ["ZeroDivisionError"], true),
    ("1\n#! ZeroDivisionError: division by zero\n", ["1", "CheckError"], true),
    ("#@ hide\n1 / 0\n2\n#> 2\n", ["ZeroDivisionError", "2"], true),
  ])
  func failuresAreSeenAndCountWhereTheyAreNotExpected(
    text: String, shown: [String], fails: Bool
  ) throws {
    var demo = try demonstration(text)
    try #require(advance(&demo))
    #expect(texts(demo.shown(inBeat: 0)) == shown)
    #expect(demo.hasFailed == fails)
  }

  @Test func anInterruptedBeatWasNotReached() throws {
    let file = try SessionFile("#: format = tape/1\na = 1\nb = 2\n", file: "f.tape")
    let isInterrupted = Atomic(true)
    var demo = Demonstration(
      file,
      interpreter: Interpreter(
        .session, isInterrupted: { isInterrupted.load(ordering: .relaxed) }))
    let isReached = advance(&demo)
    #expect(!isReached)
    #expect(demo.position == 0)
    isInterrupted.store(false, ordering: .relaxed)
    try #require(advance(&demo))
    #expect(demo.position == 1)
  }
}
