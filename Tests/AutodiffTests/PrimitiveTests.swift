import Tensors
import Testing

@testable import Autodiff

@Suite struct PrimitiveTests {
  @Test func theFirstSetHasEveryKindOfRule() {
    #expect(Primitive.all.count >= 45)
    var kinds = Set<String>()
    for primitive in Primitive.all {
      switch primitive.derivative {
      case .partials: kinds.insert("partials")
      case .linear: kinds.insert("linear")
      case .multilinear: kinds.insert("multilinear")
      case .custom: kinds.insert("custom")
      case .zero: kinds.insert("zero")
      case .none: kinds.insert("none")
      case .refused: kinds.insert("refused")
      case .external: Issue.record("\(primitive.name) is no function of the user's")
      }
    }
    #expect(kinds == ["partials", "linear", "multilinear", "custom", "zero", "none", "refused"])
  }

  @Test(arguments: Primitive.all) func noFactIsMissing(_ primitive: Primitive) {
    #expect(primitive.summary.hasSuffix("."))
    #expect(!primitive.formula.isEmpty)
    #expect(!primitive.conventionText().isEmpty)
    #expect(!primitive.samples.isEmpty)
    #expect(!primitive.parameters.isEmpty)
    #expect(!primitive.example.isEmpty)
  }

  @Test func noNameIsGivenTwice() {
    var bare = Set<String>()
    var tensorflow = Set<String>()
    var numpy = Set<String>()
    var operators = Set<String>()
    for primitive in Primitive.all {
      for name in [primitive.name] + primitive.bareAliases {
        #expect(bare.insert(name).inserted, "\(name) is a bare name twice")
      }
      for name in primitive.tensorflow {
        #expect(tensorflow.insert(name).inserted, "tf.\(name) is there twice")
      }
      for name in primitive.numpy {
        #expect(numpy.insert(name).inserted, "np.\(name) is there twice")
      }
      for name in primitive.operators {
        #expect(operators.insert(name).inserted, "\(name) is served twice")
      }
    }
  }

  @Test(arguments: Primitive.all) func theResultTypeIsThatOfTheResult(
    _ primitive: Primitive
  ) throws {
    var generator = PhiloxGenerator(seed: 1)
    for sample in primitive.samples {
      for dtype in [DType.float32, .float64] {
        let tensors = try sample.tensors(dtype: dtype, using: &generator)
        let type = try primitive.resultType(of: tensors.map(TensorType.init), sample.attributes)
        let result = try primitive.kernel(tensors, sample.attributes)
        #expect(type == TensorType(result))
      }
    }
  }

  @Test(arguments: Primitive.all) func whatIsWrongIsRefusedWithoutAndWithComputing(
    _ primitive: Primitive
  ) throws {
    for sample in primitive.errorSamples {
      #expect(throws: TensorError.self) {
        try primitive.resultType(of: sample.operands, sample.attributes)
      }
      let operands = try sample.operands.map { try Tensor.zeros($0.shape, $0.dtype) }
      var recorder = Recorder()
      #expect(throws: AutodiffError.self) {
        try recorder.apply(primitive, operands.map { Value($0) }, sample.attributes)
      }
    }
  }

  @Test func aWrongNumberOfOperandsIsRefused() {
    var recorder = Recorder()
    let x = Value(Tensor(1.0))
    #expect(throws: AutodiffError.operandCount("multiply", given: 3, expected: 2...2)) {
      try recorder.apply(.named("multiply"), [x, x, x])
    }
    #expect(throws: AutodiffError.operandCount("where", given: 2, expected: 3...3)) {
      try recorder.apply(.named("where"), x, x)
    }
    #expect(throws: AutodiffError.operandCount("concat", given: 0, expected: 1...Int.max)) {
      try recorder.apply(.named("concat"), [])
    }
  }

  @Test func partialDerivativesReadLikeTheirFormulas() throws {
    func text(_ name: String) -> [String]? {
      Primitive.named(name).partials()?.map { $0.text(operands: ["x", "y"], result: "z") }
    }
    #expect(text("sin") == ["cos(x)"])
    #expect(text("multiply") == ["y", "x"])
    #expect(text("divide") == ["1/y", "-x/y/y"])
    #expect(text("tanh") == ["1 - z**2"])
    #expect(text("square") == ["2*x"])
    #expect(text("maximum") == ["where(x >= y, 1.0, 0.0)", "where(x >= y, 0.0, 1.0)"])
    #expect(text("sum") == nil)
  }
}
