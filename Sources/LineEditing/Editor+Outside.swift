import Glibc

/// Editing the text in the user's own editor.
extension Editor {
  /// Ctrl-X Ctrl-E: the text goes to `$VISUAL` or `$EDITOR` in a file that only the user can read.
  func editOutside(_ buffer: inout EditBuffer) -> Bool {
    let names: [String] = ["VISUAL", "EDITOR"]
    let program = names.compactMap { name in getenv(name).map { String(cString: $0) } }
      .first { !$0.isEmpty }
    guard let file = TemporaryText(buffer.text) else { return false }
    defer { file.remove() }
    var isDone = false
    suspended { isDone = Shell.run("\(program ?? "vi") \"$1\"", argument: file.path) }
    guard isDone, var text = file.read() else { return false }
    if text.hasSuffix("\n") { text.removeLast() }
    buffer = EditBuffer(text)
    return true
  }
}

/// A text in a file of its own, for another program to change.
private struct TemporaryText {
  let path: String

  /// The most bytes that are read back.
  private static let limit = 16 << 20

  init?(_ text: String) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    // The name's ending tells an editor how to show it.
    var template = Array("\(folder)/tapebook-XXXXXX.py".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkstemps($0, 3) } ?? -1
    }
    guard descriptor >= 0 else { return nil }
    defer { Glibc.close(descriptor) }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    let bytes = Array((text + "\n").utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + start, bytes.count - start) } ?? -1
      }
      guard count > 0 else {
        if errno == EINTR { continue }
        remove()
        return nil
      }
      start += count
    }
  }

  func read() -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { Glibc.close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= TemporaryText.limit {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return PasteCollector.cleaned(bytes) }
      guard count > 0 else {
        if errno == EINTR { continue }
        return nil
      }
      bytes.append(contentsOf: chunk[..<count])
    }
    return nil
  }

  func remove() { unlink(path) }
}

/// Running a command of the user's.
private enum Shell {
  /// Runs a command line with an argument, and waits; whether it ended well.
  static func run(_ command: String, argument: String) -> Bool {
    let words: [String] = ["/bin/sh", "-c", command, "sh", argument]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    // Ctrl-C is the other program's as long as it runs.
    return IgnoredSignals.ignoring(SIGINT) { run(arguments) }
  }

  private static func run(_ arguments: [UnsafeMutablePointer<CChar>?]) -> Bool {
    var process = pid_t()
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environ) == 0 else {
      return false
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return false }
    }
    return status == 0
  }
}
