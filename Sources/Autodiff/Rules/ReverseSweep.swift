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
  private let derivatives: DerivativeTable
  private var scalarRules: ScalarRules
  private let isRecorded: Bool
  /// How many cotangents are on their way at once, in the rows of each; nil for one.
  private let rows: Int?
  /// Whether the cotangents of all positions stay after the pass.
  var keepsCotangents = false
  /// The kinks that were met; nil where nobody wants to know.
  private var kinkLog: KinkLog?
  /// The cotangents of the positions from the first source on.
  private var cotangents: ContiguousArray<Value?>

  init(_ tape: Tape, sources: [Int32], last: Int, scope: Scope, rows: Int? = nil) {
    self.tape = tape
    self.scope = scope
    self.rows = rows
    derivatives = scope.recorder.derivatives
    scalarRules = derivatives.scalarRules
    kinkLog = scope.recorder.kinkLog
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
    defer { scope.recorder.kinkLog = kinkLog }
    // Of two equal sources the later one finds what the first one kept.
    let kept = sources.count == 1 ? sources : sources.sorted(by: >)
    var nextKept = 0
    for index in cotangents.indices.reversed() {
      if index & 0x3FF == 0, scope.recorder.isInterrupted?() == true { throw .interrupted }
      guard let cotangent = cotangents[index] else { continue }
      // What has been passed on is released, so that its memory serves the rest of the pass.
      let position = activity.first + index
      while nextKept < kept.count, Int(kept[nextKept]) > position { nextKept += 1 }
      let isKept = nextKept < kept.count && Int(kept[nextKept]) == position
      if !isKept, !keepsCotangents { cotangents[index] = nil }
      if !isRecorded, rows == nil, cotangent.tensor.isScalar,
        try pullScalar(cotangent.tensor, position)
      {
        continue
      }
      let entry = tape.entries[position]
      try pull(cotangent, through: entry)
      if entry.kind == .operation, kinkLog?.isOpen(Int(entry.primitive)) == true {
        noteKink(position, cotangent: cotangent)
      }
    }
    return sources.map { source in
      let index = Int(source) - activity.first
      return index >= 0 && index < cotangents.count ? cotangents[index] : nil
    }
  }

  /// The cotangents that stayed, the last position first.
  var keptCotangents: [(position: Int, cotangent: Value)] {
    cotangents.indices.reversed().compactMap { index in
      cotangents[index].map { (activity.first + index, $0) }
    }
  }

  private mutating func pull(_ cotangent: Value, through entry: Entry) throws(AutodiffError) {
    switch entry.kind {
    case .watched, .variable, .constant: return
    case .read: if activity[entry.first] { try add(cotangent, at: entry.first) }
    case .operation: try pullParts(cotangent, through: entry)
    }
  }

  /// The path of a scalar tape that no tape records: raw numbers, no allocation; false where the
  /// general path must serve.
  @inline(__always)
  private mutating func pullScalar(
    _ cotangent: Tensor, _ position: Int
  ) throws(AutodiffError) -> Bool {
    let facts = tape.entries.read(position) { entry in
      (
        primitive: Int(entry.pointee.primitive), first: entry.pointee.first,
        second: entry.pointee.second, isOperation: entry.pointee.kind == .operation
      )
    }
    guard facts.isOperation else { return false }
    guard let rule = scalarRules[facts.primitive] ?? addedRule(of: facts.primitive),
      rule.isElementwise
    else { return false }
    switch cotangent.dtype {
    case .float32:
      return try pullScalar(
        cotangent, Float.self, position, facts.first, facts.second, rule, facts.primitive)
    case .float64:
      return try pullScalar(
        cotangent, Double.self, position, facts.first, facts.second, rule, facts.primitive)
    default: return false
    }
  }

  /// The rule of a primitive that no scalar tape has needed before.
  @inline(never)
  private mutating func addedRule(of primitive: Int) -> ScalarRule? {
    scalarRules = derivatives.scalarRules(with: UInt16(primitive))
    return scalarRules[primitive]
  }

  @inline(__always)
  private mutating func pullScalar<T: FloatElement>(
    _ cotangent: Tensor, _ type: T.Type, _ position: Int, _ first: Int32, _ second: Int32,
    _ rule: ScalarRule, _ primitive: Int
  ) throws(AutodiffError) -> Bool {
    guard let result = scalar(at: position, type), let x = scalar(at: Int(first), type),
      let y = second >= 0 ? scalar(at: Int(second), type) : x
    else { return false }
    let g = cotangent.scalar(as: type)
    if let program = rule.first, activity[first] {
      let part = scalarRules.programs.run(program, x, y, result: result, cotangent: g)
      try add(Value(Tensor(part), identity: .anonymous), at: first)
      if let kink = rule.firstKink { lookAtKink(kink, x, y, result, g, position, primitive) }
    }
    if second >= 0, let program = rule.second, activity[second] {
      let part = scalarRules.programs.run(program, x, y, result: result, cotangent: g)
      try add(Value(Tensor(part), identity: .anonymous), at: second)
      if let kink = rule.secondKink { lookAtKink(kink, x, y, result, g, position, primitive) }
    }
    return true
  }

  /// Notes the kink that an operation of scalars is at, if it is at one.
  @inline(__always)
  private mutating func lookAtKink<T: FloatElement>(
    _ test: ScalarPrograms.Location, _ x: T, _ y: T, _ result: T, _ g: T, _ position: Int,
    _ primitive: Int
  ) {
    // A test gives 0 or 1.
    guard kinkLog?.isOpen(primitive) == true, g != 0,
      scalarRules.programs.run(test, x, y, result: result, cotangent: g) != 0
    else { return }
    noteKink(position, cotangent: Value(Tensor(g), identity: .anonymous))
  }

  /// Notes the kink that an operation may be at.
  @inline(never)
  private mutating func noteKink(_ position: Int, cotangent value: Value) {
    let entry = tape.entries[position]
    let operands = tape.operands(of: entry)
    let slots = operands.indices.filter { activity[operands[$0]] }
    if kinkLog?.isCollecting == true {
      kinkLog?.collect(
        tape.kinkUse(of: entry, cotangent: value, slots: slots, hasRows: rows != nil))
      return
    }
    var cotangent = value.tensor
    if rows != nil {
      // A kink counts where one of the rows is not zero; without memory to look, none is noted.
      guard let sizes = try? cotangent.unary(.abs).reduce(.sum, axes: [0]) else { return }
      cotangent = sizes
    }
    kinkLog?.look(
      at: entry, operands.map { tape.entries[Int($0)].result },
      attributes: tape.attributes(of: entry), cotangent: cotangent, slots: slots)
  }

  /// The number at a position, if it is a scalar of this type.
  @inline(__always)
  private func scalar<T: FloatElement>(at position: Int, _ type: T.Type) -> T? {
    tape.entries.read(position) { entry in
      guard entry.pointee.result.isScalar, entry.pointee.result.dtype == T.dtype else {
        return nil
      }
      return entry.pointee.result.scalar(as: type)
    }
  }

  private mutating func pullParts(
    _ cotangent: Value, through entry: Entry
  ) throws(AutodiffError) {
    let g = Term(value: cotangent, scope: scope, hasRows: rows != nil)
    if let pullback = tape.customPullback(of: entry, in: scope) {
      // What it computes may take derivatives itself.
      scope.recorder.kinkLog = kinkLog
      defer { kinkLog = scope.recorder.kinkLog }
      for (part, position) in zip(try pullback.parts(g), tape.operands(of: entry))
      where activity[position] {
        if let part { try add(part, at: position) }
      }
      return
    }
    let at = tape.linearization(of: entry, in: scope)
    let rule = derivatives.rule(of: entry.primitive)
    for (index, position) in tape.operands(of: entry).enumerated() where activity[position] {
      guard let part = rule.part(at: at, g, operand: index) else { continue }
      try add(part, at: position)
    }
  }

  private mutating func add(_ part: Term, at position: Int32) throws(AutodiffError) {
    let part = rows.map { part.repeated($0) } ?? part
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

extension Tape {
  /// A use of a recorded operation in a differentiated program.
  func kinkUse(of entry: Entry, cotangent: Value, slots: [Int], hasRows: Bool) -> KinkUse {
    KinkUse(
      primitive: .at(entry.primitive), operands: operands(of: entry).map { value(at: Int($0)) },
      result: value(of: entry), attributes: attributes(of: entry), cotangent: cotangent,
      slots: slots, line: Int(entry.line), hasRows: hasRows)
  }

  /// The point at which the rule of a recorded operation is applied.
  func linearization(of entry: Entry, in scope: Scope) -> Linearization {
    Linearization(
      x: operands(of: entry).map { Term(value: value(at: Int($0)), scope: scope) },
      y: Term(value: value(of: entry), scope: scope), attributes: attributes(of: entry))
  }
}
