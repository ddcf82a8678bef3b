public import Language
public import Plotting

/// What drawing a graph to a file needs of the world around: a place to write to, and a program that
/// makes pictures.
public protocol GraphFiles: Sendable {
  /// Writes a file, in the place of one that is there.
  ///
  /// - Throws: a diagnostic where it cannot be written.
  func write(_ text: String, to path: String) throws(Diagnostic)

  /// Writes an image as PNG, in the place of a file that is there.
  ///
  /// - Throws: a diagnostic where it cannot be written.
  func write(_ image: Raster, to path: String) throws(Diagnostic)

  /// The picture that Graphviz's `dot` makes of a graph.
  ///
  /// - Throws: why there is none.
  func svg(ofDOT text: String) throws(GraphDrawingError) -> String
}

/// Why a graph was not drawn.
public enum GraphDrawingError: Error, Sendable, Hashable {
  /// There is no program `dot`.
  case missing
  /// It failed, and said why.
  case failed(String)
  /// The user interrupted it.
  case interrupted
}
