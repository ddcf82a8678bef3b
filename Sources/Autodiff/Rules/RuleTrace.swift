import Tensors

/// One run of a rule on a sample, recorded on a tape of its own.
struct RuleTrace {
  private let primitive: Primitive
  private let convention: Convention
  private let at: Linearization
  private let cotangent: Term
  /// The tangent of each operand; nil where derivatives do not flow into it.
  private let tangents: [Term?]
  private let scope: Scope
  private let tape: TapeID
  private let names: [Identity: String]
  private let operandNames: [String]

  /// Watches the operands, the result, its cotangent and the operands' tangents.
  init(
    _ primitive: Primitive, _ sample: Sample, by convention: Convention
  ) throws(AutodiffError) {
    self.primitive = primitive
    self.convention = convention
    var recorder = Recorder()
    let tensors = try RuleTrace.tensors(of: sample, for: primitive)
    let result = try recorder.apply(primitive, tensors.map { Value($0) }, sample.attributes)
    tape = recorder.openTape(kind: .explicit, isPersistent: true, watchesVariables: false)
    let operands = primitive.parameters.filter(\.kind.isOperand)
    operandNames =
      operands.first?.kind.isSeveral == true
      ? tensors.indices.map { "\(operands[0].name)[\($0)]" } : operands.map(\.name)
    var names: [Identity: String] = [:]
    var values: [Value] = []
    for (name, tensor) in zip(operandNames, tensors) {
      values.append(try RuleTrace.watch(tensor, name, &names, &recorder, tape))
    }
    let y = try RuleTrace.watch(result.tensor, primitive.resultName, &names, &recorder, tape)
    let g = try RuleTrace.watch(
      result.tensor, DerivativeText.cotangent, &names, &recorder, tape)
    var tangents: [Value?] = []
    for (name, tensor) in zip(operandNames, tensors) {
      tangents.append(
        tensor.dtype.isFloatingPoint
          ? try RuleTrace.watch(
            tensor, DerivativeText.tangent(name), &names, &recorder, tape) : nil)
    }
    let scope = Scope(recorder)
    self.scope = scope
    self.names = names
    self.tangents = tangents.map { $0.map { Term(value: $0, scope: scope) } }
    cotangent = Term(value: g, scope: scope)
    at = Linearization(
      x: values.map { Term(value: $0, scope: scope) }, y: Term(value: y, scope: scope),
      attributes: sample.attributes)
  }

  private static func tensors(
    of sample: Sample, for primitive: Primitive
  ) throws(AutodiffError) -> [Tensor] {
    var generator = PhiloxGenerator(seed: 0)
    do throws(TensorError) {
      return try sample.tensors(dtype: .float32, using: &generator)
    } catch {
      throw .primitive(primitive.name, operands: [], error)
    }
  }

  /// A value under a name of its own, watched where it can be.
  private static func watch(
    _ tensor: Tensor, _ name: String, _ names: inout [Identity: String],
    _ recorder: inout Recorder, _ tape: TapeID
  ) throws(AutodiffError) -> Value {
    let value = Value(tensor)
    names[value.identity] = name
    return tensor.dtype.isFloatingPoint ? try recorder.watch(value, on: tape) : value
  }

  /// Both modes of the rule.
  func text() throws(AutodiffError) -> DerivativeText {
    let reverse = at.x.indices.compactMap { index -> (String, Term)? in
      guard at.x[index].dtype.isFloatingPoint, let part = pullback(to: index) else { return nil }
      return (operandNames[index], part.summed(to: at.x[index].shape))
    }
    let forward = pushforward
    try scope.checkFailure()
    guard let tape = scope.recorder.tape(tape) else { throw .noSuchTape }
    var program = ProgramText(tape: tape, names: names)
    func part(_ name: String, _ term: Term) throws(AutodiffError) -> DerivativeText.Part {
      DerivativeText.Part(name: name, lines: try program.lines(of: term.value))
    }
    var cotangents: [DerivativeText.Part] = []
    for (name, term) in reverse { cotangents.append(try part(name, term)) }
    var tangent: DerivativeText.Part?
    if let forward {
      tangent = try part(DerivativeText.tangent(primitive.resultName), forward)
    }
    return DerivativeText(
      kind: primitive.derivativeKind(by: convention), result: primitive.resultName,
      reverse: cotangents,
      forward: tangent, point: point)
  }

  /// The values that the cotangent of an operand is computed from.
  func reads(by operand: Int) throws(AutodiffError) -> RuleReads.Row {
    guard at.x[operand].dtype.isFloatingPoint, let part = pullback(to: operand) else {
      return RuleReads.Row()
    }
    try scope.checkFailure()
    guard let tape = scope.recorder.tape(tape) else { throw .noSuchTape }
    var row = RuleReads.Row()
    var seen: Set<Int> = []
    var pending = [Int(tape.position(of: part.value))].filter { $0 >= 0 }
    while let position = pending.popLast() {
      guard seen.insert(position).inserted else { continue }
      let entry = tape.operation(at: position)
      if let slot = at.x.firstIndex(where: { $0.value.identity == entry.identity }) {
        row.operands.insert(slot)
      }
      if entry.identity == at.y.value.identity { row.readsResult = true }
      pending += entry.operands
    }
    return row
  }

  /// How many operands the sample has.
  var operandCount: Int { at.x.count }

  /// The cotangent of an operand; nil where the rule has no program for it.
  private func pullback(to operand: Int) -> Term? {
    switch primitive.derivative(by: convention) {
    case .linear(let transpose), .multilinear(let transpose): transpose(at, cotangent, operand)
    case .custom(let pullback, _): pullback(at, cotangent, operand)
    case .partials, .zero, .none, .refused, .external: nil
    }
  }

  /// The result's tangent, as the forward pass computes it.
  private var pushforward: Term? {
    switch primitive.derivative(by: convention) {
    case .linear:
      return scope.apply(
        primitive, zip(at.x, tangents).map { $1 ?? $0 }, at.attributes)
    case .multilinear:
      let parts = tangents.enumerated().compactMap { index, tangent -> Term? in
        guard let tangent else { return nil }
        var operands = at.x
        operands[index] = tangent
        return scope.apply(primitive, operands, at.attributes)
      }
      return parts.dropFirst().reduce(parts.first) { sum, part in sum.map { $0 + part } }
    case .custom(_, let pushforward): return pushforward(at, tangents)
    case .partials, .zero, .none, .refused, .external: return nil
    }
  }

  private var point: DerivativeText.Point {
    DerivativeText.Point(
      operands: zip(operandNames, at.x).map { ($0, TensorType($1.value.tensor)) },
      attributes: zip(primitive.attributeParameters, at.attributes).map {
        ($0.name, $1.argumentText)
      })
  }
}
