import Language
import Synchronization
import Testing

/// Nothing that is typed brings the process down: every limit is an error that names it.
@Suite struct LimitTests {
  @Test(arguments: [
    ("def f(n):\n  return f(n + 1)\nf(0)", "RecursionError"),
    ("f = lambda: f()\nf()", "RecursionError"),
    ("x = []\nfor i in range(5000):\n  x = [x]\nrepr(x)", "RecursionError"),
    (
      "x = []\ny = []\nfor i in range(5000):\n  x = [x]\n  y = [y]\nx == y", "RecursionError"
    ),
    ("x = ()\nfor i in range(5000):\n  x = (x,)\n{x: 1}", "RecursionError"),
    ("x = []\nx.append(x)\ny = []\ny.append(y)\nx == y", "RecursionError"),
    ("2 ** 63", "OverflowError"),
    ("9223372036854775807 + 1", "OverflowError"),
    ("-9223372036854775807 - 2", "OverflowError"),
    ("9223372036854775807 * 2", "OverflowError"),
    ("(-9223372036854775807 - 1) // -1", "OverflowError"),
    ("-(-9223372036854775807 - 1)", "OverflowError"),
    ("10 ** 100", "OverflowError"),
    ("[0] * 10 ** 12", "MemoryError"),
    ("'ab' * 10 ** 15", "MemoryError"),
    ("(1,) * 9223372036854775807", "MemoryError"),
    ("list(range(10 ** 15))", "MemoryError"),
    ("1 // 0", "ZeroDivisionError"),
    ("1.5 % 0", "ZeroDivisionError"),
    ("x = Variable([1., 2.])\nx[10 ** 18]", "IndexError"),
    ("x = Variable([1., 2.])\nx[-9223372036854775807 - 1]", "IndexError"),
    ("x = Variable([1., 2.])\nx[0, 0]", "IndexError"),
    ("reshape([1., 2.], (1000000000, 1000000000))", "MemoryError"),
    ("reshape([1., 2.], (-2, -1))", "ShapeError"),
    ("broadcast_to(1., (1000000, 1000000)) + 1.", "MemoryError"),
    ("x = Variable(2)\nx * 3000000000", "OverflowError"),
    ("x = [1]\nfor i in range(70):\n  x = [x]\nsum(exp(x))", "ValueError"),
    ("range(10)[10]", "IndexError"),
    ("range(0, 9223372036854775807, 1)[::9223372036854775807][3]", "IndexError"),
    ("while True:\n  pass", "StepLimitError"),
    ("for i in range(10 ** 15):\n  pass", "StepLimitError"),
    ("[0 for i in range(10 ** 15)]", "StepLimitError"),
    ("try:\n  while True:\n    pass\nexcept:\n  print('caught')", "StepLimitError"),
  ])
  func hostileInputIsATypedError(_ program: String, _ type: String) {
    var script = Script(echo: .never)
    script.options.maximumSteps = 100_000
    #expect(script.failure(of: program)?.type == type)
  }

  @Test func theSessionGoesOnAfterAnError() throws {
    var script = Script()
    _ = try script.run("x = 1")
    _ = script.failure(of: "def f():\n  f()\nf()")
    #expect(try script.run("x + 1") == "2")
  }

  @Test func anInterruptionStopsAnEndlessLoopAndChangesNothing() throws {
    let polls = Interruption(after: 1000)
    var script = Script()
    _ = try script.run("x = 1")
    script.options.isInterrupted = { polls.isDue }
    let failure = script.failure(of: "while True:\n  x += 1")
    #expect(failure?.type == "KeyboardInterrupt")
    script.options.isInterrupted = { false }
    #expect(try script.run("x") == "1")
  }

  @Test func anInterruptionIsNotCaughtByTheProgram() {
    let polls = Interruption(after: 1000)
    var script = Script()
    script.options.isInterrupted = { polls.isDue }
    let program = "while True:\n  try:\n    while True:\n      pass\n  except:\n    pass"
    #expect(script.failure(of: program)?.type == "KeyboardInterrupt")
  }
}

/// An interruption that comes after a number of questions.
final class Interruption: Sendable {
  private let left: Atomic<Int>

  init(after count: Int) { left = Atomic(count) }

  var isDue: Bool { left.subtract(1, ordering: .relaxed).newValue < 0 }
}
