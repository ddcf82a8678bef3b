import Testing

@testable import Language

@Suite struct ParserCommandTests {
  static let theReadingIsCases: [(String, String)] = [
    ("grad z x", "<grad z x>"),
    ("watch x", "<watch x>"),
    ("watch x y;", "<watch x y> muted"),
    ("watch x; z = x * x; grad z x", "<watch x>; (= z (* x x)); <grad z x>"),
    ("tape", "<tape>"),
    ("tape new t persistent", "<tape `new` `t` `persistent`>"),
    ("tape close", "<tape `close`>"),
    ("tape close; vars", "<tape `close`>; <vars>"),
    ("vars", "<vars>"),
    ("del x", "(del x)"),
    ("del x, y", "(del x y)"),
    ("del x y", "<del `x` `y`>"),
    ("set dtype float64", "<set `dtype` `float64`>"),
    ("help grad", "<help `grad`>"),
    ("help", "<help>"),
    ("help if", "<help `if`>"),
    ("help (", "<help `(`>"),
    ("apropos don't", "<apropos `don't`>"),
    ("time x = f(y); z  # how long", "<time `x = f(y); z`>"),
    ("time f(x);", "<time `f(x)`> muted"),
    ("run ../it's.tape", "<run `../it's.tape`>"),
    ("run 'my file.tape'", "<run `my file.tape`>"),
    ("run a/b.py --seed=3 --quiet", "<run `a/b.py` --seed=3 --quiet>"),
    ("g = grad z x", "(= g <grad z x>)"),
    ("g = h = grad z x", "(= g h <grad z x>)"),
    ("g = grad(z, x)", "(= g (call grad z x))"),
    ("g = grad", "(= g grad)"),
    ("g = grad z -x", "(= g <grad z (- x)>)"),
    ("grad(z, x)", "(call grad z x)"),
    ("grad (z, x)", "(call grad z x)"),
    ("grad(f)(x)", "(call (call grad f) x)"),
    ("grad (z) x", "<grad z x>"),
    ("grad z[0] x", "<grad ([] z 0) x>"),
    ("grad -z x", "<grad (- z) x>"),
    ("grad z[0, 1:2] sum(x)", "<grad ([] z tuple 0 1:2:) (call sum x)>"),
    ("grad (a + b) x", "<grad (+ a b) x>"),
    ("watch (a + b)", "<watch (+ a b)>"),
    ("watch(x)", "(call watch x)"),
    ("watch [x]", "<watch [x]>"),
    ("check z x --order=2", "<check z x --order=2>"),
    ("grad = t.gradient(z, x)", "(= grad (call (. t gradient) z x))"),
    ("grad = 1; grad", "(= grad 1); grad"),
    ("grad = 1; grad['b']", "(= grad 1); ([] grad 'b')"),
    ("grad = 1; grad z x", "(= grad 1); <grad z x>"),
    ("grad = 1\ngrad - 3", "(= grad 1); (- grad 3)"),
    ("for grad in g: grad", "(for grad g {grad})"),
    ("def f(tape): tape", "(def f (tape) {tape})"),
    ("def f(tape): tape\ntape", "(def f (tape) {tape}); <tape>"),
    ("with a as vars:\n  vars", "(with (a vars) {vars})"),
    ("import tape\ntape", "(import tape); tape"),
    ("with t:\n  watch x\n  y = x", "(with (t) {<watch x>; (= y x)})"),
    ("if a: watch x; y", "(if a {<watch x>; y})"),
    ("tape.x", "(. tape x)"),
    ("tape += 1", "(+= tape 1)"),
    ("tape: int = 1", "(: tape 1)"),
    ("grad, h = 1, 2", "(= (tuple grad h) (tuple 1 2))"),
    ("?x", "<help `x`>"),
    ("??sum", "<help --more `sum`>"),
    ("? ?x", "<help `?x`>"),
    ("?x[0, 1]", "<help ([] x tuple 0 1)>"),
    ("x.T[0]?", "<help ([] (. x T) 0)>"),
    ("?x[0].shape", "<help (. ([] x 0) shape)>"),
    ("??d['a']", "<help --more ([] d 'a')>"),
    ("x[0]??; y", "<help --more ([] x 0)>; y"),
    ("?f(x)[0]", "<help `f(x)[0]`>"),
    ("?x[0] + 1", "<help `x[0] + 1`>"),
    ("x?", "<help `x`>"),
    ("tf.math.exp??", "<help --more `tf.math.exp`>"),
    ("?", "<help>"),
  ]

