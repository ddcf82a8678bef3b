/// The parts of a slice, as written; nil where left out.
struct SliceParts {
  let start: Object
  let stop: Object
  let step: Object
}

extension Evaluator {
  /// The parts of a slice object; nil for other objects.
  func sliceParts(_ object: Object) -> SliceParts? {
    guard case .reference(let reference) = object, reference.kind == .slice,
      case .slice(let start, let stop, let step) = session.heap[reference]
    else { return nil }
    return SliceParts(start: start, stop: stop, step: step)
  }

  /// The part of a slice as an integer; nil where it was left out.
  func sliceBound(_ object: Object) throws -> Int? {
    if object.isNone { return nil }
    guard let value = try? integer(object, "") else {
      throw EvaluationError.type("slice indices must be integers or None")
    }
    return value
  }

  /// Where a slice starts and stops in a sequence, and its step: Python's `slice.indices`.
  ///
  /// - Throws: `TypeError`, `ValueError` for a step of zero.
  func bounds(_ slice: SliceParts, count: Int) throws -> (start: Int, stop: Int, step: Int) {
    let step = try sliceBound(slice.step) ?? 1
    guard step != 0 else { throw EvaluationError.value("slice step cannot be zero") }
    let low = step > 0 ? 0 : -1
    let high = step > 0 ? count : count - 1
    func clipped(_ bound: Int?, _ omitted: Int) -> Int {
      guard let bound else { return omitted }
      let fromStart = bound < 0 ? bound + count : bound
      return min(max(fromStart, low), high)
    }
    let start = clipped(try sliceBound(slice.start), step > 0 ? low : high)
    let stop = clipped(try sliceBound(slice.stop), step > 0 ? high : low)
    return (start, stop, step)
  }

  /// The positions that a slice takes of a sequence.
  func positions(_ slice: SliceParts, count: Int) throws -> [Int] {
    let (start, stop, step) = try bounds(slice, count: count)
    let range = IntegerRange(start: start, stop: stop, step: step)
    return (0..<range.count).map { range[$0] }
  }

  /// A slice of a range, which is a range.
  func sliced(_ range: IntegerRange, _ slice: SliceParts) throws -> Object {
    let (start, stop, step) = try bounds(slice, count: range.count)
    func element(_ position: Int) throws -> Int {
      let (distance, overflow) = position.multipliedReportingOverflow(by: range.step)
      let (value, overflows) = range.start.addingReportingOverflow(distance)
      if overflow || overflows { throw EvaluationError.overflow("the slice of a range") }
      return value
    }
    let (stride, overflow) = range.step.multipliedReportingOverflow(by: step)
    if overflow { throw EvaluationError.overflow("the slice of a range") }
    return .range(
      IntegerRange(start: try element(start), stop: try element(stop), step: stride))
  }
}
