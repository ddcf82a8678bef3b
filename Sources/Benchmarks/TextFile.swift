import Glibc

/// Small files, read and written whole.
enum TextFile {
  /// The text of a file; nil where it cannot be read.
  static func text(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return bytes(of: file).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All that a descriptor has still to give.
  static func bytes(of file: Int32) -> [UInt8]? {
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count > 0 { all += bytes[..<count] }
      if count == 0 { return all }
      if count < 0, errno != EINTR { return nil }
    }
  }

  /// Writes a file anew.
  static func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Failure(path) }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// The system's reason why a file could not be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) { description = "\(path): \(String(cString: strerror(errno)))" }
  }

  /// A text without blanks at its ends.
  static func trimmed(_ text: Substring) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let rest = text.drop(while: isBlank)
    return String(rest.reversed().drop(while: isBlank).reversed())
  }
}
