import Glibc
import Synchronization

/// Notices Ctrl-C.
enum Interruption {
  private static let requests = Atomic<Int>(0)
  /// When the first of the requests came, in seconds of the monotonic clock.
  private static let firstRequest = Atomic<Int>(0)
  /// How many requests, over how many seconds, end a program that does not answer them.
  private static let patience = (requests: 3, seconds: 3)

  /// Whether the user asked to stop since the last `reset`.
  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Forgets earlier requests.
  static func reset() { requests.store(0, ordering: .relaxed) }

  /// Keeps the signal away from the calling thread and those it starts, until they `install`.
  ///
  /// It must reach the thread that waits for lines, whose waiting it ends.
  static func block() { setBlocked(true) }

  private static func setBlocked(_ isBlocked: Bool) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(isBlocked ? SIG_BLOCK : SIG_UNBLOCK, &signals, nil)
  }

  /// Starts noticing, on the calling thread.
  static func install() {
    // The counter is made before a signal can come: making it is nothing that a handler may do.
    reset()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      // What does not ask whether to stop is ended by asking several times over some seconds.
      var now = timespec()
      clock_gettime(CLOCK_MONOTONIC, &now)
      let before = Interruption.requests.wrappingAdd(1, ordering: .relaxed).oldValue
      if before == 0 { Interruption.firstRequest.store(now.tv_sec, ordering: .relaxed) }
      let waited = now.tv_sec - Interruption.firstRequest.load(ordering: .relaxed)
      if before >= Interruption.patience.requests, waited >= Interruption.patience.seconds {
        _exit(ExitStatus.interrupted.rawValue)
      }
    }
    // Without SA_RESTART, so that waiting for a file's text, which may be a pipe, ends.
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    setBlocked(false)
    // Whoever stops reading the output ends the program, also where the parent ignored that.
    signal(SIGPIPE, SIG_DFL)
  }
}
