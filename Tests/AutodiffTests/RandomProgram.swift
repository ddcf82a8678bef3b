import Tensors

@testable import Autodiff

/// A program of primitives that a seed draws from the table, with the tape that recorded it.
///
/// Each step applies a primitive to one of its declared samples, in whose place stand values that
/// the program has computed so far: they are led into the sample's domain by a sine, so that no
/// step meets a kink or a singular point.
struct RandomProgram {
  /// The names of the primitives, in order.
  private(set) var steps: [String] = []
  var recorder = Recorder()
  let tape: TapeID
  /// A tape around it, which records derivatives as well; nil where there is none.
  let outerTape: TapeID?
  /// What derivatives are taken by.
  private(set) var sources: [Value] = []
  /// The last value.
  private(set) var result: Value
  private var values: [Value] = []
  private var generator: PhiloxGenerator

  /// - Throws: what a primitive throws at its own sample, which is a defect.
  init(
    seed: UInt64, derivatives: DerivativeTable = .standard, hasOuterTape: Bool = false
  ) throws {
    recorder.derivatives = derivatives
    generator = PhiloxGenerator(seed: seed)
    outerTape =
      hasOuterTape ? recorder.openTape(kind: .transient, isPersistent: true) : nil
    tape = recorder.openTape(kind: .explicit, isPersistent: true)
    result = Value(Tensor(0.0))
    for shape in [[], [3], [2, 3]] {
      let start = try generator.uniform(shape: shape, dtype: .float64, low: -1, high: 1)
      let source = try recorder.watch(Value(start), on: tape)
      if let outerTape { _ = try recorder.watchAny(source, on: outerTape) }
      sources.append(source)
    }
    values = sources
    let count = try 5 + choice(26)
    while steps.count < count { try step() }
    recorder.closeTape(tape)
  }

  /// The primitives that derivatives pass through.
  private static let primitives = Primitive.all.filter(\.hasDerivative)

  private mutating func step() throws {
    let primitive = Self.primitives[try choice(Self.primitives.count)]
    let sample = primitive.samples[try choice(primitive.samples.count)]
    let operands = try sample.operands.map { try operand(for: $0) }
    let value = try recorder.apply(primitive, operands, sample.attributes)
    steps.append(primitive.name)
    // What is discrete or empty leads nowhere.
    guard value.tensor.dtype == .float64, value.tensor.count > 0 else { return }
    values.append(value)
    result = value
  }

  /// An operand as the sample has it; real ones depend on the program's values.
  private mutating func operand(for declared: Sample.Operand) throws -> Value {
    let alone = Sample([declared])
    let start = try alone.tensors(dtype: .float64, using: &generator)[0]
    guard start.dtype == .float64 else { return Value(start) }
    switch declared {
    case .uniform(_, let range):
      let (middle, radius) = (
        (range.lowerBound + range.upperBound) / 2, (range.upperBound - range.lowerBound) / 2
      )
      return try add(Value(Tensor(middle)), multiply(Value(Tensor(radius)), wave(like: start)))
    case .numbers:
      // Numbers that were chosen with care are moved a little.
      return try add(Value(start), multiply(Value(Tensor(1e-3)), wave(like: start)))
    case .constants, .integers, .booleans:
      return Value(start)
    }
  }

  /// The sine of a value of the program plus noise, which keeps elements apart.
  private mutating func wave(like tensor: Tensor) throws -> Value {
    var value = values[try choice(values.count)]
    if value.tensor.shape != tensor.shape { value = try recorder.apply(.named("mean"), value) }
    let noise = try generator.uniform(shape: tensor.shape, dtype: .float64, low: -3, high: 3)
    return try recorder.apply(.named("sin"), try add(value, Value(noise)))
  }

  private mutating func add(_ x: Value, _ y: Value) throws -> Value {
    try recorder.apply(.named("add"), x, y)
  }

  private mutating func multiply(_ x: Value, _ y: Value) throws -> Value {
    try recorder.apply(.named("multiply"), x, y)
  }

  private mutating func choice(_ count: Int) throws -> Int {
    let number = try generator.uniform(shape: [], dtype: .float64, low: 0, high: 1)
    return min(Int(try numbers(number)[0] * Double(count)), count - 1)
  }
}

extension RandomProgram {
  /// Random tensors of the shapes of some values.
  mutating func directions(like values: [Value]) throws -> [Tensor] {
    var result: [Tensor] = []
    for value in values {
      result.append(
        try generator.uniform(shape: value.tensor.shape, dtype: .float64, low: -1, high: 1))
    }
    return result
  }

  /// Jᵀu: a cotangent for each source.
  mutating func pulledBack(_ cotangent: Tensor) throws -> [Tensor] {
    let target = Target(result, seed: Value(cotangent))
    return try recorder.gradient(
      of: [target], by: sources.map { Source($0) }, on: tape, zeroForUnconnected: true
    ).compactMap { $0.value?.tensor }
  }

  /// Jv.
  mutating func pushedForward(_ tangents: [Tensor]) throws -> Tensor {
    let along = zip(sources, tangents).map { (Source($0), Value($1)) }
    let tangent = try recorder.pushforward(of: [result], along: along, on: tape)[0].value?.tensor
    // Nothing flows where the program lost its sources.
    return try tangent ?? Tensor.zeros(result.tensor.shape, .float64)
  }
}
