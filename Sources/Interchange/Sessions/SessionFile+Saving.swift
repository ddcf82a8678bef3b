public import Notebook

extension SessionFile {
  /// The text of a session file that replays a session and shows what it showed.
  public static func text(of session: SavedSession) -> String {
    var writer = SessionWriter(session)
    return session.entries.reduce(into: writer.header) { $0 += writer.text(of: $1) }
      + SessionWriter.closing(session.closingPreface, session.closing)
  }
}
