import Glibc
import Language
import LineEditing
import Notebook
import Plotting
import Synchronization

/// How far a long evaluation is, and what its loops draw, on standard error where that is a terminal.
///
/// Nothing is shown in the first half second.
final class ProgressBar: Sendable {
  static let shared = ProgressBar()

  private struct State {
    var isWanted = true
    var start = ContinuousClock.now
    var lastDrawing: ContinuousClock.Instant?
    /// What goes round, since when, and how far it was then.
    var what = ""
    var whatStart = ContinuousClock.now
    var whatDone = 0
    /// What a loop has drawn so far; empty where it draws nothing.
    var preview: [String] = []
    /// The bar as it was drawn last.
    var bar = ""
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
      if state.what != report.what {
        (state.what, state.whatStart, state.whatDone) = (report.what, now, report.done)
      }
      guard state.isWanted, now - state.start >= ProgressBar.patience else { return nil }
      if let last = state.lastDrawing, now - last < ProgressBar.interval { return nil }
      state.lastDrawing = now
      let pace = Pace(rounds: report.done - state.whatDone, time: now - state.whatStart)
      return ProgressBar.text(report, pace, columns: Terminal.size.columns - 1)
    }
    guard let text else { return }
    state.withLock { $0.bar = text }
    draw()
  }

  /// Shows what a loop has drawn so far, above the bar.
  func show(_ plot: Plot) {
    let size = Terminal.size
    // The prompt's line stays in sight.
    guard canDraw, size.rows >= 10 else { return }
    let isWanted = state.withLock { state in
      let now = ContinuousClock.now
      guard state.isWanted, now - state.start >= ProgressBar.patience else { return false }
      state.lastDrawing = now
      return true
    }
    guard isWanted else { return }
    let layout = OutputText.layout(
      DisplayStyle(), lineWidth: size.columns - 1, rows: size.rows - 2,
      characters: TerminalText.plotCharacters)
    let lines = plot.text(layout).split(separator: "\n", omittingEmptySubsequences: false)
    state.withLock { $0.preview = lines.prefix(size.rows - 2).map(String.init) }
    draw()
  }

  /// Draws what there is, and leaves the cursor where it begins.
  private func draw() {
    let (preview, bar) = state.withLock { ($0.preview, $0.bar) }
    let lines = preview + [bar]
    let back = lines.count > 1 ? "\u{1B}[\(lines.count - 1)A" : ""
    // A window that has become narrower has broken the last drawing into rows.
    let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
    Console.shared.writeError("\r" + text + "\u{1B}[J" + back + "\r")
  }

  /// Takes the bar away, before anything else is written.
  func clear() {
    let wasDrawn = state.withLock { state in
      defer { state.lastDrawing = nil }
      return state.lastDrawing != nil
    }
    if wasDrawn { Console.shared.writeError("\r\u{1B}[J") }
  }

  /// How many rounds were seen to be done in some time.
  struct Pace {
    let rounds: Int
    let time: Duration

    /// The seconds that some more rounds take; nil where too little was seen.
    func seconds(for rounds: Int) -> Double? {
      guard self.rounds > 0, time >= .milliseconds(200) else { return nil }
      return time / .seconds(1) * Double(rounds) / Double(self.rounds)
    }
  }

  /// The bar as it is drawn, `[#########.....]  42%  421 of 1000  3 s left`: as much of it as some
  /// columns have room for.
  static func text(_ report: ProgressReport, _ pace: Pace, columns: Int) -> String {
    let fraction = report.total > 0 ? min(1, Double(report.done) / Double(report.total)) : 1
    let percent = "\(Int(fraction * 100))%"
    let share = String(repeating: " ", count: 4 - percent.count) + percent
    let counts = "  \(report.done) of \(report.total)"
    let left = pace.seconds(for: report.total - report.done).map { "  \(duration($0)) left" } ?? ""
    for rest in [share + counts + left, share + left, share] {
      let room = min(cells, columns - rest.count - 3)
      guard room >= 5 else { continue }
      let filled = Int(fraction * Double(room))
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
      return "[\(bar)] \(rest)"
    }
    return String(share.suffix(max(0, columns)))
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
