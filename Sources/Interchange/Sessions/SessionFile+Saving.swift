import Language
public import Notebook
import Tensors

extension SessionFile {
  /// The text of a session file that replays a session and shows what it showed.
  public static func text(of session: SavedSession) -> String {
    var lines = ["#: format = tape/1", "#: seed = \(session.seed)"]
    lines.append("#: dtype = \(session.floatDType.name)")
    for entry in session.entries {
      // A line between entries, so that they read as they were typed.
      lines.append("")
      lines.append(entry.source.text)
      lines += entry.output.map { $0.isEmpty ? "#>" : "#> " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
