import Autodiff
import Language
import Testing

@testable import Notebook

@Suite struct GradCommandTests {
  private static let first = "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\n"

  @Test func theGradientIsShown() {
    #expect(Transcript.of(Self.first + "grad z x") == "[[8. 8.]\n [8. 8.]]")
  }

  @Test func thereIsOneOutputForEachSource() {
    var transcript = Transcript()
    #expect(transcript.run(Self.first + "grad z x y") == "[[8. 8.]\n [8. 8.]]\n8.0")
    #expect(transcript.results.last?.outputs.count == 2)
  }

  @Test func oneSourceGivesAValueAndSeveralAList() {
    #expect(Transcript.of(Self.first + "g = grad z y\ng") == "8.0")
    #expect(Transcript.of(Self.first + "g = grad z y x\nlen(g)\ng[0]") == "2\n8.0")
  }

  @Test func theShownGradientIsTheLastValue() {
    #expect(Transcript.of(Self.first + "grad z y\n_ + 1") == "8.0\n9.0")
  }

  @Test func aGradientThatIsKeptIsRecorded() {
    #expect(
      Transcript.of("x = constant(2.)\nwatch x\nz = x ** 3\ng = grad z x\ngrad g x") == "12.0")
  }

  @Test func listsOfTargetsAreSummed() {
    #expect(Transcript.of(Self.first + "grad [y,z] y") == "9.0")
  }

  @Test func aVariableNeedsNoWatching() {
    #expect(Transcript.of("v = Variable(3.)\nz = v * v\ngrad z v") == "6.0")
  }

  @Test(arguments: [
    (
      "x = ones(2)\nwatch x\ny = ones(2)\nz = sum(x)\nwatch y\ngrad z y",
      "None: z was not computed from y"
    ),
    (
      "x = ones(2)\nz = sum(x)\nwatch x\ngrad z x",
      "None: x was used in line 2 before it was watched; watch x first"
    ),
    (
      "x = ones(2)\nz = sum(x)\ngrad z x",
      "None: x is not watched by the tape; watch x before computing z"
    ),
  ])
  func noneIsShownWithItsReason(_ text: String, _ shown: String) {
    #expect(Transcript.of(text) == shown)
  }

  @Test func theReasonIsPartOfTheOutput() throws {
    var transcript = Transcript()
    _ = transcript.run("x = ones(2)\nz = sum(x)\ngrad z x")
    let output = try #require(transcript.results.last?.outputs.first)
    guard case .value(.none(.notWatched(line: 2)?, let message, let mend), _) = output else {
      Issue.record("a None with its cause is expected, not \(output)")
      return
    }
    #expect(message == "x is not watched by the tape; watch x before computing z")
    #expect(mend == "watch x before line 2")
  }

  @Test func zeroStandsForNoneWhereThatIsAskedFor() {
    #expect(
      Transcript.of("x = ones(2)\ny = ones(2)\nwatch x y\nz = sum(x)\ngrad z y --zero")
        == "[0. 0.]")
  }

  @Test func aNoneThatIsKeptIsPythonsNone() {
    #expect(Transcript.of("x = ones(2)\nz = sum(x)\ng = grad z x\ng is None") == "True")
  }

  @Test func anotherTapeIsNamed() {
    let text = """
      x = ones(2)
      with GradientTape(persistent=True) as t:
        t.watch(x)
        z = sum(x * x)
      grad z x
      """
    #expect(Transcript.of(text) == "by the tape t\n[2. 2.]")
  }

  @Test func aUsedUpTapeIsNotReplacedByAnother() {
    let text = """
      x = ones(2)
      with GradientTape() as t:
        t.watch(x)
        z = sum(x * x)
      grad z x
      grad z x
      """
    #expect(
      Transcript.of(text)
        == "by the tape t\n[2. 2.]\nRuntimeError: A non-persistent GradientTape can only be used "
        + "to compute one set of gradients (or jacobians)")
  }

  @Test func onChoosesATape() {
    let text = """
      x = ones(2)
      with GradientTape(persistent=True) as a:
        a.watch(x)
        with GradientTape(persistent=True) as b:
          b.watch(x)
          z = sum(x * x)
      grad z x on a
      """
    #expect(Transcript.of(text) == "by the tape a\n[2. 2.]")
  }

  @Test func onANameThatIsNoTapeIsAnError() {
    #expect(
      Transcript.of(Self.first + "t = 3\ngrad z x on t") == "TypeError: t is no tape but int")
    #expect(
      Transcript.of(Self.first + "grad z x on t") == "NameError: there is no tape 't'")
  }

  @Test func pythonNumbersAreExplained() {
    #expect(
      Transcript.of("x = 3.\nz = x * x\ngrad z x")
        == "TypeError: z is a Python number, which no tape records")
    #expect(
      Transcript.of("x = 3.\nw = ones(2)\nwatch w\nz = sum(w * x)\ngrad z x")
        == "TypeError: x is a Python number, which no tape watches")
  }

  @Test func anUnknownOptionIsAnError() {
    #expect(
      Transcript.of(Self.first + "grad z x --zeros") == "TypeError: grad has no option --zeros")
  }

  @Test func aNameOfTheUsersStaysTheirs() {
    let text = Self.first + "grad = grad z y\ngrad\ngrad z y"
    #expect(Transcript.of(text) == "8.0\n8.0")
  }

  @Test func sourcesMayBeListsAndDicts() {
    let start = "x = constant(3.)\nw = Variable(2.)\nwatch x\nb = constant(1.)\nz = w * x * x\n"
    #expect(Transcript.of(start + "grad z [x, w]") == "12.0\n9.0")
    #expect(Transcript.of(start + "g = grad z {'a': x, 'w': w}\ng") == "{'a': 12.0, 'w': 9.0}")
    #expect(Transcript.of(start + "grad(z, [x, w])") == "[12.0, 9.0]")
    #expect(
      Transcript.of(start + "grad z [x, b]")
        == "12.0\nNone: z was not computed from [x, b][1]")
  }

  /// TensorFlow 2.21 logs a warning and gives None.
  @Test func aTapeThatWatchesWholeNumbersGoesOn() {
    #expect(
      Transcript.of(
        "x = constant(10)\nwith GradientTape() as g:\n  g.watch(x)\n  y = x * x\n\n"
          + "print(g.gradient(y, x))") == "None")
  }

  @Test func aListThatUnfoldsBeyondAllBoundsIsShownInPart() {
    let shown = Transcript.of("a = [1]\nfor i in range(60): a = [a, a]\n\na")
    #expect(shown.contains("..."))
    #expect(shown.utf8.count < 20_000_000)
  }

  @Test func aCommandThatIsCalledSaysHowItIsWritten() {
    #expect(Transcript.of("quit()").contains("name 'quit' is not defined"))
  }

  @Test func targetsMayBeADict() {
    // 2x + 1 at 3.
    let text = "x = constant(3.)\nwatch x\nm = {'a': x * x, 'b': x + 1.}\ngrad m x"
    #expect(Transcript.of(text) == "7.0")
  }
}
