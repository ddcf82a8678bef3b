import Glibc

/// A program that runs at a terminal of its own, and the screen that it draws.
///
/// The program leads a session, so that Ctrl-C and the window's size come to it as signals.
public final class PseudoTerminal {
  /// Why a test cannot go on; its text shows the screen.
  public struct Failure: Error, CustomStringConvertible {
    /// What was waited for and what stands on the screen.
    public let description: String
  }

  /// How a program ended.
  public enum ExitStatus: Sendable, Hashable {
    /// With a status.
    case exited(Int32)
    /// By a signal.
    case signalled(Int32)
  }

  /// What the program has drawn so far.
  public internal(set) var screen: TerminalEmulator
  /// All that the program wrote.
  public internal(set) var output: [UInt8] = []
  /// The program's process.
  public let process: Int32
  /// How the program ended, once it was noticed.
  public internal(set) var exitStatus: ExitStatus?
  /// Whether the program was stopped and not continued since.
  public internal(set) var isStopped = false

  /// The terminal's side that a terminal's window has.
  let main: Int32
  /// Whether the window was closed.
  var isClosed = false
  /// Whether the program's side is closed.
  var hasEnded = false

  /// TIOCSPTLCK, TIOCGPTN and TIOCSWINSZ of `ioctl_tty(2)`, which are no plain constants in C.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430
  static let setSize: UInt = 0x5414

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: the program's file.
  ///   - environment: all of the program's environment.
  public init(
    _ path: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80,
    rows: Int = 24
  ) throws {
    screen = TerminalEmulator(columns: columns, rows: rows)
    main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var lock: CInt = 0
    var number: CInt = 0
    guard main >= 0, ioctl(main, PseudoTerminal.unlock, &lock) == 0,
      ioctl(main, PseudoTerminal.number, &number) == 0
    else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, PseudoTerminal.setSize, &size)
    let spawn = SpawnRequest(
      path: path, arguments: arguments, environment: environment,
      terminal: "/dev/pts/\(number)")
    do throws(Failure) {
      process = try spawn.run()
    } catch {
      close(main)
      throw error
    }
  }

  deinit {
    if exitStatus == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    if !isClosed { close(main) }
  }
}
