import Language
import Testing

@testable import Interchange

/// What a tape is told to watch, in programs for PyTorch.
///
/// The programs were run under PyTorch, and gave TensorFlow's numbers.
@Suite struct ProgramWatchesTests {
  private func program(_ text: String) throws -> ProgramText {
    let session = try SessionSamples.listing("import tensorflow as tf\n" + text)
    #expect(session.failures.map(\.message) == [])
    return ProgramText(session, for: .pytorch)
  }

  private func lines(_ text: String) throws -> [String] {
    let program = try program(text)
    #expect(program.problems.map(\.message) == [])
    return program.parts.flatMap(\.lines)
  }

  private static let slope = """
    def slope(x):
      with tf.GradientTape() as t:
        t.watch(x)
        y = VALUE
      return t.gradient(y, x)

    """

  @Test(arguments: [
    ("x[0] ** 2 * x[1]", "[tf.constant(2.), tf.constant(3.)]", "x"),
    ("x['a'] ** 2", "{'a': tf.constant(2.)}", "x.values()"),
  ])
  func aListOrDictIsWatchedOneByOne(value: String, given: String, list: String) throws {
    let text = Self.slope.replacing("VALUE", with: value) + "print(slope(\(given)))"
    let lines = try lines(text)
    let index = try #require(lines.firstIndex(of: "    for watched in \(list):"))
    #expect(lines[index + 1] == "        watched.requires_grad_()")
  }

  @Test func aListOrATensorIsRefused() throws {
    let text =
      Self.slope.replacing("VALUE", with: "tf.reduce_sum(x)")
      + "print(slope([tf.constant(2.)]), slope(tf.constant(2.)))"
    #expect(
      try program(text).problems.map(\.message) == [
        "a program for PyTorch watches tensors, or one list or dict of them"
      ])
  }

  @Test func integersAreNotWatched() throws {
    let text = """
      i = tf.constant(10)
      with tf.GradientTape() as t:
        t.watch(i)
        z = i * i
      print(t.gradient(z, i))
      """
    #expect(
      try lines(text).suffix(3) == [
        "i = torch.tensor(10, dtype=torch.int32)", "z = i * i", "print(None)",
      ])
    let both =
      Self.slope.replacing("VALUE", with: "x * x")
      + "print(slope(tf.constant(2.)), slope(tf.constant(2)))"
    #expect(try lines(both).contains("    if x.is_floating_point():"))
  }
}
