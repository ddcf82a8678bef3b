import ArgumentParser
import Interchange
import Language
import Notebook

/// `tapebook`: the notebook, a script from standard input, `-e`, or files.
struct Tapebook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tapebook", abstract: "An interactive notebook for automatic differentiation.",
    discussion: """
      Without arguments it reads lines from the terminal, or runs standard input as a script.
      Exit status: 0 ok, 1 an evaluation failed or a check differed, 2 usage or syntax, 3 file or \
      I/O, 130 interrupted.
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, TestCommand.self, DemoCommand.self, ExportCommand.self, HelpCommand.self,
    ])

  @OptionGroup var source: CodeOptions

  @OptionGroup var options: RunOptions

  @Flag(help: "Bring back the newest session that did not end as its user wished.")
  var recover = false

  @Flag(help: "Forget the sessions that did not end as their user wished.")
  var discard = false

  @Flag(help: "Leave the user's init.tape out.")
  var noInit = false

  mutating func run() throws {
    try options.checkTimings()
    if discard { return try Start(options: options).discard() }
    if recover {
      guard source.code.isEmpty, Console.isTerminal(0) else {
        throw ValidationError("--recover goes on at a terminal's prompt")
      }
      return try Start(options: options).recover()
    }
    if !source.code.isEmpty {
      try RunCommand.run(source.code.map { .text($0, file: "-e", .argument) }, options: options)
    } else if Console.isTerminal(0) {
      if options.json { throw ValidationError("--json needs a script, not a terminal") }
      try Start(options: options).begin(skipsInit: noInit)
    } else {
      try RunCommand.run(["-"], options: options)
    }
  }

  /// The command that arguments name.
  ///
  /// A file's name alone is run. A subcommand's word wins over a file of that name.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let isFile =
      arguments.first.map { first in
        first == "-" || (!first.hasPrefix("-") && first.contains { $0 == "." || $0 == "/" })
      } ?? false
    return try parseAsRoot(isFile ? ["run"] + arguments : arguments)
  }
}
