/// Tells which files there are, for the completion of paths.
///
/// The notebook itself touches no files; who runs it says what may be seen.
public protocol FileListing: Sendable {
  /// What a directory holds; nothing where it cannot be read.
  ///
  /// The path is as it was typed: relative, absolute, beginning with `~/`, or empty for the working
  /// directory.
  func entries(ofDirectory path: String) -> [FileName]
}

/// A file or a directory by its name.
public struct FileName: Sendable, Hashable {
  /// Its name, without the directory's.
  public let name: String
  /// Whether it is a directory.
  public let isDirectory: Bool

  /// A file, or a directory, of a name.
  public init(_ name: String, isDirectory: Bool) {
    self.name = name
    self.isDirectory = isDirectory
  }
}
