import Tensors

/// How values came to be that no tape recorded, as far back as it is kept.
///
/// It answers why a gradient is None: a target is followed back through it to the source. The
/// newest records are kept, `limit` at least and twice as many at most; fewer where they have very
/// many operands. Copies share them.
struct Lineage: Sendable {
  /// How many records are kept at least.
  static let limit = 1 << 15
  /// How many operands are kept in lists, from where records are let go of earlier.
  static let operandLimit = 1 << 19
  /// How many ranges of which nothing is known any more are told apart at least.
  private static let gapLimit = 64
  /// The label of a record without words.
  static let noWords = UInt16.max

  private var current = Part()
  private var previous = Part()
  private var phrases: [String] = []
  private var phraseIndex: [String: UInt16] = [:]
  /// What tapes held before they were emptied, the newest last.
  private(set) var archives: [TapeArchive] = []
  /// Where identities lie of which nothing is known any more.
  private var gaps: [ClosedRange<Identity>] = []
  /// Whether numbers of a tensor became Python numbers.
  private(set) var hasNumbers = false

  private struct Part {
    var records = ChunkedArray<LineageRecord>()
    var details = ChunkedArray<[Identity]>()
    /// How many identities the details have together.
    var operandCount = 0
  }

  /// Adds a record; results come in ascending order.
  @inline(__always)
  mutating func append(
    _ kind: LineageRecord.Kind, _ result: Identity, _ first: Identity, _ second: Identity,
    label: UInt16, dtype: DType, line: Int32, detail: Int32 = -1
  ) {
    current.records.append(
      LineageRecord(
        result: result, first: first, second: second, line: line, detail: detail, label: label,
        kind: kind, dtype: dtype))
    if current.records.count >= Lineage.limit { turn() }
  }

  /// Adds a record of any number of operands.
  mutating func append(
    _ kind: LineageRecord.Kind, _ result: Identity, _ operands: [Identity], label: UInt16,
    dtype: DType, line: Int32
  ) {
    if kind == .number { hasNumbers = true }
    if current.operandCount >= Lineage.operandLimit { turn() }
    current.details.append(operands)
    current.operandCount += operands.count
    append(
      kind, result, .anonymous, .anonymous, label: label, dtype: dtype, line: line,
      detail: Int32(clamping: current.details.count - 1))
  }

  @inline(never) private mutating func turn() {
    if let first = previous.records.first, let last = previous.records.last {
      forget(first.result...last.result)
    }
    previous = current
    current = Part()
  }

  /// The newest result that is recorded.
  var newest: Identity {
    current.records.last?.result ?? previous.records.last?.result ?? .anonymous
  }

  /// The number that stands for words; a new one for new words.
  mutating func phrase(_ text: String) -> UInt16 {
    if let known = phraseIndex[text] { return known }
    // The words are those of library functions, which are few.
    guard phrases.count < Int(Lineage.noWords) else { return Lineage.noWords }
    phrases.append(text)
    phraseIndex[text] = UInt16(phrases.count - 1)
    return UInt16(phrases.count - 1)
  }

  /// Notes that nothing is known any more of the identities in a range.
  mutating func forget(_ range: ClosedRange<Identity>) {
    // The older half becomes one at once, so that the others seldom move.
    if gaps.count >= 2 * Lineage.gapLimit {
      let older = gaps.prefix(Lineage.gapLimit + 1)
      let start = older.map(\.lowerBound).min() ?? range.lowerBound
      let end = older.map(\.upperBound).max() ?? range.upperBound
      gaps.replaceSubrange(older.indices, with: [start...end])
    }
    gaps.append(range)
  }

  /// Keeps what a tape holds that is about to be emptied.
  mutating func keep(_ archive: TapeArchive) {
    archives.append(archive)
    guard archives.count > 8 else { return }
    if let range = archives.removeFirst().range { forget(range) }
  }

  /// Whether something may have made this value that is not known any more.
  func isForgotten(_ identity: Identity) -> Bool { gaps.contains { $0.contains(identity) } }

  /// What is known of how a value was made; several steps where one gradient serves several sources.
  ///
  /// - Complexity: O(log of the records kept).
  func steps(of identity: Identity) -> [LineageStep] {
    for part in [current, previous] {
      let found = steps(of: identity, in: part)
      if !found.isEmpty { return found }
    }
    return archives.reversed().lazy.compactMap { $0.step(of: identity) }.first.map { [$0] } ?? []
  }

  private func steps(of identity: Identity, in part: Part) -> [LineageStep] {
    var place = part.records.lowerBound { $0.result < identity }
    var found: [LineageStep] = []
    while place < part.records.count {
      let record = part.records[place]
      guard record.result == identity else { break }
      found.append(step(record, part))
      place += 1
    }
    return found
  }

  private func step(_ record: LineageRecord, _ part: Part) -> LineageStep {
    var operands =
      record.detail >= 0
      ? part.details[Int(record.detail)]
      : [record.first, record.second].filter { $0 != .anonymous }
    let words = phrases.indices.contains(Int(record.label)) ? phrases[Int(record.label)] : ""
    let how: LineageStep.How
    switch record.kind {
    case .operation: how = .operation(Primitive.at(record.label), record.dtype)
    case .departure: how = .departure(words)
    case .number: how = .number(words)
    case .conversion: how = .conversion
    // What belongs to them besides operands stands first.
    case .assignment: how = .assignment(words, variable: operands.removeFirst())
    case .gradient: how = .gradient(operands.removeFirst())
    }
    return LineageStep(
      result: record.result, operands: operands, how: how, line: Int(record.line))
  }

  /// The steps of some kind, the newest first.
  ///
  /// - Complexity: O(records kept).
  func steps(_ kind: LineageRecord.Kind) -> [LineageStep] {
    [current, previous].flatMap { part in
      (0..<part.records.count).reversed().compactMap { place in
        let record = part.records[place]
        return record.kind == kind ? step(record, part) : nil
      }
    }
  }
}

extension ChunkedArray {
  var first: Element? { count > 0 ? self[0] : nil }
  var last: Element? { count > 0 ? self[count - 1] : nil }

  /// The first position whose element does not come before what is looked for.
  ///
  /// - Complexity: O(log `count`).
  func lowerBound(_ comesBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low &+ high) >> 1
      if read(middle, { comesBefore($0.pointee) }) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}
