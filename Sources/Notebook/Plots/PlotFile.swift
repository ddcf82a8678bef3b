import Language
import Plotting

/// A file that a plot is drawn to: SVG, or a PNG image.
struct PlotFile {
  private let path: String
  private let isImage: Bool
  private let files: any GraphFiles
  private let permission: FilePermission

  /// The file of a path, whose end says what it holds.
  ///
  /// - Throws: a `ValueError` for another end, `OSError` where files cannot be used,
  ///   `PermissionError` where a replayed script would write it.
  init(_ path: String, _ context: EntryContext) throws {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    isImage = name.hasSuffix(".png")
    guard isImage || name.hasSuffix(".svg") else {
      throw EvaluationError.value(
        "'\(path)' is neither a .svg file nor a .png file",
        hint: "plots are drawn to plot.svg, or to plot.png for an image")
    }
    guard let files = context.graphFiles else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    try context.permission.requireWriting(path)
    permission = context.permission
    self.path = path
    self.files = files
  }

  /// Writes a plot.
  ///
  /// - Returns: what the file does not show, if there is such.
  func write(_ plot: Plot) throws -> String? {
    let place = permission.place(of: path)
    do throws(Diagnostic) {
      if isImage {
        try files.write(plot.raster, to: place)
      } else {
        try files.write(plot.svg, to: place)
      }
    } catch {
      throw EvaluationError(.osError, error.message, hint: error.hint)
    }
    let letters = isImage ? plot.lettersWithoutImage : ""
    let boxes = """
      boxes stand in \(path) for the letters \(letters), of which images have no picture
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
