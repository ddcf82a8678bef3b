/// Paths of files, as text.
public enum FilePath {
  /// The path of the folder in which a path's last part stands.
  ///
  /// Slashes at the end, and several in a row, count as POSIX has it ("Pathname Resolution").
  public static func folder(of path: String) -> String {
    let trimmed = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }
    let folder = trimmed.drop { $0 != UInt8(ascii: "/") }.drop { $0 == UInt8(ascii: "/") }
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    if folder.isEmpty { return isAbsolute ? "/" : "." }
    return String(decoding: folder.reversed(), as: UTF8.self)
  }
}
