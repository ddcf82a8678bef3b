import Language
import Testing

@testable import Notebook

@Suite struct WhyCommandTests {
  @Test func whereThereIsAGradientItSaysSo() {
    #expect(
      Transcript.of("x = constant(3.)\nwatch x\nz = x * x\nwhy z x")
        == "there is a gradient: ∂z/∂x = 6.0; explain z x shows how")
  }

  @Test func aUsedUpTapeAnswersAndStaysUsedUp() {
    let text = """
      x = constant(3.)
      with GradientTape() as t:
        t.watch(x)
        z = x * x
      t.gradient(z, x)
      why z x
      grad z x
      """
    #expect(
      Transcript.of(text) == """
        6.0
        by the tape t
        there is a gradient: ∂z/∂x = 6.0; explain z x shows how
          the tape is used up: open it with persistent=True to ask for several
        RuntimeError: A non-persistent GradientTape can only be used to compute one set of \
        gradients (or jacobians)
        """)
  }

  @Test func aLargeResultThatAUsedUpTapeLetGoOfIsComputedAgain() {
    let text = """
      x = ones(2000)
      with GradientTape() as t:
        t.watch(x)
        y = 3. * x
        z = sum(y * y)
      g = t.gradient(z, x)
      why z x
      """
    #expect(
      Transcript.of(text).hasPrefix(
        "by the tape t\nthere is a gradient: ∂z/∂x = 18.0, shape (2000,); explain z x shows how"))
  }

  @Test func eachSourceHasItsAnswer() {
    #expect(
      Transcript.of("a = constant(2.)\nb = constant(5.)\nwatch a b\nz = a * a\nwhy z a b")
        == """
        there is a gradient: ∂z/∂a = 4.0; explain z a shows how
        None: z was not computed from b
          mend: compute z from b, or ask by what it was computed from: grad z a
        """)
  }

  @Test func ofAPythonNumberItTellsWhatMadeIt() {
    #expect(
      Transcript.of("x = constant(3.)\nwatch x\ny = float(x * x)\nz = y + 1\nwhy z x")
        == """
        None: z is a Python number: float() in line 3 took it off the tape
          line 3: y = float(x * x)
          mend: compute with tensors in line 3: y = x * x
        """)
  }

  @Test func undoTakesTheReasonBack() {
    var transcript = Transcript(.prompt)
    #expect(
      transcript.run("x = constant(2.)\nwatch x\nz = x * x\nx = x + 1.\nwhy z x").hasPrefix(
        "None: x was bound to a new value in line 4"))
    #expect(transcript.run("undo\nwhy z x").hasSuffix("∂z/∂x = 4.0; explain z x shows how"))
  }

  @Test func whatWasTypedIsToBeRunAgain() {
    var transcript = Transcript(.prompt)
    let typed = ["x = constant(3.)", "z = x * x", "why z x", "watch x", "why z x"]
    let shown = typed.enumerated().map { transcript.type($1, entry: $0 + 1) }
    #expect(
      shown[2] == """
        None: x is not watched by the tape; watch x before computing z
          line 2: z = x * x
          mend: watch x, and then run line 2 again: z = x * x
        """)
    #expect(
      shown[4] == """
        None: x was used in line 2 before it was watched; watch x first
          line 2: z = x * x
          mend: x is watched now: run line 2 again: z = x * x
        """)
    #expect(transcript.type("z = x * x", entry: 6) == "")
    #expect(transcript.type("grad z x", entry: 7) == "6.0")
  }

  @Test func linesInsideFunctionsAreFound() {
    let text = """
      def model(x, w):
        h = x * w
        return h.numpy() ** 2
      x = constant(2.)
      w = Variable(3.)
      loss = model(x, w)
      why loss w
      """
    #expect(
      Transcript.of(text) == """
        None: loss depends on w only through numpy() in line 3, which takes the numbers off the tape
          line 3: return h.numpy() ** 2
          mend: compute with tensors in line 3: return h ** 2
        """)
  }

  @Test func aFailedUseOfNoneTellsTheReason() throws {
    var transcript = Transcript()
    _ = transcript.run(
      """
      w = Variable(1.)
      for i in range(2):
        with GradientTape() as t:
          loss = (w - 3.) ** 2
        g = t.gradient(loss, w)
        w = w - 0.1 * g
      """)
    let diagnostic = try #require(transcript.results.last?.diagnostic)
    #expect(
      diagnostic.hint == "the gradient in line 5 is None: w was bound to a new value in line 6, "
        + "which the tape does not watch; before, it was a Variable")
  }

  @Test func aShownMethodCallTellsTheReasonToo() {
    let text =
      "x = constant(3.)\nwith GradientTape(persistent=True) as t:\n  z = x * x\n"
      + "t.gradient(z, x)\nprint(t.gradient(z, x))\nt.gradient(z, x);"
    #expect(
      Transcript.of(text)
        == "None: x is not watched by the tape; watch x before computing z\nNone")
  }

  @Test func aNumberThatIsALiteralIsNotTakenForATensors() {
    let shown = Transcript.of(
      "x = constant(3.)\nwatch x\nk = 3.\nprint(float(x))\nz = constant(4.) * k\nwhy z x")
    #expect(shown == "3.0\nNone: z was not computed from x\n  mend: compute z from x")
  }

  @Test func numbersAreFollowedThroughDictsTuplesAndText() {
    for value in ["{'a': float(x)}['a']", "[float(x)][0]", "(float(x), 1)[0]", "float(f'{x}')"] {
      let shown = Transcript.of(
        "x = constant(3.)\nwatch x\nd = \(value)\nk = d\nz = constant(2.) * k\nwhy z x")
      #expect(shown.hasPrefix("None: z depends on x only through "), "\(value)")
    }
  }

  @Test func aLiteralBesideATensorsNumberIsNotTakenForIt() {
    let shown = Transcript.of(
      "x = constant(2.)\nwatch x\nk = int(x)\nz = ones(k) * 3.\nwhy z x")
    #expect(shown.hasPrefix("None: z was not computed from x"))
  }

  @Test func aLineThatOnlyLeavesTheTapeIsToBeLeftOut() {
    let shown = Transcript.of("x = constant(2.)\nwatch x\ny = x * x\ny = y.numpy()\nwhy y x")
    #expect(shown.hasSuffix("\n  line 4: y = y.numpy()\n  mend: leave out line 4"))
  }

  @Test func theSessionsNewTapeIsTheOneToWatch() {
    let shown = Transcript.of("x = constant(2.)\nwatch x\ntape new\ny = x * 3.\nwhy y x")
    #expect(shown.hasSuffix("\n  line 4: y = x * 3.\n  mend: watch x before line 4"))
  }

  @Test func whatAnEarlierTapeRecordedIsToBeMovedIntoTheNextOnesBlock() {
    let text = """
      x = constant(2.)
      with GradientTape() as s:
        s.watch(x)
        y = x * x
      with GradientTape() as t:
        z = y * 2.
      why z x on t
      """
    #expect(
      Transcript.of(text).hasSuffix(
        "mend: begin the 'with' block of t with t.watch(x), and move line 4 into it"))
  }

  @Test func filesWithTheSameLinesAreToldApart() {
    var interpreter = Interpreter(.prompt)
    for (file, text) in [
      ("a.tape", "x = constant(3.)\nwatch x\nz = floor(x)"),
      ("b.tape", "p = 1.\nq = 2.\nr = 3."),
    ] {
      interpreter.run(text: text, file: file)
    }
    let result = interpreter.run(EntrySource(entry: 9, text: "why z x"))
    let shown = result.outputs.map { OutputText.text(of: $0) }.joined(separator: "\n")
    #expect(shown.contains("\n  line 3: z = floor(x)\n"))
  }

  @Test func whatIsForgottenIsNotClaimed() {
    let shown = Transcript.of(
      "x = constant(1.)\nz = x * 1.\nfor i in range(70000): z = z * 1.\n\nwatch x\nwhy z x")
    #expect(shown.hasPrefix("None: nothing that is still known leads from x to z"))
  }

  @Test func theSourceMustBeNamed() {
    #expect(Transcript.of("z = constant(1.)\nwhy z").hasPrefix("SyntaxError"))
  }
}

extension Transcript {
  /// What an entry shows that is typed at the prompt.
  fileprivate mutating func type(_ text: String, entry: Int) -> String {
    run(EntrySource(entry: entry, text: text))
  }
}
