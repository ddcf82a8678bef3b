import Language
public import Notebook

/// What the replay of one entry of a session file found.
public struct EntryCheck: Sendable {
  /// Whether an entry showed what was recorded.
  public enum Verdict: String, Sendable {
    /// It did.
    case same
    /// It did not.
    case differs
    /// It was not run, because the file says so.
    case skipped
    /// It was not run, because an entry before it quit; so it differs.
    case unreached
    /// The user interrupted it; so it differs.
    case interrupted
  }

  /// The entry with what was recorded.
  public let entry: SessionEntry
  /// What became of it.
  public let result: EntryResult
  /// Whether that is what was recorded.
  public let verdict: Verdict
  /// What came, with markers: what would be recorded now, and a failure that is not recorded, such as
  /// that of an entry that took too long; what was recorded, where the entry was not run.
  public let replayed: [String]
  /// What it showed, as it is compared.
  let lines: [TranscriptLine]

  /// What was recorded, with markers.
  public var recorded: [String] { entry.recorded }

  /// Whether the entry failed as the file says it must.
  public var isExpectedFailure: Bool { entry.mustFail && result.isFailure }

  /// How what was recorded differs from what was shown, in the form of `diff -u`.
  public var difference: String {
    UnifiedDiff.text(
      from: recorded, to: replayed, oldName: "recorded", newName: "replayed")
  }
}

extension TranscriptMatcher {
  /// What compares an entry of a file.
  init(_ entry: SessionEntry, in header: SessionHeader) {
    self.init(
      mode: entry.options.mode, tolerance: entry.options.tolerance ?? header.tolerance,
      hasWildcards: !entry.options.isLiteral)
  }
}
