import Glibc

/// What directories hold, as a user looks for files.
public enum DirectoryListing {
  /// A file or a directory in a directory.
  public struct Entry: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Whether it is a directory, or a link to one.
    public let isDirectory: Bool
  }

  /// What a directory holds, sorted by name; none where there is no such directory.
  ///
  /// - Throws: why it could not be read.
  public static func entries(of path: String) throws(TextFileError) -> [Entry] {
    try Folder.names(in: path).sorted().map { name in
      var status = stat()
      let isThere = stat(path + "/" + name, &status) == 0
      return Entry(name: name, isDirectory: isThere && status.st_mode & S_IFMT == S_IFDIR)
    }
  }
}
