/// The table of outcomes, a row for each as it comes.
struct Table {
  private let widths: [Int]

  init(_ workloads: [Workload]) {
    widths = [max(8, workloads.map(\.name.count).max() ?? 0), 12, 12, 8, 16, 9, 9]
  }

  var header: String {
    row(["workload", "time/µs", "limit/µs", "ratio", "limit", "peak/MB", "allocs/op"])
  }

  func row(_ outcome: Outcome) -> String {
    let measurement = outcome.measurement
    let fastest = outcome.libraries.min { $0.seconds < $1.seconds }?.name
    return row([
      outcome.workload.name, Table.text(measurement.seconds * 1e6),
      Table.text(outcome.limitSeconds * 1e6), Table.text(outcome.ratio),
      fastest ?? outcome.workload.limit.name,
      measurement.peakBytes.map { Table.text(Double($0) / 1e6) } ?? "",
      measurement.allocationsPerOperation.map(Table.text) ?? "",
    ])
  }

  /// The first cell stands at the left, the numbers at the right.
  private func row(_ cells: [String]) -> String {
    let padded = zip(cells, widths).enumerated().map { place, cell in
      let blanks = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return place == 0 || place == 4 ? cell.0 + blanks : blanks + cell.0
    }
    return padded.joined(separator: "  ")
  }

  /// A number with about four digits.
  static func text(_ number: Double) -> String {
    let scale = abs(number) < 10 ? 1000.0 : abs(number) < 1000 ? 10 : 1
    let rounded = (number * scale).rounded() / scale
    return scale == 1 ? "\(Int(rounded))" : "\(rounded)"
  }
}
