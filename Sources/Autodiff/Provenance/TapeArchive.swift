import Tensors

/// What a tape held before it was emptied: how its values were made, without the values.
struct TapeArchive: Sendable {
  /// The tape.
  let tape: TapeID
  /// What it watched, with the moment.
  let watched: [Identity: Identity]
  private let steps: [LineageStep]

  /// How many operations of a tape are kept, the last ones.
  private static let limit = 1 << 14

  init(_ tape: Tape) {
    self.tape = tape.id
    watched = Dictionary(
      tape.leaves.ordered.map { ($0.identity, tape.entries[Int($0.position)].order) },
      uniquingKeysWith: { $1 })
    steps = (max(0, tape.count - TapeArchive.limit)..<tape.count).compactMap {
      tape.lineageStep(at: $0)
    }
  }

  /// Where the identities lie of what it made.
  var range: ClosedRange<Identity>? {
    guard let first = steps.first, let last = steps.last else { return nil }
    return first.result...last.result
  }

  /// How the tape made a value.
  ///
  /// - Complexity: O(log of what is kept).
  func step(of identity: Identity) -> LineageStep? {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].result < identity { low = middle + 1 } else { high = middle }
    }
    return low < steps.count && steps[low].result == identity ? steps[low] : nil
  }
}

extension Tape {
  /// How the value at a position was made; nil for what the tape did not make.
  func lineageStep(at position: Int) -> LineageStep? {
    let entry = entries[position]
    guard entry.kind == .operation else { return nil }
    return LineageStep(
      result: entry.order, operands: operands(of: entry).map { value(at: Int($0)).identity },
      how: .operation(Primitive.at(entry.primitive), entry.result.dtype),
      line: Int(entry.line))
  }
}
