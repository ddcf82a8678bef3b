import Tensors

/// Computes a tape's derivative in three ways.
struct TapeChecker {
  let tape: Tape
  let target: Int
  let source: Int
  let seed: Tensor
  let derivatives: DerivativeTable
  private let activity: Activity
  /// The positions that lead from the source to the target, the source's own left out.
  private let operationsBetween: [Int]
  private let isInterrupted: (@Sendable () -> Bool)?
  private let caller: (any CustomCaller)?

  /// - Parameter tape: in float64.
  init(
    _ tape: Tape, target: Int, source: Int, seed: Tensor?, _ recorder: Recorder,
    calling caller: (any CustomCaller)?
  ) throws(AutodiffError) {
    self.tape = tape
    self.caller = caller
    self.target = target
    self.source = source
    derivatives = recorder.derivatives
    isInterrupted = recorder.isInterrupted
    activity = Activity(tape, sources: [Int32(source)], upTo: target)
    operationsBetween = tape.between(source, [target]).filter { $0 > source }.sorted()
    let result = tape.entries[target].result
    self.seed = try computed { () throws(TensorError) in
      if let seed { return try seed.cast(to: .float64) }
      return try Tensor.ones(result.shape, .float64)
    }
  }

  func check(
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(AutodiffError) -> DerivativeCheck? {
    guard let reverse = try reverse() else { return nil }
    let point = tape.entries[source].result
    var generator = PhiloxGenerator(seed: 0)
    let direction = try computed { () throws(TensorError) in
      try generator.uniform(shape: point.shape, dtype: .float64, low: -1, high: 1)
    }
    let step = 6e-6
    let difference = try difference(along: direction, step: step) {
      step throws(AutodiffError) in
      let place = try computed { () throws(TensorError) in try Tensor.binary(.add, point, step) }
      return try inner(value(at: place), seed)
    }
    let along = DerivativeCheck.Directional(
      reverse: try inner(reverse, direction), forward: try forward(along: direction),
      difference: difference)
    var differences: Tensor?
    var largest = abs(along.difference - along.reverse)
    var scale = max(1, abs(along.difference), abs(along.reverse))
    if point.count <= DerivativeCheck.elementLimit {
      let values = try elementDifferences(point, progress)
      let exact = try computed { () throws(TensorError) in try reverse.elements() }
      largest = 0
      for (value, exact) in zip(values, exact) {
        let gap = abs(value - exact)
        // NaN is the largest of all, and stays.
        if !largest.isNaN, !(gap <= largest) { largest = gap }
        scale = max(scale, abs(exact))
      }
      differences = try computed { () throws(TensorError) in
        try Tensor(shape: point.shape, values: values)
      }
    }
    let hasSingle = operationsBetween.contains {
      tape.custom(tape.entries[$0])?.dtype == .float32
    }
    let tolerance = hasSingle ? DerivativeCheck.Tolerance.single : .double
    let rounding = try roundingOfDifferences(step: step)
    let agrees = DerivativeCheck.agree(
      largest, along, scale: scale, rounding: rounding, tolerance)
    return DerivativeCheck(
      reverse: reverse, differences: differences, along: along, count: point.count,
      tolerance: tolerance,
      largestDifference: largest, scale: scale, rounding: rounding,
      blamed: agrees ? nil : try blame())
  }

  /// How far a central difference of right values may be off because sums are rounded.
  ///
  /// A sum of n numbers is off by about √n·ε of their size, as errors of either sign add up, and the
  /// difference divides that by the step (N. Higham, "Accuracy and Stability of Numerical
  /// Algorithms", section 2.8, the rule of thumb).
  private func roundingOfDifferences(step: Double) throws(AutodiffError) -> Double {
    let terms =
      operationsBetween.map { position in
        tape.operands(of: tape.entries[position]).map { tape.entries[Int($0)].result.count }.max()
          ?? 1
      }.max() ?? 1
    let size = try inner(
      try computed { () throws(TensorError) in try tape.entries[target].result.unary(.abs) },
      try computed { () throws(TensorError) in try seed.unary(.abs) })
    guard size.isFinite else { return 0 }
    return Double(terms).squareRoot() * Double.ulpOfOne / 2 * size / step
  }

  // MARK: Whom to blame

  /// The first operation behind the source whose own derivative differs from differences.
  private func blame() throws(AutodiffError) -> DerivativeCheck.Blame? {
    var generator = PhiloxGenerator(seed: 1)
    for position in operationsBetween {
      if isInterrupted?() == true { throw .interrupted }
      let entry = tape.entries[position]
      guard entry.kind == .operation, entry.result.dtype.isFloatingPoint else { continue }
      let operands = tape.operands(of: entry)
      for (slot, operand) in operands.enumerated() where activity[operand] {
        let found = try local(entry, operands.map(Int.init), slot, &generator)
        // Differences of what overflows say nothing.
        guard found.rule.isFinite, found.difference.isFinite else { continue }
        let scale = max(1, abs(found.rule), abs(found.difference))
        let isSingle = tape.custom(entry)?.dtype == .float32
        let allowed = isSingle ? DerivativeCheck.Tolerance.single.differences : 1e-5
        if !(abs(found.rule - found.difference) <= allowed * scale) {
          if tape.primitiveName(at: position) == "stop_gradient", try !matters(position) {
            continue
          }
          return DerivativeCheck.Blame(
            position: position, operand: Int(operand), rule: found.rule,
            difference: found.difference)
        }
      }
    }
    return nil
  }

  /// Whether the target moves with what stands at a position.
  ///
  /// Compositions hold values back that cancel, as softmax does the largest element: no derivative
  /// passes there, and none is missed.
  private func matters(_ position: Int) throws(AutodiffError) -> Bool {
    var generator = PhiloxGenerator(seed: 2)
    let point = tape.entries[position].result
    let direction = try computed { () throws(TensorError) in
      try generator.uniform(shape: point.shape, dtype: .float64, low: -1, high: 1)
    }
    let further = Activity(tape, sources: [Int32(position)], upTo: target)
    let difference = try difference(along: direction, step: 6e-6) {
      step throws(AutodiffError) in
      let place = try computed { () throws(TensorError) in try Tensor.binary(.add, point, step) }
      let moved = try tape.replacing(place, at: position, further, upTo: target, calling: caller)
      return try inner(moved.entries[target].result, seed)
    }
    return difference.isFinite && abs(difference) > 1e-6
  }

  /// One operation's derivative by one operand along a random direction, in two ways.
  private func local(
    _ entry: Entry, _ operands: [Int], _ slot: Int, _ generator: inout PhiloxGenerator
  ) throws(AutodiffError) -> (rule: Double, difference: Double) {
    let point = tape.entries[operands[slot]].result
    guard point.dtype.isFloatingPoint else { return (0, 0) }
    let (direction, weight) = try computed { () throws(TensorError) in
      (
        try generator.uniform(shape: point.shape, dtype: .float64, low: -1, high: 1),
        try generator.uniform(shape: entry.result.shape, dtype: .float64, low: -1, high: 1)
      )
    }
    let scope = Scope(recorder, caller)
    let part = try tape.part(
      of: entry, Term(value: Value(weight), scope: scope), slots: [slot])
    try scope.checkFailure()
    let rule = try part.map { term throws(AutodiffError) in
      try inner(term.value.tensor, direction)
    }
    // The step is one for all elements, so it goes by the largest.
    let largest = try computed { () throws(TensorError) in
      try point.elements().reduce(1) { max($0, abs($1)) }
    }
    let difference = try difference(along: direction, step: 6e-6 * largest) {
      step throws(AutodiffError) in
      let place = try computed { () throws(TensorError) in try Tensor.binary(.add, point, step) }
      let moved = try tape.recomputed(entry, slot: slot, place, calling: caller)
      return try inner(moved, weight)
    }
    return (rule ?? 0, difference)
  }

  // MARK: The three ways

  private func reverse() throws(AutodiffError) -> Tensor? {
    let scope = Scope(recorder, caller)
    var sweep = ReverseSweep(tape, sources: [Int32(source)], last: target, scope: scope)
    try sweep.seed(Value(seed), at: Int32(target))
    return try sweep.run(sources: [Int32(source)])[0]?.tensor
  }

  private func forward(along direction: Tensor) throws(AutodiffError) -> Double {
    let scope = Scope(recorder, caller)
    var sweep = ForwardSweep(tape, sources: [Int32(source)], last: target, scope: scope)
    try sweep.run([(Int32(source), Value(direction))])
    guard let tangent = sweep.tangent(at: Int32(target)) else { return 0 }
    return try inner(tangent.tensor, seed)
  }

  /// The central difference of a function of a step along a direction.
  private func difference(
    along direction: Tensor, step: Double,
    of function: (Tensor) throws(AutodiffError) -> Double
  ) throws(AutodiffError) -> Double {
    func moved(_ distance: Double) throws(AutodiffError) -> Double {
      try function(
        try computed { () throws(TensorError) in
          try Tensor.binary(.multiply, direction, Tensor(distance))
        })
    }
    return (try moved(step) - moved(-step)) / (2 * step)
  }

  private func elementDifferences(
    _ point: Tensor, _ progress: (_ done: Int, _ total: Int) -> Void
  ) throws(AutodiffError) -> [Double] {
    let elements = try computed { () throws(TensorError) in try point.elements() }
    var result: [Double] = []
    for index in elements.indices {
      if isInterrupted?() == true { throw .interrupted }
      let step = 6e-6 * max(1, abs(elements[index]))
      func moved(_ distance: Double) throws(AutodiffError) -> Double {
        var changed = elements
        changed[index] += distance
        let place = try computed { () throws(TensorError) in
          try Tensor(shape: point.shape, values: changed)
        }
        return try inner(value(at: place), seed)
      }
      result.append((try moved(step) - moved(-step)) / (2 * step))
      progress(result.count, elements.count)
    }
    return result
  }

  /// The target's value where the source has another.
  private func value(at place: Tensor) throws(AutodiffError) -> Tensor {
    try tape.replacing(place, at: source, activity, upTo: target, calling: caller)
      .entries[target].result
  }

  private var recorder: Recorder {
    var recorder = Recorder()
    recorder.derivatives = derivatives
    recorder.isInterrupted = isInterrupted
    return recorder
  }

  private func inner(_ x: Tensor, _ y: Tensor) throws(AutodiffError) -> Double {
    try computed { () throws(TensorError) in
      try Tensor.binary(.multiply, x, y).reduce(.sum, axes: nil).doubleValue ?? .nan
    }
  }
}

/// What a computation of the checker gives, its failure in the tape's terms.
func computed<R>(_ body: () throws(TensorError) -> R) throws(AutodiffError) -> R {
  do throws(TensorError) { return try body() } catch {
    throw .primitive("check", operands: [], error)
  }
}

extension Tensor {
  /// The elements of a float64 tensor in row-major order.
  func elements() throws(TensorError) -> [Double] {
    try withElements(as: Double.self) { elements throws(TensorError) in Array(elements) }
  }
}
