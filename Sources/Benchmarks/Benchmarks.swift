import ArgumentParser
import Glibc
import Interchange

/// Times the workloads that the peers are measured on, each with a limit measured in the same run.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Time each workload, as a ratio to a limit of the same run.",
    discussion: """
      Each workload is checked against a result from elsewhere, then measured in a process of its \
      own. Times are medians over the rounds, in microseconds. The limit is the same work written \
      by hand in Swift, one read and one write of memory, the products of matrices by the fastest \
      of OpenBLAS, BLIS and oneDNN, or the least that the system takes. The peak is the most \
      memory that was resident. Allocations are calls of malloc for each scalar operation. What \
      starts the program needs it beside this one: \
      swift build -c release --static-swift-stdlib --product tapebook.
      """)

  @Option(help: "How often each workload is measured, at least 5; the median is shown.")
  var rounds: Int?

  @Flag(help: "Take 5 short rounds and leave out what takes long, as continuous integration does.")
  var short = false

  @Flag(help: "Print one JSON object with the machine and all workloads.")
  var json = false

  @Flag(help: "List the workloads.")
  var list = false

  @Option(help: "Run the workloads whose names hold this text; may be given again.")
  var filter: [String] = []

  @Option(
    help: ArgumentHelp(
      "Fail where a ratio is over 1.5 times the one stored for this kind of processor.",
      valueName: "file"))
  var compare: String?

  @Option(
    help: ArgumentHelp("Store the ratios for this kind of processor.", valueName: "file"))
  var store: String?

  @Option(help: .hidden) var part: String?
  @Option(help: .hidden) var library: String?
  @Option(help: .hidden) var roundMilliseconds: Int?

  @Argument(help: "The workloads to run: all by default.")
  var names: [String] = []

  private var pace: Pace {
    Pace(
      rounds: rounds ?? (short ? 5 : 15),
      roundSeconds: Double(roundMilliseconds ?? (short ? 4 : 20)) / 1000)
  }

  mutating func validate() throws {
    guard pace.rounds >= 5, pace.rounds <= 10_000 else {
      throw ValidationError("--rounds takes a number of 5 to 10000.")
    }
    let known = Workload.all.map(\.name)
    for name in names + (part.map { [$0] } ?? []) where !known.contains(name) {
      throw ValidationError("No workload '\(name)'; --list shows them.")
    }
    for text in filter where !known.contains(where: { $0.contains(text) }) {
      throw ValidationError("No workload has '\(text)' in its name; --list shows them.")
    }
  }

  mutating func run() throws {
    if let part, let workload = Workload.all.first(where: { $0.name == part }) {
      let measured = library.map { Outcome.Part.library($0) } ?? .workload
      print(try Outcome.measure(measured, of: workload, pace: pace).text())
      return
    }
    let chosen = Workload.all.filter { workload in
      guard names.isEmpty, filter.isEmpty else {
        return names.contains(workload.name) || filter.contains { workload.name.contains($0) }
      }
      return !(short && workload.isHeavy)
    }
    if list {
      let width = Workload.all.map(\.name.count).max() ?? 0
      for workload in chosen {
        let blanks = String(repeating: " ", count: width + 2 - workload.name.count)
        print(workload.name + blanks + workload.summary)
      }
      return
    }
    // Read first, so that a wrong file is found before anything is measured.
    let baselines = try compare.map { try Baselines(path: $0, mayBeMissing: false) }
    var run = Run(pace: pace, printsTable: !json, baselines: baselines)
    for workload in chosen { run.measure(workload, of: chosen) }
    if json { print(run.json.text(linesTo: 3)) }
    if let store {
      var stored = try Baselines(path: store, mayBeMissing: true)
      stored.store(run.outcomes, for: .current)
      try stored.write(to: store)
    }
    if run.hasFailed { throw ExitCode.failure }
  }
}
