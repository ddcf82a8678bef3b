import Interchange
import Tensors

/// What became of a workload: its measurement with its limit.
struct Outcome {
  let workload: Workload
  let measurement: Measurement
  /// The limit's time, in seconds, and how it was found.
  let limitSeconds: Double
  /// The time by each library, where products are the limit.
  let libraries: [(name: String, seconds: Double)]

  /// The time as a multiple of the limit's.
  var ratio: Double { measurement.seconds / limitSeconds }

  /// Measures a workload in a process of its own, and where products are its limit, these in
  /// processes of their own before and after it.
  ///
  /// - Throws: `Unmeasurable`, `Failure`.
  init(of workload: Workload, pace: Pace) throws {
    self.workload = workload
    let before = try Outcome.times(of: ProductLibrary.all, workload, pace)
    let answer = try Outcome.answer(.workload, workload, pace)
    guard let measurement = Measurement(json: answer) else {
      throw Failure(description: "\(workload.name): the process gave no times")
    }
    self.measurement = measurement
    // The one that was fastest has another chance, since the machine may have been busy before.
    let best = before.min { $0.seconds < $1.seconds }?.name
    let after = try Outcome.times(of: ProductLibrary.all.filter { $0.name == best }, workload, pace)
    libraries = before.map { name, seconds in
      (name, min(seconds, after.first { $0.name == name }?.seconds ?? seconds))
    }
    if let fastest = libraries.map(\.seconds).min() {
      limitSeconds = fastest
    } else if let seconds = measurement.limitSeconds {
      limitSeconds = seconds
    } else {
      throw Unmeasurable(
        description: "no library of matrix products is there: sudo apt install libopenblas0")
    }
  }

  /// The times of a workload's products by those of some libraries that are there.
  private static func times(
    of libraries: [ProductLibrary], _ workload: Workload, _ pace: Pace
  ) throws -> [(name: String, seconds: Double)] {
    guard case .products = workload.limit else { return [] }
    return try libraries.compactMap { library in
      do {
        let answer = try answer(.library(library.name), workload, pace)
        return answer["seconds"]?.double.map { (library.name, $0) }
      } catch is Unmeasurable {
        return nil
      }
    }
  }

  // MARK: Processes

  /// What a process of this program measures.
  enum Part {
    case workload
    case library(String)
  }

  /// The answer of a process that measures a part of a workload.
  private static func answer(_ part: Part, _ workload: Workload, _ pace: Pace) throws -> JSONValue {
    var arguments = [
      "--part", workload.name, "--rounds", "\(pace.rounds)",
      "--round-milliseconds", "\(Int(pace.roundSeconds * 1000))",
    ]
    if case .library(let name) = part { arguments += ["--library", name] }
    let child = try ChildProcess(ChildProcess.ownPath, arguments)
    guard child.status == 0, let answer = try? JSONReader.value(of: child.text) else {
      throw Failure(description: "\(workload.name): the process ended with \(child.status)")
    }
    if let reason = answer["unmeasurable"]?.string { throw Unmeasurable(description: reason) }
    return answer
  }

  /// Measures a part in this process.
  static func measure(_ part: Part, of workload: Workload, pace: Pace) throws -> JSONValue {
    do {
      switch part {
      case .workload: return try Measurement(of: workload, pace: pace).json
      case .library(let name):
        guard let library = ProductLibrary.all.first(where: { $0.name == name }),
          case .products(let products, let dtype) = workload.limit
        else { throw Unmeasurable(description: "no library '\(name)'") }
        let seconds = try library.seconds(
          of: products, isDouble: dtype == .float64, pace: pace)
        return .object([("seconds", .number(seconds))])
      }
    } catch let error as Unmeasurable {
      return .object([("unmeasurable", .string(error.description))])
    }
  }

  /// A workload that failed, of which its process has said why.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  // MARK: As JSON

  var json: JSONValue {
    let fastest = libraries.min { $0.seconds < $1.seconds }?.name
    return .object([
      ("name", .string(workload.name)), ("seconds", .number(measurement.seconds)),
      ("limit", .string(workload.limit.name)), ("limit_seconds", .number(limitSeconds)),
      ("limit_library", fastest.map(JSONValue.string)),
      (
        "libraries",
        libraries.isEmpty
          ? nil : .object(libraries.map { ($0.name, JSONValue.number($0.seconds)) })
      ),
      ("ratio", .number(ratio)), ("peak_bytes", measurement.peakBytes.map(JSONValue.integer)),
      ("start_bytes", measurement.startBytes.map(JSONValue.integer)),
      (
        "allocations_per_operation",
        measurement.allocationsPerOperation.map(JSONValue.number)
      ),
      ("repeats", .integer(measurement.repeats)),
    ])
  }
}
