import ArgumentParser
import Glibc
import Language

/// When text is coloured.
enum ColorPolicy: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// Whether to colour what goes to a stream: `--color`, then `NO_COLOR`, then `FORCE_COLOR`, then
  /// whether it is a terminal that can.
  func allowsColor(on descriptor: CInt) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if ColorPolicy.isSet("NO_COLOR") { return false }
      if ColorPolicy.isSet("FORCE_COLOR") { return true }
      return Console.isTerminal(descriptor) && ColorPolicy.value("TERM") != "dumb"
    }
  }

  private static func isSet(_ name: String) -> Bool { !(value(name) ?? "").isEmpty }

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

extension DiagnosticRenderer {
  /// A diagnostic as it is written to a stream.
  func text(_ diagnostic: Diagnostic, isColored: Bool) -> String {
    guard isColored else { return plainText(diagnostic) }
    return segments(diagnostic).map { segment in
      switch segment.role {
      case .error: "\u{1B}[1;31m\(segment.text)\u{1B}[0m"
      case .caret: "\u{1B}[31m\(segment.text)\u{1B}[0m"
      case .hint: "\u{1B}[36m\(segment.text)\u{1B}[0m"
      case .plain: segment.text
      }
    }.joined()
  }
}
