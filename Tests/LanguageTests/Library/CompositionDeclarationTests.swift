import HashTreeCollections
import Tensors
import Testing

@testable import Autodiff
@testable import Language

/// What every composition declares, tried on its own samples.
@Suite struct CompositionDeclarationTests {
  static let compositions = LibraryTable.standard.builtins.filter { $0.composition != nil }
  static let samples = compositions.flatMap { composition in
    (composition.composition?.samples ?? []).map { (composition.name, $0) }
  }
  static let errors = compositions.flatMap { composition in
    (composition.composition?.errors ?? []).map { (composition.name, $0) }
  }

  @Test(arguments: compositions.map(\.name)) func noFactIsMissing(_ name: String) throws {
    let composition = try #require(Self.compositions.first { $0.name == name })
    let facts = try #require(composition.composition)
    #expect(composition.summary.hasSuffix("."))
    #expect(!composition.example.isEmpty)
    #expect(!facts.formula.isEmpty)
    #expect(!facts.convention.isEmpty)
    #expect(!facts.samples.isEmpty)
    #expect(!facts.errors.isEmpty)
  }

  /// Derivatives agree with differences in both modes, to second order.
  @Test(arguments: samples) func derivativesAgreeWithDifferences(
    _ name: String, _ sample: CallSample
  ) throws {
    var generator = PhiloxGenerator(seed: 17)
    let operands = Sample(sample.operands.map(\.operand))
    let point = try operands.tensors(dtype: .float64, using: &generator)
    var checker = GradientChecker(seed: 5)
    let mismatches = try checker.mismatches(at: point) { x, recorder throws(AutodiffError) in
      var script = Script(echo: .never, hasSessionTape: false)
      for (operand, value) in zip(sample.operands, x) {
        script.session.globals[operand.name] = .tensor(value)
      }
      script.session.recorder = recorder
      let failure = script.failure(of: "result = \(sample.call)")
      recorder = script.session.recorder
      #expect(failure == nil, "\(sample.call): \(failure?.message ?? "")")
      let parts = script.session.globals["result"].map { Self.values(of: $0, script.session) } ?? []
      return try Self.joined(parts, &recorder)
    }
    #expect(mismatches.isEmpty, "\(sample.call): \(mismatches)")
  }

  /// The real tensors of a result: itself, or the items of a tuple.
  private static func values(of object: Object, _ session: Session) -> [Value] {
    switch object {
    case .tensor(let value): return value.tensor.dtype.isFloatingPoint ? [value] : []
    case .reference(let reference):
      switch session.heap[reference] {
      case .list(let items), .tuple(let items):
        return items.flatMap { values(of: $0, session) }
      default: return []
      }
    default: return []
    }
  }

  /// One vector of all elements, as the checker takes it.
  private static func joined(
    _ parts: [Value], _ recorder: inout Recorder
  ) throws(AutodiffError) -> Value {
    if parts.count == 1 { return parts[0] }
    var flat: [Value] = []
    for part in parts {
      flat.append(try recorder.apply(.named("reshape"), [part], [.integers([-1])]))
    }
    return try recorder.apply(.named("concat"), flat, [.integer(0)])
  }

  @Test(arguments: errors) func whatIsWrongIsRefusedAtItsPlace(
    _ name: String, _ call: String
  ) throws {
    var script = Script()
    _ = try script.run("import tensorflow as tf\nimport numpy as np")
    let refusal = script.failure(of: call)
    let failure = try #require(refusal, "\(call) is not refused")
    #expect(!failure.message.isEmpty)
    #expect(failure.range != nil)
  }
}
