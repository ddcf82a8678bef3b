import ArgumentParser
import Language
import Notebook
import Tensors

/// The options of everything that runs entries.
struct RunOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions

  @Flag(name: .shortAndLong, help: "Show diagnostics only; at the prompt, leave the banner out.")
  var quiet = false

  @Flag(help: "Go on after a failure.")
  var keepGoing = false

  @Option(help: ArgumentHelp("Start the random numbers from a seed.", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "The dtype of floats that become tensors: \(RunOptions.floatDTypes).", valueName: "dtype"),
    completion: .list(DType.floatingPoint.map(\.name)), transform: RunOptions.floatDType)
  var dtype: DType?

  @Flag(name: .customShort("i"), help: "Stay at the prompt afterwards.")
  var stays = false

  /// Whether JSON Lines are written.
  var json: Bool { common.json }

  /// Whether those have times.
  var timings: Bool { common.timings }

  /// Whether what runs may do with files what it likes.
  var allowFiles: Bool { common.allowFiles }

  /// The most loop iterations and calls of an entry.
  var maxSteps: Int? { common.maxSteps }

  /// When text is coloured.
  var color: ColorPolicy { common.color }

  func validate() throws {
    if json, stays { throw ValidationError("--json writes no prompt; leave -i out") }
    if json, quiet { throw ValidationError("--json and --quiet exclude each other") }
  }

  /// Refuses timings without the form that has a place for them; `test` has another one.
  func checkTimings() throws {
    if timings, !json { throw ValidationError("--timings adds to --json") }
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
