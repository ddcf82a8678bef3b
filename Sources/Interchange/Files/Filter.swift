import Glibc

/// A program that makes a text of another: what it reads, writes and complains about goes through
/// unnamed files, so that neither side waits for the other.
public struct Filter: Sendable {
  /// What a run gave.
  public struct Outcome: Sendable {
    /// The exit status; 128 and the signal's number where one ended it, as shells have it.
    public let status: Int
    /// What it wrote.
    public let output: String
    /// What it wrote to standard error.
    public let error: String
  }

  private let arguments: [String]

  /// The program of a name that is looked for along `PATH`, with its arguments.
  public init(_ arguments: [String]) { self.arguments = arguments }

  /// Runs the program on a text and waits for its end; a signal ends it where `givesUp` says so.
  ///
  /// - Throws: what the system reported: `ENOENT` where there is no such program, `EINTR` where it
  ///   was given up.
  public func run(on text: String, givesUp: () -> Bool) throws(SystemError) -> Outcome {
    let files = [try Filter.unnamedFile(), try Filter.unnamedFile(), try Filter.unnamedFile()]
    defer { for file in files { close(file) } }
    try SystemCall.write(Array(text.utf8), to: files[0])
    try SystemCall.retrying { lseek(files[0], 0, SEEK_SET) }
    let process = try start(files)
    var status: CInt = 0
    do throws(SystemError) {
      try SystemCall.retrying(givesUp: givesUp) { waitpid(process, &status, 0) }
    } catch {
      kill(process, SIGTERM)
      try SystemCall.retrying { waitpid(process, &status, 0) }
      throw error
    }
    let signal = Int(status & 0x7F)
    return Outcome(
      status: signal == 0 ? Int((status >> 8) & 0xFF) : 128 + signal,
      output: try Filter.text(of: files[1]), error: try Filter.text(of: files[2]))
  }

  private func start(_ files: [CInt]) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (standard, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, CInt(standard))
    }
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }

  /// A file that no folder knows, gone when it is closed.
  private static func unnamedFile() throws(SystemError) -> CInt {
    var template = Array("/tmp/tapebook-XXXXXX".utf8CString)
    let descriptor = try SystemCall.retrying { mkstemp(&template) }
    unlink(template)
    // No other program is to inherit it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  private static func text(of file: CInt) throws(SystemError) -> String {
    try SystemCall.retrying { lseek(file, 0, SEEK_SET) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try SystemCall.retrying {
        chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
