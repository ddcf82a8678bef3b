import Language

/// Something that a framework's program cannot express.
struct ExportProblem: Error {
  let message: String
  let hint: String?
  let range: SourceRange?

  init(_ message: String, hint: String? = nil, at range: SourceRange? = nil) {
    self.message = message
    self.hint = hint
    self.range = range
  }

  /// The problem at a place, where it has none.
  func located(at range: SourceRange) -> ExportProblem {
    self.range == nil ? ExportProblem(message, hint: hint, at: range) : self
  }

  /// The problem as it is reported.
  func diagnostic(in source: EntrySource) -> Diagnostic {
    Diagnostic(
      type: "ExportError", message: message, hint: hint,
      range: range ?? SourceRange(0, source.text.utf8.count), source: source)
  }
}
