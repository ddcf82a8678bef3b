import Language
import Synchronization
import Tensors

/// Data files that are only in memory; what was not written holds 1, 2, 3.
final class FilesInMemory: DataFiles {
  /// Lends files to functions of the library.
  final class Context: CommandContext {
    let files = FilesInMemory()
    func dataFiles(for source: EntrySource) -> (any DataFiles)? { files }
  }

  let written = Mutex<[String: [NamedTensor]]>([:])
  let asked = Mutex<[NumberTableOptions]>([])

  let endings = ["npy", "npz", "csv"]

  func permitted(by permission: FilePermission) -> FilesInMemory { self }

  func content(of path: String, _ options: DataOptions) throws(EvaluationError) -> DataContent {
    guard !path.hasPrefix("none") else {
      throw EvaluationError(.fileNotFoundError, "cannot open '\(path)'")
    }
    let arrays = written.withLock { $0[path] } ?? [NamedTensor("x", FilesInMemory.numbers([3]))]
    return DataContent(
      path.hasSuffix(".npy") ? .single : .named,
      arrays.map { DataContent.Item($0.name, .tensor($0.tensor)) })
  }

  func numbers(
    of path: String, _ options: NumberTableOptions
  ) throws(EvaluationError) -> Tensor {
    asked.withLock { $0.append(options) }
    switch path {
    case "row.csv": return FilesInMemory.numbers([1, 3])
    case "column.csv": return FilesInMemory.numbers([3, 1])
    case "one.csv": return FilesInMemory.numbers([1, 1])
    case "empty.csv": return FilesInMemory.numbers([0, 0])
    default: return FilesInMemory.numbers([2, 3])
    }
  }

  func save(
    _ arrays: [NamedTensor], to path: String, _ options: DataSavingOptions
  ) throws(EvaluationError) {
    written.withLock { $0[path] = arrays }
  }

  private static func numbers(_ shape: [Int]) -> Tensor {
    let count = shape.reduce(1, *)
    guard let tensor = try? Tensor(shape: shape, values: (0..<count).map { Double($0 + 1) }) else {
      preconditionFailure("a small tensor fits")
    }
    return tensor
  }
}