  @Test(arguments: theReadingIsCases)
  func theReadingIs(_ source: String, _ tree: String) {
    #expect(SyntaxFixture.parse(source) == tree)
  }

  static let aNameTheUserBoundIsPythonWhereItReadsAsPythonCases: [(String, String)] = [
    ("grad", "grad"),
    ("grad - 3", "(- grad 3)"),
    ("grad z x", "<grad z x>"),
    ("grad [0]", "([] grad 0)"),
  ]

  @Test(arguments: aNameTheUserBoundIsPythonWhereItReadsAsPythonCases)
  func aNameTheUserBoundIsPythonWhereItReadsAsPython(_ source: String, _ tree: String) {
    #expect(SyntaxFixture.parse(source, bound: ["grad"]) == tree)
  }

  static let theErrorOfTheLikelierReadingIsGivenCases: [(String, String)] = [
    ("wach x", "SyntaxError: there is no command 'wach' [did you mean 'watch'?] at 0 'wach'"),
    ("fro i in x:", "SyntaxError: there is no command 'fro' [did you mean 'for'?] at 0 'fro'"),
    ("spam bar", "SyntaxError: there is no command 'spam' at 0 'spam'"),
    (
      "grad z x, y",
      "SyntaxError: a command's arguments are separated by blanks, not commas [leave the comma out: 'grad z x y'] at 8 ','"
    ),
    (
      "grad lambda x: x**2",
      "SyntaxError: a lambda that is a command's argument stands in brackets [write (lambda x: x**2)] at 5 'lambda'"
    ),
    (
      "grad - 3",
      "SyntaxError: '-' stands alone between a command's arguments [an argument has no blanks outside brackets: write '-x' or '(a - b)'] at 5 '-'"
    ),
    ("grad z", "SyntaxError: 'grad' needs 2 arguments [see 'help grad'] at 0 'grad'"),
    ("vars x", "SyntaxError: 'vars' takes no argument [see 'help vars'] at 5 'x'"),
    ("tape nwe", "SyntaxError: 'tape' does not know 'nwe' [did you mean 'new'?] at 5 'nwe'"),
    (
      "grad(z x)",
      """
      SyntaxError: invalid syntax: two values stand side by side [perhaps a comma or \
      an operator is missing] at 7 'x'
      """
    ),
    ("grad z (x", "SyntaxError: '(' was never closed at 7 '('"),
    (
      "print x",
      """
      SyntaxError: missing parentheses in call to 'print' [did you mean 'print(…)'?] \
      at 0 'print x'
      """
    ),
    ("match x:\n  pass", "SyntaxError: 'match' is not supported yet at 0 'match'"),
    ("set a", "SyntaxError: 'set' needs 2 arguments [see 'help set'] at 0 'set'"),
  ]

  @Test(arguments: theErrorOfTheLikelierReadingIsGivenCases)
  func theErrorOfTheLikelierReadingIsGiven(_ source: String, _ error: String) {
    #expect(SyntaxFixture.parse(source) == error)
  }

  @Test func rangesOfCommandsAndArgumentsAreRight() throws {
    let text = "a;  grad z  x[1, 2] # why"
    let source = EntrySource(file: nil, text: text, firstLine: 1)
    let entry = try SyntaxFixture.parser().parse(source)
    guard case .command(let command, false)? = entry.statements.last?.kind else {
      Issue.record("no command")
      return
    }
    #expect(command.rest == "z  x[1, 2]")
    #expect(command.nameRange == SourceRange(4, 8))
    #expect(command.range == SourceRange(4, 19))
    #expect(command.arguments.map(\.text) == ["z", "x[1, 2]"])
    #expect(command.arguments.map(\.range) == [SourceRange(9, 10), SourceRange(12, 19)])
  }

  @Test func helpByQuestionMarksKeepsItsRanges() throws {
    let source = EntrySource(file: nil, text: "??sum", firstLine: 1)
    let entry = try SyntaxFixture.parser().parse(source)
    guard case .command(let command, _)? = entry.statements.first?.kind else {
      Issue.record("no command")
      return
    }
    #expect(command.name == "help")
    #expect(command.rest == "sum")
    #expect(command.nameRange == SourceRange(0, 2))
    #expect(command.range == SourceRange(0, 5))
  }
}
