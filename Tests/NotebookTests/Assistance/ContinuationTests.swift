import Testing

@testable import Notebook

/// Whether Enter goes on, and with which blanks.
@Suite struct ContinuationTests {
  @Test(
    arguments: [
      ("x = 1", nil), ("", nil), ("f(1,", "    "), ("  f(1,", "      "), ("f(1,\n  g(", "      "),
      ("for i in x:", "    "), ("for i in x:\n    if i:", "        "),
      ("def f():\n    x = 1", "    "), ("def f():\n    return 1", ""),
      ("def f():\n    if x:\n        return 1", "    "), ("for i in x:\n    pass", ""),
      ("while True:\n  break", ""), ("for i in x:\n    y = i\n", nil), ("s = '''", ""),
      ("if x:\n    s = '''a", ""), ("x = 1 + \\", ""), ("  x = 1 + \\", "  "), ("@f", ""),
      ("if x: y", nil), ("for i in x:\n\tif i:", "\t\t"), ("def f():\n    g(1,\n      2)", "    "),
      ("x = 1)", nil), ("if x:  # why", "    "), ("d = {", "    "),
      ("for i in x:\n    continue", ""),
      ("def f():\n    raise E", ""), ("with t:", "    "), ("f'{x", nil), ("f'''{x", ""),
      // Free text and paths have no brackets.
      ("history (x", nil), ("history [x", nil), ("apropos (", nil), ("save a(b", nil),
      ("load {", nil), ("help f(", nil), ("time history (x", nil), ("x = 1; apropos (", nil),
      ("apropos '''", nil), ("if x:\n    history (x", "    "), ("history = (x", "    "),
      ("history(x", "    "), ("save(a", "    "), ("grad (x", "    "), ("del d[(", "    "),
      ("print all (x", "    "), ("save \\", ""),
    ] as [(String, String?)])
  func theNextLineBeginsWithItsBlanks(_ text: String, _ indentation: String?) {
    #expect(Draft().assistance.continuation(of: text) == indentation)
  }
}
