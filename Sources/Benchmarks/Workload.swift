import Tensors

/// Something that is timed, and the least that it could take.
struct Workload: Sendable {
  let name: String
  /// What it is, in a line.
  let summary: String
  /// What its time is held against.
  let limit: Limit
  /// Whether the short form leaves it out.
  var isHeavy = false
  /// How many scalar operations a run records, where allocations are told for each of them.
  var scalarOperations: Int?
  /// Sets up what is measured.
  let prepared: @Sendable () throws -> Work

  static let all: [Workload] =
    scalars + elementwiseChains + products + networks + derivatives + regressions + longTapes
    + [processStart, promptStart, keystroke] + elementaryFunctions

  /// A result that was not what it has to be.
  struct WrongResult: Error, CustomStringConvertible {
    let workload: String
    let found: Double
    let expected: Double

    var description: String { "\(workload): the result is \(found), and has to be \(expected)" }

    /// Compares a number, relative to its size where that is more than a thousandth.
    static func check(
      _ found: Double, _ expected: Double, within tolerance: Double, _ workload: String
    ) throws {
      guard abs(found - expected) <= tolerance * max(1e-3, abs(expected)) else {
        throw WrongResult(workload: workload, found: found, expected: expected)
      }
    }
  }
}

/// What the time of a workload is held against, measured in the same run.
enum Limit: Sendable {
  /// The same work written by hand in Swift over plain arrays.
  case byHand
  /// The least that the system takes for it, such as the start of a program that does nothing.
  case system
  /// One read and one write of memory, on all cores.
  case copy(bytes: Int)
  /// Its products of matrices alone, by the fastest library that is there.
  case products([Product], DType)

  /// Its name in tables.
  var name: String {
    switch self {
    case .byHand: "by hand"
    case .system: "system"
    case .copy: "copy"
    case .products: "products"
    }
  }
}

/// Products of an m×k and a k×n matrix.
struct Product: Sendable {
  let rows: Int
  let columns: Int
  let inner: Int
  /// How many of them.
  var count = 1

  /// The multiplications and additions of one of them.
  var operations: Double { 2 * Double(rows) * Double(columns) * Double(inner) }
}

/// What is timed.
struct Work {
  /// Whose memory is told.
  enum Peak {
    /// That of the process that runs the work.
    case ofThisProcess
    /// That of a program which the work starts.
    case of(() throws -> Int)
    /// Nobody's.
    case none
  }

  /// Does the work so many times by way of Tapebook.
  let run: (_ repeats: Int) throws -> Void
  /// Holds the result against one from elsewhere, once and before anything is timed.
  let check: () throws -> Void
  /// The limit, where it is by hand or of the system.
  var limit: (() throws -> Void)?
  var peak = Peak.ofThisProcess
  /// How many times longer than others a round is: what is done once for all repeats, such as making
  /// a plan, is to weigh little.
  var roundLength = 1.0

  /// Work that is called once for each time.
  init(
    once: @escaping () throws -> Void, check: @escaping () throws -> Void,
    limit: (() throws -> Void)? = nil, peak: Peak = .ofThisProcess
  ) {
    self.init(
      run: { for _ in 0..<$0 { try once() } }, check: check, limit: limit, peak: peak)
  }

  init(
    run: @escaping (Int) throws -> Void, check: @escaping () throws -> Void,
    limit: (() throws -> Void)? = nil, peak: Peak = .ofThisProcess
  ) {
    self.run = run
    self.check = check
    self.limit = limit
    self.peak = peak
  }
}

/// Why a workload cannot be measured here, such as a program that is not built.
struct Unmeasurable: Error, CustomStringConvertible {
  let description: String
}
