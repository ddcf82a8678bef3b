import Language

/// A file that a graph is drawn to: DOT, or a picture that Graphviz makes of it.
struct GraphFile {
  private let path: String
  private let isPicture: Bool
  private let files: any GraphFiles
  private let permission: FilePermission

  /// The file of a path, whose end says what it holds.
  ///
  /// - Throws: a `ValueError` for another end, `OSError` where files cannot be used.
  init(_ path: String, _ invocation: CommandInvocation) throws {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    isPicture = name.hasSuffix(".svg")
    guard isPicture || name.hasSuffix(".dot") || name.hasSuffix(".gv") else {
      throw EvaluationError.value(
        "'\(path)' is neither a .dot file nor a .svg file",
        hint: "write \(invocation.command.name) … to graph.dot, or to graph.svg for a picture")
    }
    let context = try invocation.context()
    guard let files = context.graphFiles else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    try context.permission.requireWriting(path)
    if isPicture { try context.permission.requireStarting("dot") }
    context.noteWriting()
    self.path = path
    permission = context.permission
    self.files = files
  }

  /// Writes a graph.
  ///
  /// Where no picture can be made, the DOT text is written beside it.
  ///
  /// - Returns: what was written, and what to do where that is not what was asked for.
  func write(_ dot: String) throws -> String {
    guard isPicture else {
      try save(dot + "\n", to: path)
      return "wrote \(path)"
    }
    let other = String(path.dropLast(3) + "dot")
    let drawing = "dot -Tsvg \(other) -o \(path)"
    let picture = Result { () throws(GraphDrawingError) in try files.svg(ofDOT: dot) }
    switch picture {
    case .success(let svg):
      try save(svg, to: path)
      return "wrote \(path)"
    case .failure(.interrupted):
      throw EvaluationError(.keyboardInterrupt, "interrupted")
    case .failure(.missing):
      try save(dot + "\n", to: other)
      return """
        there is no program 'dot' to draw \(path) with, so the graph is in \(other)
        hint: install Graphviz (apt-get install graphviz), then \(drawing)
        """
    case .failure(.failed(let reason)):
      try save(dot + "\n", to: other)
      return """
        'dot' did not draw \(path), so the graph is in \(other): \(reason)
        hint: \(drawing) tries it again
        """
    }
  }

  private func save(_ text: String, to path: String) throws {
    do throws(Diagnostic) {
      try files.write(text, to: permission.place(of: path))
    } catch {
      throw EvaluationError(.osError, error.message, hint: error.hint)
    }
  }
}
