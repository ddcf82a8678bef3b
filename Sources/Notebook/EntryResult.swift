public import Language

/// What became of one entry.
public struct EntryResult: Sendable {
  /// How an entry ended.
  public enum Status: Sendable, Hashable {
    /// It ran, and its changes were committed.
    case ok
    /// It is not the language's syntax; nothing was run.
    case invalid
    /// It failed while it ran; its changes were dropped.
    case failed
    /// It was interrupted; its changes were dropped.
    case interrupted
    /// It was not run, because it says so.
    case skipped
  }

  /// The entry's text and place.
  public let source: EntrySource
  /// The entry's number, from 1.
  public let number: Int
  /// How it ended.
  public let status: Status
  /// What it showed, in order.
  public let outputs: [Output]
  /// What went wrong, unless it ran.
  public let diagnostic: Diagnostic?

  /// The result of an entry.
  public init(
    source: EntrySource, number: Int, status: Status, outputs: [Output] = [],
    diagnostic: Diagnostic? = nil
  ) {
    self.source = source
    self.number = number
    self.status = status
    self.outputs = outputs
    self.diagnostic = diagnostic
  }

  /// The result with another text for the entry, such as what stood there before it was read.
  public func with(source: EntrySource) -> EntryResult {
    EntryResult(
      source: source, number: number, status: status, outputs: outputs, diagnostic: diagnostic)
  }

  /// The type of the diagnostic of an entry that took longer than it may.
  public static let timeoutType = "TimeoutError"

  /// Whether it neither ran nor was skipped.
  public var isFailure: Bool {
    switch status {
    case .ok, .skipped: false
    case .invalid, .failed, .interrupted: true
    }
  }

  /// The line of the file at which it starts.
  public var line: Int { source.firstLine }
}
