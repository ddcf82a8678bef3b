import Interchange
import Language
import Notebook

/// What `tapebook test` writes: text or JSON Lines as it goes on, and JUnit's XML at the end.
struct TestReport {
  private let isJSON: Bool
  private let color: ColorPolicy
  private let hasTimings: Bool
  private let isUpdating: Bool
  private var summary = CheckSummary()
  private var start = ContinuousClock.now
  /// The report for continuous integration.
  private(set) var junit = JUnitReport()

  /// A report; `isUpdating` where what differs is recorded anew.
  init(isJSON: Bool, color: ColorPolicy, hasTimings: Bool, isUpdating: Bool) {
    self.isJSON = isJSON
    self.color = color
    self.hasTimings = hasTimings
    self.isUpdating = isUpdating
  }

  /// Begins the report.
  func begin() {
    if isJSON { Console.shared.write(JSONLines.header) }
  }

  /// Begins a file.
  mutating func begin(file: String) {
    junit.begin(file: file)
    summary.files += 1
    start = .now
  }

  /// Adds an entry of the file.
  mutating func add(_ check: EntryCheck) {
    let seconds = hasTimings ? (ContinuousClock.now - start) / .seconds(1) : nil
    summary.add(check)
    junit.add(check, seconds: seconds)
    if isJSON { Console.shared.write(JSONLines.line(of: check, seconds: seconds)) }
    start = .now
  }

  /// Adds that a file could not be replayed.
  mutating func add(_ failure: Document.Failure, path: String) -> ExitStatus {
    summary.unreadable += 1
    junit.begin(file: path)
    junit.add(failure: failure.diagnostic)
    if isJSON {
      Console.shared.write(JSONLines.line(ofFile: path, failure: failure.diagnostic))
    }
    return failure.report(color: color)
  }

  /// Tells something to who reads text.
  func tell(_ text: String) {
    if !isJSON { Console.shared.write(text) }
  }

  /// Shows a difference, coloured where that is wanted.
  func tell(difference: String) {
    let isColored = color.allowsColor(on: 1)
    tell(isColored ? ColoredDiff.text(difference) : difference)
  }

  /// Shows failures that a file does not expect.
  func tell(_ failures: some Sequence<Diagnostic>) {
    guard !isJSON else { return }
    for failure in failures {
      Console.shared.writeError(
        DiagnosticRenderer().text(failure, isColored: color.allowsColor(on: 2)))
    }
  }

  /// Ends the report with a line that counts, where there is more than one file.
  func finish() {
    if isJSON { return Console.shared.write(JSONLines.line(of: summary)) }
    guard summary.files + summary.unreadable > 1 else { return }
    Console.shared.write(summary.text(isUpdating: isUpdating) + "\n")
  }
}

/// A unified diff with the colours that Git gives it.
enum ColoredDiff {
  /// The diff in colour.
  static func text(_ difference: String) -> String {
    difference.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let style = style(of: line) else { return String(line) }
      return "\u{1B}[\(style)m\(line)\u{1B}[0m"
    }.joined(separator: "\n")
  }

  private static func style(of line: Substring) -> String? {
    if line.hasPrefix("--- ") || line.hasPrefix("+++ ") { return "1" }
    switch line.first {
    case "-": return "31"
    case "+": return "32"
    case "@": return "36"
    default: return nil
    }
  }
}
