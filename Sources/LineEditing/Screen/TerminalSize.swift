/// The extent of a terminal's window.
public struct TerminalSize: Sendable, Hashable {
  /// The columns, at least one.
  public var columns: Int
  /// The rows, at least one.
  public var rows: Int

  /// A window of at least one column and one row.
  public init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
  }
}
