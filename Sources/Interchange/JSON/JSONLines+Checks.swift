public import Language
import Notebook

extension JSONLines {
  /// The line of an entry that was compared with what was recorded, in UTF-8.
  ///
  /// It has the members of an entry that was run, `check`, and where that is `differs` what was
  /// recorded and what came, line by line.
  ///
  /// - Complexity: O(elements shown + lines recorded and shown).
  public static func line(of check: EntryCheck, seconds: Double? = nil) -> [UInt8] {
    line(of: check.result, isExpected: check.isExpectedFailure, seconds: seconds) { writer in
      writer.member("check", check.verdict.rawValue)
      guard check.verdict == .differs || check.verdict == .interrupted else { return }
      writer.member("recorded") { $0.strings(check.recorded) }
      writer.member("replayed") { $0.strings(check.replayed) }
    }
  }

  /// The line of a file that could not be replayed, in UTF-8.
  public static func line(ofFile path: String, failure: Diagnostic) -> [UInt8] {
    line { writer in
      writer.member("file", path)
      writer.member("error") { $0.diagnostic(failure) }
    }
  }

  /// The last line, which counts.
  public static func line(of summary: CheckSummary) -> [UInt8] {
    line { writer in
      writer.member("summary") { writer in
        writer.object { writer in
          writer.member("files", summary.files)
          writer.member("entries", summary.entries)
          writer.member("differing", summary.differing)
          writer.member("skipped", summary.skipped)
          writer.member("unreadable", summary.unreadable)
        }
      }
    }
  }
}

/// How many files and entries were replayed.
public struct CheckSummary: Sendable, Hashable {
  /// The files that were replayed.
  public var files = 0
  /// Their entries.
  public var entries = 0
  /// The entries that differ from what was recorded.
  public var differing = 0
  /// The entries that were not run, because their files say so.
  public var skipped = 0
  /// The files that could not be replayed.
  public var unreadable = 0

  /// A summary of nothing.
  public init() {}

  /// Counts an entry.
  public mutating func add(_ check: EntryCheck) {
    entries += 1
    switch check.verdict {
    case .same: break
    case .differs, .unreached, .interrupted: differing += 1
    case .skipped: skipped += 1
    }
  }

  /// One line: `3 files, 40 entries: 2 differ`; `isUpdating` where those are recorded anew.
  public func text(isUpdating: Bool = false) -> String {
    let verb = isUpdating ? "recorded anew" : differing == 1 ? "differs" : "differ"
    var facts: [String] = []
    if differing > 0 { facts.append("\(differing) \(verb)") }
    if differing == 0, entries > 0 { facts.append("all as recorded") }
    if skipped > 0 { facts.append("\(skipped) skipped") }
    if unreadable > 0 { facts.append("\(unreadable) not replayed") }
    let files = self.files + unreadable
    return (files == 1 ? "1 file, " : "\(files) files, ")
      + (entries == 1 ? "1 entry: " : "\(entries) entries: ") + facts.joined(separator: ", ")
  }
}

extension JSONWriter {
  fileprivate mutating func strings(_ texts: [String]) {
    array { writer in
      for text in texts { writer.string(text) }
    }
  }
}
