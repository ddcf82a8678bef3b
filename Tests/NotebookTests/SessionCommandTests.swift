import Language
import Testing

@testable import Notebook

@Suite struct SessionCommandTests {
  @Test func varsListsTheUsersNames() {
    #expect(Transcript.of("vars") == "no names are bound")
    #expect(
      Transcript.of(
        "b = [1, 2]\na = 'text'\nx = ones(2, 2)\nwatch x\ndef f(p, q): return p\nvars") == """
          name  type      shape   dtype    value
          a     str                        'text'
          b     list                       2 items
          f     function                   f(p, q)
          x     Tensor    (2, 2)  float32  [[1. 1.] [1. 1.]]  watched
          """)
  }

  @Test func delRemovesSeveralNames() {
    #expect(Transcript.of("x = 1\ny = 2\nz = 3\ndel x y\nvars").contains("z"))
    #expect(Transcript.of("x = 1\ndel x nothing\n").hasPrefix("NameError: "))
  }

  @Test func setShowsAndChangesOptions() {
    #expect(Transcript.of("set dtype") == "dtype  float32")
    #expect(Transcript.of("set dtype float64\nset dtype") == "dtype  float64")
    #expect(
      Transcript.of("set dtype int32")
        == "ValueError: dtype is float32 or float64, not 'int32'")
    #expect(Transcript.of("set").hasPrefix("dtype     float32\nintegers  int32\nmemory    "))
    #expect(Transcript.of("set dtpye") == "ValueError: there is no option 'dtpye'")
  }

  @Test func aFailedEntryPutsTheMemoryLimitBack() {
    var transcript = Transcript()
    let before = transcript.run("set memory")
    _ = transcript.run("set memory 64GiB; 1 / 0")
    #expect(transcript.run("set memory") == before)
  }

  @Test(arguments: [
    ("16GiB", 17_179_869_184), ("500MB", 500_000_000), ("1.5kib", 1536), ("4096", 4096),
    ("7b", 7),
  ])
  func sizesAreReadInBothKindsOfUnits(_ text: String, _ bytes: Int) {
    #expect(ByteSize.bytes(text) == bytes)
  }

  @Test(arguments: ["", "GiB", "-1GiB", "1 GiB!", "1e400", "99999999999999TiB", "nan", "0x10"])
  func whatIsNoSizeIsRefused(_ text: String) {
    #expect(ByteSize.bytes(text) == nil)
  }

  @Test func aSeedMakesRandomNumbersRepeat() {
    #expect(
      Transcript.of(
        "import tensorflow as tf\nseed 7\na = tf.random.normal((2,))\nseed 7\n"
          + "b = tf.random.normal((2,))\nall(a == b)") == "True")
    #expect(Transcript.of("seed -1") == "ValueError: a seed is a whole number from 0, not -1")
  }

  @Test func helpOffersWhatMayHaveBeenMeant() {
    var transcript = Transcript()
    #expect(
      transcript.run("help gard") == "NameError: there is no command or function 'gard'")
    #expect(transcript.results.last?.diagnostic?.hint == "did you mean 'grad'?")
  }

  @Test func helpDescribesAPrimitiveFromItsDeclaration() {
    let text = Transcript.of("help exp")
    #expect(text.hasPrefix("exp("))
    #expect(text.contains("derivative by x: y, where y is the result"))
    #expect(text.contains("tf.exp"))
  }

  @Test func helpAnswersForAQuestionMark() {
    #expect(Transcript.of("?exp") == Transcript.of("help exp"))
    #expect(Transcript.of("exp?") == Transcript.of("help exp"))
  }

  @Test func helpDescribesAUsersName() {
    #expect(Transcript.of("x = ones(2)\nhelp x") == "x  Tensor  (2,)  float32  [1. 1.]")
    #expect(
      Transcript.of("def f(x):\n  'Twice x.'\n  return 2 * x\nhelp f")
        == "f  function  f(x)\n\nTwice x.")
  }

  @Test func helpListsEveryCommandAndPrimitive() {
    let words = Set(Transcript.of("help").split(whereSeparator: \.isWhitespace).map(String.init))
    for name in ["grad", "watch", "quit", "exp", "matmul"] { #expect(words.contains(name)) }
  }
}
