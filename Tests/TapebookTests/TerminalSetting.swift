import Testing

/// A locale and a window in which the prompt must do the same.
struct TerminalSetting: Sendable, CustomTestStringConvertible {
  /// LC_ALL of the program.
  var locale = "C.UTF-8"
  /// Whether the window becomes 80 × 24 after the prompt stood in a larger one.
  var isResized = false

  var testDescription: String { "\(locale), 80 × 24\(isResized ? " after a resize" : "")" }

  static let all = ["C.UTF-8", "C"].flatMap { locale in
    [false, true].map { TerminalSetting(locale: locale, isResized: $0) }
  }
}
