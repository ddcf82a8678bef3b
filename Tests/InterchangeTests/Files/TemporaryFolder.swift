import Glibc
import Testing

@testable import Interchange

/// A new folder, which is removed with what is in it when the value goes.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = "/tmp/tapebook-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    try #require(mkdir(path, 0o700) == 0)
  }

  deinit { TemporaryFolder.remove(path) }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      chmod(path, 0o700)
      for name in (try? Folder.names(in: path)) ?? [] { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

/// The permissions of a path; nil where nothing is there.
func permissions(_ path: String) -> mode_t? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
}

/// Writes a file as another program would.
func writeFile(_ path: String, _ bytes: [UInt8]) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  try #require(descriptor >= 0)
  defer { close(descriptor) }
  try SystemCall.write(bytes, to: descriptor)
}

/// Runs `body` on so many threads at a time.
func onThreads(
  _ count: Int, _ body: @escaping @Sendable (_ index: Int) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for index in 0..<count { group.addTask { try body(index) } }
    try await group.waitForAll()
  }
}
