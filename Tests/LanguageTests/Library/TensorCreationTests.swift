import Language
import Tensors
import Testing

/// Creation of tensors gives NumPy's and TensorFlow's shapes, element types and values.
@Suite struct TensorCreationTests {
  @Test(arguments: LibraryCase.numpy) func aNumPyFunctionGivesNumPysValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.creation) func aTensorIsMadeInEverySpelling(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.hostile) func whatCannotBeMadeIsRefusedAtOnce(_ item: LibraryCase) {
    #expect(item.outcome.hasPrefix(item.expected + ":"))
  }

  @Test func theSessionsFloatTypeIsTheDefault() throws {
    var script = Script()
    script.session.options.floatDType = .float64
    #expect(
      try script.run(
        "import tensorflow as tf\nones(2).dtype\nconstant(1.).dtype\ntf.zeros(2).dtype")
        == "float64\nfloat64\nfloat64")
    #expect(try script.run("normal((2,)).dtype\nlinspace(0, 1, 3).dtype") == "float64\nfloat64")
  }

  @Test func aSeedDecidesTheNumbers() throws {
    var first = Script(seed: 7)
    var second = Script(seed: 7)
    let code = "normal((2, 2)).tolist()\nuniform((3,)).tolist()\nrandint(0, 100, (4,)).tolist()"
    let shown = try first.run(code)
    #expect(try second.run(code) == shown)
    #expect(try first.run(code) != shown)
    #expect(
      try first.run(
        "set_seed(3)\na = normal((2,))\nset_seed(3)\nb = normal((2,))\nall(a == b)") == "True")
  }

  @Test func aFailedEntryDoesNotAdvanceTheGenerator() throws {
    var script = Script(seed: 1)
    var other = Script(seed: 1)
    #expect(script.failure(of: "x = normal((3,)); 1 // 0") != nil)
    #expect(try script.run("normal((3,)).tolist()") == other.run("normal((3,)).tolist()"))
  }

  @Test func randomNumbersLieInTheirRange() throws {
    var script = Script()
    let code = """
      u = uniform((1000,), -2., 3.)
      n = normal((1000,), 5., 0.1)
      i = randint(-3, 4, (1000,))
      print(bool(min(u) >= -2.), bool(max(u) < 3.), bool(min(i) >= -3), bool(max(i) < 4))
      print(abs(float(mean(n)) - 5.) < 0.05)
      """
    #expect(try script.run(code) == "True True True True\nTrue")
  }
}
