import ArgumentParser
import Interchange
import Notebook

/// The subcommand `tapebook help`: what the notebook's own `help` tells.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Tell of a command or function, or of all of them.",
    discussion: """
      The text is that of the prompt's help. 'tapebook --help' tells of the program's arguments, \
      'tapebook run --help' of a subcommand's.
      """)

  @OptionGroup(visibility: .hidden) var source: CodeOptions

  @Flag(help: "The reference of every operation that tapes record.")
  var all = false

  @OptionGroup(visibility: .hidden) var options: RunOptions

  @ArgumentParser.Argument(
    help: ArgumentHelp("What to tell of: grad, sum, tf.nn.relu.", valueName: "name"))
  var names: [String] = []

  func validate() throws {
    try source.checkIsAbsent()
    if all, !names.isEmpty {
      throw ValidationError("--all tells of everything; leave the names out")
    }
  }

  mutating func run() throws {
    // A subcommand's word may be a command of the notebook too.
    for command in Tapebook.configuration.subcommands where names.contains(command._commandName) {
      Console.shared.write(Tapebook.helpMessage(for: command) + "\n\n")
    }
    let subjects = all ? ["--all"] : names.isEmpty ? [""] : names
    try RunCommand.run(
      subjects.map { .text("help " + $0, file: "help", .argument) }, options: options)
  }
}
