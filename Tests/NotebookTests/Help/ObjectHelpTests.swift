import Testing

@testable import Notebook

@Suite struct ObjectHelpTests {
  static let square = "x = constant([[1., 2.], [3., 4.]])\nwatch x\ny = sum(x)\nz = y * y * 2.\n"

  @Test func aTensorTellsItsTypeItsTapeItsMakerAndItsUsers() {
    #expect(
      Transcript.of(Self.square + "?x") == """
        x
          type      Tensor
          shape     (2, 2)
          dtype     float32
          size      4 elements, 16 bytes
          watched   by an open tape
          recorded  on the session tape
          made by   watched at position 0, line 2
          used by   y = sum(x) at position 1, line 3
          value
            [[1. 2.]
             [3. 4.]]
        """)
    let text = Transcript.of(Self.square + "?z")
    #expect(text.contains("watched   no\n"))
    #expect(text.contains("made by   multiply(v2, 2.0) at position 4, line 4\n"))
    #expect(text.contains("used by   nothing yet\n"))
  }

  @Test func aTensorThatNoTapeKnowsSaysSo() {
    let text = Transcript.of("x = ones(2)\n?x")
    #expect(text.contains("watched   no\n  recorded  on no tape\n"))
  }

  @Test func everyTapeThatKnowsAValueIsNamed() {
    let text = Transcript.of(
      "x = ones(2)\nwatch x\nwith GradientTape() as t:\n  t.watch(x)\n  y = x * x\n?x")
    #expect(text.contains("recorded  on the tape t\n"))
    #expect(text.contains("recorded  on the session tape\n"))
    #expect(text.contains("used by   y = multiply(x, x) at position 1, line 5\n"))
  }

  @Test func ofManyUsesAFewAreToldUnlessAllAreAskedFor() {
    let uses = (0..<8).map { "y\($0) = x * x\n" }.joined()
    let text = Transcript.of("x = ones(2)\nwatch x\n\(uses)?x")
    #expect(text.contains("y4 = multiply") && !text.contains("y5 = multiply"))
    #expect(text.contains("… 3 more: ??x"))
    #expect(Transcript.of("x = ones(2)\nwatch x\n\(uses)??x").contains("y7 = multiply"))
  }

  @Test func aVariableTellsItsNameAndIsUsedThroughItsReadings() {
    let text = Transcript.of("w = Variable([1., 2.], name='weights')\nv = w * 3.\n?w")
    #expect(text.contains("type      Variable, name 'weights', trainable\n"))
    #expect(text.contains("used by   v = multiply(w, 3.0) at position 3, line 2\n"))
    #expect(Transcript.of("w = Variable(1., trainable=False)\n?w").contains("not trainable"))
  }

  @Test func aFunctionTellsItsSignatureItsDocumentationAndItsSource() {
    #expect(
      Transcript.of(
        "def f(a, b=2, *rest, k=1 + 1, **more):\n  'Twice a.'\n  return 2 * a\n?f") == """
          f(a, b=2, *rest, k=1 + 1, **more)
          Twice a.

          source
            def f(a, b=2, *rest, k=1 + 1, **more):
              'Twice a.'
              return 2 * a
          """)
    #expect(Transcript.of("f = lambda x, /, *, y=3: x * y\n?f").hasPrefix("<lambda>(x, /, *, y=3)"))
  }

  @Test func aTapeTellsItsStateAndWhatItWatches() {
    #expect(
      Transcript.of(
        "x = ones(2)\nwith GradientTape(persistent=True) as t:\n  t.watch(x)\n  y = x * x\n?t")
          == """
          t
            type       GradientTape
            state      closed, persistent
            entries    2
            watches    x
            Variables  watched when they are read
          """)
    #expect(Transcript.of("t = GradientTape()\n?t").contains("single-use, not used yet"))
  }

  @Test(arguments: [
    ("n = 3\n?n", "n\n  type   int\n  value  3"),
    ("l = [1, 2]\n?l", "l\n  type    list\n  length  2\n  value   [1, 2]"),
    ("l = list(range(100))\n?l", "l\n  type    list\n  length  100\n  value   0, 1, 2, … 97 more"),
    ("s = 'text'\n?s", "s\n  type    str\n  length  4\n  value   'text'"),
    ("d = {'a': 1}\n?d['a']", "d['a']\n  type   int\n  value  1"),
    ("l = [[1, 2], 3]\nl[0][1]?", "l[0][1]\n  type   int\n  value  2"),
    ("x = ones(2, 3)\n?x.shape", "x.shape\n  type    tuple\n  length  2\n  value   (2, 3)"),
    ("3.5\n?_", "3.5\n_\n  type   float\n  value  3.5"),
  ])
  func anythingElseTellsItsTypeAndValue(_ input: String, _ text: String) {
    #expect(Transcript.of(input) == text)
  }

  @Test func aBigTensorIsElided() {
    let text = Transcript.of("x = zeros(1000, 1000)\n?x")
    #expect(text.contains("1000000 elements, 3.8 MiB"))
    #expect(text.split(separator: "\n").count < 20)
  }

  @Test func aQuestionRecordsNothingAndChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run(Self.square)
    let before = transcript.run("tape")
    _ = transcript.run("?x[0]\n?x.T\n?y\n??x")
    #expect(transcript.run("tape") == before)
    #expect(transcript.run("l = [1]\n?l.append\nl").hasSuffix("[1]"))
  }

  @Test func aMethodOfANameIsExplained() {
    #expect(
      Transcript.of("t = GradientTape()\n?t.gradient")
        == Transcript.of("help GradientTape.gradient"))
    #expect(Transcript.of("x = ones(2)\nhelp x.reshape") == Transcript.of("help Tensor.reshape"))
  }

  @Test func aNameThatIsACommandTooTellsOfBoth() {
    let text = Transcript.of("grad = 3\n?grad")
    #expect(text.hasPrefix("grad\n  type   int\n  value  3\n\nalso a command:\ngrad z x y"))
  }
}
