/// How far a long evaluation has come.
public struct ProgressReport: Sendable, Hashable {
  /// How many rounds are done.
  public let done: Int
  /// How many there are.
  public let total: Int
  /// What goes round, as the user wrote it: `for i in range(100)`.
  public let what: String

  /// A report of some rounds of a total.
  public init(done: Int, total: Int, what: String) {
    self.done = done
    self.total = total
    self.what = what
  }
}

/// Counts the rounds of a loop and tells now and then how far it is.
///
/// The clock is asked as seldom as the rounds are fast, so that counting costs nothing.
public struct ProgressMeter {
  /// The least time between two reports.
  private static let interval = ContinuousClock.Duration.milliseconds(50)
  /// The most rounds between two looks at the clock.
  private static let longestStride = 1 << 16

  private let total: Int
  private let report: (_ done: Int, _ total: Int) -> Void
  private var done = 0
  /// The round at which the clock is asked next.
  private var next = 1
  private var stride = 1
  private var lastLook = ContinuousClock.now
  private var lastReport = ContinuousClock.now

  /// A meter of a number of rounds.
  public init(total: Int, report: @escaping (_ done: Int, _ total: Int) -> Void) {
    self.total = total
    self.report = report
  }

  /// Counts a round.
  @inline(__always)
  public mutating func advance() {
    done &+= 1
    if done >= next { look() }
  }

  @inline(never)
  private mutating func look() {
    let now = ContinuousClock.now
    let pause = now - lastLook
    lastLook = now
    if pause < ProgressMeter.interval / 10 {
      stride = min(stride * 2, ProgressMeter.longestStride)
    } else if pause > ProgressMeter.interval {
      stride = max(stride / 4, 1)
    }
    next = done + stride
    guard now - lastReport >= ProgressMeter.interval else { return }
    lastReport = now
    report(done, max(total, done))
  }
}
