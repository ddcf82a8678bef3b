import Language
import Tensors

/// The data files that examples use: they are read as if they were there, and written nowhere.
struct ExampleFiles: DataFiles {
  /// What every one of them holds.
  private static let numbers = [1.0, 2.0, 3.0]

  let endings = ["npy", "npz", "csv"]

  func permitted(by permission: FilePermission) -> ExampleFiles { self }

  func content(
    of path: String, _ options: DataOptions
  ) throws(EvaluationError) -> DataContent {
    let isSingle = path.hasSuffix(".npy")
    let tensor = try array { () throws(TensorError) in
      try Tensor(shape: [3], values: ExampleFiles.numbers).cast(to: options.floatDType)
    }
    return DataContent(
      isSingle ? .single : .named, [DataContent.Item(isSingle ? "" : "x", .tensor(tensor))])
  }

  func numbers(
    of path: String, _ options: NumberTableOptions
  ) throws(EvaluationError) -> Tensor {
    try array { () throws(TensorError) in
      try Tensor(shape: [3, 1], values: ExampleFiles.numbers)
    }
  }

  func save(
    _ arrays: [NamedTensor], to path: String, _ options: DataSavingOptions
  ) throws(EvaluationError) {}

  private func array(
    _ body: () throws(TensorError) -> Tensor
  ) throws(EvaluationError) -> Tensor {
    do throws(TensorError) {
      return try body()
    } catch {
      throw EvaluationError(.memoryError, error.description)
    }
  }
}
