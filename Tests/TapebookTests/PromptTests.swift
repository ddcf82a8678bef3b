import Foundation
import Glibc
import Testing

/// The prompt at a terminal of the test's own.
@Suite struct PromptTests {
  /// TIOCSPTLCK and TIOCGPTN of `ioctl_tty(2)`, which are no plain constants in C.
  private static let unlock: UInt = 0x4004_5431
  private static let terminalNumber: UInt = 0x8004_5430

  /// What the program answers on a terminal to texts that are given one after another.
  private func answer(_ texts: [String]) async throws -> String {
    // What posix_openpt, unlockpt and ptsname do, which the Glibc module leaves out.
    let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: CInt = 0
    var number: CInt = 0
    try #require(ioctl(main, PromptTests.unlock, &lock) == 0)
    try #require(ioctl(main, PromptTests.terminalNumber, &number) == 0)
    let name = "/dev/pts/\(number)"
    let terminal = open(name, O_RDWR | O_NOCTTY)
    try #require(terminal >= 0)
    var settings = termios()
    tcgetattr(terminal, &settings)
    settings.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSANOW, &settings)
    defer {
      close(terminal)
      close(main)
    }
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["--quiet", "--color", "never"]
    process.standardInput = FileHandle(fileDescriptor: terminal)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try await Task.sleep(for: .milliseconds(300))
    for text in texts {
      let bytes = Array(text.utf8)
      #expect(write(main, bytes, bytes.count) == bytes.count)
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(write(main, [4], 1) == 1)
    process.waitUntilExit()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  @Test func anEmptyLineInsideAPasteEndsNoBlock() async throws {
    let text = "for i in [1, 2]:\n  j = i\n\n  \t\n  print(j)\n\nj + 5\n"
    #expect(try await answer([text]) == "tape> 1\n2\n7\ntape> \n")
  }

  @Test func anEmptyLineThatIsTypedLastSubmits() async throws {
    #expect(
      try await answer(["for i in [1]:\n", "  print(i)\n", "\n"])
        == "tape>   ...   ... 1\ntape> \n")
  }

  @Test func aPasteStopsAtItsFirstFailure() async throws {
    let answer = try await answer(["1 + 1\n1 / 0\n'not run'\n"])
    #expect(answer.hasPrefix("tape> 2\nZeroDivisionError: division by zero\n"))
    #expect(!answer.contains("not run"))
  }

  @Test func aLineThatTheTerminalCutsIsRefused() async throws {
    let long = "x = '" + String(repeating: "a", count: 5000) + "'\n"
    let answer = try await answer([long, "'on'\n"])
    #expect(
      answer == """
        tape> InputError: the terminal passes on at most 4095 bytes of a line; \
        put it in a file or pipe it
        tape> 'on'
        tape>\u{20}

        """)
  }
}
