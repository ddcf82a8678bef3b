public import Language
public import Tensors

/// What a saved session consists of.
public struct SavedSession: Sendable {
  /// The seed that the session started with.
  public let seed: UInt64
  /// The element type of floats that it started with.
  public let floatDType: DType
  /// Its entries, with what they showed; those that failed among them.
  public let entries: [AcceptedEntry]
  /// The comments that were typed behind the last entry.
  public let closing: [String]
  /// The lines that stand behind it in the session file that it was loaded from.
  public let closingPreface: [String]

  /// A session that started with a seed and an element type.
  public init(
    seed: UInt64, floatDType: DType, entries: [AcceptedEntry], closing: [String] = [],
    closingPreface: [String] = []
  ) {
    self.seed = seed
    self.floatDType = floatDType
    self.entries = entries
    self.closing = closing
    self.closingPreface = closingPreface
  }

  /// The lines of an output as an entry keeps them.
  public static func lines(of output: Output) -> [String] {
    var kept = KeptOutput()
    kept.append(output)
    return kept.lines
  }

  /// The session with the entries that ran alone.
  ///
  /// What was typed before a failure is meant for what was typed in its place: a comment stays.
  public var withoutFailures: SavedSession {
    SavedSession(
      seed: seed, floatDType: floatDType,
      entries: entries.indices.filter { entries[$0].diagnostic == nil }
        .map(withoutFailures(at:)),
      closing: closingWithoutFailures, closingPreface: closingPreface)
  }

  /// The comments behind the last entry as the session without failures has them.
  public var closingWithoutFailures: [String] {
    failures(before: entries.endIndex).flatMap(\.comments) + closing
  }

  /// The entries that failed between one and the last before it that ran.
  ///
  /// - Complexity: O(their number).
  private func failures(before index: Int) -> ArraySlice<AcceptedEntry> {
    let start = entries[..<index].lastIndex { $0.diagnostic == nil }.map { $0 + 1 } ?? 0
    return entries[start..<index]
  }

  /// An entry as the session without failures has it.
  public func withoutFailures(at index: Int) -> AcceptedEntry {
    entries[index].adding(comments: failures(before: index).flatMap(\.comments))
  }
}

extension AcceptedEntry {
  /// The entry behind further comments.
  func adding(comments earlier: [String]) -> AcceptedEntry {
    guard !earlier.isEmpty else { return self }
    var entry = self
    entry.comments = earlier + comments
    return entry
  }
}
