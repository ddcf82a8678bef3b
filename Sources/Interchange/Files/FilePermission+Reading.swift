import Glibc
public import Language

extension FilePermission {
  /// The path by which a file may be opened for reading, links followed.
  ///
  /// A script's file must lie in the script's folder, or in one within it; a link in the folder that
  /// leads elsewhere is refused like any other path that does.
  ///
  /// - Parameter name: the path as the user wrote it.
  /// - Throws: `PermissionError`.
  public func readablePath(
    of path: String, named name: String
  ) throws(EvaluationError) -> String {
    if path == "-" {
      guard isUnrestricted else { throw refusal(ofReading: "standard input") }
      return path
    }
    let place = place(of: path)
    guard !isUnrestricted else { return place }
    let folder = FilePermission.resolved(folder ?? ".") ?? folder ?? "."
    guard let target = FilePermission.resolved(place) else {
      // What is not there is told by opening it, but not of what lies elsewhere.
      guard FilePermission.stays(path) else { throw refusal(ofReading: name) }
      return place
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    guard target.hasPrefix(prefix) else { throw refusal(ofReading: name) }
    if FilePermission.isPipe(target) { throw refusal(ofPipe: name) }
    return target
  }

  /// Whether a path leads nowhere outside of the folder in which it starts, without links.
  private static func stays(_ path: String) -> Bool {
    guard !path.hasPrefix("/") else { return false }
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }

  /// Whether a path leads to a pipe, for whose writer a script would wait without an end.
  private static func isPipe(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

extension FilePermission {
  /// What the script of a path may do: what lies beside it is its own; standard input is the user's
  /// own words.
  public static func script(at path: String, isAllowed: Bool) -> FilePermission {
    guard path != "-" else { return .user }
    return .script(in: FilePath.folder(of: path), isAllowed: isAllowed)
  }
}
