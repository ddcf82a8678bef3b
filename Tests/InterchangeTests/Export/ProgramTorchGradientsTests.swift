import Language
import Testing

@testable import Interchange

/// Gradients in programs for PyTorch, which have to know what is differentiated and what records.
///
/// The programs were run under PyTorch, and gave the session's numbers.
@Suite struct ProgramTorchGradientsTests {
  private func lines(_ text: String) throws -> [String] {
    try SessionSamples.programLines(text, for: .pytorch)
  }

  private static let slope = """
    def slope(f):
      def g(x):
        with GradientTape() as t:
          t.watch(x)
          y = f(x)
        return t.gradient(y, x)
      return g

    """

  @Test func aGradientIsRecordedWhereATapeIsOpen() throws {
    let twice = try lines(Self.slope + "slope(slope(lambda x: x ** 3))(constant(2.))")
    #expect(
      twice.contains("        return torch.autograd.grad(y.sum(), x, create_graph=True)[0]"))
    let once = try lines(Self.slope + "slope(lambda x: x ** 3)(constant(2.))")
    #expect(once.contains("        return torch.autograd.grad(y.sum(), x)[0]"))
  }

  @Test func aStepIsComputedWhereGradientsAreRecorded() throws {
    let text = """
      v = Variable([1., 2.])
      def gradient(w):
        with GradientTape() as t:
          l = sum(w ** 2)
        return t.gradient(l, w)
      v.assign_sub(0.1 * gradient(v))
      v.assign_sub(0.1 * exp(v))
      """
    let lines = try lines(text)
    let index = try #require(lines.firstIndex(of: "change = 0.1 * gradient(v)"))
    #expect(lines[(index + 1)...].prefix(2) == ["with torch.no_grad():", "    v -= change"])
    #expect(lines.contains("    v -= 0.1 * torch.exp(v)"))
  }

  @Test func whatATargetDoesNotDependOnGivesNone() throws {
    let text = """
      a = Variable(2.)
      b = Variable(3.)
      with GradientTape() as t:
        z = a ** 2
      g = t.gradient(z, {'a': a, 'b': b})
      print(g['b'] is None)
      """
    #expect(try lines(text).contains("g = {'a': torch.autograd.grad(z, a)[0], 'b': None}"))
  }

  @Test(arguments: [
    ("ts = [y, z]", "sum(target.sum() for target in ts).sum()"),
    ("ts = {'y': y, 'z': z}", "sum(target.sum() for target in ts.values()).sum()"),
  ])
  func aListOrDictOfTargetsIsSummed(bound: String, written: String) throws {
    let text = """
      x = Variable([1., 2.])
      with GradientTape() as t:
        y = x ** 2
        z = exp(x)
        \(bound)
      t.gradient(ts, x)
      """
    #expect(try lines(text).last == "print(torch.autograd.grad(\(written), x)[0])")
  }

  @Test func aNestOfSourcesGivesANestOfGradients() throws {
    let text = """
      layers = [{'w': Variable(2.), 'b': Variable(1.)}, {'w': Variable(3.), 'b': Variable(0.)}]
      with GradientTape() as t:
        y = 1.
        for layer in layers:
          y = y * layer['w'] + layer['b']
      g = t.gradient(y, layers)
      """
    #expect(try lines(text).last == "g = gradient_by(layers, y)")
  }

  @Test func aJacobianByADictIsADict() throws {
    let text = """
      params = {'w': Variable([1., 2.]), 'b': Variable(1.)}
      with GradientTape() as t:
        y = params['w'] * 2. + params['b']
      t.jacobian(y, params)
      """
    #expect(
      try lines(text).last
        == "print({name: jacobian(y, source) for name, source in params.items()})")
  }

  @Test(arguments: [
    ("sum(v, keepdims=True)", "torch.sum(v, dim=None, keepdim=True)"),
    ("mean(v, axis=0, keepdims=True)", "torch.mean(v, dim=0, keepdim=True)"),
    ("sum(v)", "torch.sum(v)"),
    ("gather(v, [[0, 1], [1, 0]])", "v[torch.as_tensor([[0, 1], [1, 0]])]"),
    ("gather(m, [1], axis=1)", "gathered(m, torch.as_tensor([1]), 1)"),
  ])
  func callsThatPyTorchHasInAnotherForm(typed: String, written: String) throws {
    let names = "v = Variable([1., 2.])\nm = constant([[1., 2.], [3., 4.]])\n"
    #expect(try lines(names + typed).last == "print(\(written))")
  }

  @Test func aGraphIsKeptForAComprehension() throws {
    let text = """
      x = constant([1., 2.])
      watch x
      s = sum(x ** 3)
      [grad(s * i, x) for i in [1., 2.]]
      """
    #expect(
      try lines(text).last
        == "print([torch.autograd.grad((s * i).sum(), x, retain_graph=True)[0] for i in [1., 2.]])")
  }

  @Test func aFunctionThatMayBeAnOperationIsGivenTensors() throws {
    let text = """
      def twice(f, x):
        return f(f(x))
      twice(cos, 1.)
      twice(lambda u: u * 3, 2.)
      """
    #expect(
      try lines(text).contains("    return f(torch.as_tensor(f(torch.as_tensor(x))))"))
  }
}
