import Glibc

/// Reading and writing text files.
public enum TextFile {
  /// The most bytes of a file that are read.
  public static let defaultLimit = 64 << 20

  /// The text of a file; `-` is standard input.
  ///
  /// Directories and devices are refused, and so is text that is not UTF-8. A signal ends the
  /// waiting for a pipe or a terminal where `givesUp` says so.
  ///
  /// - Throws: why the file could not be read.
  public static func read(
    _ path: String, limit: Int = defaultLimit, givesUp: () -> Bool = { false }
  ) throws(TextFileError) -> String {
    let bytes = try bytes(of: path, limit: limit, givesUp: givesUp)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let offset = firstInvalidOffset(in: bytes)
    let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
    throw TextFileError(path: path, kind: .invalidUTF8(offset: offset, line: line))
  }

  /// The bytes of a file; `-` is standard input.
  ///
  /// Directories and devices are refused. A signal ends the waiting for a pipe or a terminal where
  /// `givesUp` says so.
  ///
  /// - Throws: why the file could not be read.
  public static func bytes(
    of path: String, limit: Int, givesUp: () -> Bool = { false }
  ) throws(TextFileError) -> [UInt8] {
    if path == "-" { return try bytes(in: 0, path: path, limit: limit, givesUp: givesUp) }
    let descriptor = try system(path, "open", givesUp) { open(path, O_RDONLY | O_CLOEXEC) }
    defer { close(descriptor) }
    try checkKind(of: descriptor, path: path)
    return try bytes(in: descriptor, path: path, limit: limit, givesUp: givesUp)
  }

  /// Replaces a file's text.
  ///
  /// The text is written beside the file first and then takes its place, so that a failure leaves
  /// the file as it was.
  ///
  /// - Throws: why the file could not be written.
  public static func write(_ text: String, to path: String) throws(TextFileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Replaces a file's bytes, in the same way.
  ///
  /// - Throws: why the file could not be written.
  public static func write(_ bytes: [UInt8], to path: String) throws(TextFileError) {
    // Renaming would replace a link, not the file that it stands for.
    let target = resolved(path)
    let temporary = "\(target).\(getpid()).tmp"
    var status = stat()
    let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o644
    let descriptor = try system(path, "write") {
      open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    }
    do throws(SystemError) {
      defer { close(descriptor) }
      try SystemCall.write(bytes, to: descriptor)
    } catch {
      unlink(temporary)
      throw TextFileError(path: path, kind: .system(error, action: "write"))
    }
    guard rename(temporary, target) == 0 else {
      let error = SystemError(code: errno)
      unlink(temporary)
      throw TextFileError(path: path, kind: .system(error, action: "write"))
    }
  }

  /// The path with its links followed; the path itself where that cannot be done.
  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private static func system<Result: FixedWidthInteger>(
    _ path: String, _ action: String, _ givesUp: () -> Bool = { false }, _ call: () -> Result
  ) throws(TextFileError) -> Result {
    do throws(SystemError) {
      return try SystemCall.retrying(givesUp: givesUp, call)
    } catch {
      throw TextFileError(path: path, kind: .system(error, action: action))
    }
  }

  private static func checkKind(of descriptor: CInt, path: String) throws(TextFileError) {
    var status = stat()
    _ = try system(path, "read") { fstat(descriptor, &status) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw TextFileError(path: path, kind: .isDirectory)
    // A pipe is accepted: shells hand one over for `<(command)`.
    case S_IFREG, S_IFIFO: return
    default: throw TextFileError(path: path, kind: .isDevice)
    }
  }

  private static func bytes(
    in descriptor: CInt, path: String, limit: Int, givesUp: () -> Bool
  ) throws(TextFileError) -> [UInt8] {
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let size = isKnown ? Int(status.st_size) : 0
    guard size <= limit else { throw TextFileError(path: path, kind: .tooLarge(limit: limit)) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try system(path, "read", givesUp) {
        chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw TextFileError(path: path, kind: .tooLarge(limit: limit))
      }
      bytes.append(contentsOf: chunk[..<count])
      // A signal between two readings is not seen by them.
      if bytes.count & 0xFF_FFFF < count, givesUp() {
        throw TextFileError(path: path, kind: .system(SystemError(code: EINTR), action: "read"))
      }
    }
  }

  /// Where the first byte stands that is no part of valid UTF-8.
  static func firstInvalidOffset(in bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    return min(offset, bytes.count)
  }
}
