/// Why no format was found for an export.
public enum ExportFormatError: Error, Sendable, Hashable {
  /// There is no format of this name.
  case unknown(String)
  /// No format is named, and the file's name asks for none.
  case unclear(path: String?)

  /// What is wrong.
  public var message: String {
    switch self {
    case .unknown(let name): "there is no format '\(name)'"
    case .unclear(let path?): "'\(path)' does not say which format is meant"
    case .unclear(nil): "the format is missing"
    }
  }

  /// What to do next.
  public var hint: String {
    "write --to with one of \(ExportFormat.names)"
  }
}

extension ExportFormat {
  /// The format of a name, or without one the format that a file's name asks for.
  ///
  /// - Throws: where there is no such format, or the file's name is not clear.
  public init(named name: String?, path: String?) throws(ExportFormatError) {
    if let name {
      guard let format = ExportFormat(name: name) else { throw .unknown(name) }
      self = format
    } else {
      guard let path, let format = ExportFormat(path: path) else { throw .unclear(path: path) }
      self = format
    }
  }
}
