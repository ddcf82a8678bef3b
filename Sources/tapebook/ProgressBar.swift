import Glibc
import Language
import LineEditing
import Notebook
import Synchronization

/// How far a long evaluation is, on standard error where that is a terminal.
///
/// Nothing is shown in the first half second.
final class ProgressBar: Sendable {
  static let shared = ProgressBar()

  private struct State {
    var isWanted = true
    var start = ContinuousClock.now
    var lastDrawing: ContinuousClock.Instant?
    /// What goes round, and since when.
    var what = ""
    var whatStart = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let canDraw = Console.isTerminal(STDERR_FILENO) && Terminal.canMoveCursor
  private static let patience = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)
  private static let cells = 30

  /// Starts the time of a new evaluation.
  ///
  /// - Parameter isShown: whether the user wants to see how far it is.
  func begin(isShown: Bool = true) {
    clear()
    state.withLock { $0 = State(isWanted: isShown) }
  }

  /// Shows how far it is, where it has taken long enough to be asked about.
  func show(_ report: ProgressReport) {
    guard canDraw else { return }
    let now = ContinuousClock.now
    let text: String? = state.withLock { state in
      if state.what != report.what { (state.what, state.whatStart) = (report.what, now) }
      guard state.isWanted, now - state.start >= ProgressBar.patience else { return nil }
      if let last = state.lastDrawing, now - last < ProgressBar.interval { return nil }
      state.lastDrawing = now
      return ProgressBar.text(report, elapsed: now - state.whatStart)
    }
    guard let text else { return }
    Console.shared.writeError("\r" + text + "\u{1B}[K")
  }

  /// Takes the bar away, before anything else is written.
  func clear() {
    let wasDrawn = state.withLock { state in
      defer { state.lastDrawing = nil }
      return state.lastDrawing != nil
    }
    if wasDrawn { Console.shared.writeError("\r\u{1B}[K") }
  }

  /// `[#########.....]  42%  421 of 1000  3 s left`.
  static func text(_ report: ProgressReport, elapsed: Duration) -> String {
    let fraction = report.total > 0 ? min(1, Double(report.done) / Double(report.total)) : 1
    let filled = Int(fraction * Double(cells))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: cells - filled)
    let percent = "\(Int(fraction * 100))%"
    let padding = String(repeating: " ", count: 4 - percent.count)
    var text = "[\(bar)] \(padding)\(percent)  \(report.done) of \(report.total)"
    if report.done > 0 {
      let left = elapsed / .seconds(1) * (1 - fraction) / fraction
      text += "  \(duration(left)) left"
    }
    return text
  }

  private static func duration(_ seconds: Double) -> String {
    // What is far away is not known to the second.
    guard seconds < 360_000 else { return "days" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
