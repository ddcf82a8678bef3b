import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// Runs a loop, which is to count its rounds on the meter if it is told so: where somebody wants
  /// to know, and no loop around it does.
  ///
  /// - Parameters:
  ///   - iterable: what the rounds go over; the number of its items need not be known.
  ///   - range: the place of the loop's head.
  func metered<R>(
    over iterable: Object, at range: SourceRange, _ body: (_ isMetered: Bool) throws -> R
  ) rethrows -> R {
    guard let progress = options.progress, meter == nil, let total = knownCount(of: iterable)
    else { return try body(false) }
    let source = frame.source
    meter = ProgressMeter(total: total) { done, total in
      progress(ProgressReport(done: done, total: total, what: source.line(of: range)))
    }
    defer { meter = nil }
    return try body(true)
  }

  /// The number of items to come; nil where it shows only at the end.
  private func knownCount(of iterable: Object) -> Int? {
    switch iterable {
    case .range(let range): return range.count
    case .string(let text): return text.unicodeScalars.count
    case .tensor(let value): return value.tensor.shape.first
    case .reference(let reference): return knownCount(of: reference, depth: 0)
    default: return nil
    }
  }

  private func knownCount(of reference: Reference, depth: Int) -> Int? {
    // Iterators may be nested by a program without end.
    guard depth < 8 else { return nil }
    switch session.heap[reference] {
    case .list(let items), .tuple(let items): return items.count
    case .dict(let entries): return entries.count
    case .variable(let variable): return variable.value.tensor.shape.first
    case .iterator(let state): return knownCount(of: state, depth: depth)
    default: return nil
    }
  }

  private func knownCount(of state: IteratorState, depth: Int) -> Int? {
    switch state {
    case .exhausted: return 0
    case .items(let items, let position): return items.count - position
    case .range(let range, let position): return range.count - position
    case .rows(let value, let position): return value.tensor.shape.first.map { $0 - position }
    case .keys(_, let position, let count): return count - position
    case .sequence(let reference, let position):
      return knownCount(of: reference, depth: depth + 1).map { max($0 - position, 0) }
    case .enumerate(let inner, _): return knownCount(of: inner, depth: depth + 1)
    case .map(_, let iterators), .zip(let iterators, _):
      let counts = iterators.map { knownCount(of: $0, depth: depth + 1) }
      return counts.contains(nil) ? nil : counts.compactMap(\.self).min()
    case .filter: return nil
    }
  }
}

extension EntrySource {
  /// The first line of a range of the text.
  fileprivate func line(of range: SourceRange) -> String {
    let bytes = text.utf8.dropFirst(range.start).prefix(max(range.end - range.start, 0))
    return String(decoding: bytes.prefix { !$0.isLineBreak }, as: UTF8.self)
  }
}
