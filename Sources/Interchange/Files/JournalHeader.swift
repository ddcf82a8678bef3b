public import Tensors

/// What a session starts from.
///
/// It is the first line of the session's journal:
///
///     tapebook journal/1 started=1795509060 seed=0 dtype=float32
public struct JournalHeader: Sendable, Hashable {
  /// When the session started, in seconds since 1970.
  public let started: Int
  /// Where its random numbers start.
  public let seed: UInt64
  /// The dtype of its floats that become tensors.
  public let dtype: DType

  private static let format = "tapebook journal/1"

  /// The header of a session that starts now.
  public init(seed: UInt64, dtype: DType) {
    self.init(started: LocalTime.now, seed: seed, dtype: dtype)
  }

  init(started: Int, seed: UInt64, dtype: DType) {
    self.started = started
    self.seed = seed
    self.dtype = dtype
  }

  /// The header that a line says; nil where it is no header, or one of another format.
  ///
  /// Facts that a later version adds are passed over.
  init?(_ line: String) {
    guard line.hasPrefix(JournalHeader.format + " ") else { return nil }
    var facts: [Substring: Substring] = [:]
    for word in line.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { facts[parts[0]] = parts[1] }
    }
    guard let started = facts["started"].flatMap({ Int($0) }),
      let seed = facts["seed"].flatMap({ UInt64($0) }),
      let dtype = facts["dtype"].flatMap({ DType(name: String($0)) })
    else { return nil }
    self.init(started: started, seed: seed, dtype: dtype)
  }

  /// The line that says the header.
  var line: String {
    "\(JournalHeader.format) started=\(started) seed=\(seed) dtype=\(dtype.name)"
  }

  /// When the session started, as `2026-11-24 10:31`.
  public var startText: String { LocalTime.text(started) ?? "an unknown time" }
}
