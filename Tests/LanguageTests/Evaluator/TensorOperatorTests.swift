import Language
import Testing

/// Operators on tensors, and Python numbers beside them.
@Suite struct TensorOperatorTests {
  @Test(arguments: [
    ("constant([1., 2.]) * 2", "[2. 4.]"),
    ("2 * constant([1., 2.]) + 0.5", "[2.5 4.5]"),
    ("constant([1, 2]) / constant([2, 4])", "[0.5 0.5]"),
    ("(constant([1, 2]) / 2).dtype", "float64"),
    ("constant([7, -7]) // 2", "[ 3 -4]"),
    ("constant([7, -7]) % 4", "[3 1]"),
    ("constant([1., 2.]) ^ 2", "[1. 4.]"),
    ("-constant([1., 2.]) ** 2", "[-1. -4.]"),
    ("constant([1., 2.]) + [10, 20]", "[11. 22.]"),
    ("constant([[1., 2.]]) @ constant([[3.], [4.]])", "[[11.]]"),
    ("constant([1., 2.]) > 1", "[False  True]"),
    ("constant([1., 2.]) == None", "False"),
    ("constant([1., 2.]) != 'a'", "True"),
    ("~(constant([1., 2.]) > 1)", "[ True False]"),
    ("bool(constant(2.) > 1.)", "True"),
    ("constant([[1., 2.], [3., 4.]])[1]", "[3. 4.]"),
    ("constant([[1., 2.], [3., 4.]])[:, 1]", "[2. 4.]"),
    ("constant([[1., 2.], [3., 4.]])[..., None].shape", "(2, 2, 1)"),
    ("constant([1., 2., 3.])[::-1]", "[3. 2. 1.]"),
    ("constant([1., 2., 3.])[[2, 0]]", "[3. 1.]"),
    ("constant([1., 2., 3.])[constant(1)]", "2.0"),
    ("[v for v in constant([1., 2.])]", "[1.0, 2.0]"),
    ("exp(0)", "1.0"),
    ("maximum(1, 2.5)", "2.5"),
    ("matmul([[1., 2.]], [[3.], [4.]])", "[[11.]]"),
    ("[constant([1., 2.]), (constant(3),)]", "[[1. 2.], (3,)]"),
    ("2. in constant([1., 2.])", "True"),
    ("len(constant([[1.], [2.]]))", "2"),
  ])
  func expressionsShow(_ expression: String, _ shown: String) throws {
    var script = Script()
    #expect(try script.run(expression) == shown)
  }

  @Test(
    arguments: [
      ("x + y", "DTypeError", "x + y: the operands have different dtypes: float32 and int32"),
      ("y + 1.5", "DTypeError", "the float 1.5 beside a tensor of int32"),
      ("x + True", "DTypeError", "the bool True beside a tensor of float32"),
      ("x + 'a'", "TypeError", "unsupported operand type(s) for +: 'Tensor' and 'str'"),
      ("x + None", "TypeError", "unsupported operand type(s) for +: 'Tensor' and 'NoneType'"),
      ("x * m", "ShapeError", "x * m: shapes (2,) and (3, 3) do not broadcast together"),
      ("if x: pass", "ValueError", "the truth value of a tensor of shape (2,) is ambiguous"),
      ("x['a']", "TypeError", "tensor indices must be integers, slices, None or ..., not str"),
      ("x[0] = 1.", "TypeError", "'Tensor' object does not support item assignment"),
      ("constant(1.)[0]", "IndexError", nil),
      ("for v in constant(1.): pass", "TypeError", "iteration over a 0-d tensor"),
      ("len(constant(1.))", "TypeError", nil),
      ("multiply(x)", "TypeError", "multiply() missing required argument: 'y'"),
      ("multiply(x, x, z=1)", "TypeError", "multiply() got an unexpected keyword argument 'z'"),
      ("multiply([1., [2.]], 1.)", "ValueError", nil),
      ("x(2)", "TypeError", "'Tensor' object is not callable"),
    ] as [(String, String, String?)])
  func mistakesAreNamed(_ program: String, _ type: String, _ message: String?) throws {
    var script = Script()
    _ = try script.run(
      "x = constant([1., 2.])\ny = constant([1, 2])\nm = reshape(arange(9.), (3, 3))")
    let failure = script.failure(of: program)
    #expect(failure?.type == type)
    if let message { #expect(failure?.message == message) }
  }

  @Test func theHintNamesTheCastToWrite() throws {
    var script = Script()
    _ = try script.run("x = constant([1., 2.])\ny = constant([1, 2])")
    #expect(script.failure(of: "x + y")?.hint == "write cast(y, float32)")
    #expect(script.failure(of: "y + x")?.hint == "write cast(y, float32)")
  }

  @Test func aResultOfNumPyLeavesTheTape() throws {
    var script = Script(hasSessionTape: false)
    let shown = try script.run(
      """
      import numpy as np
      x = Variable([1., 2.])
      with GradientTape() as t:
        y = np.sum(x) * x[0]
      print(t.gradient(y, x))
      print(np.sqrt(4).dtype, np.add([1, 2], 3))
      """)
    #expect(shown == "[3. 0.]\nfloat64 [4 5]")
  }
}
