import Glibc

/// A program that is to run as the leader of a session at a terminal.
struct SpawnRequest {
  var path: String
  var arguments: [String]
  var environment: [String: String]
  /// The file of the terminal, which becomes the session's.
  var terminal: String

  /// POSIX_SPAWN_SETSID of glibc, which only its `_GNU_SOURCE` shows.
  private static let newSession: Int16 = 0x80

  /// Descriptors of other tests stand below this; closing one that is not open does nothing.
  private static let highestDescriptor: Int32 = 256

  /// Starts the program, with the signals' usual actions and no descriptors but the terminal.
  func run() throws(PseudoTerminal.Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session without a terminal gets the first that its leader opens.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    for descriptor in 3..<SpawnRequest.highestDescriptor {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = SpawnRequest.newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, flags)
    var process: pid_t = 0
    let words = CStringList([path] + arguments)
    let variables = CStringList(environment.map { "\($0.key)=\($0.value)" })
    let error = posix_spawn(
      &process, path, &actions, &attributes, words.pointers, variables.pointers)
    guard error == 0 else {
      throw PseudoTerminal.Failure(description: "\(path): \(String(cString: strerror(error)))")
    }
    return process
  }
}

/// Strings in the form that `exec` takes.
private final class CStringList {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

  deinit { pointers.forEach { free($0) } }
}
