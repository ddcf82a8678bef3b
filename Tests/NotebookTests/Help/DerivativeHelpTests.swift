import HashTreeCollections
import Language
import Tensors
import Testing

@testable import Autodiff
@testable import Notebook

/// The printed rules say what the engine does, and what textbooks say.
@Suite struct DerivativeHelpTests {
  static let textbook: [(String, String)] = [
    ("??exp", "\n  x  g*y\n"), ("??sin", "\n  x  g*cos(x)\n"), ("??tanh", "\n  x  g*(1 - y**2)\n"),
    ("??subtract", "\n  t_z  t_x - t_y\n"), ("??multiply", "\n  t_z  t_x*y + t_y*x\n"),
    ("??multiply", "\n  x  g*y\n  y  g*x\n"),
    ("??matmul", "\n  x  matmul(g, transpose(y, perm=(1, 0)))\n"),
    ("??matmul", "\n  y  matmul(transpose(x, perm=(1, 0)), g)\n"),
    ("??matmul", "\n  t_z  matmul(t_x, y) + matmul(x, t_y)\n"),
    ("??sum", "\n  x  broadcast_to(g, (2, 3, 2))\n"),
    ("??mean", "\n  x  broadcast_to(g, (2, 3, 2))/12\n"),
    ("??sum", "\n  t_y  sum(t_x)\n"), ("??cumsum", "\n  x  cumsum(g, axis=1, reverse=True)\n"),
    ("??concat", "\n  values[0]  g[:, 0:3]\n  values[1]  g[:, 3:4]\n"),
    ("??where", "\n  x  where(condition, g, 0)\n  y  where(condition, 0, g)\n"),
    ("??abs", "convention: at 0 it is 0 (set kinks tensorflow; tapebook, torch: 0; jax: 1)"),
    ("??floor", "no\ngradient passes, and it is None."), ("??sign", "zeros, not None."),
  ]

  @Test(arguments: textbook)
  func aRuleIsPrintedAsTextbooksHaveIt(_ input: String, _ text: String) {
    #expect((Transcript.of(input) + "\n").contains(text), "\(Transcript.of(input))")
  }

  static let primitives = Primitive.all.filter {
    $0.hasDerivative && $0.derivativeKind != .zero
  }

  @Test(arguments: primitives.map(\.name))
  func thePrintedProgramsComputeWhatTheEngineDoes(_ name: String) throws {
    let primitive = Primitive.named(name)
    let text = try primitive.derivativeText()
    var generator = PhiloxGenerator(seed: 3)
    for sample in primitive.samples {
      let tensors = try sample.tensors(dtype: .float32, using: &generator)
      guard text.point.map({ isAt($0, tensors, sample) }) ?? isEqual(tensors) else { continue }
      let run = try Case(primitive, tensors, sample.attributes)
      for part in text.reverse {
        if part.lines == ["0"] {
          #expect(try run.cotangent(of: part.name).isZero)
          continue
        }
        let value = try run.value(of: part.lines)
        #expect(try run.cotangent(of: part.name).isNear(value), "\(part.name): \(part.lines)")
      }
      let forward = try #require(text.forward)
      let value = try run.value(of: forward.lines)
      #expect(try run.tangent().isNear(value), "\(forward.lines)")
      return
    }
    Issue.record("no sample of \(name) has the shapes of its programs")
  }

  private func isAt(_ point: DerivativeText.Point, _ tensors: [Tensor], _ sample: Sample) -> Bool {
    point.operands.map(\.type) == tensors.map { TensorType($0) }
      && point.attributes.map(\.text) == sample.attributes.map(\.argumentText)
  }

  /// Without broadcasting, which is the pass's business and not the rule's.
  private func isEqual(_ tensors: [Tensor]) -> Bool {
    tensors.allSatisfy { $0.shape == tensors[0].shape && !$0.shape.isEmpty }
  }
}

