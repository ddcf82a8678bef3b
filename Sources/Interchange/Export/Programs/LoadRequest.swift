import Language
import Notebook

/// What a command `load` asks for.
struct LoadRequest {
  let path: String
  /// The name behind `as`.
  let alias: String?
  /// What `--header` and `--no-header` say of a table.
  let hasHeader: Bool?
  let range: SourceRange

  /// A use of `load` on one file; nil for others.
  init?(_ command: Command) {
    var operands: [CommandArgument] = []
    var hasHeader: Bool?
    for argument in command.arguments {
      switch argument.kind {
      case .option("header", nil): hasHeader = true
      case .option("no-header", nil): hasHeader = false
      case .option: return nil
      default: operands.append(argument)
      }
    }
    guard operands.count == 1 || (operands.count == 3 && operands[1].text == "as") else {
      return nil
    }
    if case .word(let word) = operands[0].kind { path = word } else { path = operands[0].text }
    alias = operands.count == 3 ? operands[2].text : nil
    self.hasHeader = hasHeader
    range = command.range
  }

  /// A use on a file that is named elsewhere.
  init(path: String) {
    self.path = path
    alias = nil
    hasHeader = nil
    range = SourceRange(0, 0)
  }

  /// Whether it is one of a data file, and not of a session.
  var isOfData: Bool { DataFormat(path: path) != nil }

  /// The file's bytes.
  ///
  /// - Throws: where it cannot be read any more.
  func bytes(_ session: ReplayedSession) throws(ExportProblem) -> [UInt8] {
    let place: String
    do throws(EvaluationError) {
      place = try session.surroundings.permission.readablePath(of: path, named: path)
    } catch {
      throw ExportProblem(error.message, hint: error.hint, at: range)
    }
    do throws(TextFileError) {
      return try TextFile.bytes(of: place, limit: DataFormat.byteLimit)
    } catch {
      throw ExportProblem(error.message, at: range)
    }
  }

  /// The path as a text of Python's.
  var pathText: String { PythonText.literal(path) }
}
