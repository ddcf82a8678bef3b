import Foundation
import Interchange
import Language
import Testing

/// What the sessions record, against what TensorFlow 2.21.0 printed for the same programs
/// (`tf.Tensor(…)` shown as NumPy shows its value), or a closed form that is noted.
///
/// Replaying a session compares it with what we printed earlier; this does not.
@Suite struct SessionNumbersTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let session: String
    /// Each entry that shows a derivative, in order, with what TensorFlow gave for it.
    let derivatives: [(source: String, printed: String)]

    var testDescription: String { session }
  }

  private static let eights = "[[8. 8.]\n [8. 8.]]"
  private static let jacobian = "[[5. 3.]\n [6. 0.]\n [0. 1.]]"
  private static let hessian = "[[10.  6.]\n [ 6. 30.]]"
  private static let ones = "[[1. 1.]\n [1. 1.]]"

  static let cases = [
    Case(
      session: "first-gradient",
      derivatives: [
        ("grad z x", eights), ("grad z y", "8.0"), ("grad y x", ones), ("print(dz_dx)", eights),
      ]),
    Case(
      session: "watch-and-none",
      derivatives: [
        ("print(t.gradient(y, x))", "None"), ("grad y x on t", "None"), ("grad y x on t", "6.0"),
        ("grad y early on t", "None"), ("grad y a b on t", "5.0\nNone"),
        (
          "print(t.gradient(y, [a, b], unconnected_gradients=tf.UnconnectedGradients.ZERO))",
          "[5.0, 0.0]"
        ),
        ("grad loss w on t", "40.0"),
      ]),
    Case(
      session: "one-gradient-per-tape",
      derivatives: [
        ("dz_dx", eights),
        ("t.gradient(z, {'x': x, 'y': y})", "{'x': [[8. 8.] [8. 8.]], 'y': 8.0}"),
        ("t.gradient(z, x)", eights), ("t.gradient(z, y)", "8.0"), ("grad z x", eights),
        ("grad z y", "8.0"),
      ]),
    Case(
      session: "nested-tapes",
      derivatives: [
        ("print(t1.gradient(z, x))", eights), ("print(t2.gradient(z, y))", "None"),
        ("grad z y on t2", "None"), ("print(t1.gradient(z, x))", eights),
        ("print(t2.gradient(z, y))", "8.0"), ("print(t1.gradient(z, x))", eights),
        ("print(t2.gradient(z, y))", "8.0"), ("print(t.gradient(y, x))", ones),
        ("dy_dx", "27.0"), ("d2y_dx2", "18.0"),
      ]),
    // 2x and 4x of 4·x²/2 at 3, straight through, 6·3 of the second derivative of x³.
    Case(
      session: "why-none",
      derivatives: [
        ("why z x", "None"), ("grad z x", "6.0"), ("why z x", "None"), ("grad z x", "12.0"),
        ("why loss w on t", "None"), ("why z x", "None"), ("why z x", "None"), ("grad z x", "2.0"),
        ("why slope x on outer", "None"), ("grad slope x on outer", "18.0"), ("why z b", "None"),
        ("why a z", "None"),
      ]),
    // 3x² + 4x at 3; relu at its kink.
    Case(
      session: "reading-a-gradient",
      derivatives: [("grad z x", "39.0"), ("d_x", "39.0"), ("grad k x", "0.0")]),
    // The closed forms stand in the session.
    Case(
      session: "jacobians",
      derivatives: [
        ("grad y x", "[11.  4.]"), ("jacobian y x", jacobian),
        ("print(t.jacobian(u, x))", jacobian), ("jacobian(f)(x)", jacobian),
        ("jacrev(f)(x)", jacobian), ("jacfwd(f)(x)", jacobian),
        ("vjp y x [1., 0., 0.]", "[5. 3.]"), ("jvp y x [1., 0.]", "[5. 6. 0.]"),
        ("hessian z x", hessian), ("hvp z x [1., 0.]", "[10.  6.]"),
        ("hessian(lambda x: x[0] ** 2 * x[1] + x[1] ** 3)(x)", hessian),
        ("print(outer.jacobian(slope, v))", hessian),
        (
          "print(t.batch_jacobian(ys, xs))",
          "[[[ 4.  1.]\n  [ 2.  5.]]\n\n [[10.  3.]\n  [ 4. 11.]]]"
        ),
        ("vmap(grad(lambda x: x[0] ** 2 * x[1]))(xs)", "[[ 4.  1.]\n [24.  9.]]"),
      ]),
    Case(
      session: "own-gradients",
      derivatives: [
        ("print(t.gradient(y, x))", "nan"), ("print(t.gradient(y, x))", "1.0"),
        ("D(log1pexp, 2)(1.5)", "0.14914645"), ("print(t.gradient(z, v))", "2.0"),
        ("kept.gradient(a, x), short.gradient(b, x)", "(-0.1095417, -0.1095417)"),
        ("print(acc.jvp(y))", "6.0"),
      ]),
    // The columns of the table of conventions, in TensorFlow's and JAX's own runs.
    Case(
      session: "kinks",
      derivatives: [
        ("grad z x", "0.0"), ("grad z x", "1.0"), ("grad m a b", "1.0\n0.0"),
        ("grad m a b", "0.5\n0.5"), ("grad maximum(x, 0.) x", "1.0"), ("grad relu(x) x", "0.0"),
        ("grad norm(v) v", "[nan nan]"), ("grad norm(v) v", "[0. 0.]"), ("grad w x", "0.0"),
        ("grad w x", "nan"), ("grad abs(x)*0. x", "0.0"), ("grad sqrt(x) x", "inf"),
      ]),
    Case(
      session: "zero-and-nan",
      derivatives: [
        ("grad z x", "0.0"), ("grad z x", "[nan 0.5]"), ("grad z x", "[0.  0.5]"),
        ("grad sqrt(sum(v*v)+1e-12) v", "[0. 0.]"), ("grad norm(v) v", "[0. 0.]"),
        ("grad -softplus(-x) x", "1.0"),
      ]),
    // 2·Σx for each of six ones; relu keeps two units: 2·1·1 + 2·3.5·2 and 0 + 2·3.5·0.75.
    Case(
      session: "trace-one-element",
      derivatives: [
        ("grad z x", "[[12. 12. 12.]\n [12. 12. 12.]]"), ("grad s p", "[[16.    5.25]]"),
      ]),
    // x⁸ at 1.5: 8·1.5⁷; 3 for each of the layer's two units, 1 + 2.
    Case(
      session: "derivative-as-formula",
      derivatives: [
        ("df(1.5) - D(f)(1.5)", "0.0"), ("D(power_of_two)(1.5)", "136.6875"),
        ("D(layer)(1.5)", "3.0"),
      ]),
  ]

  /// Lines that only one of the sessions' own commands shows, with numbers from closed forms.
  static let lines: [(session: String, lines: [String])] = [
    // 4 ones times 4 ones' sum: see the case above. 1000 columns of x[0] + x[1] = 3: 1000·2·3.
    (
      "trace-one-element",
      [
        "∂z/∂x[1, 2] = 1.0 · 12.0 = 12.0", "∂s/∂p[0, 0] = 2.0 + 14.0 = 16.0",
        "∂a[0, 2]/∂p[0, 0] = 2.0 · 1.0 = 2.0", "∂a[0, 1]/∂p[0, 0] = 0.0",
        "∂r/∂p[0, 1] = 6000.0",
      ]
    ),
    // 2·3 float32, 3, 2 and so on: 24 + 12 + 8 bytes and four results of 12.
    ("tape-and-graph", ["holds 92 bytes in 7 buffers, 1 number inline; 2 entries share a buffer"]),
    (
      "derivative-as-formula",
      [
        "f′(x) = 2*x*sin(x) + x**2*cos(x)", "f″(x) = 2*sin(x) + 4*x*cos(x) - x**2*sin(x)",
        "tanh′(x) = 1 - tanh(x)**2", "D(sin, 5)(x) = cos(x)", "power_of_two′(x) = 8*x**7",
        "f′(x) = where(x > 1, 2*x, 2)",
      ]
    ),
    // 2y summed; xᵀ(2y); 3·(2c + 1); relu below 0; s² and 3s², what is cut and what is not.
    (
      "reading-explain",
      [
        "∂loss/∂b = [-2.]", "  [[-4.]", "   [-6.]]", "∂d/∂s = 39.0", "∂k/∂s = 0.0", "∂q/∂s = 4.0",
        "  s      4.0         12.0",
      ]
    ),
  ]

  @Test(arguments: lines.indices) func linesAreAsClosedFormsSay(_ index: Int) throws {
    let (name, lines) = Self.lines[index]
    let recorded = try entries(of: name).flatMap(\.output)
    for line in lines { #expect(recorded.contains { $0.hasPrefix(line) }, "\(line)") }
  }

  private func entries(of session: String) throws -> [SessionEntry] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sessions")
    let text = try String(
      contentsOf: folder.appending(path: session + ".tape"), encoding: .utf8)
    return try SessionFile(text, file: session).entries
  }

  @Test(arguments: cases) func derivativesAreTensorFlows(_ session: Case) throws {
    let entries = try entries(of: session.session)
    var remaining = session.derivatives[...]
    for entry in entries {
      guard let next = remaining.first, entry.source.text == next.source else { continue }
      // The line that names the tape, the reason behind None with its mend, and notes are ours alone.
      let ours = ["by the tape", "  line ", "  mend: ", "note: "]
      let recorded = entry.output.filter { line in !ours.contains(where: line.hasPrefix) }
        .map { $0.hasPrefix("None: ") ? "None" : $0 }
      #expect(recorded.joined(separator: "\n") == next.printed, "\(next.source)")
      remaining.removeFirst()
    }
    #expect(remaining.isEmpty, "not in the session: \(remaining.map(\.source))")
  }
}
