import Glibc
import Interchange

/// The notes for the presenter, on a terminal or in a file of their own.
final class PresenterNotes {
  private let descriptor: CInt
  private let path: String
  private let start = ContinuousClock.now

  /// Opens a terminal, or makes a file.
  ///
  /// - Throws: `Exit` where neither is possible, which is told.
  init(path: String) throws {
    self.path = path
    let name = NotebookFiles.expanded(path)
    do throws(SystemError) {
      descriptor = try SystemCall.retrying(givesUp: { Interruption.isRequested }) {
        open(name, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_CLOEXEC, 0o644)
      }
    } catch {
      PresenterNotes.report(path, error)
      throw Exit(status: .file)
    }
  }

  deinit { close(descriptor) }

  /// Shows where the demonstration is, how long it has taken, and what to say.
  func show(_ demonstration: Demonstration) {
    let seconds = Int((ContinuousClock.now - start) / .seconds(1))
    let time = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    var lines = ["\(DemoText.place(of: demonstration))  \(time)"]
    lines += DemoText.notes(of: demonstration).map { "  " + $0 }
    if let next = DemoText.titleOfNextStep(of: demonstration) { lines.append("next: \(next)") }
    let clearing = isatty(descriptor) == 1 ? "\u{1B}[H\u{1B}[2J" : ""
    do throws(SystemError) {
      try SystemCall.write(
        Array((clearing + lines.joined(separator: "\n") + "\n").utf8), to: descriptor)
    } catch {
      PresenterNotes.report(path, error)
    }
  }

  private static func report(_ path: String, _ error: SystemError) {
    Console.shared.writeError("tapebook: '\(path)': \(error.message)\n")
  }
}
