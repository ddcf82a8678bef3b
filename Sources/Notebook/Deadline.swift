import Language

/// The moment until which an entry may run.
struct Deadline: Sendable {
  private let seconds: Double
  private let end: ContinuousClock.Instant

  /// The moment some seconds from now.
  init(seconds: Double) {
    self.seconds = seconds
    end = .now + .seconds(seconds)
  }

  /// Whether the moment is over.
  var hasPassed: Bool { ContinuousClock.now >= end }

  /// The failure of an entry that took longer.
  func diagnostic(for source: EntrySource) -> Diagnostic {
    Diagnostic(
      type: EntryResult.timeoutType, message: "the entry took longer than \(seconds) seconds",
      hint: "allow it more: #@ timeout \(seconds * 2)s",
      range: SourceRange(0, source.text.utf8.count),
      source: source)
  }
}
