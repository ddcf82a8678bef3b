import CMeasuring
import Glibc

/// Programs that are run to their end.
struct ChildProcess {
  /// What it wrote on standard output.
  let output: [UInt8]
  /// Its exit status; 128 and more for a signal, as shells tell it.
  let status: Int32

  var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a program and waits for it; standard error is this process's.
  init(_ path: String, _ arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TextFile.Failure("pipe") }
    defer { close(ends[0]) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try ChildProcess.start(path, arguments, output: ends[1], other: ends[0])
    }
    output = TextFile.bytes(of: ends[0]) ?? []
    status = ChildProcess.wait(for: process).status
  }

  /// This program's own file.
  static let ownPath: String = {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    guard count > 0 else { return CommandLine.arguments[0] }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  /// A program that was built beside this one.
  ///
  /// - Throws: `Unmeasurable` where it is not there.
  static func beside(_ name: String) throws -> String {
    let folder = ownPath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/" + name
    guard access(path, X_OK) == 0 else {
      throw Unmeasurable(
        description: "\(name) is not built: swift build -c release --static-swift-stdlib "
          + "--product \(name)")
    }
    return path
  }

  /// The most memory that a program has resident, in bytes, from its start to its end.
  ///
  /// The system hands the peak of a process on to the program that it starts, so a shell starts this
  /// one, which is smaller than any program that is of interest.
  static func peak(_ path: String, _ arguments: [String]) throws -> Int {
    // The process of the program becomes this one's child when the shell ends.
    guard tb_adopt_orphans() else { throw TextFile.Failure("prctl") }
    let shell = try ChildProcess(
      "/bin/sh", ["-c", "\"$@\" > /dev/null & echo $!", "sh", path] + arguments)
    let number = String(shell.text.prefix { $0.isNumber })
    guard let process = pid_t(number) else { throw TextFile.Failure("/bin/sh") }
    return wait(for: process).peakBytes
  }

  private static func wait(for process: pid_t) -> (status: Int32, peakBytes: Int) {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return (signal == 0 ? (status >> 8) & 0xFF : 128 + signal, usage.ru_maxrss * 1024)
  }

  private static func start(
    _ path: String, _ arguments: [String], output: Int32, other: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addclose(&actions, output)
    posix_spawn_file_actions_addclose(&actions, other)
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    errno = posix_spawn(&process, path, &actions, nil, &words, environ)
    guard errno == 0 else { throw TextFile.Failure(path) }
    return process
  }
}
