import Language
import Testing

/// What the prompt shows of each kind of value.
@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("1", "1"), ("1.5", "1.5"), ("True", "True"), ("'it'", "'it'"), ("\"it's\"", "\"it's\""),
    ("[1, 'a', None]", "[1, 'a', None]"), ("(1,)", "(1,)"), ("()", "()"),
    ("{'a': [1.0]}", "{'a': [1.0]}"), ("range(3)", "range(0, 3)"), ("...", "Ellipsis"),
    ("int", "<class 'int'>"), ("ones((2, 2))", "[[1. 1.]\n [1. 1.]]"), ("constant(8.)", "8.0"),
    ("[ones((2, 2))]", "[[[1. 1.] [1. 1.]]]"),
    ("[ones((20, 20))]", "[tensor(shape=(20, 20), dtype=float32)]"),
    ("lambda x: x", "<function <lambda>>"),
    (
      "Variable([1., 2.])",
      "<tf.Variable 'Variable:0' shape=(2,) dtype=float32, "
        + "numpy=array([1., 2.], dtype=float32)>"
    ),
    ("Variable(3.)", "<tf.Variable 'Variable:0' shape=() dtype=float32, numpy=3.0>"),
    ("ValueError('a')", "ValueError('a')"),
  ])
  func aValueShows(_ expression: String, _ shown: String) throws {
    var script = Script()
    #expect(try script.run(expression) == shown)
  }

  @Test func noneAndMutedValuesShowNothing() throws {
    var script = Script()
    #expect(try script.run("None\n3;\nprint(None)") == "None")
  }

  @Test func aListThatHoldsItselfShowsDots() throws {
    var script = Script()
    #expect(try script.run("x = [1]\nx.append(x)\nx") == "[1, [...]]")
    #expect(try script.run("d = {}\nd['d'] = d\nd") == "{'d': {...}}")
  }

  @Test func aDeepListShowsDotsInsteadOfFailing() throws {
    var script = Script()
    let shown = try script.run("x = []\nfor i in range(300):\n  x = [x]\nx")
    #expect(shown.contains("[...]"))
  }
}
