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
}
