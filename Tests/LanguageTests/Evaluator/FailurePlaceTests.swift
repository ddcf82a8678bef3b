import Language
import Testing

/// A failure points at the innermost call, operator or name that failed.
@Suite struct FailurePlaceTests {
  @Test(arguments: [
    ("1 + (2 // 0) * 3", 1, 5, 8),
    ("print(undefined)", 1, 7, 9),
    ("x = [1, 2]\nx[5]", 2, 1, 4),
    ("x = 3\nx.foo", 2, 3, 3),
    ("y = (1 +\n  None)", 1, 5, 4),
    ("for i in 3:\n  pass", 1, 10, 1),
    ("if 1:\n  raise ValueError('a')", 2, 3, 21),
    ("[a, b] = [1]", 1, 1, 6),
    ("import nothing", 1, 8, 7),
  ])
  func theCaretIsAtTheFailingPart(_ program: String, _ line: Int, _ column: Int, _ length: Int) {
    var script = Script()
    let failure = script.failure(of: program)
    #expect(failure?.line == line)
    #expect(failure?.column == column)
    #expect(failure?.length == length)
  }

  @Test func aFailureInAFunctionOfAnEarlierEntryShowsThatEntry() throws {
    var script = Script()
    _ = try script.run("\n\ndef f(x):\n  return x / 0")
    let failure = script.failure(of: "f(3)")
    #expect(failure?.source?.text == "def f(x):\n  return x / 0")
    #expect(failure?.line == 4)
    #expect(failure?.column == 10)
    #expect(failure?.notes == ["called at line 1: f(3)"])
  }

  @Test(arguments: [
    ("prnt(3)", "did you mean 'print'?"),
    ("lenght = 3\nlenghth", "did you mean 'lenght'?"),
    ("[].apend(1)", "did you mean 'append'?"),
    ("import math\nmath.flor(2)", "did you mean 'floor'?"),
    ("def f(alpha): pass\nf(alpa=1)", "did you mean 'alpha'?"),
    (
      "import tensorflow.compat.v1 as tf",
      "TensorFlow 1 builds graphs; write import tensorflow.compat.v2 as tf"
    ),
    (
      "import matplotlib.pyplot as plt\nplt.plott([1])",
      "did you mean 'plot'?"
    ),
    ("tf.ones(3)", "write 'import tensorflow as tf' first"),
  ])
  func aMisspeltNameHasASuggestion(_ program: String, _ hint: String) {
    var script = Script()
    #expect(script.failure(of: program)?.hint == hint)
  }
}
