import Autodiff
import HashTreeCollections
import Language
import Tensors
import Testing

/// What is declared of functions that are made of primitives is true: no fact is missing, samples
/// have the derivatives that differences have, and wrong calls are refused.
@Suite struct CompositionSampleTests {
  static let functions = LibraryTable.standard.builtins.filter { $0.composition != nil }

  @Test func noFactIsMissing() throws {
    #expect(Self.functions.count >= 20)
    for function in Self.functions {
      let facts = try #require(function.composition)
      #expect(!facts.formula.isEmpty, "\(function.name)")
      #expect(!facts.convention.isEmpty, "\(function.name)")
      #expect(!facts.samples.isEmpty, "\(function.name)")
      #expect(!facts.errors.isEmpty, "\(function.name)")
    }
  }

  @Test(arguments: functions.map(\.name)) func wrongCallsAreRefused(_ name: String) throws {
    let function = try #require(Self.functions.first { $0.name == name })
    let mistakes = ["TypeError", "ValueError", "ShapeError", "DTypeError", "IndexError"]
    for call in try #require(function.composition).errors {
      var script = Script(hasSessionTape: false)
      let failure = script.failure(of: call)
      #expect(mistakes.contains(failure?.type ?? ""), "\(call): \(failure?.message ?? "passed")")
    }
  }

  @Test(arguments: functions.map(\.name))
  func samplesAgreeWithDifferencesInBothModesToSecondOrder(_ name: String) throws {
    let function = try #require(Self.functions.first { $0.name == name })
    for (number, sample) in try #require(function.composition).samples.enumerated() {
      var generator = PhiloxGenerator(seed: UInt64(number))
      let point = try sample.operands.map { name, operand in
        try operand.tensor(using: &generator)
      }
      var checker = GradientChecker(seed: UInt64(number))
      let mismatches = try checker.mismatches(at: point) { x, recorder throws(AutodiffError) in
        try Self.value(of: sample, x, &recorder)
      }
      #expect(mismatches.isEmpty, "\(sample.call): \(mismatches)")
    }
  }

  /// The value of a call in a session that records with a recorder.
  private static func value(
    of sample: CallSample, _ x: [Value], _ recorder: inout Recorder
  ) throws(AutodiffError) -> Value {
    var script = Script(echo: .never, hasSessionTape: false)
    script.session.options.floatDType = .float64
    script.session.recorder = recorder
    for (operand, value) in zip(sample.operands, x) {
      script.session.globals[operand.name] = .tensor(value)
    }
    do {
      _ = try script.run("result = \(sample.call)")
    } catch {
      Issue.record("\(sample.call): \(error)")
    }
    recorder = script.session.recorder
    guard case .tensor(let value)? = script.session.globals["result"] else {
      throw .interrupted
    }
    return value
  }
}

extension Sample.Operand {
  /// The operand in float64, drawn from a generator.
  fileprivate func tensor(using generator: inout PhiloxGenerator) throws -> Tensor {
    switch self {
    case .uniform(let shape, let range):
      try generator.uniform(
        shape: shape, dtype: .float64, low: range.lowerBound, high: range.upperBound)
    case .numbers(let shape, let values): try Tensor(shape: shape, values: values)
    case .integers(let shape, let values):
      try Tensor(shape: shape, values: values.map(Int64.init))
    case .booleans(let shape, let values): try Tensor(shape: shape, values: values)
    }
  }
}
