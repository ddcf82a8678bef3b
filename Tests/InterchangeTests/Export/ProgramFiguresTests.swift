import Language
import Testing

@testable import Interchange

/// Calls of matplotlib in programs, which take NumPy's arrays.
///
/// Such programs were run with
/// matplotlib 3.11 and the frameworks.
@Suite struct ProgramFiguresTests {
  private func program(_ text: String, _ framework: Framework) throws -> ProgramText {
    let session = try SessionSamples.replayed("import matplotlib.pyplot as plt\n" + text)
    #expect(session.failures.map(\.message) == [])
    let program = ProgramText(session, for: framework)
    #expect(program.problems.map(\.message) == [])
    return program
  }

  private let session = """
    x = constant([0., 1.])
    w = Variable([1., 2.])
    plt.plot(x, w * 2., 'o-', label='a')
    plt.legend()
    plt.show()
    """

  @Test(arguments: [Framework.tensorflow, .jax])
  func whatIsDrawnIsHandedOverAsItIs(framework: Framework) throws {
    let program = try program(session, framework)
    #expect(program.prelude.contains("import matplotlib.pyplot as plt"))
    #expect(
      program.parts.flatMap(\.lines).suffix(3) == [
        "plt.plot(x, w * 2., 'o-', label='a')", "plt.legend()", "plt.show()",
      ])
  }

  @Test func tensorsOfPyTorchGiveTheirNumbers() throws {
    #expect(
      try program(session, .pytorch).parts.flatMap(\.lines).suffix(3) == [
        "plt.plot(x.detach().numpy(), (w * 2.).detach().numpy(), 'o-', label='a')",
        "plt.legend()", "plt.show()",
      ])
  }

  @Test func whatMayBeATensorIsAskedWhenItIsDrawn() throws {
    let program = try program(
      """
      x = constant([0., 1.])
      def f(t): return t * t
      plt.plot([1., 2.], f(x))
      losses = []
      losses.append(sum(x))
      plt.plot(losses)
      names = ['a', 'b']
      plt.bar(names, x.numpy())
      """, .pytorch)
    let lines = program.parts.flatMap(\.lines).filter { $0.hasPrefix("plt.") }
    #expect(
      lines == [
        "plt.plot([1., 2.], f(x).detach().numpy())", "plt.plot(drawable(losses))",
        "plt.bar(names, x.detach().numpy())",
      ])
    #expect(program.prelude.contains("def drawable(x):"))
  }

  @Test func arraysOfNumPysAreDrawnAsTheyAre() throws {
    let lines = try program(
      """
      import numpy as np
      x = np.linspace(0., 1., 3)
      def f(t): return t * t
      y = f(x)
      plt.plot(x, x ** 2)
      plt.plot(x, y)
      """, .pytorch
    ).parts.flatMap(\.lines)
    #expect(lines.suffix(2) == ["plt.plot(x, x ** 2)", "plt.plot(x, y)"])
  }

  @Test(arguments: Framework.allCases)
  func aFigureAndItsAxesKeepTheirNames(framework: Framework) throws {
    let program = try program(
      """
      fig, ax = plt.subplots()
      ax.plot([1., 2.])
      ax.set_title('T')
      fig.tight_layout()
      plt.show()
      """, framework)
    #expect(
      program.parts.flatMap(\.lines) == [
        "fig, ax = plt.subplots()", "ax.plot([1., 2.])", "ax.set_title('T')",
        "fig.tight_layout()", "plt.show()",
      ])
  }
}
