import ArgumentParser

/// The code that arguments give.
///
/// The subcommands have it too, which is how they notice that it was given and refuse it.
struct CodeOptions: ParsableArguments {
  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run code; may be given several times.", valueName: "code"))
  var code: [String] = []

  /// Refuses code beside files.
  func checkIsAbsent() throws {
    guard code.isEmpty else {
      throw ValidationError("-e and files exclude each other; leave one of them out")
    }
  }
}
