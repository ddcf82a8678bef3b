/// The session files that paths stand for.
public enum SessionFolder {
  /// How deep folders are looked through.
  static let deepest = 32

  /// The paths of files, and in the place of each folder those of the session files in it.
  ///
  /// They are sorted by name, and those in folders of the folder are among them. What begins with a
  /// point is left out, and so are links to folders.
  ///
  /// - Throws: why a folder could not be read; that it has no session file.
  public static func files(of paths: [String]) throws(TextFileError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard Folder.isFolder(path) else {
        files.append(path)
        continue
      }
      var found: [String] = []
      let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      try add(filesIn: trimmed, depth: 0, to: &found)
      guard !found.isEmpty else { throw TextFileError(path: path, kind: .hasNoSession) }
      files += found
    }
    return files
  }

  private static func add(
    filesIn folder: String, depth: Int, to files: inout [String]
  ) throws(TextFileError) {
    guard depth < deepest else { return }
    for entry in try DirectoryListing.entries(of: folder) where !entry.name.hasPrefix(".") {
      let path = folder == "/" ? "/" + entry.name : folder + "/" + entry.name
      if entry.isDirectory {
        if !Folder.isLink(path) { try add(filesIn: path, depth: depth + 1, to: &files) }
      } else if entry.name.hasSuffix(".tape") {
        files.append(path)
      }
    }
  }
}
