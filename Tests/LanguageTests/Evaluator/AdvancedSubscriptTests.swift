import Language
import Testing

/// Lists, tensors and masks among the parts of a subscript, as NumPy 2.4.6 has them.
@Suite struct AdvancedSubscriptTests {
  private static let setUp = """
    import numpy as np
    x = np.arange(24.).reshape(2, 3, 4)
    m = np.arange(12.).reshape(3, 4)
    """

  /// Shape and elements.
  private static let cases = LibraryCase.table(
    """
    m[:, [0, 2]] → [3, 2] [[0.0, 2.0], [4.0, 6.0], [8.0, 10.0]]
    m[[0, 2], [1, 3]] → [2] [1.0, 11.0]
    m[np.arange(3), [3, 0, 1]] → [3] [3.0, 4.0, 9.0]
    m[:, [[0, 1], [2, 3]]] → [3, 2, 2] [[[0.0, 1.0], [2.0, 3.0]], [[4.0, 5.0], [6.0, 7.0]], [[8.0, 9.0], [10.0, 11.0]]]
    m[1:, [-1]] → [2, 1] [[7.0], [11.0]]
    m[..., [0, 3]] → [3, 2] [[0.0, 3.0], [4.0, 7.0], [8.0, 11.0]]
    m[[[0], [2]], [1, 3]] → [2, 2] [[1.0, 3.0], [9.0, 11.0]]
    m[:, [True, False, True, False]] → [3, 2] [[0.0, 2.0], [4.0, 6.0], [8.0, 10.0]]
    m[:, m[0] > 1] → [3, 2] [[2.0, 3.0], [6.0, 7.0], [10.0, 11.0]]
    m[m[:, 0] > 3, 1] → [2] [5.0, 9.0]
    m[[0, 1], 2] → [2] [2.0, 6.0]
    m[2, [0, 1]] → [2] [8.0, 9.0]
    m[None, [0, 2], 1:3] → [1, 2, 2] [[[1.0, 2.0], [9.0, 10.0]]]
    m[[0, 2], :, None] → [2, 4, 1] [[[0.0], [1.0], [2.0], [3.0]], [[8.0], [9.0], [10.0], [11.0]]]
    m[:, []] → [3, 0] [[], [], []]
    x[0, :, [1, 2]] → [2, 3] [[1.0, 5.0, 9.0], [2.0, 6.0, 10.0]]
    x[:, 0, [1, 2]] → [2, 2] [[1.0, 2.0], [13.0, 14.0]]
    x[:, [0, 2], [1, 3]] → [2, 2] [[1.0, 11.0], [13.0, 23.0]]
    x[[0, 1], :, [1, 3]] → [2, 3] [[1.0, 5.0, 9.0], [15.0, 19.0, 23.0]]
    x[[1, 0], 1:, 2] → [2, 2] [[18.0, 22.0], [6.0, 10.0]]
    x[..., [0, 1], [1, 2]] → [2, 2] [[1.0, 6.0], [13.0, 18.0]]
    x[x[:, :, 0] > 5, 1] → [4] [9.0, 13.0, 17.0, 21.0]
    x[0, x[0] > 8] → [3] [9.0, 10.0, 11.0]
    x[[1], [[0], [2]], ::2] → [2, 1, 2] [[[12.0, 14.0]], [[20.0, 22.0]]]
    """)

  @Test(arguments: cases) func severalIndicesPickAsInNumPy(_ example: LibraryCase) throws {
    var script = Script()
    _ = try script.run(Self.setUp)
    let shown = try script.run(
      "r = \(example.expression)\nprint(list(r.shape), r.tolist())")
    #expect(shown == example.expected)
  }

  /// One list counts from the end as several do, and one truth value takes all or nothing.
  @Test(arguments: [
    ("m[[-1, 0]].tolist()", "[[8.0, 9.0, 10.0, 11.0], [0.0, 1.0, 2.0, 3.0]]"),
    ("m[np.array([-3])].tolist()", "[[0.0, 1.0, 2.0, 3.0]]"),
    ("x[[[-1], [0]]].shape", "(2, 1, 3, 4)"), ("x[True].shape", "(1, 2, 3, 4)"),
    ("x[np.array(False)].shape", "(0, 2, 3, 4)"), ("x[0, True].shape", "(1, 3, 4)"),
    ("x[1, ..., True].shape", "(1, 3, 4)"),
  ]) func oneIndexFollowsTheSameRules(_ expression: String, _ expected: String) throws {
    var script = Script()
    _ = try script.run(Self.setUp)
    #expect(try script.run("print(\(expression))") == expected)
  }

  @Test func derivativesFlowToWhatWasPicked() throws {
    var script = Script()
    let shown = try script.run(
      """
      x = Variable([[1., 2., 3.], [4., 5., 6.]])
      with GradientTape() as t:
        z = sum(x[[0, 1, 1], [2, 0, 0]] ** 2) + sum(x[:, [1, 1]])
      print(t.gradient(z, x).numpy().tolist())
      """)
    // 2·3 at (0, 2); twice 2·4 at (1, 0); twice 1 in the column in the middle.
    #expect(shown == "[[0.0, 2.0, 6.0], [16.0, 2.0, 0.0]]")
  }

  @Test(arguments: [
    ("m[:, [4]]", "IndexError"), ("m[..., ..., [0]]", "ValueError"),
    ("m[:, [0.5]]", "TypeError"), ("m[[0, 1], [0, 1, 2]]", "ShapeError"),
    ("m[:, [True, False]]", "ShapeError"), ("m[..., ..., [0]]", "ValueError"),
    ("m[:, (0, 1)]", "IndexError"), ("m[[0, 1], -4]", nil), ("m[[0, 1], -5]", "IndexError"),
    ("m[:, [[[0]], 'a']]", "TypeError"),
    ("m[np.zeros((2**20, 1), np.int64), np.zeros((1, 2**20), np.int64)]", "MemoryError"),
  ]) func whatPicksNothingIsRefused(_ expression: String, _ type: String?) throws {
    var script = Script()
    _ = try script.run(Self.setUp)
    #expect(script.failure(of: expression)?.type == type, "\(expression)")
  }
}
