import Synchronization

/// Carries the wish to leave from the `quit` command to the interpreter.
final class QuitRequest: Sendable {
  private let made = Atomic<Bool>(false)

  /// Whether somebody asked to leave.
  var isMade: Bool { made.load(ordering: .relaxed) }

  /// Asks to leave once the entry is done.
  func make() { made.store(true, ordering: .relaxed) }

  /// Takes the request back, because the entry that made it failed.
  func withdraw() { made.store(false, ordering: .relaxed) }
}
