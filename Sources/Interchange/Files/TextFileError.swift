import Glibc

/// Why a text file could not be read or written.
public struct TextFileError: Error, Sendable, Hashable {
  /// The kinds of failure.
  public enum Kind: Sendable, Hashable {
    /// The system refused; `action` is what was tried, as in "cannot open".
    case system(SystemError, action: String)
    /// The path is a directory.
    case isDirectory
    /// The path is a device or a socket.
    case isDevice
    /// The path is a folder without a session file.
    case hasNoSession
    /// Another process writes the file.
    case isInUse
    /// The file has more bytes than are accepted.
    case tooLarge(limit: Int)
    /// The file is not UTF-8 from this byte on.
    case invalidUTF8(offset: Int, line: Int)
  }

  /// The path as it was given; `-` is standard input.
  public let path: String
  /// What went wrong.
  public let kind: Kind

  /// The failure of a path.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// Whether the caller gave up when a signal came.
  public var isInterruption: Bool {
    if case .system(let error, _) = kind { return error.code == EINTR }
    return false
  }

  /// What happened, in one line without a full stop.
  public var message: String {
    let name = path == "-" ? "standard input" : "'\(path)'"
    return switch kind {
    case .system(let error, let action): "cannot \(action) \(name): \(error.message)"
    case .isDirectory: "\(name) is a directory"
    case .isDevice: "\(name) is a device, not a file"
    case .hasNoSession: "there is no .tape file in \(name)"
    case .isInUse: "another notebook records to \(name)"
    case .tooLarge(let limit): "\(name) is larger than the limit of \(limit >> 20) MiB"
    case .invalidUTF8(let offset, let line):
      "\(name) is not UTF-8: byte \(offset), in line \(line), is not valid"
    }
  }
}
