public import Language
import Notebook

/// The checks of session files as the XML that continuous integration servers read.
///
/// There is no specification but the schema that the JUnit task of Ant wrote and Jenkins reads
/// (`jenkins-junit.xsd`): a suite for each file, a case for each entry, and in it a `failure` with
/// the difference, an `error` or `skipped`.
public struct JUnitReport: Sendable {
  private var suites: [Suite] = []

  /// The checks of one file.
  private struct Suite: Sendable {
    let name: String
    var cases: [Case] = []

    func count(_ outcome: (Outcome) -> Bool) -> Int { cases.count { outcome($0.outcome) } }
  }

  private struct Case: Sendable {
    let name: String
    let line: Int?
    let outcome: Outcome
    let seconds: Double?
  }

  private enum Outcome: Sendable {
    case passed
    case failed(message: String, text: String)
    case broken(message: String, type: String)
    case skipped

    var isFailure: Bool { if case .failed = self { true } else { false } }
    var isError: Bool { if case .broken = self { true } else { false } }
    var isSkipped: Bool { if case .skipped = self { true } else { false } }
  }

  /// A report of nothing.
  public init() {}

  /// Begins a file.
  public mutating func begin(file: String) { suites.append(Suite(name: file)) }

  /// Adds the check of an entry of the file that was begun last.
  public mutating func add(_ check: EntryCheck, seconds: Double? = nil) {
    let outcome: Outcome =
      switch check.verdict {
      case .same: .passed
      case .skipped: .skipped
      case .differs: .failed(message: "differs from what is recorded", text: check.difference)
      case .interrupted: .broken(message: "interrupted", type: check.result.diagnostic?.type ?? "")
      case .unreached: .failed(message: check.result.diagnostic?.message ?? "", text: "")
      }
    let line = check.entry.source.firstLine
    let first = check.entry.source.text.lines.first ?? ""
    add(Case(name: "line \(line): \(first)", line: line, outcome: outcome, seconds: seconds))
  }

  /// Adds that the file that was begun last could not be replayed.
  public mutating func add(failure: Diagnostic) {
    add(
      Case(
        name: "replay", line: failure.line,
        outcome: .broken(message: failure.message, type: failure.type), seconds: nil))
  }

  private mutating func add(_ newCase: Case) {
    guard !suites.isEmpty else { return }
    suites[suites.count - 1].cases.append(newCase)
  }

  /// The report in XML 1.0.
  ///
  /// - Complexity: O(length of the report).
  public var text: String {
    var writer = XMLWriter()
    let total = Suite(name: "tapebook test", cases: suites.flatMap(\.cases))
    writer.element("testsuites", JUnitReport.attributes(of: total)) { writer in
      for suite in suites {
        writer.element("testsuite", JUnitReport.attributes(of: suite)) { writer in
          for test in suite.cases { JUnitReport.write(test, of: suite, to: &writer) }
        }
      }
    }
    return writer.text
  }

  private static func attributes(of suite: Suite) -> [(String, String)] {
    var attributes = [
      ("name", suite.name), ("tests", "\(suite.cases.count)"),
      ("failures", "\(suite.count(\.isFailure))"), ("errors", "\(suite.count(\.isError))"),
      ("skipped", "\(suite.count(\.isSkipped))"),
    ]
    let seconds = suite.cases.compactMap(\.seconds)
    if !seconds.isEmpty { attributes.append(("time", "\(seconds.reduce(0, +))")) }
    return attributes
  }

  private static func write(_ test: Case, of suite: Suite, to writer: inout XMLWriter) {
    var attributes = [("name", test.name), ("classname", suite.name), ("file", suite.name)]
    if let line = test.line { attributes.append(("line", "\(line)")) }
    if let seconds = test.seconds { attributes.append(("time", "\(seconds)")) }
    writer.element("testcase", attributes) { writer in
      switch test.outcome {
      case .passed: break
      case .skipped: writer.element("skipped", []) { _ in }
      case .failed(let message, let text):
        writer.element("failure", [("message", message), ("type", "difference")]) {
          $0.characters(text)
        }
      case .broken(let message, let type):
        writer.element("error", [("message", message), ("type", type)]) { _ in }
      }
    }
  }
}
