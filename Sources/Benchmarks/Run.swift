import Glibc
import Interchange

/// The workloads of one run, and what became of them.
struct Run {
  let pace: Pace
  let printsTable: Bool
  /// What ratios are held against; nil where nothing is.
  let baselines: Baselines?
  private(set) var outcomes: [Outcome] = []
  private var unmeasurable: [(name: String, reason: String)] = []
  /// Whether a result was wrong or a ratio got worse.
  private(set) var hasFailed = false

  init(pace: Pace, printsTable: Bool, baselines: Baselines?) {
    self.pace = pace
    self.printsTable = printsTable
    self.baselines = baselines
    if let baselines, !baselines.knows(.current) {
      note("no ratios are stored for \(Machine.current.key), so none can fail")
    }
  }

  /// Measures a workload and shows it; a ratio that got worse is measured again before it counts,
  /// since other programs may have disturbed it.
  mutating func measure(_ workload: Workload, of all: [Workload]) {
    let table = Table(all)
    if printsTable, outcomes.isEmpty, unmeasurable.isEmpty { print(table.header) }
    do {
      var outcome = try Outcome(of: workload, pace: pace)
      if baselines?.isWorse(outcome) == true {
        for _ in 0..<2 {
          let again = try Outcome(of: workload, pace: pace)
          if again.ratio < outcome.ratio { outcome = again }
        }
      }
      outcomes.append(outcome)
      if printsTable { print(table.row(outcome)) }
      compare(outcome)
    } catch let error as Unmeasurable {
      unmeasurable.append((workload.name, error.description))
      note("\(workload.name): not measured: \(error.description)")
    } catch {
      hasFailed = true
      note("\(error)")
    }
    fflush(nil)
  }

  private mutating func compare(_ outcome: Outcome) {
    // Of another machine there is one word at the start.
    guard let baselines, baselines.knows(.current) else { return }
    let name = outcome.workload.name
    switch baselines.verdict(on: outcome, .current) {
    case .kept: break
    case .unknown: note("\(name): no ratio is stored for it")
    case .worse(let stored):
      hasFailed = true
      let times = Table.text(outcome.ratio / stored)
      note(
        "\(name): the ratio is \(Table.text(outcome.ratio)), \(times) times the stored "
          + "\(Table.text(stored)); at most \(Baselines.tolerance) times is allowed")
    }
  }

  /// Tells something apart from the table.
  private func note(_ text: String) {
    fflush(nil)
    let bytes = Array((text + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// All of the run as one object.
  var json: JSONValue {
    .object([
      ("machine", Machine.current.json), ("rounds", .integer(pace.rounds)),
      ("workloads", .array(outcomes.map(\.json))),
      (
        "not_measured",
        .array(
          unmeasurable.map {
            .object([("name", .string($0.name)), ("reason", .string($0.reason))])
          })
      ),
    ])
  }
}

extension Baselines {
  fileprivate func isWorse(_ outcome: Outcome) -> Bool {
    if case .worse = verdict(on: outcome, .current) { return true }
    return false
  }
}
