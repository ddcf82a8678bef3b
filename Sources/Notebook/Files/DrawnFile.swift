import Language
import Plotting

/// A file that a command draws to: a place that the code which asks for it may write to.
struct DrawnFile {
  /// The path as it was typed.
  let path: String
  private let files: any GraphFiles
  private let permission: FilePermission

  /// The file of a path.
  ///
  /// - Parameter program: what is started to make its content; nil where nothing is.
  /// - Throws: `OSError` where files cannot be used; `PermissionError` where a replayed script would
  ///   write it, or start the program.
  init(_ path: String, _ context: EntryContext, starting program: String? = nil) throws {
    guard let files = context.graphFiles else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    permission = context.permission
    try permission.requireWriting(path)
    if let program { try permission.requireStarting(program) }
    self.path = path
    self.files = files
  }

  /// What a path's name ends in, in lower case: what says what the file holds.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map { $0.lowercased() } ?? ""
  }

  /// The picture that Graphviz's `dot` makes of a graph.
  func picture(ofDOT text: String) -> Result<String, GraphDrawingError> {
    Result { () throws(GraphDrawingError) in try files.svg(ofDOT: text) }
  }

  /// Writes a text, to the file or to another one in its place.
  ///
  /// - Throws: `OSError` and its subclasses.
  func write(_ text: String, to other: String? = nil) throws {
    try writing { () throws(Diagnostic) in
      try files.write(text, to: permission.place(of: other ?? path))
    }
  }

  /// Writes an image.
  ///
  /// - Throws: `OSError` and its subclasses.
  func write(_ image: Raster) throws {
    try writing { () throws(Diagnostic) in
      try files.write(image, to: permission.place(of: path))
    }
  }

  private func writing(_ body: () throws(Diagnostic) -> Void) throws {
    do throws(Diagnostic) {
      try body()
    } catch {
      throw EvaluationError(error)
    }
  }
}
