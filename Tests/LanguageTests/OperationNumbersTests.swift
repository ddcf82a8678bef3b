import Autodiff
import HashTreeCollections
import Tensors
import Testing

@testable import Language

/// Every operation against TensorFlow, PyTorch, JAX and central differences, in float64.
///
/// `Fixtures/operations.py` made the numbers, and says when a case counts.
@Suite struct OperationNumbersTests {
  static let cases = (try? OperationFixture.loaded().cases) ?? []
  static let operations = Set(cases.map(\.operation)).sorted()

  @Test func theFixtureSaysWhoMadeIt() throws {
    let fixture = try OperationFixture.loaded()
    #expect(fixture.versions["tensorflow"] == "2.21.0")
    #expect(fixture.versions["torch"] == "2.15.0")
    #expect(fixture.versions["jax"] == "0.10.2")
    for example in fixture.cases {
      #expect(example.agreed.filter { $0 != "differences" }.count >= 2, "\(example)")
      // A gradient that is stopped is not the slope.
      if example.gradients != nil, example.operation != "stop_gradient" {
        #expect(example.agreed.contains("differences"), "\(example)")
      }
    }
  }

  /// All but what draws: random numbers have laws instead of values.
  @Test func everyOperationHasSixCases() {
    let counts = Dictionary(grouping: Self.cases, by: \.operation).mapValues(\.count)
    let compositions = LibraryTable.standard.groups.filter { $0.title != "random numbers" }
      .flatMap(\.functions).filter { $0.composition != nil }
    for name in Primitive.all.map(\.name) + compositions.map(\.name)
    where Self.withFewerCases[name] == nil {
      #expect(counts[name, default: 0] >= 6, "\(name)")
    }
  }

  /// Operations of whose numbers nothing is stored, and where they are tried instead.
  private static let withFewerCases: [String: String] = [
    "qr_parts": "qr", "qr_full_parts": "qr", "eigh_parts": "eigh", "svd_parts": "svd",
    "svd_full_parts": "svd", "rad2deg": "a product with a constant",
    "deg2rad": "a product with a constant", "ravel": "reshape", "flatten": "reshape",
    "hstack": "concat", "vstack": "concat", "dstack": "concat", "column_stack": "concat",
    "tensor_scatter_nd_sub": "tensor_scatter_nd_add", "dropout": "random",
  ]

  @Test func whatIsLeftOutIsThere() {
    let names = Set(Primitive.all.map(\.name)).union(
      LibraryTable.standard.builtins.filter { $0.composition != nil }.map(\.name))
    #expect(Set(Self.withFewerCases.keys).isSubset(of: names))
    let counts = Dictionary(grouping: Self.cases, by: \.operation).mapValues(\.count)
    for name in Self.withFewerCases.keys { #expect(counts[name, default: 0] < 6, "\(name)") }
  }

  @Test(arguments: operations) func valuesAndGradientsAreThoseOfTheFrameworks(
    _ operation: String
  ) throws {
    for example in Self.cases where example.operation == operation {
      try check(example)
    }
  }

  private func check(_ example: OperationFixture.Case) throws {
    var script = Script(echo: .never, hasSessionTape: false)
    script.session.options.floatDType = .float64
    for (name, numbers) in example.operands {
      script.session.globals[name] = .tensor(Value(try numbers.tensor))
    }
    let watched = example.floats.map { "  tape.watch(\($0))\n" }.joined()
    let text = "with GradientTape() as tape:\n\(watched)  result = \(example.call)\n"
    if let failure = script.failure(of: text) {
      Issue.record("\(example): \(failure.message)")
      return
    }
    let expected = example.value.parts
    let found = Self.values(of: script.session.globals["result"], script.session)
    guard found.count == expected.count else {
      Issue.record("\(example): \(found.count) results, not \(expected.count)")
      return
    }
    for (found, expected) in zip(found, expected) {
      guard let found, let expected else {
        #expect(found == nil && expected == nil, "\(example): None stands beside a tensor")
        continue
      }
      let difference = try expected.difference(from: found.tensor, rtol: example.rtol)
      #expect(difference == nil, "\(example): \(difference ?? "")")
    }
    try checkGradients(example, in: &script)
  }

  private func checkGradients(_ example: OperationFixture.Case, in script: inout Script) throws {
    guard let cotangents = example.cotangent?.parts else { return }
    var targets: [String] = []
    var seeds: [String] = []
    for (place, cotangent) in cotangents.enumerated() {
      guard let cotangent else { continue }
      script.session.globals["cotangent\(place)"] = .tensor(Value(try cotangent.tensor))
      seeds.append("cotangent\(place)")
      if case .one = example.value {
        targets.append("result")
      } else {
        targets.append("result[\(place)]")
      }
    }
    let sources = example.floats
    let call =
      "gradients = tape.gradient([\(targets.joined(separator: ", "))], "
      + "[\(sources.joined(separator: ", "))], "
      + "output_gradients=[\(seeds.joined(separator: ", "))])"
    if let failure = script.failure(of: call) {
      Issue.record("\(example): its gradient: \(failure.message)")
      return
    }
    let found = Self.values(of: script.session.globals["gradients"], script.session)
    for (name, gradient) in zip(sources, found) {
      guard let expected = example.gradients?[name] else {
        // Zeros and no gradient are one thing here: the convention says which it is.
        let numbers = try gradient?.tensor.cast(to: .float64).values(as: Double.self) ?? []
        #expect(numbers.allSatisfy { $0 == 0 }, "\(example): a gradient by \(name)")
        continue
      }
      guard let gradient else {
        #expect(expected.data.allSatisfy { $0 == 0 }, "\(example): no gradient by \(name)")
        continue
      }
      let difference = try expected.difference(from: gradient.tensor, rtol: example.rtol)
      #expect(difference == nil, "\(example): gradient by \(name): \(difference ?? "")")
    }
    #expect(found.count == sources.count)
  }

  /// The tensors of an object: itself, or the items of a list or tuple; nil for None.
  private static func values(of object: Object?, _ session: Session) -> [Value?] {
    switch object {
    case .tensor(let value): return [value]
    case .reference(let reference):
      switch session.heap[reference] {
      case .list(let items), .tuple(let items): return items.flatMap { values(of: $0, session) }
      default: return []
      }
    default: return [nil]
    }
  }
}
