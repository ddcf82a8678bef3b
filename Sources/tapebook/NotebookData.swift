import Glibc
import Interchange
import Language
import Notebook
import Tensors

/// The data files that commands and listings read and write.
struct NotebookData: DataFiles {
  private let files: NotebookFiles

  /// The data files among the files that the notebook uses.
  init(_ files: NotebookFiles) { self.files = files }

  func permitted(by permission: FilePermission) -> NotebookData {
    NotebookData(files.permitted(by: permission))
  }

  var endings: [String] { DataFormat.allCases.map(\.rawValue) }

  func content(
    of path: String, _ options: DataOptions
  ) throws(EvaluationError) -> DataContent {
    let bytes = try files.data(of: path)
    do throws(DataError) {
      guard !options.isNumPy else { return try DataFormat.numpyContent(bytes, options) }
      return try format(of: path).content(bytes, options)
    } catch {
      throw NotebookData.exception(error, path)
    }
  }

  func numbers(
    of path: String, _ options: NumberTableOptions
  ) throws(EvaluationError) -> Tensor {
    let bytes = try files.data(of: path)
    do throws(DataError) {
      return try DataFormat.numbers(bytes, options)
    } catch {
      throw NotebookData.exception(error, path)
    }
  }

  func save(
    _ arrays: [NamedTensor], to path: String, _ options: DataSavingOptions
  ) throws(EvaluationError) {
    let format = try writtenFormat(of: path)
    let target = try files.writablePath(of: path)
    guard options.isReplacing || access(target, F_OK) != 0 else {
      throw EvaluationError(
        .fileExistsError, "'\(path)' is there already", hint: "--force replaces it")
    }
    let bytes: [UInt8]
    do throws(DataError) {
      bytes = try format.bytes(arrays, isCompressed: options.isCompressed)
    } catch {
      throw NotebookData.exception(error, path)
    }
    do throws(TextFileError) {
      try TextFile.write(bytes, to: target)
    } catch {
      throw EvaluationError(error, path)
    }
  }

  /// - Throws: `notSupported` where the ending is none of a data file.
  private func format(of path: String) throws(DataError) -> DataFormat {
    if let format = DataFormat(path: path) { return format }
    throw .notSupported("its ending is none of a data file", hint: hint)
  }

  private func writtenFormat(of path: String) throws(EvaluationError) -> DataFormat {
    if let format = DataFormat(path: path) { return format }
    throw EvaluationError.value("'\(path)' is no name of a data file", hint: hint)
  }

  private var hint: String { "there are " + endings.map { "." + $0 }.joined(separator: ", ") }

  private static func exception(_ error: DataError, _ path: String) -> EvaluationError {
    error.exception(of: path)
  }
}

extension EvaluationError {
  /// The failure of a file, under the path by which it was named.
  init(_ error: TextFileError, _ path: String) {
    let named = TextFileError(path: path, kind: error.kind)
    self.init(named.exceptionType, named.diagnostic.message)
  }
}
