import Glibc
import Language

/// Folders of the file system.
enum Folder {
  /// Makes a folder, and those that it stands in, for this user alone; nothing where it is there.
  ///
  /// - Throws: why it could not be made.
  static func make(_ path: String) throws(TextFileError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    let error = SystemError(code: errno)
    let parent = FilePath.folder(of: path)
    guard error.code == ENOENT, parent != path else { throw failure(path, error) }
    try make(parent)
    // Another process may make it at the same time.
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw failure(path, SystemError(code: errno))
    }
  }

  /// The names in a folder, without an order; none where there is no such folder.
  ///
  /// Names that are not UTF-8 are left out.
  ///
  /// - Throws: why it could not be read.
  static func names(in path: String) throws(TextFileError) -> [String] {
    guard let stream = opendir(path) else {
      if errno == ENOENT { return [] }
      throw TextFileError(
        path: path, kind: .system(SystemError(code: errno), action: "read"))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a path is a link, which may lead back to where one came from.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func failure(_ path: String, _ error: SystemError) -> TextFileError {
    TextFileError(path: path, kind: .system(error, action: "make the folder"))
  }
}