/// One primitive at one point: what the engine gives, and what a program gives.
private struct Case {
  private let names: [String]
  private let operands: [Value]
  private let tangents: [Value]
  private let result: Value
  private let seed: Value
  private let resultName: String
  private let recorder: Recorder
  private let tape: TapeID

  init(_ primitive: Primitive, _ tensors: [Tensor], _ attributes: [Attribute]) throws {
    var recorder = Recorder()
    tape = recorder.openTape(kind: .explicit, isPersistent: true)
    var operands: [Value] = []
    for tensor in tensors {
      let value = Value(tensor)
      operands.append(
        tensor.dtype.isFloatingPoint ? try recorder.watch(value, on: tape) : value)
    }
    let parameters = primitive.parameters.filter(\.kind.isOperand)
    names =
      parameters[0].kind.isSeveral
      ? tensors.indices.map { "\(parameters[0].name)[\($0)]" } : parameters.map(\.name)
    result = try recorder.apply(primitive, operands, attributes)
    recorder.closeTape(tape)
    self.operands = operands
    self.recorder = recorder
    resultName = primitive.resultName
    var generator = PhiloxGenerator(seed: 8)
    seed = Value(try generator.uniform(shape: result.tensor.shape, dtype: result.tensor.dtype))
    tangents = try tensors.map { tensor in
      let dtype = tensor.dtype.isFloatingPoint ? tensor.dtype : .float32
      return Value(try generator.uniform(shape: tensor.shape, dtype: dtype))
    }
  }

  func cotangent(of name: String) throws -> Tensor {
    var recorder = recorder
    let index = try #require(names.firstIndex(of: name))
    let gradients = try recorder.gradient(
      of: [Target(result, seed: seed)], by: [Source(operands[index])], on: tape,
      zeroForUnconnected: true)
    guard case .value(let value)? = gradients.first else { throw Missing() }
    return value.tensor
  }

  func tangent() throws -> Tensor {
    var recorder = recorder
    let pairs = zip(operands, tangents).filter { $0.0.tensor.dtype.isFloatingPoint }
      .map { (source: Source($0), tangent: $1) }
    let gradients = try recorder.pushforward(of: [result], along: pairs, on: tape)
    guard case .value(let value)? = gradients.first else { throw Missing() }
    return value.tensor
  }

  /// Runs a program in a session where its names are bound.
  func value(of lines: [String]) throws -> Tensor {
    var session = Session()
    var lists: [String: [Object]] = [:]
    func bind(_ name: String, _ value: Value) {
      if let bracket = name.firstIndex(of: "[") {
        lists[String(name[..<bracket]), default: []].append(.tensor(value))
      } else {
        session.globals[name] = .tensor(value)
      }
    }
    for (name, value) in zip(names, operands) { bind(name, value) }
    for (name, value) in zip(names, tangents) { bind("t_" + name, value) }
    bind(resultName, result)
    bind("g", seed)
    for (name, items) in lists {
      session.globals[name] = .reference(session.heap.insert(.list(items)))
    }
    var interpreter = Interpreter(.session, session: session)
    var messages: [String] = []
    interpreter.run(
      text: lines.joined(separator: "\n"),
      finish: { messages += $0.diagnostic.map { [$0.message] } ?? [] })
    #expect(messages.isEmpty, "\(lines)")
    guard case .tensor(let value)? = interpreter.session.lastValue else {
      // A program may be a Python number: 0 or 1.
      throw Missing()
    }
    return value.tensor
  }
}

private struct Missing: Error {}

extension Tensor {
  fileprivate var isZero: Bool {
    get throws { try cast(to: .float64).values(as: Double.self).allSatisfy { $0 == 0 } }
  }

  fileprivate func isNear(_ other: Tensor) throws -> Bool {
    let x = try cast(to: .float64).values(as: Double.self)
    let y = try other.cast(to: .float64).values(as: Double.self)
    return shape == other.shape && zip(x, y).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($0)) }
  }
}
