import Glibc

/// Signals that are another program's business for a while.
public enum IgnoredSignals {
  /// Runs a body during which this process ignores some signals.
  ///
  /// The handlers come back as they were, with their flags: whether a signal ends a waiting read
  /// is one of them.
  public static func ignoring<Result>(_ signals: Int32..., during body: () -> Result) -> Result {
    var ignore = sigaction()
    ignore.__sigaction_handler.sa_handler = SIG_IGN
    var before: [sigaction] = []
    for signal in signals {
      var found = sigaction()
      sigaction(signal, &ignore, &found)
      before.append(found)
    }
    defer {
      for (signal, var found) in zip(signals, before) { sigaction(signal, &found, nil) }
    }
    return body()
  }
}
