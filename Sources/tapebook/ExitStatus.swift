/// How the program ends: the statuses that scripts rely on.
enum ExitStatus: Int32, Comparable {
  case ok = 0
  /// An evaluation failed, or a check differed.
  case failure = 1
  /// The arguments are wrong, or the text is not the language's.
  case usage = 2
  /// A file could not be read or written.
  case file = 3
  /// The user interrupted it.
  case interrupted = 130
  /// Nobody reads the output any more.
  case brokenPipe = 141

  static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.rawValue < b.rawValue }
}

/// Ends the program with a status once everything is written.
struct Exit: Error {
  let status: ExitStatus
}
