import ArgumentParser
import Glibc

/// Times the workloads that the peers are measured on, each with a limit measured in the same run.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Time each workload, as a ratio to a limit of the same run.",
    discussion: """
      Times are medians over the rounds, in microseconds. The limit of a forward and gradient is \
      the same work written by hand in Swift over plain arrays, of an elementary function one read \
      and one write of memory. Of the prompt's start it is the \
      start of a program that only writes its arguments, of a keystroke the way of a byte to \
      'cat' and back; both need the program built beside this one: \
      swift build -c release --static-swift-stdlib --product tapebook.
      """)

  @Option(help: "How often each workload is measured; the median is shown.")
  var rounds = 15

  @Flag(help: "Print one JSON object for each workload.")
  var json = false

  @Argument(help: "The workloads to run: all by default.")
  var names: [String] = []

  mutating func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds takes a positive number.") }
    let known = Workload.all.map(\.name)
    for name in names where !known.contains(name) {
      throw ValidationError("No workload '\(name)'; there are \(known.joined(separator: ", ")).")
    }
  }

  mutating func run() throws {
    if !json { print(Measurement.header) }
    for workload in Workload.all where names.isEmpty || names.contains(workload.name) {
      let measurement = try Measurement(of: workload, rounds: rounds)
      print(json ? measurement.json : measurement.row)
    }
  }
}
