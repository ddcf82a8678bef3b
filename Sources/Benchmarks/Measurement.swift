import CMeasuring
import Interchange
import Tensors

/// What measuring a workload in a process of its own gave.
struct Measurement {
  /// The median time of the work, in seconds.
  var seconds = 0.0
  /// The median time of its limit, in seconds, where this process measures it.
  var limitSeconds: Double?
  /// The most memory that was resident while it ran a few times, in bytes.
  var peakBytes: Int?
  /// What was resident before anything was set up, in bytes.
  var startBytes: Int?
  /// The blocks asked of `malloc` for each scalar operation.
  var allocationsPerOperation: Double?
  /// How often a round repeats the work.
  var repeats = 1

  private init() {}

  /// Checks a workload, then measures its memory, and then the work and its limit in turn, so that
  /// both see the same machine.
  ///
  /// - Throws: what the check found, and `Unmeasurable`.
  init(of workload: Workload, pace: Pace) throws {
    startBytes = ResidentMemory.now
    let work = try workload.prepared()
    try work.check()
    switch work.peak {
    case .ofThisProcess:
      // What the check computed with is no memory of the work's.
      BufferPool.shared.releaseKept()
      ResidentMemory.resetPeak()
      // A second run finds what the first has left in the pool.
      if try Pace.time(1, work.run) < 1 { try work.run(1) }
      peakBytes = ResidentMemory.peak
    case .of(let peak): peakBytes = try peak()
    case .none: break
    }
    let run = { (repeats: Int) in try work.run(repeats) }
    let limit = workload.limit.repeated(work)
    repeats = try pace.longer(work.roundLength).repeats(run)
    let limitRepeats = try limit.map(pace.repeats)
    if let operations = workload.scalarOperations {
      let before = tb_allocation_count()
      try run(repeats)
      allocationsPerOperation =
        Double(tb_allocation_count() - before) / Double(repeats * operations)
    }
    var times: [Double] = []
    var limits: [Double] = []
    for _ in 0..<pace.rounds {
      times.append(try Pace.time(repeats, run))
      if let limit, let limitRepeats { limits.append(try Pace.time(limitRepeats, limit)) }
    }
    seconds = Pace.median(times)
    limitSeconds = limits.isEmpty ? nil : Pace.median(limits)
  }
}

extension Limit {
  /// The limit, to be repeated, where the process that does the work measures it.
  fileprivate func repeated(_ work: Work) -> ((Int) throws -> Void)? {
    switch self {
    case .byHand, .system:
      guard let limit = work.limit else { return nil }
      return { for _ in 0..<$0 { try limit() } }
    case .copy(let bytes):
      // A thread more costs as much as a copy of this size.
      let threads = bytes < 1 << 20 ? 1 : Machine.coreCount
      // What is more than caches hold is copied in parts, so that no limit fills the memory.
      let block = min(bytes, 64 << 20)
      return { repeats in
        guard tb_copy_passes(block, CInt(threads), repeats * bytes / block) else {
          throw Unmeasurable(description: "no memory for a copy of \(block) bytes")
        }
      }
    case .products: return nil
    }
  }
}

/// How long is measured.
struct Pace {
  /// How many times are taken; their median counts.
  let rounds: Int
  /// How long a round is to take, in seconds.
  let roundSeconds: Double

  /// The same with rounds that are so many times as long.
  func longer(_ factor: Double) -> Pace {
    Pace(rounds: rounds, roundSeconds: roundSeconds * factor)
  }

  /// How many repeats fill a round.
  func repeats(_ run: (Int) throws -> Void) throws -> Int {
    var repeats = 1
    while true {
      let once = max(try Pace.time(repeats, run), 1e-9)
      let wanted = max(1, Int(roundSeconds / once))
      // What is done once for a round, such as reading a text, weighs less as repeats grow.
      if wanted < repeats * 4 { return wanted }
      repeats = min(wanted, repeats * 64)
    }
  }

  /// The time of one repeat, in seconds.
  static func time(_ repeats: Int, _ run: (Int) throws -> Void) throws -> Double {
    let start = ContinuousClock.now
    try run(repeats)
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return (Double(seconds) + Double(attoseconds) * 1e-18) / Double(repeats)
  }

  /// The middle of some numbers.
  ///
  /// - Precondition: there is one.
  static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

extension Measurement {
  /// As the process writes it for the one that started it.
  var json: JSONValue {
    .object([
      ("seconds", .number(seconds)),
      ("limit_seconds", limitSeconds.map(JSONValue.number)),
      ("peak_bytes", peakBytes.map(JSONValue.integer)),
      ("start_bytes", startBytes.map(JSONValue.integer)),
      ("allocations_per_operation", allocationsPerOperation.map(JSONValue.number)),
      ("repeats", .integer(repeats)),
    ])
  }

  /// Takes what a process wrote; nil where that is something else.
  init?(json: JSONValue) {
    guard let seconds = json["seconds"]?.double, let repeats = json["repeats"]?.integer else {
      return nil
    }
    self.seconds = seconds
    self.repeats = repeats
    limitSeconds = json["limit_seconds"]?.double
    peakBytes = json["peak_bytes"]?.integer
    startBytes = json["start_bytes"]?.integer
    allocationsPerOperation = json["allocations_per_operation"]?.double
  }
}
