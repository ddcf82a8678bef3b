import ArgumentParser

/// The options of everything that runs entries, to test them too.
///
/// The program and its subcommands have them as this one group: what the program reads before a
/// subcommand's word is known is handed on to the group of the same type.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Write JSON Lines: one object for each entry.")
  var json = false

  @Flag(help: "Add how long each entry took to --json, or to the --junit of test.")
  var timings = false

  @Flag(
    help: ArgumentHelp(
      "Let scripts write files, read outside of their folder and start programs."))
  var allowFiles = false

  @Option(
    help: ArgumentHelp("The most loop iterations and calls of an entry.", valueName: "n"))
  var maxSteps: Int?

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color = ColorPolicy.auto

  func validate() throws {
    if let maxSteps, maxSteps < 1 { throw ValidationError("--max-steps is at least 1") }
  }
}
