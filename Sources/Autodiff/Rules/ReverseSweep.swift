import Tensors

/// One reverse pass over a tape: from the targets' seeds to the sources' cotangents.
///
/// Source: reverse accumulation, A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed.,
/// section 3.2. The cotangents of a position are complete when it is visited, because its uses
/// stand behind it.
struct ReverseSweep {
  private let tape: Tape
  private let activity: Activity
  private let scope: Scope
  private let derivatives: [CompiledDerivative]
  private let isRecorded: Bool
  /// The cotangents of the positions from the first source on.
  private var cotangents: ContiguousArray<Value?>

  init(_ tape: Tape, sources: [Int32], last: Int, scope: Scope) {
    self.tape = tape
    self.scope = scope
    derivatives = scope.recorder.derivatives
    isRecorded = scope.recorder.isRecording
    activity = Activity(tape, sources: sources, upTo: last)
    cotangents = ContiguousArray(repeating: nil, count: max(last - activity.first + 1, 0))
  }

  /// Adds a seed at a target's position.
  mutating func seed(_ value: Value, at position: Int32) throws(AutodiffError) {
    if activity[position] { try add(value, at: position) }
  }

  /// The cotangents at some positions after the pass; nil where nothing arrived.
  mutating func run(sources: [Int32]) throws(AutodiffError) -> [Value?] {
    let kept = Set(sources)
    var position = activity.first + cotangents.count - 1
    while position >= activity.first {
      defer { position -= 1 }
      guard let cotangent = cotangents[position - activity.first] else { continue }
      // What has been passed on is released, so that its memory serves the rest of the pass.
      if !kept.contains(Int32(position)) { cotangents[position - activity.first] = nil }
      try pull(cotangent, through: tape.entries[position])
    }
    return sources.map { source in
      let index = Int(source) - activity.first
      return index >= 0 && index < cotangents.count ? cotangents[index] : nil
    }
  }

  private mutating func pull(_ cotangent: Value, through entry: Entry) throws(AutodiffError) {
    switch entry.kind {
    case .watched, .variable, .constant: return
    case .read: if activity[entry.first] { try add(cotangent, at: entry.first) }
    case .operation:
      switch derivatives[Int(entry.primitive)] {
      case .partials(let programs):
        if !isRecorded, cotangent.tensor.isScalar,
          try pullScalars(cotangent.tensor, through: entry, programs)
        {
          return
        }
        try pullTerms(cotangent, through: entry, programs)
      case .rule(let derivative): try pullRule(cotangent, through: entry, derivative)
      }
    }
  }

  /// The path of a scalar tape that no tape records: raw numbers, no allocation.
  private mutating func pullScalars(
    _ cotangent: Tensor, through entry: Entry, _ programs: [Program?]
  ) throws(AutodiffError) -> Bool {
    guard entry.result.isScalar, programs.count <= 2 else { return false }
    let x = tape.entries[Int(entry.first)].result
    let y = entry.second >= 0 ? tape.entries[Int(entry.second)].result : x
    guard x.dtype == cotangent.dtype, y.dtype == cotangent.dtype else { return false }
    for (index, program) in programs.enumerated() {
      let operand = index == 0 ? entry.first : entry.second
      guard activity[operand], let program else { continue }
      let part: Tensor
      switch cotangent.dtype {
      case .float32:
        part = ReverseSweep.run(program, Float.self, x, y, entry.result, cotangent)
      case .float64:
        part = ReverseSweep.run(program, Double.self, x, y, entry.result, cotangent)
      default: return false
      }
      try add(Value(part, identity: .anonymous), at: operand)
    }
    return true
  }

  @inline(__always)
  private static func run<T: ScalarElement>(
    _ program: Program, _ type: T.Type, _ x: Tensor, _ y: Tensor, _ result: Tensor,
    _ cotangent: Tensor
  ) -> Tensor {
    Tensor(
      program(
        x.scalar(as: T.self), y.scalar(as: T.self), 0, result: result.scalar(as: T.self),
        cotangent: cotangent.scalar(as: T.self)))
  }

  private mutating func pullTerms(
    _ cotangent: Value, through entry: Entry, _ programs: [Program?]
  ) throws(AutodiffError) {
    let positions = tape.operands(of: entry)
    let at = linearization(of: entry, positions)
    let g = Term(value: cotangent, scope: scope)
    for (index, program) in programs.enumerated() {
      guard activity[positions[index]], let program else { continue }
      let part = program(operands: at.x, result: at.y, cotangent: g)
      try add(part.broadcast(to: at.y.shape).summed(to: at.x[index].shape), at: positions[index])
    }
  }

  private mutating func pullRule(
    _ cotangent: Value, through entry: Entry, _ derivative: Derivative
  ) throws(AutodiffError) {
    let transpose: Derivative.Transpose
    switch derivative {
    case .partials, .none, .zero: return
    case .linear(let rule), .multilinear(let rule): transpose = rule
    case .custom(let pullback, _): transpose = pullback
    }
    let positions = tape.operands(of: entry)
    let at = linearization(of: entry, positions)
    let g = Term(value: cotangent, scope: scope)
    for (index, position) in positions.enumerated() {
      guard activity[position], at.x[index].dtype.isFloatingPoint else { continue }
      try add(transpose(at, g, index).summed(to: at.x[index].shape), at: position)
    }
  }

  private func linearization(of entry: Entry, _ positions: [Int32]) -> Linearization {
    Linearization(
      x: positions.map { Term(value: tape.value(at: Int($0)), scope: scope) },
      y: Term(value: tape.value(of: entry), scope: scope),
      attributes: tape.attributes(of: entry))
  }

  private mutating func add(_ part: Term, at position: Int32) throws(AutodiffError) {
    try scope.checkFailure()
    try add(part.value, at: position)
  }

  private mutating func add(_ part: Value, at position: Int32) throws(AutodiffError) {
    let index = Int(position) - activity.first
    guard let known = cotangents[index].take() else {
      cotangents[index] = part
      return
    }
    if isRecorded {
      cotangents[index] = try scope.recorder.apply(Primitive.named("add"), known, part)
    } else if let sum = Tensor.scalar(.add, known.tensor, part.tensor) {
      cotangents[index] = Value(sum, identity: .anonymous)
    } else {
      do throws(TensorError) {
        let sum = try Tensor.binary(.add, known.tensor, part.tensor)
        cotangents[index] = Value(sum, identity: .anonymous)
      } catch {
        throw .primitive("add", operands: [known, part].map { TensorType($0.tensor) }, error)
      }
    }
  }
}
