import Language
import Tensors

/// A file that an entry read, as its code named it.
public struct ReadFile: Sendable, Hashable {
  /// The path as it stands in the code.
  public let path: String
  /// The folder in which relative paths start; nil for the one in which the program was started.
  public let folder: String?

  /// A file that was read by a path, from a folder.
  public init(path: String, folder: String?) {
    self.path = path
    self.folder = folder
  }
}

/// Data files whose reading is noted.
struct NotedDataFiles: DataFiles {
  let files: any DataFiles
  let folder: String?
  let note: @Sendable (ReadFile) -> Void

  var endings: [String] { files.endings }

  func permitted(by permission: FilePermission) -> NotedDataFiles {
    NotedDataFiles(
      files: files.permitted(by: permission), folder: permission.folder, note: note)
  }

  func content(
    of path: String, _ options: DataOptions
  ) throws(EvaluationError) -> DataContent {
    let content = try files.content(of: path, options)
    note(ReadFile(path: path, folder: folder))
    return content
  }

  func numbers(
    of path: String, _ options: NumberTableOptions
  ) throws(EvaluationError) -> Tensor {
    let numbers = try files.numbers(of: path, options)
    note(ReadFile(path: path, folder: folder))
    return numbers
  }

  func save(
    _ arrays: [NamedTensor], to path: String, _ options: DataSavingOptions
  ) throws(EvaluationError) {
    try files.save(arrays, to: path, options)
  }
}
