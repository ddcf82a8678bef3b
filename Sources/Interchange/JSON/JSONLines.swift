public import Language
public import Notebook

/// The output of a run as JSON Lines: one object for each entry, after a line that names the
/// schema.
///
/// The schema is public; see <doc:JSONSchema>.
public enum JSONLines {
  /// The name and version of the schema.
  public static let schema = "tapebook/1"

  /// The first line, with its line break, in UTF-8.
  public static var header: [UInt8] {
    line { $0.member("schema", schema) }
  }

  /// The line of an entry, with its line break, in UTF-8.
  ///
  /// - Parameters:
  ///   - isExpected: whether the entry failed as its session file says it must.
  ///   - seconds: how long the entry took, where that is asked for.
  ///   - skippedLines: the lines of the source whose statements were not run.
  /// - Complexity: O(elements shown + length of the source).
  public static func line(
    of result: EntryResult, isExpected: Bool = false, seconds: Double? = nil,
    skippedLines: [Int] = []
  ) -> [UInt8] {
    line(of: result, isExpected: isExpected, seconds: seconds) { writer in
      guard !skippedLines.isEmpty, result.status != .skipped else { return }
      writer.member("skippedLines") { writer in
        writer.array { writer in
          for line in skippedLines { writer.integer(line) }
        }
      }
    }
  }

  /// The line of an entry with further members.
  static func line(
    of result: EntryResult, isExpected: Bool, seconds: Double?,
    _ further: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    line { writer in
      writer.member("file") { writer in
        if let file = result.source.file { writer.string(file) } else { writer.null() }
      }
      if let cell = result.source.cell { writer.member("cell", cell) }
      writer.member("entry", result.number)
      writer.member("line", result.line)
      writer.member("source", result.source.text)
      writer.member("status", result.status.name)
      if isExpected { writer.member("expected", true) }
      if let seconds { writer.member("seconds") { $0.number(seconds) } }
      writer.member("outputs") { writer in
        writer.array { writer in
          for output in result.outputs { writer.output(output) }
        }
      }
      if let diagnostic = result.diagnostic {
        writer.member("error") { $0.diagnostic(diagnostic) }
      }
      further(&writer)
    }
  }

  static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(body)
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension EntryResult.Status {
  /// The status as the schema names it; syntax errors are errors.
  var name: String {
    switch self {
    case .ok: "ok"
    case .invalid, .failed: "error"
    case .interrupted: "interrupted"
    case .skipped: "skipped"
    }
  }
}

extension JSONWriter {
  /// Writes a diagnostic with its place, which is left out where there is none.
  public mutating func diagnostic(_ diagnostic: Diagnostic) {
    object { writer in
      writer.member("type", diagnostic.type)
      writer.member("message", diagnostic.message)
      if let hint = diagnostic.hint { writer.member("hint", hint) }
      if let line = diagnostic.line { writer.member("line", line) }
      if let column = diagnostic.column { writer.member("column", column) }
      if let length = diagnostic.length { writer.member("length", length) }
    }
  }
}
