import ArgumentParser
import Glibc

/// The program's beginning and end.
@main
enum Main {
  static func main() {
    // The nominal limits of parser and evaluator need more than the usual eight megabytes.
    Interruption.block()
    LargeStack.run { finish(run()) }
  }

  private static func run() -> ExitStatus {
    Interruption.install()
    do {
      var command = try Tapebook.parsed(Array(CommandLine.arguments.dropFirst()))
      try command.run()
      return .ok
    } catch let exit as Exit {
      return exit.status
    } catch {
      let code = Tapebook.exitCode(for: error)
      let message = Tapebook.fullMessage(for: error)
      if code.isSuccess {
        Console.shared.write(message + "\n")
        return .ok
      }
      if !message.isEmpty { Console.shared.writeError(message + "\n") }
      return .usage
    }
  }

  private static func finish(_ status: ExitStatus) -> Never {
    Console.shared.flush()
    exit(status.rawValue)
  }
}
