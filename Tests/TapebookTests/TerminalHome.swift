import Foundation

/// A home folder for one test, which goes with it.
final class TerminalHome {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-home-\(UUID().uuidString)")
    for name in ["config/tapebook", "state", "work"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The program's file.
  static var program: String { Program.executable.path }

  /// The full path of a file or folder, by its path in the home.
  func path(of path: String) -> String { folder.appendingPathComponent(path).path }

  /// All of the program's environment.
  func environment(locale: String, terminal: String = "xterm-256color") -> [String: String] {
    [
      "TERM": terminal, "LC_ALL": locale, "PATH": "/usr/bin:/bin", "HOME": folder.path,
      "XDG_CONFIG_HOME": path(of: "config"),
      "XDG_STATE_HOME": path(of: "state"),
    ]
  }

  /// Writes a file, by its path in the home.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(path))
  }

  /// The files that an earlier notebook left in the state's folder, by their names.
  func files(in path: String) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(
      atPath: self.path(of: path))
    return (found ?? []).sorted()
  }
}
