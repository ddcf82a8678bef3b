/// A terminal's screen, as a test reads it.
public struct TerminalEmulator: Sendable {
  /// The columns of the window.
  public private(set) var columns: Int
  /// The rows of the window.
  public private(set) var rows: Int

  /// An empty screen.
  public init(columns: Int = 80, rows: Int = 24) {
    self.columns = columns
    self.rows = rows
  }
}
