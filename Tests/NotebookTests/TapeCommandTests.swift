import Testing

@testable import Notebook

@Suite struct TapeCommandTests {
  @Test func withoutATapeTheCommandSaysHowToOpenOne() {
    #expect(Transcript.of("tape") == "no tape is open; watch x opens one")
  }

  @Test func theListingNamesOperandsAndMarksWhatIsWatched() {
    #expect(
      Transcript.of("x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y + 1.\ntape") == """
        session tape, persistent, open: 5 entries
        at  line  name  operation       from  shape   dtype    held
         0     2  x     watched         x     (2, 2)  float32  16 B, not needed
         1     3  y     sum(x)          x     ()      float32  inline for multiply
         2     4        multiply(y, y)  x     ()      float32  inline, not needed
         3     4        constant 1.0          ()      float32  inline, not needed
         4     4  z     add(v2, c3)     x     ()      float32  inline, not needed
        holds 16 bytes in 1 buffer, 4 numbers inline
        """)
  }

  @Test func aLongListingIsCutInTheMiddle() {
    let text = "x = constant(1.)\nwatch x\nfor i in range(100):\n  x = x * x\n"
    let cut = Transcript.of(text + "tape").split(separator: "\n")
    #expect(cut.count == 54)
    #expect(cut[27].contains("51 more: tape all"))
    #expect(Transcript.of(text + "tape all").split(separator: "\n").count == 104)
    #expect(Transcript.of(text + "tape --all") == Transcript.of(text + "tape all"))
    #expect(Transcript.of("tape new --all") == "TypeError: tape new has no option --all")
    #expect(Transcript.of("tape --whole").contains("tape has no option --whole"))
  }

  @Test func aTapeIsDrawnInGraphvizsLanguage() {
    #expect(
      Transcript.of("x = constant(2.)\nwatch x\ny = x * x\ntape dot") == """
        digraph tape {
          node [shape=box, fontname="sans-serif"];
          n0 [label="x\\n2.0\\nwatched, line 2", shape=ellipse, style=bold];
          n1 [label="y = x*x\\n4.0\\nline 3"];
          n0 -> n1;
          n0 -> n1;
        }
        """)
    #expect(
      Transcript.of("tape dot") == "ValueError: there is no tape to draw")
    #expect(
      Transcript.of("x = constant(2.)\nwatch x\ntape dot to a.png")
        == "ValueError: 'a.png' is neither a .dot file nor a .svg file")
    #expect(
      Transcript.of("tape new t\ntape t to a.dot")
        == "TypeError: tape lists what is recorded in the terminal")
  }

  @Test func theSessionsTapeIsPersistentAndNewOnesAreNot() {
    #expect(Transcript.of("x = ones(2)\nwatch x\ny = sum(x)\ngrad y x\ngrad y x").contains("["))
    #expect(
      Transcript.of("x = ones(2)\ntape new\nwatch x\ny = sum(x)\ngrad y x\ngrad y x")
        == "[1. 1.]\nRuntimeError: A non-persistent GradientTape can only be used to compute "
        + "one set of gradients (or jacobians)")
    #expect(
      Transcript.of("x = ones(2)\ntape new persistent\nwatch x\ny = sum(x)\ngrad y x\ngrad y x")
        == "[1. 1.]\n[1. 1.]")
  }

  @Test func aNamedTapeIsAValue() {
    let text = """
      x = ones(2)
      tape new t persistent
      watch x
      y = sum(x * x)
      tape close t
      t.gradient(y, x)
      grad y x on t
      """
    #expect(Transcript.of(text) == "[2. 2.]\nby the tape t\n[2. 2.]")
  }

  @Test func aManualTapeWatchesNoVariables() {
    let text = "v = Variable(2.)\ntape new manual\ny = v * v\ngrad y v"
    #expect(
      Transcript.of(text) == "None: v is not watched by the tape; watch v before computing y")
  }

  @Test func aPausedTapeDoesNotRecord() {
    let text = """
      x = ones(2)
      watch x
      tape pause
      y = sum(x)
      grad y x
      tape resume
      z = sum(x)
      grad z x
      """
    let lines = Transcript.of(text).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("None: "))
    #expect(lines[1] == "[1. 1.]")
  }

  @Test func aClosedTapeStillGivesGradients() {
    #expect(
      Transcript.of("x = ones(2)\nwatch x\ny = sum(x)\ntape close\ngrad y x") == "[1. 1.]")
  }

  @Test func aResetTapeIsEmpty() {
    #expect(
      Transcript.of("x = ones(2)\nwatch x\ntape reset\ntape")
        == "session tape, persistent, open: 0 entries")
  }

  @Test func aDroppedTapeIsGone() {
    #expect(
      Transcript.of("x = ones(2)\nwatch x\ntape drop\ntape")
        == "no tape is open; watch x opens one")
  }

  @Test func anExplicitTapeInABlockIsTheOneThatIsShown() {
    let text = """
      x = ones(2)
      watch x
      with GradientTape() as t:
        t.watch(x)
        tape
      """
    #expect(Transcript.of(text).hasPrefix("tape t, single-use, open: 1 entry"))
  }

  @Test func theSessionsTapeRestsWhileAnExplicitOneIsOpen() {
    let text = """
      x = ones(2)
      watch x
      with GradientTape() as t:
        t.watch(x)
        y = sum(x)
      tape
      """
    #expect(Transcript.of(text).hasPrefix("session tape, persistent, open: 1 entry"))
  }

  @Test func mistakesAreExplained() {
    #expect(Transcript.of("tape close") == "ValueError: there is no tape to close")
    #expect(
      Transcript.of("tape new t forever").hasPrefix("ValueError: 'forever' is neither a name"))
    #expect(Transcript.of("tape clos").hasPrefix("NameError: "))
  }
}
