import Language
import Testing

@testable import Notebook

@Suite struct TimeCommandTests {
  /// What is shown with each line that tells a time cut short.
  private func shown(_ text: String) -> String {
    Transcript.of(text).split(separator: "\n").map { line in
      line.hasPrefix("time: ") ? "time" : String(line)
    }.joined(separator: "\n")
  }

  @Test(arguments: [
    ("time x = 3\nx", "time\n3"),
    ("time 3", "3\ntime"),
    ("time 3;", "time"),
    ("time (1 + 2)", "3\ntime"),
    ("time -2", "-2\ntime"),
    ("x = ones(2)\ntime watch x\ny = sum(x)\ntime grad y x", "time\n[1. 1.]\ntime"),
    ("time for i in range(2): print(i)", "0\n1\ntime"),
    ("time for i in range(2):\n  print(i)\n'next'", "0\n1\ntime\n'next'"),
    ("for i in range(2):\n  time print(i)", "0\ntime\n1\ntime"),
    ("time import math\nmath.pi > 3", "time\nTrue"),
    ("time a = 1; a", "time\n1"),
    ("def f():\n  a = 1\n  time a = a + 1\n  return a\nf()", "time\n2"),
    ("def f(a):\n  def g():\n    nonlocal a\n    time a += 1\n  g()\n  return a\nf(1)", "time\n2"),
    ("time def f(): return 5\nf()", "time\n5"),
    ("time = 3\ntime", "3"),
  ])
  func aStatementIsRunAndTimed(_ text: String, _ output: String) {
    #expect(shown(text) == output)
  }

  @Test(arguments: [
    ("time 1/0", "ZeroDivisionError", 6, 3), ("time", "SyntaxError", 1, 4),
    ("time break", "SyntaxError", 6, 5), ("for i in [1]: time break", "SyntaxError", 20, 5),
    ("def f(): time return 1", "SyntaxError", 15, 6), ("time time 1", "SyntaxError", 6, 4),
    ("time gard y x", "SyntaxError", 6, 4),
  ])
  func aFailureIsShownWhereItIs(_ text: String, _ type: String, _ column: Int, _ length: Int) {
    var transcript = Transcript()
    _ = transcript.run(text)
    let diagnostic = transcript.results.last?.diagnostic
    #expect(diagnostic?.type == type)
    #expect(diagnostic?.column == column)
    #expect(diagnostic?.length == length)
  }

  @Test(arguments: [
    (Duration.nanoseconds(0), "0.00 ns"), (.nanoseconds(850), "850 ns"),
    (.nanoseconds(1000), "1.00 µs"), (.nanoseconds(1234), "1.23 µs"),
    (.nanoseconds(12_340), "12.3 µs"), (.nanoseconds(999_960), "1.00 ms"),
    (.microseconds(123_400), "123 ms"), (.milliseconds(1_050), "1.05 s"),
    (.milliseconds(99_960), "100 s"), (.seconds(119), "119 s"), (.seconds(125), "2 min 5 s"),
    (.seconds(3600), "60 min 0 s"),
  ])
  func timesAreInSensibleUnits(_ duration: Duration, _ text: String) {
    #expect(ElapsedTime.text(duration) == text)
  }
}
