import ArgumentParser
import Language
import Notebook
import Tensors

/// The options of everything that runs entries.
struct RunOptions: ParsableArguments {
  @Flag(help: "Write JSON Lines: one object for each entry.")
  var json = false

  @Flag(help: "Add to --json how long each entry took.")
  var timings = false

  @Flag(name: .shortAndLong, help: "Show diagnostics only; at the prompt, leave the banner out.")
  var quiet = false

  @Flag(help: "Go on after a failure.")
  var keepGoing = false

  @Flag(
    help: ArgumentHelp(
      "Let scripts write files, read outside of their folder and start programs."))
  var allowFiles = false

  @Option(help: ArgumentHelp("Start the random numbers from a seed.", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "The dtype of floats that become tensors: \(RunOptions.floatDTypes).", valueName: "dtype"),
    completion: .list(DType.floatingPoint.map(\.name)), transform: RunOptions.floatDType)
  var dtype: DType?

  @Option(
    help: ArgumentHelp("The most loop iterations and calls of an entry.", valueName: "n"))
  var maxSteps: Int?

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color = ColorPolicy.auto

  @Flag(name: .customShort("i"), help: "Stay at the prompt afterwards.")
  var stays = false

  func validate() throws {
    if json, stays { throw ValidationError("--json writes no prompt; leave -i out") }
    if json, quiet { throw ValidationError("--json and --quiet exclude each other") }
    if timings, !json { throw ValidationError("--timings adds to --json") }
    if let maxSteps, maxSteps < 1 { throw ValidationError("--max-steps is at least 1") }
  }

  /// A new session, as these options and a document's own wishes have it.
  func session(seed: UInt64? = nil, dtype: DType? = nil) -> Session {
    Session(
      seed: self.seed ?? seed ?? 0,
      options: SessionOptions(floatDType: self.dtype ?? dtype ?? .float32))
  }

  private static func floatDType(_ text: String) throws -> DType {
    guard let dtype = DType(name: text), dtype.isFloatingPoint else {
      throw ValidationError("--dtype is \(floatDTypes), not '\(text)'")
    }
    return dtype
  }

  /// The names of the dtypes that `--dtype` takes.
  private static let floatDTypes = DType.floatingPoint.map(\.name).joined(separator: " or ")
}
