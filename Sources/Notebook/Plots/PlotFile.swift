import Language
import Plotting

/// A file that a plot is drawn to: SVG, or a PNG image.
struct PlotFile {
  private let file: DrawnFile
  private let isImage: Bool

  /// The file of a path, whose end says what it holds.
  ///
  /// - Throws: a `ValueError` for another end, `OSError` where files cannot be used,
  ///   `PermissionError` where a replayed script would write it.
  init(_ path: String, _ context: EntryContext) throws {
    let name = DrawnFile.name(of: path)
    isImage = name.hasSuffix(".png")
    guard isImage || name.hasSuffix(".svg") else {
      throw EvaluationError.value(
        "'\(path)' is neither a .svg file nor a .png file",
        hint: "plots are drawn to plot.svg, or to plot.png for an image")
    }
    file = try DrawnFile(path, context)
  }

  /// Writes a plot.
  ///
  /// - Returns: what the file does not show, if there is such.
  func write(_ plot: Plot) throws -> String? {
    if isImage { try file.write(plot.raster) } else { try file.write(plot.svg) }
    let letters = isImage ? plot.lettersWithoutImage : ""
    let boxes = """
      boxes stand in \(file.path) for the letters \(letters), of which images have no picture
      hint: a .svg file has all letters
      """
    let notes = [plot.omissions, letters.isEmpty ? nil : boxes].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: "\n")
  }
}

extension EntryContext: PlotWriting {
  func write(_ plot: Plot, to path: String) throws -> String? {
    try PlotFile(path, self).write(plot)
  }
}
