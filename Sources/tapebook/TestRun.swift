import Interchange
import Language
import Notebook

/// The replay of one file by `tapebook test`.
struct TestRun {
  private let path: String
  private let maxSteps: Int?
  private let update: Bool
  private let isAllowed: Bool

  /// The replay of a file, which is recorded anew where `update` asks for it.
  ///
  /// - Parameter isAllowed: whether its entries may do with files what they like.
  init(_ path: String, maxSteps: Int?, update: Bool, isAllowed: Bool) {
    self.path = path
    self.maxSteps = maxSteps
    self.update = update
    self.isAllowed = isAllowed
  }

  /// Replays the file and reports.
  func run(_ report: inout TestReport) -> ExitStatus {
    let document: Document
    do throws(Document.Failure) {
      document = try Document(path: path)
    } catch {
      return report.add(error, path: path)
    }
    guard case .session(let file) = document else {
      return report.add(
        .notSupported("'\(path)' is not \(Document.Ending.recordedText)"), path: path)
    }
    report.begin(file: path)
    ProgressBar.shared.begin()
    var replay = SessionReplay(
      file, maximumSteps: maxSteps, surroundings: document.surroundings(isAllowed: isAllowed),
      progress: { ProgressBar.shared.show($0) },
      isInterrupted: { Interruption.isRequested })
    let outcome = replay.run { report.add($0) }
    ProgressBar.shared.clear()
    if outcome.wasInterrupted {
      report.tell(difference: outcome.difference)
      report.tell(outcome.failures)
      report.tell("\(path): interrupted; nothing is recorded\n")
      return .interrupted
    }
    let entries = TestRun.amount(outcome.entryCount)
    guard outcome.entryCount > 0 else {
      report.tell("\(path): holds no entry; Markdown has them between ```tape and ```\n")
      return .ok
    }
    if outcome.differing.isEmpty {
      report.tell("\(path): \(entries) as recorded\n")
      return .ok
    }
    report.tell(difference: update ? outcome.recordableDifference : outcome.difference)
    if update {
      do throws(TextFileError) {
        try TextFile.write(outcome.text, to: path)
      } catch {
        Console.shared.writeError("tapebook: \(error.message)\n")
        return .file
      }
      let count = outcome.differing.count - outcome.unrecordable.count
      report.tell("\(path): \(count) of \(entries) recorded anew\n")
      // What cannot be recorded stays a difference.
      if outcome.unrecordable.isEmpty { return .ok }
    }
    let failures = update ? outcome.unrecordable : outcome.failures
    report.tell(failures)
    let count = update ? outcome.unrecordable.count : outcome.differing.count
    report.tell("\(path): \(count) of \(entries) differ\n")
    return .failure
  }

  private static func amount(_ count: Int) -> String {
    count == 1 ? "1 entry" : "\(count) entries"
  }
}
