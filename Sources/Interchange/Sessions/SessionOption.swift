/// What a `#@` line says about the entry after it.
public struct SessionEntryOptions: Sendable, Hashable {
  /// Whether the entry is not run.
  public var isSkipped = false
  /// Whether a demonstration runs the entry without showing it.
  public var isHidden = false
  /// Whether a demonstration waits before the entry.
  public var pauses = false
  /// What the presenter of a demonstration is reminded of.
  public var notes: [String] = []
  /// Whether the output's `...` and `[..]` are no wildcards.
  public var isLiteral = false
  /// How the output is compared.
  public var mode: TranscriptMatcher.Mode = .numeric
  /// The tolerances, where the entry names its own.
  public var tolerance: TranscriptMatcher.Tolerance?
  /// How many seconds the entry may take.
  public var timeout: Double?

  /// No options.
  public init() {}
}

/// An option of a `#@` line: declared once.
struct SessionOption: Sendable {
  let name: String
  /// How it is written.
  let usage: String
  /// Takes the words after the name over; false when they are not acceptable.
  let read: @Sendable ([String], inout SessionEntryOptions) -> Bool

  static let all: [SessionOption] = [
    skip, ignore, literal,
    flag("exact") { $0.mode = .exact },
    flag("rounded") { $0.mode = .rounded },
    flag("hide") { $0.isHidden = true },
    flag("pause") { $0.pauses = true },
    SessionOption(name: "note", usage: "note TEXT") { words, options in
      options.notes.append(words.joined(separator: " "))
      return !words.isEmpty
    },
    SessionOption(name: "tol", usage: "tol REL [ABS]") { words, options in
      options.tolerance = TranscriptMatcher.Tolerance(words: words)
      return options.tolerance != nil
    },
    SessionOption(name: "timeout", usage: "timeout 5s") { words, options in
      guard words.count == 1, words[0].hasSuffix("s"),
        let seconds = Double(words[0].dropLast()), seconds > 0, seconds <= 86_400
      else { return false }
      options.timeout = seconds
      return true
    },
  ]

  static let skip = flag("skip") { $0.isSkipped = true }
  static let ignore = flag("ignore") { $0.mode = .ignored }
  static let literal = flag("literal") { $0.isLiteral = true }

  private static func flag(
    _ name: String, _ set: @escaping @Sendable (inout SessionEntryOptions) -> Void
  ) -> SessionOption {
    SessionOption(name: name, usage: name) { words, options in
      set(&options)
      return words.isEmpty
    }
  }
}
