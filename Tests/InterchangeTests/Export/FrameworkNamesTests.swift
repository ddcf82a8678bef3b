import Autodiff
import Language
import Testing

@testable import Interchange

@Suite struct FrameworkNamesTests {
  /// The operations that tapes record, primitives and those made of them.
  private let operations: Set<String> = Set(
    Primitive.all.map(\.name)
      + LibraryTable.standard.builtins.filter { $0.composition != nil && !$0.bareNames.isEmpty }
      .map(\.name))

  private func isSpelled(_ name: String, _ framework: Framework) -> Bool {
    if FrameworkNames.table(framework)[name] != nil { return true }
    guard framework == .tensorflow else { return false }
    let object = LibraryTable.standard.bareNames[name]
    let primitive = Primitive.all.first { $0.name == name }
    return primitive?.tensorflow.isEmpty == false
      || object.flatMap(CalleeFacts.init)?.tensorflow.isEmpty == false
  }

  @Test(arguments: Framework.allCases)
  func everyOperationIsSpelledOrNamedAsMissing(framework: Framework) {
    let missing = FrameworkNames.missing(framework)
    let unknown = operations.filter { !isSpelled($0, framework) && !missing.contains($0) }
    #expect(unknown.sorted() == [])
    let spelled = missing.filter { isSpelled($0, framework) || !operations.contains($0) }
    #expect(spelled.sorted() == [])
  }

  @Test(arguments: [Framework.pytorch, .jax])
  func everyTemplateNamesParametersOfItsOperation(framework: Framework) {
    for (name, text) in FrameworkNames.table(framework) {
      let primitive = Primitive.all.first { $0.name == name || $0.bareAliases.contains(name) }
      let object =
        primitive.map { Object.primitive(PrimitiveReference($0)) }
        ?? LibraryTable.standard.bareNames[name]
      guard let facts = object.flatMap(CalleeFacts.init) else { continue }
      let names = Set(facts.parameters.map { $0.names[0] })
      for used in CallTemplate(text).parameters {
        #expect(names.contains(used), "\(name): \(used)")
      }
    }
  }

  @Test func whatPyTorchAndJAXShareIsSpelledOnce() {
    let torch = [
      FrameworkNames.torchElementwise, FrameworkNames.torchSpecial, FrameworkNames.torchReductions,
      FrameworkNames.torchShapes, FrameworkNames.torchIndexing, FrameworkNames.torchMatrices,
      FrameworkNames.torchNetworks,
    ]
    let jax = [
      FrameworkNames.jaxElementwise, FrameworkNames.jaxSpecial, FrameworkNames.jaxReductions,
      FrameworkNames.jaxShapes, FrameworkNames.jaxIndexing, FrameworkNames.jaxMatrices,
      FrameworkNames.jaxNetworks,
    ]
    for (module, own) in [(ArrayModule.torch, torch), (ArrayModule.jax, jax)] {
      let twice = own.flatMap(\.keys).filter { module.table[$0] != nil }
      #expect(twice == [])
    }
  }

  @Test func normalizationsAndLossesAreSpelledOut() {
    func text(_ name: String, _ framework: Framework, _ arguments: [String: Code]) -> String? {
      FrameworkNames.table(framework)[name].flatMap { CallTemplate($0).text(arguments) }
    }
    let x = ["x": Code("x"), "scale": Code("a + b", .sum)]
    #expect(
      text("layer_norm", .pytorch, x)
        == "(x - torch.mean(x, dim=-1, keepdim=True)) * "
        + "torch.rsqrt(torch.var(x, dim=-1, correction=0, keepdim=True) + 1e-05) * (a + b)")
    #expect(
      text("layer_norm", .jax, x)
        == "(x - jnp.mean(x, axis=-1, keepdims=True)) * "
        + "jax.lax.rsqrt(jnp.var(x, axis=-1, keepdims=True) + 1e-05) * (a + b)")
    let y = ["y_true": Code("t"), "y_pred": Code("p")]
    #expect(text("poisson_loss", .jax, y) == "(p - t * jnp.log(p + 1e-7)).mean(-1)")
    // Probabilities and logits are other formulas.
    #expect(
      text("binary_crossentropy", .pytorch, y.merging(["from_logits": Code("True")]) { $1 }) == nil)
  }

  @Test func aTemplateTakesTheAlternativeThatFits() {
    let template = CallTemplate("{x!}.permute({perm}) | {x!}.T")
    #expect(template.text(["x": Code("a + b", .sum)]) == "(a + b).T")
    #expect(template.text(["x": Code("a"), "perm": Code("(1, 0)")]) == "a.permute((1, 0))")
    #expect(template.text(["x": Code("a"), "other": Code("1")]) == nil)
  }

  @Test func whatIsNotGivenIsLeftOut() {
    let template = CallTemplate("torch.sum({x}⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)")
    #expect(template.text(["x": Code("a")]) == "torch.sum(a)")
    #expect(template.text(["x": Code("a"), "axis": Code("0")]) == "torch.sum(a, dim=0)")
    #expect(template.functionName == "torch.sum")
  }
}
