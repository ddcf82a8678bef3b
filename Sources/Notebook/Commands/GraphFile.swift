import Language

/// A file that a graph is drawn to: DOT, or a picture that Graphviz makes of it.
struct GraphFile {
  private let file: DrawnFile
  private let isPicture: Bool

  /// The file of a path, whose end says what it holds.
  ///
  /// - Throws: a `ValueError` for another end, `OSError` where files cannot be used.
  init(_ path: String, _ invocation: CommandInvocation) throws {
    let name = DrawnFile.name(of: path)
    isPicture = name.hasSuffix(".svg")
    guard isPicture || name.hasSuffix(".dot") || name.hasSuffix(".gv") else {
      throw EvaluationError.value(
        "'\(path)' is neither a .dot file nor a .svg file",
        hint: "write \(invocation.command.name) … to graph.dot, or to graph.svg for a picture")
    }
    file = try DrawnFile(path, invocation.context(), starting: isPicture ? "dot" : nil)
  }

  /// Writes a graph.
  ///
  /// Where no picture can be made, the DOT text is written beside it.
  ///
  /// - Returns: what was written, and what to do where that is not what was asked for.
  func write(_ dot: String) throws -> String {
    let path = file.path
    guard isPicture else {
      try file.write(dot + "\n")
      return "wrote \(path)"
    }
    let other = String(path.dropLast(3) + "dot")
    let drawing = "dot -Tsvg \(other) -o \(path)"
    switch file.picture(ofDOT: dot) {
    case .success(let svg):
      try file.write(svg)
      return "wrote \(path)"
    case .failure(.interrupted):
      throw EvaluationError(.keyboardInterrupt, "interrupted")
    case .failure(.missing):
      try file.write(dot + "\n", to: other)
      return """
        there is no program 'dot' to draw \(path) with, so the graph is in \(other)
        hint: install Graphviz (apt-get install graphviz), then \(drawing)
        """
    case .failure(.failed(let reason)):
      try file.write(dot + "\n", to: other)
      return """
        'dot' did not draw \(path), so the graph is in \(other): \(reason)
        hint: \(drawing) tries it again
        """
    }
  }
}
