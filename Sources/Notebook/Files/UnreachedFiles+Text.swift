extension UnreachedFiles {
  /// What the user is told who saved the session to a path; nil where a replay reads the same.
  func text(savedTo path: String) -> String? {
    var lines: [String] = []
    if !missing.isEmpty {
      let them = missing.count == 1 ? "it" : "them"
      lines.append(
        "note: a replay reads \(UnreachedFiles.list(missing)) from the folder of \(path); "
          + "copy \(them) there")
    }
    if !outside.isEmpty {
      lines.append(
        "note: a replay reads no files outside of its folder, as \(UnreachedFiles.list(outside)), "
          + "unless it is run with --allow-files")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func list(_ paths: [String]) -> String {
    let last = paths.count - 1
    return paths.count == 1
      ? paths[0] : paths[..<last].joined(separator: ", ") + " and " + paths[last]
  }
}
