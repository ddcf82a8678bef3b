import Glibc

/// A file that this process holds under a lock for as long as the value lives.
///
/// The lock is `flock`'s: it belongs to the open file, so it goes when the process ends, however
/// that happens. A file that was replaced or removed while the lock was waited for is opened anew,
/// so that nothing is written to a file that nobody will read.
struct LockedFile: ~Copyable {
  /// Who may hold the lock at the same time.
  enum Kind {
    /// Readers together.
    case shared
    /// One process alone.
    case exclusive
  }

  /// What the system knows the open file by.
  private let descriptor: CInt
  /// The path as it was given.
  let path: String

  private init(_ descriptor: CInt, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// How a file is opened.
  enum Access {
    /// To be read.
    case reading
    /// To be read, and written at its end.
    case appending
    /// The same; a file that is not there is made, for this user alone.
    case creating

    /// What the system is told; a pipe must not be waited for.
    fileprivate var flags: CInt {
      let common = O_CLOEXEC | O_NONBLOCK
      return switch self {
      case .reading: O_RDONLY | common
      case .appending: O_RDWR | O_APPEND | common
      case .creating: O_RDWR | O_APPEND | O_CREAT | common
      }
    }
  }

  /// Opens a file and takes its lock; nil where others do not let go of it.
  ///
  /// - Parameter patience: how long the lock is waited for.
  /// - Throws: why the file could not be opened or locked.
  static func open(
    _ path: String, _ access: Access, _ kind: Kind, patience: Duration
  ) throws(TextFileError) -> LockedFile? {
    let end = ContinuousClock.now + patience
    while true {
      let descriptor = try system(path, "open") { Glibc.open(path, access.flags, 0o600) }
      let file = LockedFile(descriptor, path: path)
      try file.checkKind()
      while true {
        if try file.isLocked(kind) { break }
        guard ContinuousClock.now < end else { return nil }
        usleep(1000)
      }
      if file.isCurrent { return file }
    }
  }

  /// Whether the lock is taken now, without waiting.
  func isLocked(_ kind: Kind) throws(TextFileError) -> Bool {
    let operation = kind == .shared ? LOCK_SH : LOCK_EX
    do throws(SystemError) {
      try SystemCall.retrying { flock(descriptor, operation | LOCK_NB) }
      return true
    } catch {
      if error.code == EWOULDBLOCK { return false }
      throw failure("lock", error)
    }
  }

  /// Whether the path still leads to this file.
  var isCurrent: Bool { isFile(at: path) }

  /// Whether a path leads to this file.
  func isFile(at path: String) -> Bool {
    var (mine, named) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(path, &named) == 0
      && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
  }

  /// How many bytes the file has.
  func byteCount() throws(TextFileError) -> Int {
    var status = stat()
    _ = try LockedFile.system(path, "read") { fstat(descriptor, &status) }
    return Int(status.st_size)
  }

  /// The bytes from a place to the end.
  func bytes(from start: Int = 0) throws(TextFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, try byteCount() - start))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try LockedFile.system(path, "read") {
        chunk.withUnsafeMutableBytes {
          pread(descriptor, $0.baseAddress, $0.count, off_t(start + bytes.count))
        }
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Writes bytes at the end, all of them or none.
  ///
  /// - Throws: what the system reported.
  func append(_ bytes: [UInt8]) throws(TextFileError) {
    let end = try byteCount()
    do throws(SystemError) {
      try SystemCall.write(bytes, to: descriptor)
    } catch {
      // What was written of them would be taken for a whole.
      try truncate(to: end)
      throw failure("write", error)
    }
  }

  /// Shortens the file.
  func truncate(to byteCount: Int) throws(TextFileError) {
    _ = try LockedFile.system(path, "write") { ftruncate(descriptor, off_t(byteCount)) }
  }

  /// Waits until what was written is on the disk.
  func synchronize() throws(TextFileError) {
    _ = try LockedFile.system(path, "write") { fdatasync(descriptor) }
  }

  private func checkKind() throws(TextFileError) {
    var status = stat()
    _ = try LockedFile.system(path, "read") { fstat(descriptor, &status) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw TextFileError(path: path, kind: .isDirectory)
    default: throw TextFileError(path: path, kind: .isDevice)
    }
  }

  private func failure(_ action: String, _ error: SystemError) -> TextFileError {
    TextFileError(path: path, kind: .system(error, action: action))
  }

  private static func system<Result: FixedWidthInteger>(
    _ path: String, _ action: String, _ call: () -> Result
  ) throws(TextFileError) -> Result {
    do throws(SystemError) {
      return try SystemCall.retrying(call)
    } catch {
      throw TextFileError(path: path, kind: .system(error, action: action))
    }
  }
}
