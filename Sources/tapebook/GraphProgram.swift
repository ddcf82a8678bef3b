import Glibc
import Interchange
import Language
import Notebook
import Plotting

/// Files for graphs and plots, and Graphviz's program `dot`.
struct GraphProgram: GraphFiles {
  func write(_ text: String, to path: String) throws(Diagnostic) {
    do throws(TextFileError) {
      try TextFile.write(text, to: NotebookFiles.expanded(path))
    } catch {
      throw error.diagnostic
    }
  }

  func write(_ image: Raster, to path: String) throws(Diagnostic) {
    let bytes: [UInt8]
    do throws(PNGImage.CompressionError) {
      bytes = try PNGImage.bytes(of: image)
    } catch {
      throw Diagnostic(
        type: "MemoryError", message: "there is no memory to compress the image \(path)")
    }
    do throws(TextFileError) {
      try TextFile.write(bytes, to: NotebookFiles.expanded(path))
    } catch {
      throw error.diagnostic
    }
  }

  func svg(ofDOT text: String) throws(GraphDrawingError) -> String {
    let outcome: Filter.Outcome
    do throws(SystemError) {
      outcome = try Filter(["dot", "-Tsvg"]).run(on: text) { Interruption.isRequested }
    } catch {
      switch error.code {
      case ENOENT, ENOTDIR, EACCES: throw .missing
      case EINTR: throw .interrupted
      default: throw .failed(error.message)
      }
    }
    if outcome.status == 0, !outcome.output.isEmpty { return outcome.output }
    if Interruption.isRequested { throw .interrupted }
    let reason = outcome.error.split(separator: "\n").first.map(String.init)
    throw .failed(reason ?? "it ended with status \(outcome.status)")
  }
}
