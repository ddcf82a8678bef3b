import Interchange

/// The ratios to the limit that were stored for kinds of processors.
struct Baselines {
  /// By how much a ratio may worsen.
  static let tolerance = 1.5

  /// The ratios by workload, for each kind of machine.
  private(set) var ratios: [String: [String: Double]] = [:]

  /// The stored ratios of a file; none where it is not there yet and may be missing.
  ///
  /// - Throws: `Failure` where it cannot be read as what `--store` writes.
  init(path: String, mayBeMissing: Bool) throws {
    guard let text = TextFile.text(of: path) else {
      if mayBeMissing { return }
      throw Failure(description: "\(path) cannot be read; --store \(path) writes it")
    }
    guard let machines = try JSONReader.value(of: text)["machines"]?.object else {
      throw Failure(description: "\(path) has no \"machines\"; --store writes such files")
    }
    for machine in machines.members {
      for ratio in machine.value.object?.members ?? [] {
        guard let number = ratio.value.double, number > 0 else {
          throw Failure(
            description: "\(path): the ratio of \(ratio.name) is no number above zero")
        }
        ratios[machine.name, default: [:]][ratio.name] = number
      }
    }
  }

  /// Whether something is stored for machines of a kind.
  func knows(_ machine: Machine) -> Bool { ratios[machine.key] != nil }

  /// Takes outcomes in; those of other workloads and machines stay.
  mutating func store(_ outcomes: [Outcome], for machine: Machine) {
    for outcome in outcomes {
      ratios[machine.key, default: [:]][outcome.workload.name] = outcome.ratio
    }
  }

  func write(to path: String) throws {
    let machines = ratios.sorted { $0.key < $1.key }.map { name, ratios in
      (name, JSONValue.object(ratios.sorted { $0.key < $1.key }.map(Baselines.member)))
    }
    try TextFile.write(
      JSONValue.object([("machines", .object(machines))]).text(linesTo: 3) + "\n", to: path)
  }

  /// A ratio with four digits behind the point.
  private static func member(_ name: String, _ ratio: Double) -> (String, JSONValue?) {
    (name, .number((ratio * 1e4).rounded() / 1e4))
  }

  /// How a ratio compares with the one that is stored.
  enum Verdict {
    /// Nothing is stored for this workload on such a machine.
    case unknown
    case kept
    case worse(than: Double)
  }

  func verdict(on outcome: Outcome, _ machine: Machine) -> Verdict {
    guard let stored = ratios[machine.key]?[outcome.workload.name] else { return .unknown }
    return outcome.ratio > Baselines.tolerance * stored ? .worse(than: stored) : .kept
  }

  /// A file that holds no stored ratios.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
