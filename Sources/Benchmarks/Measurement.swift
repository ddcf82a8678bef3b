import Glibc

/// What measuring a workload gave.
struct Measurement {
  let name: String
  /// The median time of the work, in seconds.
  let seconds: Double
  /// The median time of its limit, in seconds.
  let limitSeconds: Double
  /// The highest resident memory of the process so far, in bytes.
  let peakBytes: Int

  /// Measures a workload and its limit in turn, so that both see the same machine.
  init(of workload: Workload, rounds: Int) throws {
    let work = try workload.prepared()
    let repeats = try Measurement.calibrated(work.run)
    let limitRepeats = try Measurement.calibrated(work.limit)
    var times: [Double] = []
    var limits: [Double] = []
    for _ in 0..<rounds {
      times.append(try Measurement.time(repeats, work.run))
      limits.append(try Measurement.time(limitRepeats, work.limit))
    }
    name = workload.name
    seconds = times.sorted()[rounds / 2]
    limitSeconds = limits.sorted()[rounds / 2]
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    peakBytes = usage.ru_maxrss * 1024
  }

  /// How many runs take about ten milliseconds.
  private static func calibrated(_ body: () throws -> Void) throws -> Int {
    try body()
    let once = max(try time(1, body), 1e-9)
    return max(1, Int(0.01 / once))
  }

  private static func time(_ repeats: Int, _ body: () throws -> Void) throws -> Double {
    let start = ContinuousClock.now
    for _ in 0..<repeats { try body() }
    let elapsed = ContinuousClock.now - start
    return (Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
      / Double(repeats)
  }

  static let header =
    pad("workload", 24) + pad("time/µs", 12) + pad("limit/µs", 12) + pad("ratio", 8) + "peak/MB"

  /// A line of the table.
  var row: String {
    Measurement.pad(name, 24) + Measurement.pad(Measurement.text(seconds * 1e6), 12)
      + Measurement.pad(Measurement.text(limitSeconds * 1e6), 12)
      + Measurement.pad(Measurement.text(seconds / limitSeconds), 8)
      + Measurement.text(Double(peakBytes) / 1e6)
  }

  /// A line of JSON, with the times in microseconds.
  var json: String {
    "{\"workload\":\"\(name)\",\"microseconds\":\(seconds * 1e6),"
      + "\"limit_microseconds\":\(limitSeconds * 1e6),\"ratio\":\(seconds / limitSeconds),"
      + "\"peak_bytes\":\(peakBytes)}"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func text(_ number: Double) -> String {
    "\((number * 100).rounded() / 100)"
  }
}
